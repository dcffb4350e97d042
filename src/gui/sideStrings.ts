/** Texts about left and right of the face, always the person's own. */
export interface ISideStrings {
    /** The switch that lets left and right differ. */
    readonly apart: string;
    readonly copyLeft: string;
    readonly copyRight: string;
    /** What a slider moves; what follows is its name. */
    readonly both: string;
    readonly left: string;
    readonly right: string;
}

/** The English texts. */
export const EnglishSideStrings: ISideStrings = {
    apart: "Left and right apart",
    copyLeft: "Left to right",
    copyRight: "Right to left",
    both: "Both sides",
    left: "Left side",
    right: "Right side",
};
