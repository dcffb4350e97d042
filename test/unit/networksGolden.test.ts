import "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs-core";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { SelectBackendAsync } from "../../src/compute/backend.js";
import { SeededRandom } from "../../src/face/random.js";
import { FaceSegmenter } from "../../src/networks/faceSegmenter.js";
import { Imitator } from "../../src/networks/imitator.js";
import {
    CountParameters,
    DefaultImitatorConfig,
    ImitatorWeightSpecs,
    PublishedImitatorConfig,
    type IImitatorConfig,
} from "../../src/networks/imitatorConfig.js";
import { CreateImitatorVariables, TrainImitator } from "../../src/networks/imitatorGraph.js";
import { SegmenterWeightSpecs } from "../../src/networks/segmenterGraph.js";
import { Noise } from "./networksNoise.js";

/** Results of an independent implementation in PyTorch: assets/networks/golden.py. */
const Golden = JSON.parse(readFileSync(new URL("./fixtures/networks.golden.json", import.meta.url), "utf8")) as {
    imitator: { drawn: number[]; gradient: number[] };
    training: { drawn: number[]; kernel: number[][]; gamma: number[][]; beta: number[][]; mean: number[][]; variance: number[][] };
    segmenter: { logits: number[]; features: number[]; gradient: number[] };
    publishedParameters: number;
};

const Config: IImitatorConfig = { type: "imitator", inputLength: 7, channels: [6, 5], outputSize: 16, outputChannels: 3 };

/** Seed offset and range of each kind of weight, as in golden.py. */
const Kinds: Record<string, [number, number, number]> = {
    kernel: [0, -0.6, 0.6],
    bias: [1, -1, 1],
    gamma: [2, 0.5, 1.5],
    beta: [3, -0.3, 0.3],
    mean: [4, -0.3, 0.3],
    variance: [5, 0.5, 2],
};

function ImitatorVariables(): Record<string, tf.Variable> {
    const variables = CreateImitatorVariables(Config, new SeededRandom(0));
    for (const [name, variable] of Object.entries(variables)) {
        const [offset, low, high] = Kinds[name.split("/")[1]];
        const seed = 10 * Number(name[5]) + offset;
        tf.tidy(() => variable.assign(tf.tensor(Noise(variable.size, seed, low, high), variable.shape)));
    }
    return variables;
}

/** The same network with more inputs, on which nothing hangs. */
function Widen(variables: Record<string, tf.Variable>, more: number): Record<string, tf.Tensor> {
    const kernel = variables["layer0/kernel"];
    return {
        ...variables,
        "layer0/kernel": tf.pad(kernel, [
            [0, 0],
            [0, 0],
            [0, 0],
            [0, more],
        ]),
    };
}

function ExpectClose(actual: ArrayLike<number>, expected: readonly number[], stride = 1, tolerance = 2e-4): void {
    expect(Math.ceil(actual.length / stride)).toBe(expected.length);
    const scale = Math.max(1, ...expected.map(Math.abs));
    const errors = expected.map((value, i) => Math.abs(actual[i * stride] - value));
    expect(Math.max(...errors)).toBeLessThan(tolerance * scale);
}

