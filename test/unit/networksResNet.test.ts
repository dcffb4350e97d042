import * as tf from "@tensorflow/tfjs-core";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CountParameters } from "../../src/networks/imitatorConfig.js";
import { ResNetGraph, ResNetWeightSpecs } from "../../src/networks/resNetGraph.js";
import { StartWasmAsync } from "./fittingNetworks.js";

/** From an independent implementation in PyTorch, `assets/networks/resnet50/golden.py`: every seventh logit, and so on. */
const Golden = JSON.parse(readFileSync(new URL("fixtures/resNet.json", import.meta.url), "utf8")) as {
    readonly parameters: number;
    readonly names: Readonly<Record<string, readonly number[]>>;
    readonly logits: readonly number[];
    readonly features: readonly number[];
    readonly gradient: readonly number[];
};

/** The values that golden.py computes, by place. */
function Values(count: number, seed: number, scale: number): Float32Array {
    return Float32Array.from({ length: count }, (_, i) => {
        const mixed = (((i * 48271 + seed * 7919 + 11) % 2147483647) * 16807) % 2147483647;
        return scale * (mixed / 2147483647 - 0.5);
    });
}

/** The weights of golden.py, in the layout of tfjs. */
function MakeWeights(): Record<string, tf.Tensor> {
    return Object.fromEntries(
        Object.entries(Golden.names).map(([name, shape], k) => {
            const size = tf.util.sizeFromShape([...shape]);
            const [layer, kind] = [name.slice(0, name.lastIndexOf(".")), name.slice(name.lastIndexOf(".") + 1)];
            if (kind === "bias") {
                return [`${layer}/bias`, tf.tensor(Values(size, k, 0.1), [...shape])];
            }
            const values = Values(size, k, Math.sqrt(6 / tf.util.sizeFromShape(shape.slice(1))));
            const [outputs, inputs, rows, columns] = shape;
            const area = rows * columns;
            const moved = new Float32Array(size);
            for (let i = 0; i < size; i++) {
                const [output, input, place] = [Math.floor(i / (inputs * area)), Math.floor(i / area) % inputs, i % area];
                moved[(place * inputs + input) * outputs + output] = values[i];
            }
            return [`${layer}/kernel`, tf.tensor(moved, [rows, columns, inputs, outputs])];
        }),
    );
}

/** That every `step`-th value is the expected one, but for a share of their length: a rectifier next to zero may open on one side alone. */
function ExpectClose(values: ArrayLike<number>, expected: readonly number[], step: number): void {
    const length = (some: readonly number[]): number => Math.sqrt(some.reduce((sum, value) => sum + value * value, 0));
    expect(Math.ceil(values.length / step)).toBe(expected.length);
    expect(length(expected.map((value, i) => value - values[i * step])) / length(expected)).toBeLessThan(2e-3);
}

describe("ResNet-50 at 1/8", () => {
    let graph: ResNetGraph;
    let tensors = 0;

    beforeAll(async () => {
        await StartWasmAsync();
        tensors = tf.memory().numTensors;
        const weights = MakeWeights();
        graph = new ResNetGraph(weights);
        tf.dispose(weights);
    }, 120_000);
    afterAll(() => {
        graph.dispose();
        expect(tf.memory().numTensors).toBe(tensors);
    });

    it("has the parameters of the published trunk, and 2048 x 11 with biases to the classes", () => {
        // 23,508,032 values up to the last stage as published, of which batch normalisation has two a channel; folded there is one.
        expect(CountParameters(ResNetWeightSpecs())).toBe(23_508_032 - 26_560 + 2048 * 11 + 11);
        expect(CountParameters(ResNetWeightSpecs())).toBe(Golden.parameters);
    });

    it("keeps 1/8 of the input: stem and pool halve it, the second stage too, the last two do not", () => {
        const { logits, features } = tf.tidy(() => ({ ...graph.run(tf.zeros([1, 64, 96, 3])) }));
        expect(features.shape).toEqual([1, 8, 12, 2048]);
        expect(logits.shape).toEqual([1, 8, 12, 11]);
        tf.dispose([logits, features]);
    }, 60_000);

    it("gives the logits, features and gradient of an implementation in PyTorch", () => {
        const pictures = tf.tidy(() => tf.add(tf.tensor4d(Values(64 * 64 * 3, 999, 1), [1, 64, 64, 3]), 0.5));
        const loss = tf.tensor4d(Values(8 * 8 * 11, 998, 2), [1, 8, 8, 11]);
        let features: ArrayLike<number> = [];
        let logits: ArrayLike<number> = [];
        const gradient = tf.grad((x) => {
            const result = graph.run(x as tf.Tensor4D);
            [logits, features] = [result.logits.dataSync(), result.features.dataSync()];
            return tf.sum(tf.mul(result.logits, loss));
        })(pictures);
        ExpectClose(logits, Golden.logits, 7);
        ExpectClose(features, Golden.features, 1249);
        ExpectClose(gradient.dataSync(), Golden.gradient, 97);
        tf.dispose([pictures, loss, gradient]);
    }, 300_000);
});
