import { type FaceSide } from "../../face/asymmetry.js";
import { type ParameterGroup } from "../../face/faceSchema.js";
import { IsSideWord, SideOfWords, SplitWords } from "../../rig/boneSides.js";

/** A name taken apart: its words without those of the tool that made it, and its side. */
export interface ISplitName {
    readonly words: readonly string[];
    readonly side: FaceSide | undefined;
}

/** What exporters and rigs put before or into names: Mixamo, Character Creator, 3ds Max, Source, VRoid, Rigify, Unreal, MakeHuman. */
const ToolWords = new Set(
    "mixamorig cc base game bip valvebiped j adj sec def org mch facial jnt joint bone armature rig skin fcl arkit blendshape bs shape morph target".split(
        " ",
    ),
);

/**
 * Takes a name apart at separators, capitals and digits.
 * @param name for example `mixamorig:LeftEye`, `CC_Base_L_Eye`, `J_Adj_L_FaceEye`, `eye.L`
 * @returns lower-case words (here `eye`, for the third `face eye`) and the side
 */
export function SplitName(name: string): ISplitName {
    const parts = SplitWords(name);
    const words = parts.filter((part) => !IsSideWord(part) && !ToolWords.has(part) && (part.length > 1 || Vowels.has(part)));
    return { words, side: SideOfWords(parts) };
}

/** Mouth shapes of VRM have names of one letter. */
const Vowels = new Set(["a", "i", "u", "e", "o"]);

/** Beginnings of words that tell a part; the first group that matches wins, so that an eyebrow is no eye. */
const GroupWords: readonly (readonly [ParameterGroup, RegExp])[] = [
    ["brow", /^(eye)?brow|^corrugator|^frontalis/],
    ["eye", /^eye|^lid|^lash|^orbicularis|^oculi|^iris|^pupil|^blink/],
    ["nose", /^nos|^nasal|^naso/],
    ["mouth", /^mouth|^lip|^oris|^philtrum|^levator|^dimple|^smile/],
    ["face", /^jaw|^chin|^cheek|^ear$|^ears$|^forehead|^temple|^head|^face|^skull|^zygoma|^temporalis|^risorius|^neck|^crani/],
];

/**
 * The group of a name's part of the face.
 * @param words of {@link SplitName}
 * @returns the group, or undefined where no word tells it
 */
export function GroupOf(words: readonly string[]): ParameterGroup | undefined {
    return GroupWords.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0];
}

/**
 * Whether any word begins so.
 * @param words of {@link SplitName}
 * @param pattern tested on each word
 * @returns the answer
 */
export function HasWord(words: readonly string[], pattern: RegExp): boolean {
    return words.some((word) => pattern.test(word));
}

/**
 * A label for people.
 * @param words of {@link SplitName}
 * @returns for example `Nose width`
 */
export function LabelOf(words: readonly string[]): string {
    const text = words.join(" ");
    return text === "" ? "Unnamed" : text[0].toUpperCase() + text.slice(1);
}

/** Words that stand at the ends of one scale: the first lowers the value, the second raises it. */
const Opposites: readonly (readonly [string, string])[] = [
    ["minus", "plus"],
    ["decr", "incr"],
    ["decrease", "increase"],
    ["neg", "pos"],
    ["min", "max"],
    ["narrow", "wide"],
    ["thin", "thick"],
    ["thin", "full"],
    ["small", "big"],
    ["small", "large"],
    ["short", "long"],
    ["low", "high"],
    ["down", "up"],
    ["in", "out"],
    ["less", "more"],
    ["concave", "convex"],
    ["flat", "round"],
];

/**
 * The other end of a scale.
 * @param words of a name at the lower end
 * @returns words of each name that may stand at the upper end, with the words that both share
 */
export function UpperEnds(words: readonly string[]): { readonly upper: string; readonly shared: readonly string[] }[] {
    return Opposites.filter(([low]) => words.includes(low)).map(([low, high]) => ({
        upper: words.map((word) => (word === low ? high : word)).join(" "),
        shared: words.filter((word) => word !== low),
    }));
}
