import { describe, expect, it } from "vitest";
import { type IFaceSchema } from "../../src/face/faceSchema.js";
import { GetVectorLayout } from "../../src/face/faceVector.js";
import { BatchOfStep } from "../../src/training/batchOrder.js";
import { DrawSample, type ISampleSource } from "../../src/training/sampling.js";

const Schema: IFaceSchema = {
    rig: { id: "test", hash: "0" },
    continuous: Array.from({ length: 40 }, (_, i) => ({ id: `p${i}`, group: "face" as const, label: "" })),
    colors: [
        {
            id: "skin",
            label: "",
            default: [0.5, 0.4, 0.3],
            palette: [
                [0.9, 0.7, 0.6],
                [0.2, 0.1, 0.05],
                [0.6, 0.45, 0.35],
            ],
        },
    ],
    discrete: [
        { id: "hair", label: "", default: 0, options: ["a", "b", "c", "d"].map((id) => ({ id, label: "" })) },
        { id: "brow", label: "", default: 0, options: ["a", "b", "c"].map((id) => ({ id, label: "" })) },
    ],
    expressions: ["browDownLeft", "browDownRight", "mouthSmile", "jawOpen"],
};
const Uniform: ISampleSource = { schema: Schema, kind: "uniform", seed: 5 };
const Varied: ISampleSource = { ...Uniform, kind: "varied" };

describe("DrawSample", () => {
    it("draws sample i alike whatever was drawn before, and differently for another seed", () => {
        const alone = DrawSample(Varied, 7);
        for (let i = 0; i < 7; i++) {
            DrawSample(Varied, i);
        }
        expect(DrawSample(Varied, 7)).toEqual(alone);
        expect(DrawSample(Varied, 8).x).not.toEqual(alone.x);
        expect(DrawSample({ ...Varied, seed: 6 }, 7).x).not.toEqual(alone.x);
    });

    it("puts glasses on a share of the samples and leaves all else of them as it was", () => {
        const schema = { ...Schema, glasses: ["square", "round"] };
        for (const kind of ["uniform", "posed"] as const) {
            const bare = Array.from({ length: 300 }, (_, i) => DrawSample({ schema, kind, seed: 5 }, i));
            const worn = Array.from({ length: 300 }, (_, i) => DrawSample({ schema, kind, seed: 5, glassesShare: 0.3 }, i));
            const ids = worn.map(({ capture }) => capture.nuisance?.glasses);
            expect(bare.every(({ capture }) => capture.nuisance?.glasses === undefined)).toBe(true);
            for (const id of schema.glasses) {
                expect(ids.filter((one) => one === id).length).toBeGreaterThan(25);
            }
            expect(ids.filter((one) => one !== undefined).length).toBeLessThan(120);
            worn.forEach(({ x, capture }, i) => {
                const { glasses, ...nuisance } = capture.nuisance ?? {};
                expect(x).toEqual(bare[i].x);
                expect(nuisance).toEqual(bare[i].capture.nuisance ?? {});
                expect(glasses === undefined || capture.background === bare[i].capture.background).toBe(true);
            });
            expect(DrawSample({ schema: Schema, kind, seed: 5, glassesShare: 1 }, 0)).toEqual(
                DrawSample({ schema: Schema, kind, seed: 5 }, 0),
            );
        }
    });

    it("fills the whole box with neutral faces when uniform", () => {
        const layout = GetVectorLayout(Schema);
        const samples = Array.from({ length: 400 }, (_, i) => DrawSample(Uniform, i));
        const shape = samples.flatMap(({ x }) => [...x.subarray(0, layout.continuousCount)]);
        for (let tenth = 0; tenth < 10; tenth++) {
            const share = shape.filter((value) => Math.floor(value * 10) === tenth).length / shape.length;
            expect(share).toBeGreaterThan(0.09);
            expect(share).toBeLessThan(0.11);
        }
        expect(samples.every(({ capture }) => Object.keys(capture).length === 0)).toBe(true);
    });

    it("draws given faces as they are, then others close to them with the same options", () => {
        const layout = GetVectorLayout(Schema);
        const proposals = [3, 4].map((i) => DrawSample(Uniform, i).x);
        const source: ISampleSource = { ...Uniform, kind: "proposed", proposals };
        expect([0, 1].map((i) => DrawSample(source, i).x)).toEqual(proposals);
        const options = layout.blocks[0].offset;
        const moved = Array.from({ length: 60 }, (_, i) => DrawSample(source, 2 + i));
        expect(moved[5]).toEqual(DrawSample(source, 7));
        const steps = moved.flatMap(({ x, capture }, i) => {
            const face = proposals[i % 2];
            expect(capture).toEqual({});
            expect(x.subarray(options)).toEqual(face.subarray(options));
            expect(x.every((value) => value >= 0 && value <= 1)).toBe(true);
            return [...x.subarray(0, options)].map((value, k) => value - face[k]);
        });
        const deviation = Math.hypot(...steps) / Math.sqrt(steps.length);
        expect(deviation).toBeGreaterThan(0.04);
        expect(deviation).toBeLessThan(0.055);
        expect(() => DrawSample({ ...source, proposals: [] }, 0)).toThrow("no face");
    });

    it.each([Uniform, Varied])("shows one option of each block, all about equally often, and colours in 0..1 ($kind)", (source) => {
        const layout = GetVectorLayout(Schema);
        const samples = Array.from({ length: 600 }, (_, i) => DrawSample(source, i).x);
        expect(samples.every((x) => x.every((value) => value >= 0 && value <= 1))).toBe(true);
        for (const { offset, count } of layout.blocks) {
            const shown = Array.from({ length: count }, (_, option) => samples.filter((x) => x[offset + option] === 1).length);
            expect(samples.every((x) => x.subarray(offset, offset + count).reduce((sum, value) => sum + value) === 1)).toBe(true);
            expect(Math.min(...shown)).toBeGreaterThan((0.7 * samples.length) / count);
        }
    });

    it("shows the default option as often as a block says when plausible, and all alike when uniform", () => {
        const discrete = [{ ...Schema.discrete[0], default: 1, defaultShare: 0.8 }];
        const schema = { ...Schema, discrete };
        const { offset } = GetVectorLayout(schema).blocks[0];
        const shares = (["plausible", "uniform"] as const).map((kind) => {
            const samples = Array.from({ length: 2000 }, (_, i) => DrawSample({ ...Uniform, schema, kind }, i).x);
            return [0, 1, 2, 3].map((option) => samples.filter((x) => x[offset + option] === 1).length / samples.length);
        });
        [0.2 / 3, 0.8, 0.2 / 3, 0.2 / 3].forEach((share, option) => expect(Math.abs(shares[0][option] - share)).toBeLessThan(0.03));
        expect(shares[1].every((share) => Math.abs(share - 0.25) < 0.03)).toBe(true);
    });

    it("varies pose, expression, light and background, pose within its limits", () => {
        const captures = Array.from({ length: 300 }, (_, i) => DrawSample(Varied, i).capture);
        const yaws = captures.map(({ nuisance }) => nuisance!.pose!.yaw!);
        expect(Math.min(...yaws)).toBeGreaterThan(-35);
        expect(Math.min(...yaws)).toBeLessThan(-25);
        expect(Math.max(...yaws)).toBeLessThan(35);
        expect(Math.max(...yaws)).toBeGreaterThan(25);
        expect(captures.some(({ nuisance }) => Object.keys(nuisance!.expression!).length === 0)).toBe(true);
        expect(captures.some(({ nuisance }) => (nuisance!.expression!["mouthSmile"] ?? 0) > 0.8)).toBe(true);
        expect(new Set(captures.map(({ background }) => background!.join())).size).toBe(300);
    });
});

