import { describe, expect, it } from "vitest";
import { PartLabels } from "../../src/face/partLabels.js";
import { type IPicture } from "../../src/face/picture.js";
import { SeededRandom } from "../../src/face/random.js";
import { MeasureBeardTexture } from "../../src/fitting/beardTexture.js";
import { TextureLogOdds } from "../../src/fitting/wornOptions.js";
import { type Point2D } from "../../src/photo/photo.types.js";

const Size = 256;
const Labels = { width: 1, height: 1, data: new Uint8Array([PartLabels.skin]) };

/** Landmarks of a plain frontal face: the jaw an arc, the points that are looked at where they belong. */
function PlainLandmarks(): Point2D[] {
    const points = Array.from({ length: 68 }, (): Point2D => [256, 300]);
    for (let i = 0; i < 17; i++) {
        const angle = (Math.PI * i) / 16;
        points[i] = [256 - 130 * Math.cos(angle), 250 + 180 * Math.sin(angle)];
    }
    points[17] = [140, 190];
    points[26] = [372, 190];
    points[31] = [230, 300];
    points[33] = [256, 310];
    points[35] = [282, 300];
    points[57] = [256, 370];
    for (const i of [40, 41, 46, 47]) {
        points[i] = [256, 240];
    }
    return points;
}

/** Skin with noise of two strengths, above and below the mouth. */
function RoughSkin(cheeks: number, chin: number): IPicture {
    const random = new SeededRandom(1, 0);
    const data = Uint8ClampedArray.from({ length: Size * Size * 4 }, () => 0);
    for (let i = 0; i < Size * Size; i++) {
        const strength = i / Size < 175 ? cheeks : chin;
        data.fill(150 + random.between(-strength, strength), 4 * i, 4 * i + 3);
        data[4 * i + 3] = 255;
    }
    return { width: Size, height: Size, data };
}

describe("the chin's texture", () => {
    it("is the ratio of its detail to that of the cheeks, whatever the noise of the whole picture", () => {
        const measure = (cheeks: number, chin: number): number | undefined =>
            MeasureBeardTexture(RoughSkin(cheeks, chin), Labels, PlainLandmarks());
        for (const [cheeks, chin, wanted] of [
            [6, 6, 0],
            [20, 20, 0],
            [6, 12, Math.log(2)],
            [12, 6, -Math.log(2)],
        ]) {
            expect(Math.abs((measure(cheeks, chin) ?? Infinity) - wanted)).toBeLessThan(0.1);
        }
    });

    it("is unknown where nothing is rough, or no skin is to be seen", () => {
        expect(MeasureBeardTexture(RoughSkin(0, 0), Labels, PlainLandmarks())).toBeUndefined();
        const hidden = { ...Labels, data: new Uint8Array([PartLabels.other]) };
        expect(MeasureBeardTexture(RoughSkin(6, 6), hidden, PlainLandmarks())).toBeUndefined();
    });

    it("speaks for beards on the chin, or against them, and of nothing else", () => {
        expect(TextureLogOdds("beard", "stubble", Math.log(1.8))).toBeGreaterThan(0.1);
        expect(TextureLogOdds("beard", "stubble", 0)).toBeLessThan(-0.1);
        expect(TextureLogOdds("beard", "moustache", Math.log(1.8))).toBe(0);
        expect(TextureLogOdds("hair", "buzz", Math.log(1.8))).toBe(0);
        expect(TextureLogOdds("beard", "stubble", undefined)).toBe(0);
    });
});
