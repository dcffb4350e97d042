import { type IFaceOrigin } from "../face/face.types.js";

/** Texts of the pages of presets, steps and faces to keep, and of the choice of glasses. */
export interface IPageStrings {
    readonly presets: {
        readonly title: string;
        readonly hint: string;
        /** `{n}` is replaced by the number of the preset. */
        readonly name: string;
        readonly average: string;
        readonly blend: string;
        /** Heading over the dice. */
        readonly randomTitle: string;
        readonly dice: string;
        readonly seed: string;
        readonly diceHint: string;
        readonly variations: string;
        /** `{n}` is replaced by the number of the variation. */
        readonly variation: string;
    };
    readonly history: {
        readonly title: string;
        readonly start: string;
        /** `{n}` is replaced by how many values a step changed. */
        readonly many: string;
        readonly origins: Readonly<Record<IFaceOrigin["kind"], string>>;
    };
    readonly share: {
        readonly title: string;
        readonly slots: string;
        /** `{n}` is replaced by the number of the slot. */
        readonly save: string;
        readonly load: string;
        readonly empty: string;
        readonly slotSaved: string;
        /** Asked in place of the buttons of a slot that holds another face. */
        readonly replace: string;
        readonly keep: string;
        readonly code: string;
        readonly codeHint: string;
        readonly copy: string;
        readonly copied: string;
        readonly useCode: string;
        /** Heading over the files. */
        readonly files: string;
        readonly saveFile: string;
        readonly savePortrait: string;
        readonly openFile: string;
        readonly fileHint: string;
    };
    readonly glasses: {
        readonly title: string;
        readonly none: string;
        /** Says what they are to the face. */
        readonly hint: string;
        /** Names by their ids; glasses without one are called by their id. */
        readonly names: Readonly<Record<string, string>>;
    };
}

/** The English texts of these pages. */
export const EnglishPageStrings: IPageStrings = {
    presets: {
        title: "Presets",
        hint: "Pick a face to start from. A slider then says how much of it you take.",
        name: "Preset {n}",
        average: "Average",
        blend: "How much of it",
        randomTitle: "Leave it to chance",
        dice: "New random face",
        seed: "Seed",
        diceHint: "The same seed gives the same face again. Locked sliders stay.",
        variations: "Variations of this face",
        variation: "Variation {n}",
    },
    history: {
        title: "History",
        start: "The beginning",
        many: "{n} values",
        origins: { photo: "Photo", random: "Random face", preset: "Preset", player: "A saved face" },
    },
    share: {
        title: "Save & share",
        slots: "Slots on this device",
        save: "Save to slot {n}",
        load: "Load slot {n}",
        empty: "Empty",
        slotSaved: "Saved to slot {n}.",
        replace: "Replace {n}",
        keep: "Keep {n}",
        code: "Face code",
        codeHint: "The code holds the whole face. Paste a friend's code to wear their face.",
        copy: "Copy code",
        copied: "Code copied.",
        useCode: "Use this code",
        files: "Files",
        saveFile: "Save as file",
        savePortrait: "Save portrait",
        openFile: "Open file",
        fileHint: "The portrait is a picture with the face inside: open it here to get the face back.",
    },
    glasses: {
        title: "Glasses",
        none: "None",
        hint: "Your character wears them, but they are no part of the face: undo and face codes leave them as they are.",
        names: { square: "Square", round: "Round" },
    },
};
