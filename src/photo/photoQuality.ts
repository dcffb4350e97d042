import { type FacePart } from "../face/facePart.js";
import { type IPicture } from "../face/picture.js";
import { type IDetectedFace } from "./photo.types.js";
import { JudgePhoto, type PhotoVerdictCode } from "./photoVerdicts.js";

/** The parts of the face that a fault hides or distorts. */
const Touched: Readonly<Partial<Record<PhotoVerdictCode, readonly FacePart[]>>> = {
    W_CUT: ["hair"],
    W_YAW: ["face", "nose"],
    W_PITCH: ["face", "nose"],
    W_OCCL: ["brow", "eye"],
    W_SMILE: ["mouth"],
};

/** What is to be said about a photo before it is fitted. */
export interface IPhotoAssessment {
    /** For the player, empty for a good photo. */
    readonly warnings: readonly string[];
    /** Parts of the face that it hides or distorts, each once. */
    readonly uncertain: readonly FacePart[];
}

/**
 * What the player should know about a photo before it is fitted, beside its size, which `ChooseFace` tells.
 * @param picture the photo
 * @param face the face in it
 * @returns warnings and parts
 */
export function AssessPhoto(picture: IPicture, face: IDetectedFace): IPhotoAssessment {
    const verdicts = JudgePhoto(picture, face).filter(({ code }) => code !== "W_SMALL");
    return {
        warnings: verdicts.map(({ message }) => message),
        uncertain: [...new Set(verdicts.flatMap(({ code }) => Touched[code] ?? []))],
    };
}
