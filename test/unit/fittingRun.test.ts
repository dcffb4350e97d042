import { memory, tensor1d } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AverageVector } from "../../src/face/faceVector.js";
import { FitControl } from "../../src/fitting/fitControl.js";
import { FitPhotosAsync } from "../../src/fitting/fitPhotos.js";
import { type IFitCallbacks, type IFitOutcome, type IFitProgress, type IFitRequest } from "../../src/fitting/fit.types.js";
import { type IFitContext } from "../../src/fitting/fitContext.js";
import { ImitateAsync } from "../../src/fitting/imitate.js";
import { type IPicture } from "../../src/face/picture.js";
import { type Point2D } from "../../src/photo/photo.types.js";
import { AlignPicture } from "../../src/photo/alignPicture.js";
import { MakeContextAsync } from "./fittingNetworks.js";

/** Whole fits on a busy machine, in milliseconds. */
const FitTimeout = 600_000;

let context: IFitContext & { dispose(): void };
let photo: IPicture;
/** What the photographed head is: not the average. */
let truth: Float32Array;
const landmarks: Point2D[] = Array.from({ length: 68 }, (_, i) => [156 + (i % 10) * 20, 160 + Math.floor(i / 10) * 30]);
const options = { steps: 2, colorRounds: 1, strengths: [1] };

/** An engine that draws exactly what the imitator draws. */
function MakeCallbacks(heard: IFitProgress[] = [], onProgress?: (progress: IFitProgress) => void): IFitCallbacks {
    return {
        onProgress: (progress) => {
            heard.push(progress);
            onProgress?.(progress);
        },
        captureAsync: async (x) => await EngineAsync(x),
        captureLabelsAsync: async (x) => await context.segmenter.segmentAsync(await EngineAsync(x)),
    };
}

async function EngineAsync(x: Float32Array): Promise<IPicture> {
    return AlignPicture(await ImitateAsync(context.imitator, x), [4, 0, 0, 0], 256);
}

async function FitAsync(
    request: Partial<IFitRequest>,
    callbacks: IFitCallbacks,
    control = new FitControl(callbacks),
): Promise<IFitOutcome> {
    return await FitPhotosAsync(context, { photos: [{ photo, landmarks }], method: "default", options, ...request }, control);
}

beforeAll(async () => {
    context = await MakeContextAsync();
    truth = AverageVector(context.schema);
    truth.set([0.1, 0.9, 0.15, 0.8, 0.2, 0.9]);
    photo = await EngineAsync(truth);
    // What the networks make once for each size of picture is made here
    await FitAsync({}, MakeCallbacks());
}, FitTimeout);

afterAll(() => {
    context.dispose();
});

