import { type IPicture } from "../face/picture.js";
import { type IFaceMeasures, MeasureFace } from "./faceMeasures.js";
import { type IDetectedFace } from "./photo.types.js";

/** Stable codes of what may make a fit worse. None stops a fit. */
export type PhotoVerdictCode =
    "W_SMALL" | "W_CUT" | "W_YAW" | "W_PITCH" | "W_DARK" | "W_GLARE" | "W_SIDE" | "W_BLUR" | "W_OCCL" | "W_SMILE";

/** Something that the player should know about a photo before it is fitted. */
export interface IPhotoVerdict {
    readonly code: PhotoVerdictCode;
    /** What was measured, in the unit of its limit. */
    readonly value: number;
    /** From where on it is told. */
    readonly limit: number;
    /** True where the fault is so strong that the player should confirm: a head turned by more than 40 degrees. */
    readonly confirm: boolean;
    /** What to do, in English. */
    readonly message: string;
}

/**
 * Limits of the verdicts; see {@link IFaceMeasures} for the units. They were chosen on 50 studio photographs and 85 official portraits of people that
 * constants may be chosen on: none of them is dark, glaring or blurred; 68 of 68 are dark at 0.35 of their brightness, 67 of 68 blurred by a Gaussian
 * of a tenth of the eyes' distance. Those of side light and glasses were chosen on portraits that a person looked at; `test/bench/README.md` has their
 * hits and false alarms.
 */
export const PhotoLimits = {
    eyeDistance: 54,
    cutOff: 0.1,
    angle: 20,
    confirmAngle: 40,
    highlight: 0.36,
    clipped: 0.05,
    sides: 2.6,
    sharpness: 0.15,
    glasses: 0.4,
    smile: 0.523,
    mouthGap: 0.2,
} as const;

/** What to do about each fault, in English: first what to do, then why. */
export const PhotoMessages: Readonly<Record<PhotoVerdictCode, string>> = {
    W_SMALL: "Move closer, or pick a larger photo: your face is small in this one.",
    W_CUT: "Pick a photo with your whole head in it: a part is cut off here.",
    W_YAW: "Look straight at the camera: your head is turned to the side.",
    W_PITCH: "Hold the camera at eye level: your head is tilted up or down.",
    W_DARK: "Face a window or a lamp: this photo is dark.",
    W_GLARE: "Step out of the strong light: parts of your face are white.",
    W_SIDE: "Turn towards the light: one side of your face is in shadow.",
    W_BLUR: "Hold still, or pick a sharper photo: this one is blurred.",
    W_OCCL: "Take off your glasses if you can: they hide your eyes, so the eyes are guessed.",
    W_SMILE: "Relax your face and close your mouth: your game face would keep the smile.",
};

/**
 * How far a mouth is from rest towards a smile: its width and how near its corners are to the nose. Of 25 people, 4 of them black, the limit finds 21 when
 * they smile and none when they do not: faint smiles are missed.
 * @param measures of the face
 * @returns 0.44 at rest and 0.64 smiling in the median of these people, in distances of the eyes
 */
export function SmileScore({ mouthWidth, mouthCorners }: IFaceMeasures): number {
    return mouthWidth - 0.9 * mouthCorners;
}

/**
 * Judges measures of a face.
 * @param measures of {@link MeasureFace}
 * @returns verdicts, in the order in which the player is told; none for a good photo
 */
export function JudgeMeasures(measures: IFaceMeasures): IPhotoVerdict[] {
    const { pose, eyeDistance, highlight, clipped, sides, sharpness, glasses, mouthGap, cutOff } = measures;
    const verdicts: IPhotoVerdict[] = [];
    const add = (code: PhotoVerdictCode, is: boolean, value: number, limit: number, confirm = false): void => {
        if (is) {
            verdicts.push({ code, value, limit, confirm, message: PhotoMessages[code] });
        }
    };
    const above = (code: PhotoVerdictCode, value: number, limit: number, confirm?: boolean): void =>
        add(code, value > limit, value, limit, confirm);
    const below = (code: PhotoVerdictCode, value: number, limit: number): void => add(code, value < limit, value, limit);
    const { angle, confirmAngle } = PhotoLimits;
    below("W_SMALL", eyeDistance, PhotoLimits.eyeDistance);
    above("W_CUT", cutOff, PhotoLimits.cutOff);
    above("W_YAW", Math.abs(pose.yaw), angle, Math.abs(pose.yaw) > confirmAngle);
    above("W_PITCH", Math.abs(pose.pitch), angle, Math.abs(pose.pitch) > confirmAngle);
    below("W_DARK", highlight, PhotoLimits.highlight);
    above("W_GLARE", clipped, PhotoLimits.clipped);
    above("W_SIDE", sides, PhotoLimits.sides);
    below("W_BLUR", sharpness, PhotoLimits.sharpness);
    above("W_OCCL", glasses, PhotoLimits.glasses);
    const smile = SmileScore(measures);
    add("W_SMILE", smile > PhotoLimits.smile || mouthGap > PhotoLimits.mouthGap, smile, PhotoLimits.smile);
    return verdicts;
}

/**
 * Judges a face in a photo: size, framing, pose, light, sharpness, glasses, mouth.
 * @param picture the photo
 * @param face the face in it, with its 68 landmarks
 * @returns verdicts, in the order in which the player is told; none for a good photo
 */
export function JudgePhoto(picture: IPicture, face: IDetectedFace): IPhotoVerdict[] {
    return JudgeMeasures(MeasureFace(picture, face));
}