describe("posed samples", () => {
    it("have pose, expressions and light each in two of three, both sides of the face mostly alike", () => {
        const captures = Array.from({ length: 600 }, (_, i) => DrawSample({ ...Uniform, kind: "posed" }, i).capture);
        const nuisances = captures.map(({ nuisance }) => nuisance!);
        for (const part of ["pose", "expression", "light"] as const) {
            expect(Math.abs(nuisances.filter((nuisance) => nuisance[part]).length / 600 - 2 / 3)).toBeLessThan(0.06);
        }
        const turns = nuisances.flatMap(({ pose }) => (pose ? [Math.abs(pose.yaw!)] : []));
        expect(Math.max(...turns)).toBeLessThan(30);
        expect(Math.max(...turns)).toBeGreaterThan(25);
        const frowns = nuisances.flatMap(({ expression }) => (expression && expression["browDownLeft"] > 0 ? [expression] : []));
        const even = frowns.filter((expression) => expression["browDownLeft"] === expression["browDownRight"]).length;
        expect(even / frowns.length).toBeGreaterThan(0.5);
        expect(even).toBeLessThan(frowns.length);
        expect(captures.every(({ background }) => background === undefined)).toBe(true);
    });
});

describe("BatchOfStep", () => {
    it("shows every sample once an epoch, in another order each epoch", () => {
        const epoch = (first: number): number[] => Array.from({ length: 5 }, (_, i) => BatchOfStep(20, 4, 3, first + i)).flat();
        expect([...epoch(0)].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
        expect([...epoch(5)].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
        expect(epoch(5)).not.toEqual(epoch(0));
    });

    it("leaves out an incomplete batch instead of repeating samples", () => {
        for (let step = 0; step < 12; step++) {
            expect(new Set(BatchOfStep(10, 4, 1, step)).size).toBe(4);
        }
    });
});
