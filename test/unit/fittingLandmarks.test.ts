import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import { SolveCholesky } from "../../src/fitting/cholesky.js";
import { LandmarkDistance, LandmarkTerm, SolveLandmarks, type ILandmarkMap } from "../../src/fitting/landmarkMap.js";
import { type Point2D, type SimilarityTransform } from "../../src/photo/photo.types.js";
import { ApplySimilarity } from "../../src/photo/similarity.js";

function Random(seed: number): () => number {
    const generator = xoroshiro128plus(seed);
    return () => (generator.next() >>> 0) / 2 ** 32;
}

/** A landmark map with fewer parameters than landmarks, on a rough face. */
function MakeMap(rows: number, seed: number): ILandmarkMap {
    const random = Random(seed);
    const mean = new Float32Array(136);
    for (let i = 0; i < 68; i++) {
        mean[2 * i] = 256 + 100 * Math.cos(i * 1.7) * (1 + (i % 5) / 5);
        mean[2 * i + 1] = 260 + 110 * Math.sin(i * 2.3) * (1 + (i % 3) / 5);
    }
    const jacobian = Float32Array.from({ length: rows * 136 }, () => (random() - 0.5) * 40);
    return { jacobian, mean, residual: new Float32Array(136).fill(1) };
}

function Landmarks(map: ILandmarkMap, c: Float32Array): Point2D[] {
    return Array.from({ length: 68 }, (_, k) => {
        const at = (i: number): number => map.mean[i] + c.reduce((sum, value, row) => sum + (value - 0.5) * map.jacobian[row * 136 + i], 0);
        return [at(2 * k), at(2 * k + 1)];
    });
}

function Rms(a: Float32Array, b: Float32Array): number {
    return Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length);
}

describe("SolveCholesky", () => {
    it("solves a system whose solution is known", () => {
        const matrix = Float64Array.from([4, 0, 0, 2, 5, 0, -1, 1, 6]);
        const full = [
            [4, 2, -1],
            [2, 5, 1],
            [-1, 1, 6],
        ];
        const x = [1.5, -2, 0.25];
        const right = Float64Array.from(full.map((row) => row.reduce((sum, value, i) => sum + value * x[i], 0)));
        SolveCholesky(matrix, right)!.forEach((value, i) => expect(value).toBeCloseTo(x[i], 12));
    });

    it("says when the matrix is not positive definite", () => {
        expect(SolveCholesky(Float64Array.from([1, 0, 2, 1]), Float64Array.from([1, 1]))).toBeNull();
    });
});

