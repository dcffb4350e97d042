import * as tf from "@tensorflow/tfjs-core";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Luma } from "../../src/compute/luma.js";
import { LoadFaceApiWeightsAsync } from "../../src/networks/faceApiWeights.js";
import { LoadNetworkFileAsync } from "../../src/networks/loadNetworkFile.js";
import { MaxFeatureMapInputSize, type IMaxFeatureMapConfig } from "../../src/networks/maxFeatureMapConfig.js";
import { MaxFeatureMapGraph } from "../../src/networks/maxFeatureMapGraph.js";
import { NormaliseRows, RecognizerGraph, RecognizerInputSize } from "../../src/networks/recognizerGraph.js";
import { SegmenterGraph, SegmenterInputSize } from "../../src/networks/segmenterGraph.js";
import { AllowFileFetch, FaceApiUrl, StartWasmAsync } from "./fittingNetworks.js";
import { Noise } from "./networksNoise.js";

const SmallUrl = new URL("../../assets/networks/recognizer/", import.meta.url).href;
const SegmenterUrl = new URL("../../assets/networks/segmenter/", import.meta.url).href;
const Portrait = new URL("../../assets/demo/portrait.png", import.meta.url).pathname;

/** A network as loaded on the backend in use: what it says about pictures, and how it is freed. */
interface ILoaded {
    run(pictures: tf.Tensor4D): tf.Tensor[];
    dispose(): void;
}

const Networks: { name: string; size: number; loadAsync: () => Promise<ILoaded> }[] = [
    {
        name: "F1, face-api's recogniser",
        size: RecognizerInputSize,
        loadAsync: async () => {
            const weights = await LoadFaceApiWeightsAsync(FaceApiUrl, "face_recognition_model");
            const graph = new RecognizerGraph(weights);
            tf.dispose(weights);
            return { run: (pictures) => [NormaliseRows(graph.run(pictures))], dispose: () => graph.dispose() };
        },
    },
    {
        name: "F1, the small recognition network",
        size: MaxFeatureMapInputSize,
        loadAsync: async () => {
            const { manifest, weights } = await LoadNetworkFileAsync(SmallUrl, { type: "max-feature-map" });
            const graph = new MaxFeatureMapGraph(manifest.architecture as unknown as IMaxFeatureMapConfig, weights);
            tf.dispose(weights);
            return { run: (pictures) => [NormaliseRows(graph.run(Luma(pictures)))], dispose: () => graph.dispose() };
        },
    },
    {
        name: "F2, the segmenter",
        // Half of what it is made for: the same layers in a quarter of the time.
        size: SegmenterInputSize / 2,
        loadAsync: async () => {
            const { weights } = await LoadNetworkFileAsync(SegmenterUrl, { type: "segmenter" });
            const graph = new SegmenterGraph(weights);
            tf.dispose(weights);
            const run = (pictures: tf.Tensor4D): tf.Tensor[] => {
                const { logits, features } = graph.run(pictures);
                return [logits, features];
            };
            return { run, dispose: () => graph.dispose() };
        },
    },
];

/** The engine's portrait with grain: without it, plain areas would sit on the kinks of max pooling, where no gradient is the right one. */
async function ReadPictureAsync(size: number): Promise<Float32Array> {
    const bytes = await sharp(Portrait).resize(size, size).removeAlpha().raw().toBuffer();
    const grain = Noise(bytes.length, 1, -0.02, 0.02);
    return Float32Array.from(bytes, (value, i) => value / 255 + grain[i]);
}

function ToTensor(picture: Float32Array): tf.Tensor4D {
    const size = Math.sqrt(picture.length / 3);
    return tf.tensor4d(picture, [1, size, size, 3]);
}

