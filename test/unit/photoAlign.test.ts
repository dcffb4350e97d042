import { describe, expect, it } from "vitest";
import { type IPicture } from "../../src/face/picture.js";
import { AlignPhoto } from "../../src/photo/alignPhoto.js";
import { AlignPicture } from "../../src/photo/alignPicture.js";
import { type IDetectedFace, type Point2D, type SimilarityTransform } from "../../src/photo/photo.types.js";
import { ApplySimilarity, FitSimilarity, InvertSimilarity } from "../../src/photo/similarity.js";

function Paint(width: number, height: number, color: (x: number, y: number) => readonly [number, number, number]): IPicture {
    const data = new Uint8ClampedArray(width * height * 4);
    for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
            data.set([...color(x, y), 255], 4 * (y * width + x));
        }
    }
    return { width, height, data };
}

const points: Point2D[] = [
    [10, 20],
    [110, 25],
    [60, 90],
    [31, 140],
    [95, 133],
];

describe("FitSimilarity", () => {
    it("recovers a known scale, turn and shift", () => {
        const angle = 0.4;
        const known: SimilarityTransform = [1.7 * Math.cos(angle), 1.7 * Math.sin(angle), -12, 40];
        const found = FitSimilarity(
            points,
            points.map((p) => ApplySimilarity(known, p)),
        );
        found.forEach((value, i) => expect(value).toBeCloseTo(known[i], 9));
    });

    it("is the least-squares optimum where no exact transform exists", () => {
        const target: Point2D[] = points.map(([x, y], i) => [2 * x + (i % 2) * 7, 1.5 * y - i * 3]);
        const cost = (t: SimilarityTransform): number =>
            points.reduce(
                (sum, p, i) => sum + (ApplySimilarity(t, p)[0] - target[i][0]) ** 2 + (ApplySimilarity(t, p)[1] - target[i][1]) ** 2,
                0,
            );
        const best = FitSimilarity(points, target);
        for (let i = 0; i < 4; i++) {
            for (const step of [-1e-3, 1e-3]) {
                const moved = [...best] as [number, number, number, number];
                moved[i] += step;
                expect(cost(moved)).toBeGreaterThan(cost(best));
            }
        }
    });

    it("never mirrors", () => {
        const [a, b] = FitSimilarity(
            points,
            points.map(([x, y]) => [-x, y]),
        );
        // The matrix [a -b; b a] has a positive determinant whatever a and b; what mirroring would have hit exactly stays a misfit
        expect(a * a + b * b).toBeLessThan(0.9);
    });

    it("refuses sets that do not match or have no extent", () => {
        expect(() => FitSimilarity(points, points.slice(1))).toThrowError(/E_ARGUMENT|do not match/);
        expect(() => FitSimilarity([points[0], points[0]], [points[0], points[1]])).toThrowError(/coincide/);
    });

    it("is undone by its inverse", () => {
        const t: SimilarityTransform = [0.3, -1.1, 5, 7];
        const [x, y] = ApplySimilarity(InvertSimilarity(t), ApplySimilarity(t, [17, -4]));
        expect(x).toBeCloseTo(17, 9);
        expect(y).toBeCloseTo(-4, 9);
    });
});

describe("AlignPicture", () => {
    it("returns the picture itself under the identity", () => {
        const picture = Paint(9, 7, (x, y) => [x * 20, y * 30, (x * y) % 255]);
        expect([...AlignPicture(picture, [1, 0, 0, 0], 9, 7).data]).toEqual([...picture.data]);
    });

    it("keeps channels, rows and columns where they belong", () => {
        const picture = Paint(64, 64, (x, y) => [x < 32 ? 255 : 0, y < 32 ? 255 : 0, 40]);
        const { data } = AlignPicture(picture, [0.25, 0, 0, 0], 16);
        const at = (x: number, y: number): number[] => [...data.subarray(4 * (16 * y + x), 4 * (16 * y + x) + 4)];
        expect(at(2, 13)).toEqual([255, 0, 40, 255]);
        expect(at(13, 2)).toEqual([0, 255, 40, 255]);
    });

    it("does not alias: stripes finer than an output pixel become grey", () => {
        const picture = Paint(256, 256, (x) => (x % 2 ? [255, 255, 255] : [0, 0, 0]));
        const { data } = AlignPicture(picture, [0.25, 0, 0, 0], 64);
        for (let y = 0; y < 64; y++) {
            // The outermost columns also hold what continues beyond the edge
            for (let x = 1; x < 63; x++) {
                expect(Math.abs(data[4 * (64 * y + x)] - 127.5)).toBeLessThan(2);
            }
        }
    });

    it("moves a mark to where the transform says", () => {
        const picture = Paint(200, 200, (x, y) => (Math.hypot(x + 0.5 - 140, y + 0.5 - 60) < 6 ? [255, 255, 255] : [0, 0, 0]));
        const transform: SimilarityTransform = [0.5, 0.2, 30, 10];
        const { data } = AlignPicture(picture, transform, 128);
        let [sx, sy, total] = [0, 0, 0];
        for (let y = 0; y < 128; y++) {
            for (let x = 0; x < 128; x++) {
                const value = data[4 * (128 * y + x)];
                sx += value * (x + 0.5);
                sy += value * (y + 0.5);
                total += value;
            }
        }
        const [x, y] = ApplySimilarity(transform, [140, 60]);
        expect(sx / total).toBeCloseTo(x, 1);
        expect(sy / total).toBeCloseTo(y, 1);
    });

    it("continues the picture beyond its edge", () => {
        const { data } = AlignPicture(
            Paint(20, 20, () => [10, 200, 90]),
            [1, 0, 50, 0],
            80,
        );
        expect([...data.subarray(0, 4)]).toEqual([10, 200, 90, 255]);
    });
});

describe("AlignPhoto", () => {
    it("brings landmarks onto the template and the pixels with them", () => {
        const template: Point2D[] = Array.from({ length: 68 }, (_, i) => [200 + (i % 9) * 12, 180 + Math.floor(i / 9) * 20]);
        const toPhoto: SimilarityTransform = [0.9, 0.3, 40, -20];
        const landmarks = template.map((p) => ApplySimilarity(toPhoto, p));
        const [mx, my] = landmarks[30];
        const picture = Paint(500, 500, (x, y) => (Math.hypot(x + 0.5 - mx, y + 0.5 - my) < 5 ? [255, 0, 0] : [0, 0, 0]));
        const face: IDetectedFace = { box: [0, 0, 300, 300], score: 1, landmarks };
        const aligned = AlignPhoto(picture, face, template, 256);
        aligned.landmarks.forEach((p, i) => expect(Math.hypot(p[0] - template[i][0], p[1] - template[i][1])).toBeLessThan(1e-6));
        const centre = 4 * (256 * Math.floor(template[30][1] / 2) + Math.floor(template[30][0] / 2));
        expect(aligned.photo.data[centre]).toBeGreaterThan(200);
    });
});
