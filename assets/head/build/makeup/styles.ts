import { type SrgbColor } from "../../../../src/face/faceSchema.js";
import { Srgb } from "../look/palettes.js";

/** A makeup style: one picture on one area of the skin. */
export interface IMakeupStyle {
    readonly id: string;
    readonly label: string;
    /** Roughness of its material. */
    readonly roughness: number;
}

function Style(id: string, label: string, roughness = 0.55): IMakeupStyle {
    return { id, label, roughness };
}

/** Lipsticks beside `none`, in the order of the vector x. */
export const Lipsticks: readonly IMakeupStyle[] = [
    Style("sheer", "Sheer", 0.4),
    Style("satin", "Satin", 0.5),
    Style("matte", "Matte", 0.85),
    Style("gloss", "Gloss", 0.08),
    Style("overlined", "Overlined", 0.5),
    Style("blotted", "Blotted", 0.7),
    Style("gradientIn", "Inner gradient", 0.45),
    Style("gradientOut", "Dark rim", 0.45),
    Style("liner", "Liner only", 0.7),
    Style("linerLight", "Liner and light", 0.4),
    Style("bowSharp", "Sharp bow", 0.5),
    Style("bowRound", "Round bow", 0.5),
    Style("upper", "Upper lip", 0.5),
    Style("lower", "Lower lip", 0.5),
    Style("twoTone", "Two tones", 0.45),
    Style("glitter", "Glitter", 0.22),
    Style("worn", "Worn off", 0.7),
    Style("bud", "Rosebud", 0.6),
];

/** Eye shadows beside `none`. */
export const EyeShadows: readonly IMakeupStyle[] = [
    Style("soft", "Soft brown", 0.75),
    Style("smoky", "Smoky", 0.7),
    Style("winged", "Winged liner", 0.5),
    Style("shimmer", "Gold shimmer", 0.25),
    Style("vivid", "Vivid", 0.6),
];

/** Blushes beside `none`. */
export const Blushes: readonly IMakeupStyle[] = [
    Style("apples", "Rosy cheeks", 0.6),
    Style("lifted", "Lifted", 0.6),
    Style("sunKissed", "Sun-kissed", 0.6),
];

/** Freckles beside `none`. */
export const Freckles: readonly IMakeupStyle[] = [
    Style("nose", "On the nose", 0.6),
    Style("cheeks", "On the cheeks", 0.6),
    Style("dense", "Everywhere", 0.6),
];

/** Lipstick colours: nudes, pinks, corals, reds, berries, browns and bold ones. */
export const LipstickColors: readonly { readonly id: string; readonly label: string; readonly color: SrgbColor }[] = [
    ["beige", "Beige", "c99a80"],
    ["nude", "Nude", "b97f6d"],
    ["caramel", "Caramel", "a8694b"],
    ["rosewood", "Rosewood", "9c5a55"],
    ["mauve", "Mauve", "a0687a"],
    ["babyPink", "Baby pink", "e3a0ac"],
    ["rose", "Rose", "cf6f80"],
    ["hotPink", "Hot pink", "d93a7c"],
    ["fuchsia", "Fuchsia", "b81f6b"],
    ["peach", "Peach", "e59a7c"],
    ["coral", "Coral", "e0604f"],
    ["orange", "Orange", "d9501f"],
    ["poppy", "Poppy red", "cf1f22"],
    ["red", "Red", "b3121f"],
    ["ruby", "Ruby", "931232"],
    ["brick", "Brick", "8f3526"],
    ["wine", "Wine", "5e1224"],
    ["berry", "Berry", "7a1f4a"],
    ["plum", "Plum", "552044"],
    ["terracotta", "Terracotta", "a34a33"],
    ["chestnut", "Chestnut", "6b3526"],
    ["cocoa", "Cocoa", "47241c"],
    ["violet", "Violet", "5b2f8c"],
    ["blue", "Blue", "20407f"],
    ["black", "Black", "151113"],
].map(([id, label, hex]) => ({ id, label, color: Srgb(hex) }));
