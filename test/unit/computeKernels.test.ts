import "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SelectBackendAsync } from "../../src/compute/backend.js";
import { Noise } from "./networksNoise.js";

type Shape4 = [number, number, number, number];

function Random(shape: number[], seed: number): tf.Tensor {
    return tf.tensor(Noise(tf.util.sizeFromShape(shape), seed, -1, 1), shape);
}

/** The gradients of sum(w * f(inputs)) on a backend. */
async function GradientsAsync(backend: string, f: (...inputs: tf.Tensor[]) => tf.Tensor, shapes: number[][]): Promise<Float32Array[]> {
    await tf.setBackend(backend);
    const gradients = tf.tidy(() => {
        const inputs = shapes.map((shape, i) => Random(shape, i + 1));
        return tf.grads((...given) => tf.sum(tf.mul(f(...given), Random(f(...given).shape, 9))))(inputs);
    });
    const values = gradients.map((gradient) => Float32Array.from(gradient.dataSync()));
    gradients.forEach((gradient) => gradient.dispose());
    return values;
}

/** The derivative of the same sum along one axis of one input, by central differences. */
function Difference(f: (...inputs: tf.Tensor[]) => tf.Tensor, shapes: number[][], input: number, index: number): number {
    const step = 1e-2;
    const at = (shift: number): number =>
        tf.tidy(() => {
            const inputs = shapes.map((shape, i) => {
                const values = Noise(tf.util.sizeFromShape(shape), i + 1, -1, 1);
                values[index] += i === input ? shift : 0;
                return tf.tensor(values, shape);
            });
            const result = f(...inputs);
            return tf.sum(tf.mul(result, Random(result.shape, 9))).dataSync()[0];
        });
    return (at(step) - at(-step)) / (2 * step);
}

const Convolutions: { name: string; x: Shape4; filter: Shape4; stride: number; pad: "same" | "valid" | number }[] = [
    { name: "3x3 same", x: [2, 7, 6, 3], filter: [3, 3, 3, 4], stride: 1, pad: "same" },
    { name: "3x3 valid", x: [1, 6, 7, 2], filter: [3, 3, 2, 3], stride: 1, pad: "valid" },
    { name: "1x1", x: [2, 5, 4, 3], filter: [1, 1, 3, 5], stride: 1, pad: "same" },
    { name: "1x1 stride 2", x: [1, 6, 5, 3], filter: [1, 1, 3, 2], stride: 2, pad: "same" },
    { name: "3x3 stride 2 same, even side", x: [2, 8, 8, 2], filter: [3, 3, 2, 3], stride: 2, pad: "same" },
    { name: "3x3 stride 2 same, odd side", x: [1, 7, 9, 2], filter: [3, 3, 2, 3], stride: 2, pad: "same" },
    { name: "3x3 stride 2 valid, rows left over", x: [1, 8, 10, 2], filter: [3, 3, 2, 3], stride: 2, pad: "valid" },
    { name: "7x7 stride 2 valid", x: [1, 12, 13, 3], filter: [7, 7, 3, 2], stride: 2, pad: "valid" },
    { name: "4x4 stride 2 same", x: [2, 8, 8, 3], filter: [4, 4, 3, 2], stride: 2, pad: "same" },
    { name: "2x2 stride 3", x: [1, 9, 8, 2], filter: [2, 2, 2, 2], stride: 3, pad: "valid" },
    { name: "filter as large as the picture", x: [2, 4, 4, 3], filter: [4, 4, 3, 5], stride: 1, pad: "valid" },
    { name: "padding of 2", x: [1, 5, 6, 2], filter: [3, 3, 2, 2], stride: 1, pad: 2 },
];

