import { describe, expect, it } from "vitest";
import { type SrgbColor } from "../../src/face/faceSchema.js";
import { LinearToSrgb, LumaOf } from "../../src/face/srgb.js";
import { EstimateTint, WithoutTint } from "../../src/fitting/lightTint.js";

/** Human skins, from light to dark (sRGB). */
const Skins: SrgbColor[] = [
    [0.95, 0.82, 0.76],
    [0.78, 0.58, 0.48],
    [0.5, 0.34, 0.27],
    [0.25, 0.16, 0.12],
];
/** In neutral light (linear). */
const White: SrgbColor = [0.32, 0.254, 0.243];
const Light: SrgbColor = [0.4, 0.24, 0.18];
/** A pink light. */
const Pink: SrgbColor = [1.5, 1, 1.2];

const Times = (a: SrgbColor, b: SrgbColor): SrgbColor => [a[0] * b[0], a[1] * b[1], a[2] * b[2]];
/** A head whose picture shows its own colour. */
const skinOf = (linear: SrgbColor): SrgbColor => linear.map(LinearToSrgb) as unknown as SrgbColor;

describe("the tint of a photo's light", () => {
    it("is found by the eyes' whites where the skin has it too, and taken off at the same brightness", () => {
        const skin = Times(Light, Pink);
        const tint = EstimateTint({ skin, eyeWhite: Times(White, Pink) }, skinOf, Skins);
        expect(LumaOf(...tint)).toBeCloseTo(1, 5);
        const plain = WithoutTint(skin, tint);
        // Not all of it, since whites differ from person to person
        expect(plain[0] / plain[1]).toBeLessThan(0.87 * (skin[0] / skin[1]));
        expect(plain[0] / plain[1]).toBeGreaterThan(Light[0] / Light[1]);
    });

    it("is none where the skin is as people's is: red eyes are no red light", () => {
        expect(EstimateTint({ skin: Light, eyeWhite: Times(White, Pink) }, skinOf, Skins)).toEqual([1, 1, 1]);
    });

    it("is none where the whites have none, whatever the skin is", () => {
        const tint = EstimateTint({ skin: Times(Light, Pink), eyeWhite: White }, skinOf, Skins);
        tint.forEach((factor) => expect(factor).toBeCloseTo(1, 1));
    });

    it("is none where eyes or skin are not seen", () => {
        expect(EstimateTint({ skin: Light }, skinOf, Skins)).toEqual([1, 1, 1]);
        expect(EstimateTint({ eyeWhite: White }, skinOf, Skins)).toEqual([1, 1, 1]);
    });
});
