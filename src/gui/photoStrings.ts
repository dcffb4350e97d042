import { type FacePart } from "../face/facePart.js";
import { PhotoMessages, type PhotoVerdictCode } from "../faceCreator/photoReading.js";

/** The texts of the photo page. */
export interface IPhotoStrings {
    readonly title: string;
    /** How to look, light, face, hair and glasses. */
    readonly guidance: readonly [string, string, string, string];
    /** Agrees to what the game asks before photos are offered. */
    readonly accept: string;
    readonly choose: string;
    readonly useCamera: string;
    /** Ways to start without a photo. */
    readonly preset: string;
    readonly random: string;
    /** Heading of the guidance. */
    readonly tips: string;
    readonly drop: string;
    readonly privacy: string;
    readonly limits: string;
    readonly primer: string;
    readonly startCamera: string;
    /** Said while the browser asks whether the camera may be used. */
    readonly allowCamera: string;
    /** How to sit in front of the running camera. */
    readonly fillOval: string;
    readonly cameraPicture: string;
    readonly mirrored: string;
    readonly take: string;
    /** Takes the picture after it has counted down. */
    readonly timer: string;
    /** Takes the picture by itself once there is nothing to say against it. */
    readonly automatic: string;
    /** Said by the automatic before it counts down. */
    readonly holdStill: string;
    /** Turns a photo around that was taken as in a mirror. */
    readonly mirror: string;
    readonly make: string;
    readonly useAnyway: string;
    readonly another: string;
    /** Adds a photo of the same person. */
    readonly add: string;
    /** Said where there are several photos. */
    readonly samePerson: string;
    /** `{n}` is replaced by the number of the photo. */
    readonly number: string;
    readonly remove: string;
    /** Gives up all photos. */
    readonly restart: string;
    /** Why a photo is left out: it is there already, there are too many; `{n}` is replaced by how many there may be. */
    readonly refused: { readonly same: string; readonly many: string };
    /** A photo that was left out: `{n}` is replaced by its name, `{reason}` by why. */
    readonly refusedName: string;
    /** `{n}` is replaced by how many photos a face was made of. */
    readonly fromPhotos: string;
    readonly looksGood: string;
    /** How the eye points are moved. */
    readonly moveEyes: string;
    /** Names of the points: on the left and on the right of the photo. */
    readonly eyes: readonly [string, string];
    readonly markEyes: string;
    readonly markEyesHint: string;
    readonly warnings: Readonly<Record<PhotoVerdictCode, string>>;
    readonly grades: Readonly<Record<"great" | "good" | "rough", { readonly title: string; readonly text: string }>>;
    /** Under the photo and the picture of the face. */
    readonly pair: readonly [string, string];
    /** Lays the photo over the head while it is held. */
    readonly hold: string;
    /** What no photo shows. */
    readonly uncertain: string;
    /** What these photos do not show: `{n}` is replaced by names of parts. */
    readonly unseen: string;
    /** Names of the parts of a face within a sentence. */
    readonly parts: Readonly<Record<FacePart, string>>;
    readonly strength: { readonly shape: string; readonly color: string };
    readonly keep: string;
    readonly discard: string;
}

/** The English texts of the photo page. */
export const EnglishPhotoStrings: IPhotoStrings = {
    title: "Use a photo",
    guidance: [
        "Look straight at the camera",
        "Even light from the front",
        "Neutral face, mouth closed, eyes open",
        "Hair and glasses off the face if you can",
    ],
    accept: "I agree",
    choose: "Choose photo",
    useCamera: "Use camera",
    preset: "Pick a preset",
    random: "Random face",
    tips: "For a good likeness",
    drop: "Or drop or paste a picture here",
    privacy: "Your photo stays on this device. It is used to shape the face and then discarded. Nothing is uploaded.",
    limits: "A photo does not show the back of the head, or ears under hair: you set those yourself.",
    primer: "The camera shows you as in a mirror until you take a picture. The picture stays on this device, and the camera stops right after it.",
    startCamera: "Start camera",
    allowCamera: "Your browser now asks about the camera: allow it there, and the picture appears here.",
    fillOval: "Fill the oval with your face, eyes open, mouth closed, with light from the front.",
    cameraPicture: "Camera",
    mirrored: "Shown mirrored; the picture itself is not.",
    take: "Take picture",
    timer: "3 seconds",
    automatic: "Automatic",
    holdStill: "Good. Hold still.",
    mirror: "Mirror the photo",
    make: "Make my face",
    useAnyway: "Use it anyway",
    another: "Another photo",
    add: "Add a photo",
    samePerson: "One face is made of all photos, so they should show the same person.",
    number: "Photo {n}",
    remove: "Remove photo",
    restart: "Start over",
    refused: { same: "This photo is here already.", many: "There is room for {n} photos." },
    refusedName: "{n}: {reason}",
    fromPhotos: "Made from {n} photos.",
    looksGood: "Looks good",
    moveEyes: "Points not on the eyes? Drag them there, or move them with the arrow keys.",
    eyes: ["Eye on the left", "Eye on the right"],
    markEyes: "Mark the eyes myself",
    markEyesHint: "Drag each point onto the middle of an eye. The small picture shows how the photo will be read.",
    warnings: PhotoMessages,
    grades: {
        great: { title: "Great match", text: "Shape and colours follow your photo closely." },
        good: { title: "Good match", text: "The likeness is there; a few sliders will bring it closer." },
        rough: { title: "Rough match", text: "This is a start: adjust it by hand, or try a photo with even light from the front." },
    },
    pair: ["Your photo", "Your face"],
    hold: "Photo over the face: hold",
    uncertain: "Uncertain: ears, back of the head and the head under the hair, which the photo does not show.",
    unseen: "Not well seen in the photo, so a guess: {n}. The back of the head always is.",
    parts: { brow: "brows", eye: "eyes", nose: "nose", mouth: "mouth", face: "outline and skin", hair: "hair" },
    strength: { shape: "Shape from the photo", color: "Colours from the photo" },
    keep: "Keep & edit",
    discard: "Discard",
};