describe("gradient kernels of wasm", () => {
    let tensors = 0;

    beforeAll(async () => {
        expect((await SelectBackendAsync({ backend: "wasm" })).backend).toBe("wasm");
        tensors = tf.memory().numTensors;
    });

    afterAll(() => {
        expect(tf.memory().numTensors).toBe(tensors);
    });

    for (const { name, x, filter, stride, pad } of Convolutions) {
        it(`convolution ${name}: both gradients agree with finite differences and with cpu`, async () => {
            const f = (...[a, b]: tf.Tensor[]): tf.Tensor => tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, pad);
            const shapes = [x, filter];
            const cpu = await GradientsAsync("cpu", f, shapes);
            const wasm = await GradientsAsync("wasm", f, shapes);
            wasm.forEach((gradient, input) => {
                expect(Array.from(gradient)).toHaveLength(cpu[input].length);
                gradient.forEach((value, i) => expect(value).toBeCloseTo(cpu[input][i], 4));
                for (const index of [0, 1, Math.floor(gradient.length / 2), gradient.length - 1]) {
                    expect(gradient[index]).toBeCloseTo(Difference(f, shapes, input, index), 2);
                }
            });
        });
    }

    it("transposed convolution: value and both gradients agree with cpu", async () => {
        const f = (...[a, b]: tf.Tensor[]): tf.Tensor => tf.conv2dTranspose(a as tf.Tensor4D, b as tf.Tensor4D, [2, 10, 8, 3], 2, "same");
        const shapes = [
            [2, 5, 4, 4],
            [4, 4, 3, 4],
        ];
        const value = async (backend: string): Promise<Float32Array> => {
            await tf.setBackend(backend);
            return tf.tidy(() => Float32Array.from(f(Random(shapes[0], 1), Random(shapes[1], 2)).dataSync()));
        };
        const [cpuValue, wasmValue] = [await value("cpu"), await value("wasm")];
        wasmValue.forEach((v, i) => expect(v).toBeCloseTo(cpuValue[i], 4));
        const [cpu, wasm] = [await GradientsAsync("cpu", f, shapes), await GradientsAsync("wasm", f, shapes)];
        wasm.forEach((gradient, input) => gradient.forEach((v, i) => expect(v).toBeCloseTo(cpu[input][i], 4)));
        expect(wasm[0][5]).toBeCloseTo(Difference(f, shapes, 0, 5), 2);
        expect(wasm[1][7]).toBeCloseTo(Difference(f, shapes, 1, 7), 2);
    });

    it("max pooling of windows without a positive value passes the gradient to the maximum", async () => {
        const f = (a: tf.Tensor): tf.Tensor => tf.maxPool(tf.sub(a, 2) as tf.Tensor4D, 3, 2, "valid");
        const shapes = [[1, 7, 7, 2]];
        const [cpu, wasm] = [await GradientsAsync("cpu", f, shapes), await GradientsAsync("wasm", f, shapes)];
        wasm[0].forEach((v, i) => expect(v).toBeCloseTo(cpu[0][i], 5));
        expect(wasm[0].some((v) => v !== 0)).toBe(true);
        for (let index = 0; index < 98; index += 13) {
            expect(wasm[0][index]).toBeCloseTo(Difference(f, shapes, 0, index), 2);
        }
    });

    it("doubling pixels and averaging windows, as the networks do, have exact gradients", async () => {
        await tf.setBackend("wasm");
        const nearest = (a: tf.Tensor): tf.Tensor => tf.image.resizeNearestNeighbor(a as tf.Tensor4D, [8, 8]);
        const average = (a: tf.Tensor): tf.Tensor => tf.avgPool(a as tf.Tensor4D, 2, 2, "valid");
        for (const [f, shape] of [
            [nearest, [1, 4, 4, 2]],
            [average, [1, 7, 7, 2]],
        ] as const) {
            const [gradient] = await GradientsAsync("wasm", f, [[...shape]]);
            for (let index = 0; index < gradient.length; index += 3) {
                expect(gradient[index]).toBeCloseTo(Difference(f, [[...shape]], 0, index), 2);
            }
        }
    });
});
