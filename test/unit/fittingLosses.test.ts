import { grad, memory, mul, randomNormal, sum, tensor2d, tidy, type Scalar, type Tensor2D, type Tensor4D } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AverageVector } from "../../src/face/faceVector.js";
import { type IFitContext } from "../../src/fitting/fitContext.js";
import { FitLosses } from "../../src/fitting/losses.js";
import { ChooseOptions, RelaxOneHot } from "../../src/fitting/oneHot.js";
import { MakeContextAsync, MakeImitator } from "./fittingNetworks.js";

let context: IFitContext & { dispose(): void };

beforeAll(async () => {
    context = await MakeContextAsync();
});

afterAll(() => {
    context.dispose();
});

/** Slope of f along a direction by central differences against the gradient's. */
function CompareSlopes(
    f: (x: Tensor2D) => Scalar,
    start: Float32Array,
    seed: number,
    step: number,
): { readonly analytic: number; readonly numeric: number } {
    return tidy(() => {
        const x = tensor2d(start, [1, start.length]);
        const direction = randomNormal([1, start.length], 0, 1, "float32", seed) as Tensor2D;
        const along = direction.dataSync();
        const at = (sign: number): number =>
            f(
                tensor2d(
                    start.map((value, i) => value + sign * step * along[i]),
                    [1, start.length],
                ),
            ).dataSync()[0];
        const analytic = sum(mul(grad((t) => f(t as Tensor2D))(x), direction)).dataSync()[0];
        return { analytic, numeric: (at(1) - at(-1)) / (2 * step) };
    });
}

describe("FitLosses", () => {
    const makeLosses = (hair: boolean): FitLosses => {
        const photographed = MakeImitator(1234);
        const photo = tidy(() => photographed.predict(tensor2d(AverageVector(context.schema), [1, context.layout.length])));
        const losses = new FitLosses(context.recognizer, context.segmenter, photo, { hair });
        photo.dispose();
        photographed.dispose();
        return losses;
    };
    const draw = (x: Tensor2D): Tensor4D => context.imitator.predict(x);

    it("are nothing between a picture and itself, and more than nothing between two", async () => {
        const picture = draw(tensor2d(AverageVector(context.schema), [1, context.layout.length]));
        const own = new FitLosses(context.recognizer, context.segmenter, picture, { hair: true });
        const other = makeLosses(true);
        const [a, b, c, d] = [own.identity(picture), own.content(picture), other.identity(picture), other.content(picture)];
        expect((await a.data())[0]).toBeLessThan(1e-5);
        expect((await b.data())[0]).toBeLessThan(1e-6);
        expect((await c.data())[0]).toBeGreaterThan(0.005);
        expect((await d.data())[0]).toBeGreaterThan(0.001);
        [a, b, c, d, picture].forEach((tensor) => tensor.dispose());
        own.dispose();
        other.dispose();
    });

    it.each([
        ["identity", 2e-3],
        ["content", 1.5e-2],
    ] as const)("have the gradient of finite differences through the imitator: %s", (name, step) => {
        const losses = makeLosses(true);
        const start = AverageVector(context.schema);
        const slopes = [1, 2, 3].map((seed) => CompareSlopes((x) => losses[name](draw(x)), start, seed, step));
        losses.dispose();
        const size = Math.max(...slopes.map(({ numeric }) => Math.abs(numeric)));
        expect(size).toBeGreaterThan(1e-4);
        for (const { analytic, numeric } of slopes) {
            expect(Math.abs(analytic - numeric)).toBeLessThan(0.1 * size);
        }
    });

    it("free what they hold", () => {
        makeLosses(false).dispose();
        const before = memory().numTensors;
        const losses = makeLosses(false);
        expect(memory().numTensors).toBeGreaterThan(before);
        losses.dispose();
        expect(memory().numTensors).toBe(before);
    });
});

describe("RelaxOneHot", () => {
    it("is the softmax of beta times the block, and leaves the rest", async () => {
        const x = AverageVector(context.schema);
        x.set([0.5, 0.51, 0.49], context.layout.blocks[0].offset);
        const relaxed = tidy(() => RelaxOneHot(tensor2d(x, [1, x.length]), context.layout, 100));
        const values = await relaxed.data();
        relaxed.dispose();
        const exponentials = [0, 1, -1].map(Math.exp);
        const total = exponentials.reduce((a, b) => a + b);
        exponentials.forEach((e, i) => expect(values[context.layout.blocks[0].offset + i]).toBeCloseTo(e / total, 4));
        expect(values[context.layout.colorOffset]).toBeCloseTo(0.8, 5);
        expect([...ChooseOptions(x, context.layout).subarray(context.layout.blocks[0].offset)]).toEqual([0, 1, 0]);
    });
});