describe("a fit", () => {
    it(
        "by the default method moves towards the photo and says truly how far",
        async () => {
            const heard: IFitProgress[] = [];
            const outcome = await FitAsync({ options: { ...options, steps: 12, stepSize: 0.06, priorWeight: 0 } }, MakeCallbacks(heard));
            const { start, end } = outcome.loss;
            expect(end.identity + end.content).toBeLessThan(0.95 * (start.identity + start.content));
            expect(outcome.similarity.result).toBeGreaterThan(outcome.similarity.average);
            expect(outcome.x).toHaveLength(context.layout.length);
            expect(Math.min(...outcome.x)).toBeGreaterThanOrEqual(0);
            expect(Math.max(...outcome.x)).toBeLessThanOrEqual(1);
            heard.forEach((progress, i) => expect(progress.fraction).toBeGreaterThanOrEqual(i ? heard[i - 1].fraction : 0));
            expect(heard.at(-1)).toMatchObject({ phase: "done", fraction: 1 });
        },
        FitTimeout,
    );

    it(
        "keeps the average face, with a warning, when the photo shows it",
        async () => {
            const average = AverageVector(context.schema);
            const outcome = await FitAsync({ photos: [{ photo: await EngineAsync(average), landmarks }] }, MakeCallbacks());
            expect([...outcome.x]).toEqual([...average]);
            expect(outcome.warnings.join()).toContain("average face is kept");
        },
        FitTimeout,
    );

    it(
        "of several photos makes one face that is like all of them, the weightier photo more",
        async () => {
            const other = truth.slice();
            other.set([0.9, 0.9, 0.15, 0.2, 0.2, 0.9]);
            const photos = [photo, await EngineAsync(other)];
            const heard: IFitProgress[] = [];
            const found: IFitOutcome[] = [];
            const long = { ...options, steps: 5, stepSize: 0.06, priorWeight: 0 };
            for (const weights of [
                [1, 0.01],
                [1, 1],
                [0.01, 1],
            ]) {
                const request = photos.map((one, i) => ({ photo: one, landmarks, weight: weights[i] }));
                found.push(await FitAsync({ photos: request, options: long }, MakeCallbacks(heard)));
            }
            const distance = (outcome: IFitOutcome, to: Float32Array): number =>
                Math.hypot(...[...to.subarray(0, 6)].map((value, i) => value - outcome.x[i]));
            expect(distance(found[0], truth)).toBeLessThan(distance(found[2], truth));
            expect(distance(found[2], other)).toBeLessThan(distance(found[0], other));
            expect(found[1].steps).toBe(10);
            const ends = heard.flatMap(({ fraction }, i) => (fraction === 1 ? [i] : []));
            expect(ends).toHaveLength(3);
            heard.slice(0, ends[0]).forEach(({ fraction }, i) => expect(fraction).toBeGreaterThanOrEqual(i ? heard[i - 1].fraction : 0));
        },
        FitTimeout,
    );

    it(
        "gives the same vector for the same request",
        async () => {
            const [a, b] = [await FitAsync({}, MakeCallbacks()), await FitAsync({}, MakeCallbacks())];
            expect([...a.x]).toEqual([...b.x]);
        },
        FitTimeout,
    );

    it(
        "by the default method draws no makeup, but every option of other blocks",
        async () => {
            const { schema, layout } = context;
            const [{ offset, count }] = layout.blocks;
            for (const makeup of [true, false]) {
                const drawn = new Set<number>();
                const callbacks: IFitCallbacks = {
                    ...MakeCallbacks(),
                    captureAsync: async (x) => {
                        drawn.add(x.subarray(offset, offset + count).indexOf(1));
                        return await EngineAsync(x);
                    },
                };
                const worn: IFitContext = { ...context, schema: { ...schema, discrete: [{ ...schema.discrete[0], makeup }] } };
                await FitPhotosAsync(worn, { photos: [{ photo, landmarks }], method: "default", options }, new FitControl(callbacks));
                expect([...drawn].sort()).toEqual(makeup ? [schema.discrete[0].default] : [0, 1, 2]);
            }
        },
        FitTimeout,
    );

    it.each(["default", "published"] as const)(
        "frees every tensor, done or cancelled: %s",
        async (method) => {
            const before = memory().numTensors;
            if (method === "default") {
                await FitAsync({ method }, MakeCallbacks());
                expect(memory().numTensors).toBe(before);
            }
            let cancelled = false;
            const callbacks = MakeCallbacks([], (progress) => {
                if (progress.step === 2) {
                    cancelled = true;
                    control.cancel();
                }
            });
            const control = new FitControl(callbacks);
            await expect(FitAsync({ method }, callbacks, control)).rejects.toMatchObject({ code: "E_ABORTED" });
            expect(cancelled).toBe(true);
            expect(memory().numTensors).toBe(before);
            // Negative control: the count does see a tensor that is left over
            const leaked = tensor1d([1]);
            expect(memory().numTensors).toBe(before + 1);
            leaked.dispose();
        },
        FitTimeout,
    );

    it(
        "by the published method moves freely, or in the subspaces of its groups where the head tells them",
        async () => {
            const { schema } = context;
            const prior = { deviation: 0.1, directions: [[0.1, 0, 0.1, 0, 0, 0]], limits: [] };
            const movedAsync = async (publishedSubspace: number): Promise<Float32Array | undefined> => {
                let moved: Float32Array | undefined;
                const callbacks = MakeCallbacks([], ({ step, x }) => {
                    moved = x ?? moved;
                    if (step === 3) {
                        control.cancel();
                    }
                });
                const control = new FitControl(callbacks);
                const known: IFitContext = { ...context, schema: { ...schema, prior } };
                const request: IFitRequest = { photos: [{ photo, landmarks }], method: "published", options: { publishedSubspace } };
                await expect(FitPhotosAsync(known, request, control)).rejects.toMatchObject({ code: "E_ABORTED" });
                return moved?.subarray(0, schema.continuous.length).map((value) => value - 0.5);
            };
            const [a, b, c, ...others] = (await movedAsync(1))!;
            expect(Math.abs(a)).toBeGreaterThan(1e-5);
            expect(c).toBeCloseTo(a, 6);
            expect([b, ...others].map(Math.abs)).toEqual([0, 0, 0, 0]);
            expect((await movedAsync(0))!.every((value) => value !== 0)).toBe(true);
            await expect(FitAsync({ method: "published", options: { publishedSubspace: 1 } }, MakeCallbacks())).rejects.toMatchObject({
                code: "E_ARGUMENT",
            });
        },
        FitTimeout,
    );

    it(
        "frees every tensor when the engine fails",
        async () => {
            const before = memory().numTensors;
            const failing: IFitCallbacks = {
                onProgress: () => undefined,
                captureAsync: async () => await Promise.reject(new Error("the device is lost")),
                captureLabelsAsync: async () => await Promise.reject(new Error("the device is lost")),
            };
            await expect(FitAsync({}, failing)).rejects.toThrowError("the device is lost");
            expect(memory().numTensors).toBe(before);
        },
        FitTimeout,
    );
});
