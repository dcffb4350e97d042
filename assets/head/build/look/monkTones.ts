import { type IColorSwatch, type SrgbColor } from "../../../../src/face/faceSchema.js";
import { Srgb } from "./palettes.js";

/** The ten swatches of the Monk skin tone scale (Monk 2022), light to dark. */
const Swatches = "f6ede4 f3e7db f7ead0 eadaba d7bd96 a07e56 825c43 604134 3a312a 292420".split(" ").map(Srgb);

/**
 * Skin colours with which the average face's cheek, in the light of the photo booth and without gloss, comes nearest to them. Found by drawing;
 * `test/browser/skinTones.spec.ts` holds how near they come. On the grid of a Face, multiples of 1/250.
 */
const SkinColors: readonly SrgbColor[] = [
    [0.972, 1, 0.988],
    [0.988, 1, 0.972],
    [0.972, 1, 0.92],
    [1, 1, 0.884],
    [0.852, 0.816, 0.684],
    [0.648, 0.568, 0.432],
    [0.54, 0.44, 0.356],
    [0.42, 0.348, 0.312],
    [0.3, 0.296, 0.288],
    [0.256, 0.264, 0.264],
];

/** The ten Monk tones as the screen offers them. */
export const MonkTones: readonly IColorSwatch[] = SkinColors.map((color, i) => ({ label: `Monk ${i + 1}`, color, shown: Swatches[i] }));
