import { describe, expect, it } from "vitest";

import { PoseToQuaternion } from "../../src/rig/poseRotation.js";
import { RigEvaluator } from "../../src/rig/rigEvaluator.js";
import { AddMorph, CreateSparseMorph } from "../../src/rig/sparseMorph.js";
import { LinearToSrgb, SrgbToLinear } from "../../src/face/srgb.js";
import { WeldedNormals } from "../../src/rig/weldedNormals.js";
import { Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { FixtureRig } from "./rigFixture.js";

describe("RigEvaluator", () => {
    const evaluator = new RigEvaluator(FixtureRig());
    const influence = (name: string): number => evaluator.influences[evaluator.morphs.indexOf(name)];
    const Vector = (width: number, lift: number, size: number): Float32Array => Float32Array.of(width, lift, size, 0, 0, 0, 1, 0);

    it("adds nothing at 0.5", () => {
        evaluator.evaluate(Vector(0.5, 0.5, 0.5));
        expect([...evaluator.influences, ...evaluator.channels].every((value) => value === 0)).toBe(true);
    });

    it("is linear on each side of 0.5", () => {
        evaluator.evaluate(Vector(0.75, 0.25, 1));
        expect(influence("wide")).toBeCloseTo(0.5, 6);
        expect(influence("narrow")).toBe(0);
        expect(evaluator.channels[1]).toBeCloseTo(-0.01, 8);
        expect(evaluator.channels[6]).toBeCloseTo(0.5, 6);
        evaluator.evaluate(Vector(0, 0.5, 0.5));
        expect(influence("wide")).toBe(0);
        expect(influence("narrow")).toBe(1);
    });

    it("adds expressions by weight and ignores unknown ones", () => {
        evaluator.evaluate(Vector(0.5, 0.5, 0.5), { jawOpen: 0.25, wink: 1 });
        expect(influence("drop")).toBe(0.25);
    });

    it("chooses the largest entry of a one-hot block", () => {
        evaluator.evaluate(Float32Array.of(0.5, 0.5, 0.5, 0, 0, 0, 0.4, 0.6));
        expect(evaluator.options[0]).toBe(1);
    });
});

describe("sparse morphs", () => {
    it("keep only the vertices that move and give the target back at influence 1", () => {
        const rest = Float32Array.of(0, 0, 0, 1, 2, 3, 4, 5, 6);
        const target = Float32Array.of(0, 0, 0, 1, 2.5, 3, 4, 5, 5);
        const morph = CreateSparseMorph("m", rest, target);
        expect([...morph.indices]).toEqual([1, 2]);
        const positions = Float64Array.from(rest);
        AddMorph(morph, 1, positions);
        expect([...positions]).toEqual([...target]);
        AddMorph(morph, -0.5, positions);
        expect([...positions]).toEqual([0, 0, 0, 1, 2.25, 3, 4, 5, 5.5]);
    });
});

describe("WeldedNormals", () => {
    // A tent of two unit squares that meet along the z axis, where the vertices are doubled as at a texture seam.
    const Tent = (height: number): Float32Array =>
        Float32Array.of(-1, 0, 0, 0, height, 0, 0, height, 1, -1, 0, 1, 0, height, 0, 1, 0, 0, 1, 0, 1, 0, height, 1);
    const indices = Uint32Array.of(0, 2, 1, 0, 3, 2, 4, 6, 5, 4, 7, 6);
    const up = Float32Array.from({ length: 24 }, (_, i) => (i % 3 === 1 ? 1 : 0));

    it("gives the authored normals back in rest", () => {
        const authored = up.map((value, i) => (i < 3 ? [0.6, 0.8, 0][i] : value));
        const normals = new Float32Array(24);
        new WeldedNormals(indices, Tent(0), authored).compute(Tent(0), normals);
        normals.forEach((value, i) => {
            expect(value).toBeCloseTo(authored[i], 6);
        });
    });

    it("gives the slopes' normals, and one shared normal on the seam", () => {
        const normals = new Float32Array(24);
        new WeldedNormals(indices, Tent(0), up).compute(Tent(1), normals);
        const of = (vertex: number): number[] => [...normals.subarray(3 * vertex, 3 * vertex + 3)];
        const slope = Math.SQRT1_2;
        for (const [vertex, expected] of [
            [0, [-slope, slope, 0]],
            [3, [-slope, slope, 0]],
            [5, [slope, slope, 0]],
            [6, [slope, slope, 0]],
        ] as const) {
            of(vertex).forEach((value, k) => {
                expect(value).toBeCloseTo(expected[k], 5);
            });
        }
        expect(of(1)).toEqual(of(4));
        expect(of(2)).toEqual(of(7));
        // The seam's two ends touch one triangle on one side and two on the other, so that the shared normal leans by the ratio 1 : 2.
        const lean = [(-slope + 2 * slope) / 3, slope, 0];
        const length = Math.hypot(...lean);
        expect(Math.abs(of(1)[0])).toBeCloseTo(lean[0] / length, 5);
        expect(of(1)[1]).toBeCloseTo(lean[1] / length, 5);
    });
});

describe("PoseToQuaternion", () => {
    const Ahead = new Vector3(0, 0, 1);
    const Crown = new Vector3(0, 1, 0);

    it("turns the face to the subject's left with yaw", () => {
        expect(Ahead.applyRotationQuaternion(PoseToQuaternion({ yaw: 90 })).x).toBeCloseTo(1, 6);
    });

    it("looks up with pitch", () => {
        expect(Ahead.applyRotationQuaternion(PoseToQuaternion({ pitch: 30 })).y).toBeCloseTo(0.5, 6);
    });

    it("tilts clockwise in the picture with roll", () => {
        expect(Crown.applyRotationQuaternion(PoseToQuaternion({ roll: 30 })).x).toBeCloseTo(0.5, 6);
    });
});

describe("sRGB", () => {
    it("follows IEC 61966-2-1", () => {
        expect(SrgbToLinear(0)).toBe(0);
        expect(SrgbToLinear(1)).toBe(1);
        expect(SrgbToLinear(0.5)).toBeCloseTo(0.21404114, 7);
        expect(SrgbToLinear(0.02)).toBeCloseTo(0.00154799, 7);
        expect(LinearToSrgb(0.18)).toBeCloseTo(0.46135613, 7);
    });

    it("goes back and forth", () => {
        for (let value = 0; value <= 1; value += 1 / 64) {
            expect(LinearToSrgb(SrgbToLinear(value))).toBeCloseTo(value, 10);
        }
    });
});