function Dot(a: Float32Array, b: Float32Array): number {
    return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

function Run(network: ILoaded, picture: Float32Array): Float32Array[] {
    return tf.tidy(() => network.run(ToTensor(picture)).map((output) => Float32Array.from(output.dataSync())));
}

/** What a network says about a picture. */
interface IAnswer {
    readonly outputs: Float32Array[];
    /** Of the sum of all outputs with the weights of `SumWeights`, with respect to the picture. */
    readonly gradient: Float32Array;
}

/** For each output, a weight of each of its values. */
function SumWeights(outputs: readonly Float32Array[]): Float32Array[] {
    return outputs.map(({ length }, i) => Noise(length, 40 + i, -1, 1));
}

/** On the backend in use. */
function Answer(network: ILoaded, picture: Float32Array): IAnswer {
    const outputs = Run(network, picture);
    const weights = SumWeights(outputs);
    const weightedSum = (x: tf.Tensor): tf.Tensor =>
        tf.addN(network.run(x as tf.Tensor4D).map((output, i) => tf.sum(tf.mul(output, tf.tensor(weights[i], output.shape)))));
    const gradient = tf.tidy(() => Float32Array.from(tf.grad(weightedSum)(ToTensor(picture)).dataSync()));
    return { outputs, gradient };
}

/** Loads the network on a backend and asks it there. */
async function AnswerOnAsync(backend: string, loadAsync: () => Promise<ILoaded>, picture: Float32Array): Promise<IAnswer> {
    await tf.setBackend(backend);
    const network = await loadAsync();
    const answer = Answer(network, picture);
    network.dispose();
    return answer;
}

function Largest(values: Float32Array): number {
    return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function LargestDifference(actual: Float32Array, expected: Float32Array): number {
    expect(actual.length).toBe(expected.length);
    return Largest(actual.map((value, i) => value - expected[i]));
}

console.warn("skip: Node has no WebGPU, so no network is asked there; where there is a GPU, `npm run bench` compares it with wasm");

describe.each(Networks)("$name", ({ size, loadAsync }) => {
    let picture: Float32Array;
    let tensors = 0;

    beforeAll(async () => {
        AllowFileFetch();
        await StartWasmAsync();
        picture = await ReadPictureAsync(size);
        tensors = tf.memory().numTensors;
    });
    afterEach(async () => {
        await tf.setBackend("wasm");
        expect(tf.memory().numTensors).toBe(tensors);
    });

    it("says the same on cpu as on wasm, with the same gradient", async () => {
        const wasm = await AnswerOnAsync("wasm", loadAsync, picture);
        const cpu = await AnswerOnAsync("cpu", loadAsync, picture);
        expect(cpu.outputs.length).toBe(wasm.outputs.length);
        wasm.outputs.forEach((expected, k) => {
            expect(Largest(expected)).toBeGreaterThan(0.1);
            expect(LargestDifference(cpu.outputs[k], expected)).toBeLessThan(1e-3);
        });
        expect(LargestDifference(cpu.gradient, wasm.gradient)).toBeLessThan(1e-3 * Largest(wasm.gradient));
    }, 180_000);

    describe("gradient with respect to the picture", () => {
        let network: ILoaded;
        let gradient: Float32Array;
        let weights: Float32Array[];

        beforeAll(async () => {
            network = await loadAsync();
            const answer = Answer(network, picture);
            gradient = answer.gradient;
            weights = SumWeights(answer.outputs);
            tensors = tf.memory().numTensors;
        }, 180_000);
        afterAll(() => network.dispose());

        /** The derivative of the weighted sum along a direction by central differences: outputs in float32, their sum in double precision. */
        const differences = (direction: Float32Array, step: number): number => {
            const at = (shift: number): Float32Array[] =>
                Run(
                    network,
                    picture.map((value, i) => value + shift * direction[i]),
                );
            const [ahead, behind] = [at(step), at(-step)];
            return weights.reduce((sum, weight, k) => sum + Dot(weight, ahead[k]) - Dot(weight, behind[k]), 0) / (2 * step);
        };

        it.each([60, 61, 62])("agrees with central differences along a random share of each of its values (%i)", (seed) => {
            const share = Noise(picture.length, seed, 0, 1).map((value, i) => value * gradient[i]);
            const length = Math.sqrt(Dot(share, share));
            const direction = share.map((value) => value / length);
            expect(Math.abs(differences(direction, 5e-4) / Dot(gradient, direction) - 1)).toBeLessThan(0.02);
        });

        // Catches what the gradient lacks altogether. Such a direction is almost at a right angle to any gradient, so that kinks and float32
        // blur the quotient (measured: up to 7 % of the derivatives' root mean square): compared with that, not with the derivative itself.
        it.each([70, 71, 72])("agrees with central differences along a random direction (%i)", (seed) => {
            const direction = Noise(picture.length, seed, -1, 1);
            const typical = Math.sqrt(Dot(gradient, gradient) / 3);
            expect(Math.abs(differences(direction, 1e-4) - Dot(gradient, direction)) / typical).toBeLessThan(0.15);
        });
    });
});
