import * as tf from "@tensorflow/tfjs-core";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { CountParameters } from "../../src/networks/imitatorConfig.js";
import { LoadNetworkFileAsync } from "../../src/networks/loadNetworkFile.js";
import { LoadRecognizerAsync } from "../../src/networks/loadRecognizer.js";
import { MaxFeatureMapWeightSpecs, type IMaxFeatureMapConfig } from "../../src/networks/maxFeatureMapConfig.js";
import { MaxFeatureMapGraph } from "../../src/networks/maxFeatureMapGraph.js";
import { NormaliseRows } from "../../src/networks/recognizerGraph.js";
import { SmallRecognizer } from "../../src/networks/smallRecognizer.js";
import { AllowFileFetch, StartWasmAsync } from "./fittingNetworks.js";
import { Noise } from "./networksNoise.js";

/** From PyTorch: assets/networks/recognizer/golden.py. */
const Golden = JSON.parse(readFileSync(new URL("fixtures/recognizer.golden.json", import.meta.url), "utf8")) as {
    /** Before batch norms are folded and weights rounded. */
    readonly trained: readonly number[];
    /** With the weights of the file. */
    readonly embedding: readonly number[];
    readonly gradient: readonly number[];
};

const Url = new URL("../../assets/networks/recognizer/", import.meta.url).href;

/** Root mean square of the differences, by that of the values expected. */
function Difference(actual: ArrayLike<number>, expected: readonly number[], stride = 1): number {
    expect(Math.ceil(actual.length / stride)).toBe(expected.length);
    return Math.hypot(...expected.map((value, i) => actual[i * stride] - value)) / Math.hypot(...expected);
}

/** Soft blobs rather than noise, of the same look at any size. */
function Pictures(size: number): tf.Tensor4D {
    return tf.tidy(() => tf.image.resizeBilinear(tf.tensor4d(Noise(8 * 8 * 3, 5, 0, 1), [1, 8, 8, 3]), [size, size]));
}

describe("the small recognition network", () => {
    beforeAll(async () => {
        AllowFileFetch();
        await StartWasmAsync();
    });

    it("gives PyTorch's embedding and gradient, and but for the rounding to 16 bits what was trained", async () => {
        const { manifest, weights } = await LoadNetworkFileAsync(Url, { type: "max-feature-map" });
        const graph = new MaxFeatureMapGraph(manifest.architecture as unknown as IMaxFeatureMapConfig, weights);
        tf.dispose(weights);
        const picture = tf.tensor4d(Noise(128 * 128, 800, 0, 1), [1, 128, 128, 1]);
        const sumWeights = tf.tensor2d(Noise(Golden.embedding.length, 801, -1, 1), [1, Golden.embedding.length]);
        const embed = (x: tf.Tensor): tf.Tensor2D => NormaliseRows(graph.run(x as tf.Tensor4D));
        expect(
            Difference(
                tf.tidy(() => embed(picture).dataSync()),
                Golden.embedding,
            ),
        ).toBeLessThan(0.01);
        const gradient = tf.grad((x) => tf.sum(tf.mul(embed(x), sumWeights)))(picture);
        expect(Difference(gradient.dataSync(), Golden.gradient, 61)).toBeLessThan(1e-3);
        tf.dispose([picture, sumWeights, gradient]);
        graph.dispose();
    });

    it("is small enough to ship", async () => {
        const { manifest, weights } = await LoadNetworkFileAsync(Url);
        tf.dispose(weights);
        const parameters = CountParameters(MaxFeatureMapWeightSpecs(manifest.architecture as unknown as IMaxFeatureMapConfig));
        const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
        expect(parameters).toBeLessThan(1.5e6);
        expect(bytes).toBe(2 * parameters);
        expect(bytes).toBeLessThan(3e6);
    });

    it("embeds pictures of any size alike, with an exact gradient and without leaks", async () => {
        const before = tf.memory().numTensors;
        const recognizer = await SmallRecognizer.LoadAsync(Url);
        expect(tf.memory().numTensors).toBeLessThan(before + 60);
        const [small, large] = [Pictures(128), Pictures(256)];
        expect(tf.tidy(() => tf.sum(tf.mul(recognizer.embed(small), recognizer.embed(large))).dataSync()[0])).toBeGreaterThan(0.98);
        expect(tf.tidy(() => tf.norm(recognizer.embed(small)).dataSync()[0])).toBeCloseTo(1, 4);

        const target = tf.tidy(() => NormaliseRows(tf.tensor2d(Noise(recognizer.length, 8, -1, 1), [1, recognizer.length])));
        const score = (x: tf.Tensor): tf.Scalar => tf.sum(tf.mul(recognizer.embed(x as tf.Tensor4D), target));
        const gradient = tf.grad(score)(small);
        const direction = tf.tidy(() => tf.div(gradient, tf.norm(gradient)));
        const predicted = tf.tidy(() => tf.norm(gradient).dataSync()[0]);
        // The network has kinks: the quotient nears 1 as the step shrinks.
        const step = 0.002;
        const at = (shift: number): number => tf.tidy(() => score(tf.add(small, tf.mul(direction, shift))).dataSync()[0]);
        expect((at(step) - at(-step)) / (2 * step) / predicted).toBeCloseTo(1, 1);
        const warm = tf.memory().numTensors;
        tf.dispose(tf.grad(score)(small));
        expect(tf.memory().numTensors).toBe(warm);
        tf.dispose([small, large, target, gradient, direction]);
        recognizer.dispose();
        expect(tf.memory().numTensors).toBe(before);
    });

    it("is loaded by its name, and names its weights", async () => {
        const { manifest, weights } = await LoadNetworkFileAsync(Url);
        tf.dispose(weights);
        const recognizer = await LoadRecognizerAsync(new URL("..", Url).href, "small");
        expect(recognizer.name).toBe(`recognizer-small ${manifest.files[0].sha256.slice(0, 8)}`);
        expect(recognizer.impostorCosine).toBe(manifest["impostorCosine"]);
        recognizer.dispose();
    });

    it("refuses a manifest that does not describe it", async () => {
        const { manifest, weights } = await LoadNetworkFileAsync(Url);
        for (const changed of [{ architecture: { type: "max-feature-map" } }, { impostorCosine: undefined }]) {
            expect(() => new SmallRecognizer({ manifest: { ...manifest, ...changed }, weights })).toThrowError(
                expect.objectContaining({ code: "E_NETWORK_FILE" }),
            );
        }
        tf.dispose(weights);
    });
});