describe("SolveLandmarks", () => {
    const map = MakeMap(12, 1);
    const random = Random(2);
    const truth = Float32Array.from({ length: 12 }, () => 0.3 + 0.4 * random());
    const options = { sigmas: new Array<number>(12).fill(0.2), poseSigma: 0.2, expressionSigmas: [0.5, 0.5], noise: 1 };
    const neutral = new Float32Array(0);
    const moved: SimilarityTransform = [1.3, 0.2, -60, 15];

    it("recovers the parameters from landmarks, wherever and however large the face is in the photo", () => {
        const landmarks = Landmarks(map, truth);
        const plain = SolveLandmarks(map, landmarks, 12, options).shape;
        expect(Rms(plain, truth)).toBeLessThan(0.02);
        expect(Rms(new Float32Array(12).fill(0.5), truth)).toBeGreaterThan(0.08);
        const away = landmarks.map((p) => ApplySimilarity(moved, p));
        const elsewhere = SolveLandmarks(map, away, 12, options).shape;
        expect(Rms(elsewhere, plain)).toBeLessThan(0.005);
    });

    it("holds against landmarks that are far off", () => {
        const landmarks = Landmarks(map, truth);
        const spoiled = landmarks.map((p, i): Point2D => (i % 12 === 0 ? [p[0] + 40, p[1] - 30] : p));
        expect(Rms(SolveLandmarks(map, spoiled, 12, options).shape, truth)).toBeLessThan(0.05);
    });

    it("stays at the average face when landmarks are worth nothing", () => {
        const found = SolveLandmarks(map, Landmarks(map, truth), 12, { ...options, noise: 1000 });
        expect(Rms(found.shape, new Float32Array(12).fill(0.5))).toBeLessThan(0.01);
    });

    describe("with a map that knows pose and expressions", () => {
        const wide = MakeMap(12 + 3 + 2, 3);
        // Yaw to one side, one of two expressions raised.
        const stance = [0.8, 0.5, 0.5, 0.5 + 0.9, 0.5];
        const landmarks = Landmarks(wide, Float32Array.from([...truth, ...stance]));

        it("explains them by their own rows and not by the face", () => {
            const found = SolveLandmarks(wide, landmarks, 12, { ...options, sigmas: new Array<number>(12).fill(0.3), poseSigma: 0.3 });
            expect(found.shape).toHaveLength(12);
            expect(Rms(found.shape, truth)).toBeLessThan(0.03);
            [0.3, 0, 0, 0.9, 0].forEach((value, i) => expect(Math.abs(found.moved[i] - value)).toBeLessThan(0.06));
        });

        it("lets no expression fall below none", () => {
            const below = Landmarks(wide, Float32Array.from([...truth, 0.5, 0.5, 0.5, 0.1, 0.5]));
            expect(Math.min(...SolveLandmarks(wide, below, 12, options).moved.subarray(3))).toBe(0);
        });

        it("holds the face neutral and frontal when asked to", () => {
            const found = SolveLandmarks(wide, landmarks, 12, { ...options, poseSigma: 0, expressionSigmas: [] });
            expect(Math.max(...found.moved.map(Math.abs))).toBeLessThan(1e-4);
            expect(Rms(found.shape, truth)).toBeGreaterThan(0.05);
        });
    });

    it("corrects a map that is wrong at the anchor by what was seen there", () => {
        const bent = { ...map, mean: map.mean.map((value, i) => value + (i % 7) - 3) };
        const c = new Float32Array(12).fill(0.5);
        const anchored = SolveLandmarks(bent, Landmarks(map, truth), 12, {
            ...options,
            anchor: { at: { shape: c, moved: neutral }, landmarks: Landmarks(map, c) },
        }).shape;
        const blind = SolveLandmarks(bent, Landmarks(map, truth), 12, options).shape;
        expect(Rms(anchored, truth)).toBeLessThan(0.02);
        expect(Rms(blind, truth)).toBeGreaterThan(2 * Rms(anchored, truth));
    });

    it("has the gradient that finite differences give, for the shape and for the pose", () => {
        // At the optimum of the transform, holding it is exact to first order
        const wide = MakeMap(14, 5);
        const c = Float32Array.from({ length: 14 }, (_, i) => 0.4 + 0.02 * i);
        const split = (all: Float32Array): { shape: Float32Array; moved: Float32Array } => ({
            shape: all.subarray(0, 12),
            moved: all.subarray(12).map((value) => value - 0.5),
        });
        const landmarks = Landmarks(wide, Float32Array.from([...truth, 0.6, 0.45]));
        const { gradient, movedGradient } = LandmarkTerm(wide, landmarks, split(c), 1);
        const step = 1e-3;
        c.forEach((_, i) => {
            const at = (sign: number): Float32Array => c.map((v, k) => (k === i ? v + sign * step : v));
            const value = (sign: number): number => LandmarkTerm(wide, landmarks, split(at(sign)), 1).value;
            const slope = (value(1) - value(-1)) / (2 * step);
            expect(Math.abs([...gradient, ...movedGradient][i] - slope)).toBeLessThan(0.02 * Math.abs(slope) + 0.3);
        });
    });

    it("measures the distance that is left after aligning", () => {
        const landmarks = Landmarks(map, truth);
        expect(
            LandmarkDistance(
                landmarks.map((p) => ApplySimilarity(moved, p)),
                landmarks,
            ),
        ).toBeLessThan(1e-6);
        expect(LandmarkDistance(Landmarks(map, new Float32Array(12).fill(0.5)), landmarks)).toBeGreaterThan(1);
    });
});
