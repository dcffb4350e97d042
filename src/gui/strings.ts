import { type FaceCreatorErrorCode } from "../face/faceCreatorError.js";

/** Every text of the creation screen; a game may replace any of them. */
export interface IScreenStrings {
    readonly title: string;
    readonly choosePhoto: string;
    readonly privacy: string;
    readonly random: string;
    readonly reset: string;
    readonly undo: string;
    readonly redo: string;
    readonly save: string;
    readonly load: string;
    readonly done: string;
    readonly cancel: string;
    readonly stop: string;
    readonly close: string;
    readonly resetValue: string;
    readonly resetRegion: string;
    readonly customColor: string;
    /** `{n}` is replaced by what has the colour. */
    readonly colorOf: string;
    readonly hint: string;
    readonly dropHere: string;
    readonly chooseFace: string;
    /** `{n}` is replaced by the number of the face. */
    readonly faceNumber: string;
    readonly fitted: string;
    readonly fitCancelled: string;
    readonly saved: string;
    readonly loaded: string;
    readonly views: { readonly front: string; readonly threequarter: string; readonly profile: string };
    readonly regions: {
        readonly brow: string;
        readonly eye: string;
        readonly nose: string;
        readonly mouth: string;
        readonly face: string;
        readonly macro: string;
        readonly color: string;
        readonly style: string;
    };
    readonly phases: {
        readonly networks: string;
        readonly photo: string;
        readonly fit: string;
        readonly verify: string;
        readonly done: string;
    };
    /** What a player reads when something goes wrong; a code that is missing shows `error`. */
    readonly errors: Partial<Record<FaceCreatorErrorCode, string>>;
    readonly error: string;
}

/** The English texts. */
export const EnglishStrings: IScreenStrings = {
    title: "Face creator",
    choosePhoto: "Choose photo",
    privacy: "Your photo stays on this device. It shapes the face and is then discarded.",
    random: "Random",
    reset: "Reset",
    undo: "Undo",
    redo: "Redo",
    save: "Save",
    load: "Load",
    done: "Done",
    cancel: "Cancel",
    stop: "Stop",
    close: "Close",
    resetValue: "Reset",
    resetRegion: "Reset all",
    customColor: "Custom colour",
    colorOf: "{n}: colour",
    hint: "Drag to turn  ·  scroll to zoom  ·  drop a photo anywhere",
    dropHere: "Drop the photo to use it",
    chooseFace: "Which face should be used?",
    faceNumber: "Face {n}",
    fitted: "This is the face from your photo. Fine-tune it, or undo.",
    fitCancelled: "Stopped. Your face is as it was.",
    saved: "Face saved as a file.",
    loaded: "Face loaded.",
    views: { front: "Front", threequarter: "Three-quarter", profile: "Profile" },
    regions: {
        brow: "Brows",
        eye: "Eyes",
        nose: "Nose",
        mouth: "Mouth",
        face: "Face shape",
        macro: "Head",
        color: "Colours",
        style: "Hair & brows",
    },
    phases: {
        networks: "Getting ready",
        photo: "Finding the face",
        fit: "Shaping the head",
        verify: "Comparing with the photo",
        done: "Finishing",
    },
    errors: {
        E_DECODE: "This picture could not be read. Try a JPEG or PNG photo.",
        E_HEIC: "This is an Apple HEIC photo. Save it as JPEG and try again.",
        E_TOO_BIG: "This picture is too large. Try a smaller version of it.",
        E_NO_FACE: "We couldn't find a face. Try a photo where the whole face is visible.",
        E_FACE_SMALL: "The face is too small. Move closer or use a larger photo.",
        E_MULTIPLE_FACES: "There is more than one face. Choose the one to use.",
        E_FIT_DIVERGED: "This photo did not work out. Try one with even light from the front.",
        E_FACE_FORMAT: "This file is not a saved face.",
        E_VERSION_NEWER: "This face was saved by a newer version of the game.",
        E_RIG_MISMATCH: "This face belongs to another kind of head.",
        E_NETWORK_FILE: "The photo tools could not be loaded. Check your connection and try again.",
        E_READ: "A file could not be loaded. Check your connection and try again.",
    },
    error: "Something went wrong. Your face is as it was.",
};
