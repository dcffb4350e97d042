import { describe, expect, it } from "vitest";
import { PartLabels } from "../../src/face/partLabels.js";
import { type ILabelMap, type IPicture } from "../../src/face/picture.js";
import { type IFaceSchema, type SrgbColor } from "../../src/face/faceSchema.js";
import { AverageVector, GetVectorLayout } from "../../src/face/faceVector.js";
import { PartOverlap } from "../../src/fitting/partOverlap.js";
import { LinearToSrgb, SrgbToLinear } from "../../src/face/srgb.js";
import { TieToPalette } from "../../src/fitting/colorMath.js";
import { MatchColors } from "../../src/fitting/matchColors.js";
import { MeasureRegionColors } from "../../src/fitting/regionColors.js";
import { type Point2D } from "../../src/photo/photo.types.js";

const skins: SrgbColor[] = [
    [0.95, 0.85, 0.8],
    [0.8, 0.6, 0.5],
    [0.25, 0.16, 0.12],
];
const schema: IFaceSchema = {
    rig: { id: "tiny", hash: "0" },
    continuous: [],
    colors: [
        { id: "skin", label: "Skin", default: [0.8, 0.6, 0.5], palette: skins },
        {
            id: "lips",
            label: "Lips",
            default: [0.7, 0.4, 0.4],
            palette: [
                [0.7, 0.4, 0.4],
                [0.6, 0.2, 0.2],
            ],
        },
    ],
    discrete: [],
    expressions: [],
};
const layout = GetVectorLayout(schema);

/** Landmarks of a face as the photo-booth frame has it; only jaw, nose and eyes matter here. */
const landmarks: Point2D[] = Array.from({ length: 68 }, () => [256, 256]);
landmarks[1] = [130, 260];
landmarks[15] = [382, 260];
landmarks[33] = [256, 320];
[
    [36, 175],
    [42, 283],
].forEach(([first, x]) => {
    const eye: Point2D[] = [
        [x, 236],
        [x + 10, 230],
        [x + 30, 230],
        [x + 54, 236],
        [x + 30, 242],
        [x + 10, 242],
    ];
    eye.forEach((point, i) => (landmarks[first + i] = point));
});

/** A flat face in a light: skin in the middle, a mouth below, hair on top. */
function Draw(skin: SrgbColor, lips: SrgbColor, light: SrgbColor): { picture: IPicture; labels: ILabelMap } {
    const data = new Uint8ClampedArray(256 * 256 * 4).fill(255);
    const labels = { width: 64, height: 64, data: new Uint8Array(64 * 64) };
    for (let i = 0; i < 65536; i++) {
        const [x, y] = [i % 256, i >> 8];
        const label =
            y < 60
                ? PartLabels.hair
                : y > 170 && y < 190
                  ? PartLabels.upperLip
                  : y >= 190 && y < 210
                    ? PartLabels.lowerLip
                    : PartLabels.skin;
        labels.data[(y >> 2) * 64 + (x >> 2)] = label;
        const color = label === PartLabels.hair ? ([0.1, 0.08, 0.05] as const) : label === PartLabels.skin ? skin : lips;
        color.forEach((value, k) => (data[4 * i + k] = 255 * LinearToSrgb(SrgbToLinear(value) * light[k])));
    }
    return { picture: { width: 256, height: 256, data }, labels };
}

describe("colours of a photo", () => {
    it("are found again by one round of drawing and correcting, whatever the engine's own light", () => {
        const wanted: SrgbColor = [0.6, 0.44, 0.36];
        const photo = Draw(wanted, [0.65, 0.3, 0.3], [1, 1, 1]);
        const engineLight: SrgbColor = [0.5, 0.45, 0.4];
        const photoColors = MeasureRegionColors(photo.picture, photo.labels, landmarks);
        const average = AverageVector(schema);
        const drawn = Draw(schema.colors[0].default, schema.colors[1].default, engineLight);
        const x = MatchColors(schema, layout, average, photoColors, MeasureRegionColors(drawn.picture, drawn.labels, landmarks), 10);
        // The engine draws the corrected colours as the photo has them
        const skin = [0, 1, 2].map((k) => LinearToSrgb(SrgbToLinear(x[k]) * engineLight[k]));
        skin.forEach((value, k) => expect(value).toBeCloseTo(wanted[k], 1.9));
        const lips = [0, 1, 2].map((k) => LinearToSrgb(SrgbToLinear(x[3 + k]) * engineLight[k]));
        lips.forEach((value, k) => expect(value).toBeCloseTo([0.65, 0.3, 0.3][k], 1.9));
    });

    it("leave a colour alone whose part is not to be seen", () => {
        const photo = Draw([0.6, 0.4, 0.3], [0.6, 0.3, 0.3], [1, 1, 1]);
        photo.labels.data.fill(PartLabels.background);
        const colors = MeasureRegionColors(photo.picture, photo.labels, landmarks);
        expect(colors.skin).toBeUndefined();
        const average = AverageVector(schema);
        expect([...MatchColors(schema, layout, average, colors, colors, 0.1)]).toEqual([...average]);
    });
});

