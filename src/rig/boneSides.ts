import { type FaceSide } from "../face/asymmetry.js";
import { type ParameterGroup } from "../face/faceSchema.js";
import { type RigBind } from "./rigFile.types.js";

const Sides: Readonly<Record<string, FaceSide>> = { l: "left", left: "left", lf: "left", r: "right", right: "right", rt: "right" };

/**
 * Takes a name apart at separators, capitals and digits.
 * @param name for example `mixamorig:LeftEye`, `CC_Base_L_Eye`, `J_Adj_L_FaceEye`, `eye.L`
 * @returns lower-case words with those that tell a side
 */
export function SplitWords(name: string): string[] {
    return name
        .replace(/\+$/, " plus")
        .replace(/-$/, " minus")
        .replace(/([a-z])([A-Z])/g, "$1 $2")
        .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
        .split(/[^A-Za-z]+/)
        .filter((part) => part !== "")
        .map((part) => part.toLowerCase());
}

/**
 * Whether a word of {@link SplitWords} tells a side.
 * @param word lower case
 * @returns the answer
 */
export function IsSideWord(word: string): boolean {
    return word in Sides;
}

/**
 * The side of the body that a name tells, the subject's own.
 * @param words of {@link SplitWords}
 * @returns the side, undefined where no word tells one
 */
export function SideOfWords(words: readonly string[]): FaceSide | undefined {
    return words.map((word) => Sides[word]).find((found) => found !== undefined);
}

/**
 * Whether left and right of a head can differ in a parameter: it moves vertices by morph targets, which are parted at the midline, or a left and a right bone.
 * Blends of the whole head stay alike.
 * @param group its group
 * @param binds what it drives
 * @returns the answer
 */
export function CanDiffer(group: ParameterGroup, binds: readonly RigBind[]): boolean {
    const sides = new Set(binds.map((bind) => (bind.type === "bone" ? SideOfWords(SplitWords(bind.bone)) : undefined)));
    return group !== "macro" && (binds.some(({ type }) => type === "morph") || (sides.has("left") && sides.has("right")));
}
