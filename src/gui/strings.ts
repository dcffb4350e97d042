import { type FaceCreatorErrorCode } from "../face/faceCreatorError.js";
import { EnglishPageStrings, type IPageStrings } from "./pageStrings.js";
import { EnglishPhotoStrings, type IPhotoStrings } from "./photoStrings.js";
import { EnglishSideStrings, type ISideStrings } from "./sideStrings.js";

/** Every text of the creation screen; a game may replace any of them. */
export interface IScreenStrings extends IPageStrings {
    readonly title: string;
    readonly undo: string;
    readonly redo: string;
    readonly done: string;
    readonly cancel: string;
    readonly stop: string;
    readonly back: string;
    readonly close: string;
    readonly compare: string;
    readonly smallerText: string;
    readonly largerText: string;
    readonly random: string;
    readonly value: string;
    readonly lock: string;
    readonly search: string;
    /** `{n}` is replaced by a number. */
    readonly found: string;
    readonly nothingFound: string;
    readonly resetValue: string;
    readonly resetRegion: string;
    readonly diceRegion: string;
    readonly lockRegion: string;
    readonly sides: ISideStrings;
    readonly ranges: {
        /** The switch that lets values go to the ends of their ranges in any combination. */
        readonly extremes: string;
        /** Said where a value is stopped while the switch is off; `{switch}` is replaced by its name. */
        readonly stopped: string;
    };
    readonly customColor: string;
    /** `{n}` is replaced by what has the colour. */
    readonly colorOf: string;
    readonly hint: string;
    readonly dropHere: string;
    readonly chooseFace: string;
    /** `{n}` is replaced by the number of the face. */
    readonly faceNumber: string;
    readonly fitted: string;
    /** `{n}` is replaced by a number of seconds. */
    readonly timeLeft: string;
    readonly fitCancelled: string;
    readonly saved: string;
    readonly loaded: string;
    readonly leave: { readonly question: string; readonly leave: string; readonly stay: string };
    readonly gamepadFile: string;
    /** How far a value is from the average: at it, slightly, clearly, very. */
    readonly amounts: readonly [string, string, string, string];
    readonly views: { readonly front: string; readonly threequarter: string; readonly profile: string };
    readonly lights: { readonly game: string; readonly studio: string; readonly day: string; readonly night: string };
    readonly expressions: { readonly neutral: string; readonly smile: string; readonly talk: string };
    /** Headings of the views, lights, expressions and switches. */
    readonly viewGroups: readonly [string, string, string, string];
    /** Shows and hides all of them where there is little room. */
    readonly viewOptions: string;
    readonly switches: { readonly zoom: string; readonly hair: string; readonly clay: string; readonly freeze: string };
    readonly regions: {
        readonly brow: string;
        readonly eye: string;
        readonly nose: string;
        readonly mouth: string;
        readonly face: string;
        readonly macro: string;
        readonly color: string;
        readonly style: string;
        readonly makeup: string;
    };
    readonly photo: IPhotoStrings;
    /** Names of sliders, colours and styles by their ids, of an option by `block.option`; those that are missing keep the names of the head. */
    readonly names: Readonly<Record<string, string>>;
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
    undo: "Undo",
    redo: "Redo",
    done: "Done",
    cancel: "Cancel",
    stop: "Stop",
    back: "Back",
    close: "Close",
    compare: "Compare: hold",
    smallerText: "Smaller text",
    largerText: "Larger text",
    random: "Surprise me",
    value: "Value",
    lock: "Lock",
    search: "Search",
    found: "{n} found",
    nothingFound: "No slider has this name. Try “width”, “lip” or “nose”.",
    resetValue: "Reset",
    resetRegion: "Reset all",
    diceRegion: "Shuffle",
    lockRegion: "Lock all",
    sides: EnglishSideStrings,
    ranges: { extremes: "Extremes", stopped: "This is as far as it fits this face. “{switch}” goes further." },
    customColor: "Custom colour",
    colorOf: "{n}: colour",
    hint: "Drag the face to shape it  ·  drag beside it to turn  ·  scroll to zoom",
    dropHere: "Drop the photo to use it",
    chooseFace: "Which face should be used?",
    faceNumber: "Face {n}",
    timeLeft: "about {n} s left",
    fitted: "This is the face from your photo.",
    fitCancelled: "Stopped. Your face is as it was.",
    saved: "Face saved as a file.",
    loaded: "Face loaded.",
    leave: { question: "Leave without keeping your changes?", leave: "Leave", stay: "Stay" },
    gamepadFile: "Choosing a file needs the mouse, a key or a touch: press “Choose photo” with one of them.",
    amounts: ["average", "slightly changed", "clearly changed", "strongly changed"],
    views: { front: "Front", threequarter: "Three-quarter", profile: "Profile" },
    lights: { game: "Game light", studio: "Studio light", day: "Daylight", night: "Night light" },
    expressions: { neutral: "Neutral", smile: "Smile", talk: "Talk" },
    viewGroups: ["View", "Light", "Expression", "Show"],
    viewOptions: "View and light",
    switches: { zoom: "Zoom in", hair: "Hide hair", clay: "Clay", freeze: "Freeze" },
    regions: {
        brow: "Brows",
        eye: "Eyes",
        nose: "Nose",
        mouth: "Mouth",
        face: "Face shape",
        macro: "Head",
        color: "Colours",
        style: "Hair, brows, beard",
        makeup: "Makeup",
    },
    ...EnglishPageStrings,
    photo: EnglishPhotoStrings,
    names: {},
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
        E_TYPE: "This is no picture. Choose a JPEG or PNG photo.",
        E_TOO_BIG: "This picture is too large. Try a smaller version of it.",
        E_TOO_SMALL: "This picture is too small for a photo. Choose a larger one.",
        E_TRUNCATED: "This photo is incomplete. Copy or download it again.",
        E_ANIMATED: "This is an animation. Choose a still photo.",
        E_NO_FACE: "We couldn't find a face. Try a photo where the whole face is visible.",
        E_FACE_SMALL: "The face is too small. Move closer or use a larger photo.",
        E_MULTIPLE_FACES: "There is more than one face. Choose the one to use.",
        E_FIT_DIVERGED: "This photo did not work out. Try one with even light from the front.",
        E_GRAPHICS_LOST: "The graphics were interrupted. Your face is as it was: try again.",
        E_FACE_FORMAT: "This file is not a saved face.",
        E_CODE_INVALID: "This code has a mistake in it. Copy the whole code again.",
        E_VERSION_NEWER: "This face was saved by a newer version of the game.",
        E_RIG_MISMATCH: "This face belongs to another kind of head.",
        E_NETWORK_FILE: "The photo tools could not be loaded. Check your connection and try again.",
        E_READ: "A file could not be loaded. Check your connection and try again.",
        E_CAM_DENIED: "The camera is not allowed here. Allow it in the browser's address bar, or choose a photo.",
        E_CAM_NONE: "No camera was found. Connect one, or choose a photo.",
        E_CAM_BUSY: "Another app uses the camera. Close it, or choose a photo.",
        E_CAM_INSECURE: "The camera needs a secure page (https). Choose a photo instead.",
        E_STORAGE: "There is no room left on this device. Save the face as a file instead.",
    },
    error: "Something went wrong. Your face is as it was.",
};