describe("irises", () => {
    const irises: SrgbColor[] = [
        [0.23, 0.14, 0.09],
        [0.5, 0.32, 0.16],
        [0.47, 0.39, 0.23],
        [0.39, 0.45, 0.29],
        [0.42, 0.48, 0.42],
        [0.33, 0.5, 0.66],
    ];
    const eyed: IFaceSchema = { ...schema, colors: [{ id: "iris", label: "Eyes", default: [0.5, 0.32, 0.16], palette: irises }] };
    const linear = (color: SrgbColor): SrgbColor => color.map(SrgbToLinear) as unknown as SrgbColor;
    const match = (photo: SrgbColor): SrgbColor => {
        const x = AverageVector(eyed);
        // As the engine draws the default: darker, and with less colour
        const matched = MatchColors(eyed, GetVectorLayout(eyed), x, { iris: linear(photo) }, { iris: linear([0.26, 0.17, 0.1]) }, 0.05);
        const offset = GetVectorLayout(eyed).colorOffset;
        return [matched[offset], matched[offset + 1], matched[offset + 2]];
    };

    it("that are dark and hardly coloured are brown, not green", () => {
        for (const [red, green, blue] of [match([0.24, 0.2, 0.19]), match([0.19, 0.16, 0.17])]) {
            expect(red).toBeGreaterThan(1.1 * green);
            expect(red).toBeGreaterThan(1.3 * blue);
        }
    });

    it("that are dark have less colour than the palette's darkest brown", () => {
        // A nearly black iris, beside the darkest brown as the engine draws it
        const x = AverageVector(eyed);
        const { colorOffset } = GetVectorLayout(eyed);
        x.set(irises[0], colorOffset);
        const [photo, render] = [linear([0.134, 0.115, 0.118]), linear([0.18, 0.11, 0.055])];
        const matched = MatchColors(eyed, GetVectorLayout(eyed), x, { iris: photo }, { iris: render }, 0.05);
        expect(matched[colorOffset] / matched[colorOffset + 2]).toBeLessThan(1.3);
    });

    it("that are light and hardly coloured are not brown", () => {
        const [red, green] = match([0.26, 0.25, 0.26]);
        expect(red).toBeLessThan(1.1 * green);
    });
});

describe("TieToPalette", () => {
    it("keeps what is near a mixture of the palette", () => {
        const between: SrgbColor = [0.55, 0.4, 0.33];
        expect(TieToPalette(between, skins, 0.05)).toBe(between);
    });

    it("brings a green skin back within reach of human ones", () => {
        const green: SrgbColor = [0.3, 0.8, 0.3];
        const tied = TieToPalette(green, skins, 0.1);
        expect(tied[1] - tied[0]).toBeLessThan(0.1);
        expect(TieToPalette(tied, skins, 0.1 + 1e-9)).toBe(tied);
    });
    it("mixes neighbours alone where it is told to: there is no way from dark brown to grey but through what lies between", () => {
        const irises: SrgbColor[] = [
            [0.2, 0.12, 0.08],
            [0.4, 0.45, 0.3],
            [0.5, 0.55, 0.6],
        ];
        const [red, , blue] = TieToPalette([0.26, 0.25, 0.27], irises, 0.05, 1);
        expect(red - blue).toBeGreaterThan(0.04);
        const [any, , two] = TieToPalette([0.26, 0.25, 0.27], irises, 0.05);
        expect(any - two).toBeLessThan(red - blue);
    });
});

describe("PartOverlap", () => {
    const map = (paint: (i: number) => number): ILabelMap => ({
        width: 8,
        height: 8,
        data: Uint8Array.from({ length: 64 }, (_, i) => paint(i)),
    });
    it("is intersection over union, and whole where neither has the part", () => {
        const a = map((i) => (i < 32 ? 10 : 0));
        const b = map((i) => (i >= 16 && i < 48 ? 10 : 0));
        expect(PartOverlap(a, b, { labels: [10] })).toBeCloseTo(16 / 48, 9);
        expect(PartOverlap(a, a, { labels: [10] })).toBe(1);
        expect(PartOverlap(a, a, { labels: [2, 3] })).toBe(1);
        expect(
            PartOverlap(
                a,
                map(() => 0),
                { labels: [10] },
            ),
        ).toBe(0);
    });
    it("counts what hides the bare face more than what stands beside it", () => {
        const photo = map((i) => (i < 16 ? 10 : i < 48 ? 1 : 0));
        const overFace = map((i) => (i < 24 ? 10 : 0));
        const beside = map((i) => (i < 16 || i >= 56 ? 10 : 0));
        expect(PartOverlap(photo, overFace, { labels: [10] })).toBe(PartOverlap(photo, beside, { labels: [10] }));
        expect(PartOverlap(photo, overFace, { labels: [10], onFace: 3 })).toBeCloseTo(16 / 40, 9);
        expect(PartOverlap(photo, beside, { labels: [10], onFace: 3 })).toBeCloseTo(16 / 24, 9);
    });
    it("counts what hangs below the eyes more than what is above them", () => {
        const photo = map((i) => (i < 16 ? 10 : 0));
        const above = map((i) => (i < 24 ? 10 : 0));
        const below = map((i) => (i < 16 || i >= 56 ? 10 : 0));
        expect(PartOverlap(photo, above, { labels: [10], belowEyes: 3 })).toBeCloseTo(16 / 24, 9);
        expect(PartOverlap(photo, below, { labels: [10], belowEyes: 3 })).toBeCloseTo(16 / 40, 9);
    });
    it("may move the part and counts how much of a pixel a larger map covers", () => {
        const a = map((i) => (i >= 16 && i < 32 ? 2 : 0));
        const b = map((i) => (i >= 24 && i < 40 ? 2 : 0));
        expect(PartOverlap(a, b, { labels: [2] })).toBeCloseTo(8 / 24, 9);
        expect(PartOverlap(a, b, { labels: [2], reach: [0, 1] })).toBe(1);
        const large: ILabelMap = { width: 16, height: 16, data: Uint8Array.from({ length: 256 }, (_, i) => (i >= 64 && i < 112 ? 2 : 0)) };
        expect(PartOverlap(a, large, { labels: [2] })).toBeCloseTo(12 / 16, 9);
    });
});
