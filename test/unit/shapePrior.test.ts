import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
    BrokenPlaces,
    type IFaceSchema,
    type IShapePrior,
    PriorCovariance,
    PriorDistance,
    PriorGradient,
    RandomCrowd,
    RandomFace,
} from "../../src/pure.js";
import { FaceToVector } from "../../src/face/faceVector.js";
import { ParseRigFile, RigToSchema } from "../../src/rig/rigFile.js";
import { IsHeadBuilt } from "./builtHead.js";

/** A face that is drawn parameter by parameter and whose eyeballs come through the lids by 1.8 mm: number and seed (measured by `headGeometry`). */
const Broken = { seed: 11, index: 411 };

describe.skipIf(!IsHeadBuilt())("the prior of the default head", () => {
    const rig = IsHeadBuilt() ? (JSON.parse(readFileSync("dist/assets/head/head.rig.json", "utf8")) as Record<string, unknown>) : {};
    const schema = IsHeadBuilt() ? RigToSchema(ParseRigFile(rig)) : ({ continuous: [] } as unknown as IFaceSchema);
    const count = schema.continuous.length;
    const prior = schema.prior as IShapePrior;
    const at = (id: string): number => schema.continuous.findIndex((parameter) => parameter.id === id);
    const draw = (seed: number, index: number): Float32Array =>
        FaceToVector(schema, RandomFace(schema, seed, index, { prior: true })).subarray(0, count);

    it("has a covariance that is symmetric and positive definite, and an inverse that undoes it", () => {
        const covariance = PriorCovariance(prior, count);
        for (let i = 0; i < count; i++) {
            for (let j = 0; j < i; j++) {
                expect(covariance[i * count + j]).toBe(covariance[j * count + i]);
            }
        }
        expect(SmallestPivot(covariance, count)).toBeGreaterThan(0.9 * prior.deviation ** 2);
        expect(
            SmallestPivot(
                covariance.map((value, i) => (i === 0 ? -value : value)),
                count,
            ),
        ).toBeLessThan(0);
        const x = draw(3, 1);
        const gradient = PriorGradient(prior, x, count);
        for (let i = 0; i < count; i++) {
            const back = gradient.reduce((sum, value, j) => sum + covariance[i * count + j] * value, 0);
            expect(back).toBeCloseTo(x[i] - 0.5, 9);
        }
    });

    it("is what its faces vary by", () => {
        const faces = Array.from({ length: 3000 }, (_, i) => draw(17, i));
        const covariance = PriorCovariance(prior, count);
        const drawn = (i: number, j: number): number => faces.reduce((sum, x) => sum + ((x[i] - 0.5) * (x[j] - 0.5)) / faces.length, 0);
        // Ends of the ranges and limits take a little of the variance.
        for (const [a, b] of [
            ["macro.gender", "macro.gender"],
            ["macro.african", "macro.african"],
            ["macro.african", "macro.asian"],
            ["nose.width", "nose.width"],
            ["eye.size", "eye.size"],
        ]) {
            const expected = covariance[at(a) * count + at(b)];
            console.log(`${a}, ${b}: ${expected.toFixed(4)} by the prior, ${drawn(at(a), at(b)).toFixed(4)} over ${faces.length} faces`);
            expect(drawn(at(a), at(b)) / expected, `${a}, ${b}`).toBeGreaterThan(0.75);
            expect(drawn(at(a), at(b)) / expected, `${a}, ${b}`).toBeLessThan(1.1);
        }
        expect(covariance[at("macro.african") * count + at("macro.asian")]).toBeGreaterThan(0);
        const distance = faces.reduce((sum, x) => sum + PriorDistance(prior, x, count) / faces.length, 0);
        expect(distance / count).toBeGreaterThan(0.95);
        expect(distance / count).toBeLessThan(1.03);
        const worst = schema.continuous.map((_, i) => Math.abs(faces.reduce((sum, x) => sum + (x[i] - 0.5) / faces.length, 0)));
        expect(Math.max(...worst), "means stay at the average face").toBeLessThan(0.03);
    });

    it("draws the same faces again, each by itself, and none that its limits refuse", () => {
        const crowd = RandomCrowd(schema, 40, 8, { prior: true });
        expect(RandomFace(schema, 8, 31, { prior: true })).toEqual(crowd[31]);
        expect(RandomFace(schema, 8, 31)).not.toEqual(crowd[31]);
        expect(RandomFace({ ...schema, prior: undefined }, 8, 31, { prior: true })).toEqual(RandomFace(schema, 8, 31));
        for (let i = 0; i < 1000; i++) {
            expect(BrokenPlaces(prior, draw(11, i))).toEqual([]);
        }
        const broken = FaceToVector(schema, RandomFace(schema, Broken.seed, Broken.index));
        expect(BrokenPlaces(prior, broken)).toEqual(expect.arrayContaining(["lids", "lidWalls"]));
    });

    it("must speak of every parameter of its rig", () => {
        const withPrior = (changed: Partial<IShapePrior>): unknown => ({ ...rig, prior: { ...prior, ...changed } });
        expect(() => ParseRigFile(withPrior({ directions: [[0, 1]] }))).toThrow("prior.directions.0");
        expect(() => ParseRigFile(withPrior({ limits: [{ place: "lids", weights: [1], most: 1 }] }))).toThrow("prior.limits.0");
        expect(() => ParseRigFile(withPrior({ deviation: 0 }))).toThrow("prior.deviation");
    });
});

/** The smallest pivot of Gauss's elimination without exchanges; all are above 0 just where a symmetric matrix is positive definite. */
function SmallestPivot(matrix: Float64Array, size: number): number {
    const m = matrix.slice();
    let smallest = Infinity;
    for (let k = 0; k < size; k++) {
        const pivot = m[k * size + k];
        smallest = Math.min(smallest, pivot);
        for (let i = k + 1; i < size && pivot !== 0; i++) {
            const factor = m[i * size + k] / pivot;
            for (let j = k; j < size; j++) {
                m[i * size + j] -= factor * m[k * size + j];
            }
        }
    }
    return smallest;
}