describe.each(["wasm", "cpu"] as const)("networks against PyTorch, on %s", (backend) => {
    beforeAll(async () => {
        await SelectBackendAsync({ backend: "wasm" });
        await tf.setBackend(backend);
    });

    it("the imitator draws the same, with the same gradient", () => {
        const before = tf.memory().numTensors;
        const variables = ImitatorVariables();
        const imitator = new Imitator(Config, variables);
        const loaded = tf.memory().numTensors;
        const x = tf.tensor2d(Noise(21, 500, 0, 1), [3, 7]);
        const weights = tf.tensor4d(Noise(3 * 16 * 16 * 3, 501, -1, 1), [3, 16, 16, 3]);
        const drawn = imitator.predict(x);
        ExpectClose(drawn.dataSync(), Golden.imitator.drawn);
        const gradient = tf.grad((input) => tf.sum(tf.mul(imitator.predict(input as tf.Tensor2D), weights)))(x);
        ExpectClose(gradient.dataSync(), Golden.imitator.gradient);
        tf.dispose([x, weights, drawn, gradient]);
        expect(tf.memory().numTensors).toBe(loaded);
        imitator.dispose();
        tf.dispose(Object.values(variables));
        expect(tf.memory().numTensors).toBe(before);
    });

    it("the imitator draws the nuisance behind x, neutral where none is given, and labels from channels of their own", () => {
        const variables = ImitatorVariables();
        const posed = new Imitator({ ...Config, inputLength: 7 + 12, nuisanceLength: 12 }, Widen(variables, 12));
        const x = tf.tensor2d(Noise(21, 500, 0, 1), [3, 7]);
        const behind = tf.tensor2d(Noise(36, 502, 0, 1), [3, 12]);
        // Nothing hangs on the added columns, so the picture is the golden one whatever stands there.
        ExpectClose(
            tf.tidy(() => posed.predict(x, behind).dataSync()),
            Golden.imitator.drawn,
        );
        ExpectClose(
            tf.tidy(() => posed.predict(x).dataSync()),
            Golden.imitator.drawn,
        );
        expect([posed.inputLength, posed.nuisanceLength, posed.hasLabels]).toEqual([7, 12, false]);
        const doubled = { ...variables };
        doubled["layer2/kernel"] = tf.variable(tf.tidy(() => tf.concat([variables["layer2/kernel"], variables["layer2/kernel"]], 2)));
        doubled["layer2/bias"] = tf.variable(tf.tidy(() => tf.concat([variables["layer2/bias"], tf.add(variables["layer2/bias"], 1)])));
        const labelled = new Imitator({ ...Config, outputChannels: 6 }, doubled);
        const { pictures, labels } = labelled.predictAll(x);
        ExpectClose(pictures.dataSync(), Golden.imitator.drawn);
        const shifted = Golden.imitator.drawn.map((value) => value + 1);
        ExpectClose(labels!.dataSync(), shifted);
        posed.dispose();
        labelled.dispose();
        tf.dispose([x, behind, pictures, labels!, doubled["layer2/kernel"], doubled["layer2/bias"], ...Object.values(variables)]);
    });

    it("a training step of the imitator has the same gradients and moves the same averages", () => {
        const variables = ImitatorVariables();
        const x = tf.tensor2d(Noise(21, 500, 0, 1), [3, 7]);
        const weights = tf.tensor4d(Noise(3 * 16 * 16 * 3, 501, -1, 1), [3, 16, 16, 3]);
        const before = tf.memory().numTensors;
        let drawn: ArrayLike<number> = [];
        const trained = Object.values(variables).filter((variable) => variable.trainable);
        const { value, grads } = tf.variableGrads(() => {
            const result = TrainImitator(Config, variables, x);
            drawn = result.dataSync();
            return tf.sum(tf.mul(result, weights));
        }, trained);
        ExpectClose(drawn, Golden.training.drawn);
        const gradient = (name: string): Float32Array => grads[variables[name].name].dataSync<"float32">();
        Golden.training.kernel.forEach((expected, i) => ExpectClose(gradient(`layer${i}/kernel`), expected));
        Golden.training.gamma.forEach((expected, i) => ExpectClose(gradient(`layer${i}/gamma`), expected));
        Golden.training.beta.forEach((expected, i) => ExpectClose(gradient(`layer${i}/beta`), expected));
        Golden.training.mean.forEach((expected, i) => ExpectClose(variables[`layer${i}/mean`].dataSync(), expected));
        Golden.training.variance.forEach((expected, i) => ExpectClose(variables[`layer${i}/variance`].dataSync(), expected));
        tf.dispose([value, ...Object.values(grads)]);
        expect(tf.memory().numTensors).toBe(before);
    });
});

describe("the segmentation network against PyTorch", () => {
    it("gives the same logits, features and gradient", async () => {
        await SelectBackendAsync({ backend: "wasm" });
        const weights: Record<string, tf.Tensor> = {};
        SegmenterWeightSpecs().forEach(({ name, shape }, i) => {
            const [side, , inputs] = shape;
            const bound = name.endsWith("/kernel") ? Math.sqrt(6 / (side * side * inputs)) : 0.1;
            weights[name] = tf.tensor(Noise(tf.util.sizeFromShape([...shape]), 100 + i, -bound, bound), [...shape]);
        });
        const segmenter = new FaceSegmenter(weights);
        tf.dispose(weights);
        const pictures = tf.tensor4d(Noise(256 * 256 * 3, 700, 0, 1), [1, 256, 256, 3]);
        const loss = tf.tensor4d(Noise(64 * 64 * 11, 701, -1, 1), [1, 64, 64, 11]);
        const before = tf.memory().numTensors;
        const { logits, features } = segmenter.forward(pictures);
        ExpectClose(logits.dataSync(), Golden.segmenter.logits, 211);
        ExpectClose(features.dataSync(), Golden.segmenter.features, 997);
        const gradient = tf.grad((x) => tf.sum(tf.mul(segmenter.forward(x as tf.Tensor4D).logits, loss)))(pictures);
        ExpectClose(gradient.dataSync(), Golden.segmenter.gradient, 997);
        tf.dispose([logits, features, gradient]);
        expect(tf.memory().numTensors).toBe(before);
        segmenter.dispose();
    });
});

describe("imitator architectures", () => {
    it("the published one has the parameters of the paper's description", () => {
        expect(CountParameters(ImitatorWeightSpecs(PublishedImitatorConfig(310)))).toBe(Golden.publishedParameters);
        expect(PublishedImitatorConfig(310).channels.length + 1).toBe(8);
    });

    it("the default one draws 128 pixels with a fifth of them", () => {
        const count = CountParameters(ImitatorWeightSpecs(DefaultImitatorConfig(120)));
        expect(count).toBeGreaterThan(2e6);
        expect(count).toBeLessThan(4e6);
    });

    it("an output size that does not follow from the layers is refused", () => {
        expect(() => ImitatorWeightSpecs({ ...Config, outputSize: 32 })).toThrow(/use 16 for 3 layers/);
    });

    it("an untrained one draws about the photo booth's grey, and the same for a seed", () => {
        const variables = [1, 1].map((seed) => CreateImitatorVariables(Config, new SeededRandom(seed)));
        const [a, b] = variables.map((weights) => new Imitator(Config, weights).predict(tf.fill([1, 7], 0.4)));
        expect(tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]).toBe(0);
        expect(tf.mean(a).dataSync()[0]).toBeGreaterThan(0.1);
        expect(tf.mean(a).dataSync()[0]).toBeLessThan(0.9);
    });
});
