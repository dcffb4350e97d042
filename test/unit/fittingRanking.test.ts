import { describe, expect, it } from "vitest";
import { PartLabels } from "../../src/face/partLabels.js";
import { type IPicture } from "../../src/face/picture.js";
import { FindVisiblePixels, ProfileDifference, PictureToRelativeLuma } from "../../src/fitting/optionRanking.js";
import { WithOption } from "../../src/fitting/oneHot.js";

const Size = 64;

/** A grey face with a dark bar for a brow, `thickness` pixels high, its top at `top`. */
function Draw(thickness: number, options: { readonly top?: number; readonly light?: number; readonly factor?: number } = {}): IPicture {
    const { top = 20, light = 180, factor = 1 } = options;
    const side = Size * factor;
    const data = new Uint8ClampedArray(side * side * 4).fill(255);
    for (let i = 0; i < side * side; i++) {
        const [x, y] = [Math.floor((i % side) / factor), Math.floor(i / side / factor)];
        const dark = x >= 20 && x < 44 && y >= top && y < top + thickness;
        data.fill(Math.round(light * (dark ? 0.3 : 1)), i * 4, i * 4 + 3);
    }
    return { width: side, height: side, data };
}

function Labels(label: number): { width: number; height: number; data: Uint8Array } {
    return { width: 32, height: 32, data: new Uint8Array(32 * 32).fill(label) };
}

const options = [1, 3, 6].map((thickness) => PictureToRelativeLuma(Draw(thickness), Size));
const pixels = FindVisiblePixels(options, Labels(PartLabels.skin));

describe("the ranking of options by what they look like", () => {
    it("looks only where options differ and where the photo shows the face", () => {
        // They differ in all rows of the thickest but the first, which is the thinnest's; three rows and two columns about them
        expect(pixels).toHaveLength((24 + 4) * (5 + 6));
        expect(FindVisiblePixels(options, Labels(PartLabels.hair))).toEqual([]);
        expect(FindVisiblePixels([options[0], options[0]], Labels(PartLabels.skin))).toEqual([]);
    });

    it.each([
        ["as it is", {}],
        ["in half the light", { light: 90 }],
        ["two pixels higher", { top: 18 }],
        ["in a larger picture", { factor: 4 }],
    ])("finds the option that the photo shows, %s", (_, change) => {
        [1, 3, 6].forEach((thickness, truth) => {
            const photo = PictureToRelativeLuma(Draw(thickness, change), Size);
            const differences = options.map((option) => ProfileDifference(photo, option, pixels));
            expect(differences.indexOf(Math.min(...differences))).toBe(truth);
        });
    });

    it("sees nothing where there is nothing to look at", () => {
        expect(ProfileDifference(options[0], options[2], [])).toBe(0);
        expect(ProfileDifference(options[0], options[2], pixels)).toBeCloseTo((24 * 5 * 0.7) / pixels.length, 5);
    });

    it("changes one block of a vector", () => {
        const x = Float32Array.of(0.5, 1, 0, 0, 1, 0);
        expect([...WithOption(x, { offset: 1, count: 3 }, 2)]).toEqual([0.5, 0, 0, 1, 1, 0]);
        expect(x[1]).toBe(1);
    });
});
