import { type SrgbColor } from "../../../../src/face/faceSchema.js";

/**
 * From a CSS hex colour to sRGB.
 * @param hex six digits
 * @returns channels in 0..1
 */
export function Srgb(hex: string): SrgbColor {
    const value = Number.parseInt(hex, 16);
    return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/**
 * Skin colours from very light to very dark, with rosy, golden and olive undertones: the range of the ten Monk tones. The cheek under the
 * booth's light comes out near the swatch.
 */
export const SkinPalette: readonly SrgbColor[] = [
    "f0d5c6",
    "eac6b2",
    "e6bfa2",
    "ddb091",
    "d6a884",
    "cd9c77",
    "b98862",
    "a5744f",
    "8c5f42",
    "724a35",
    "583a2c",
    "412d26",
    "2f2320",
].map(Srgb);

/** Hair colours: black to platinum, reds, grey and white. */
export const HairPalette: readonly SrgbColor[] = [
    "16120f",
    "271b14",
    "3a281c",
    "543a28",
    "74543a",
    "96744e",
    "b9976a",
    "d8bf94",
    "5c2c1a",
    "8c4826",
    "80797a",
    "c9c5c0",
].map(Srgb);

/** Iris colours: dark brown, brown, amber, hazel, green, grey-green, blue-grey, blue, light blue, grey. */
export const IrisPalette: readonly SrgbColor[] = [
    "3b2416",
    "5c3820",
    "7f5228",
    "77633a",
    "64744a",
    "6b7a6c",
    "6c8292",
    "5480a8",
    "8aaec6",
    "868e94",
].map(Srgb);

/** Lip colours: natural ones from pale rose to dark brown, then two lipsticks. */
export const LipsPalette: readonly SrgbColor[] = [
    "d9a095",
    "cc8c82",
    "bf7a73",
    "ad6a63",
    "985a52",
    "7f4a43",
    "633a35",
    "4a2c2a",
    "b04a52",
    "8c2230",
].map(Srgb);

/** Brow colours: as the hair, a little darker and less saturated. */
export const BrowPalette: readonly SrgbColor[] = [
    "14100e",
    "221812",
    "33241a",
    "4a3526",
    "644a35",
    "806346",
    "a08360",
    "4e2a1b",
    "6b3d24",
    "6b6564",
    "a8a39e",
].map(Srgb);
