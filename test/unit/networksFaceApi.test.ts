import "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs-core";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { SelectBackendAsync } from "../../src/compute/backend.js";
import { LoadFaceApiWeightsAsync } from "../../src/networks/faceApiWeights.js";
import { FaceRecognizer, RecognizerCrop } from "../../src/networks/faceRecognizer.js";
import { LandmarkGraph } from "../../src/networks/landmarkGraph.js";
import { NormaliseRows, RecognizerGraph } from "../../src/networks/recognizerGraph.js";
import { DecodeBoxes, SsdAnchorsName } from "../../src/networks/ssdBoxes.js";
import { SsdGraph } from "../../src/networks/ssdGraph.js";
import { Noise } from "./networksNoise.js";

const Require = createRequire(import.meta.url);
const ModelFolder = new URL("../../node_modules/@vladmandic/face-api/model/", import.meta.url).href;

/** What the test uses of face-api, the library that these networks come from. */
interface IFaceApiNet<T> {
    loadFromWeightMap(weights: Record<string, tf.Tensor>): void;
    forwardInput(input: { toBatchTensor(): tf.Tensor }): T;
}
interface IFaceApi {
    FaceRecognitionNet: new () => IFaceApiNet<tf.Tensor2D>;
    SsdMobilenetv1: new () => IFaceApiNet<{ boxes: tf.Tensor2D[]; scores: tf.Tensor1D[] }>;
    FaceLandmark68Net: new () => IFaceApiNet<tf.Tensor2D> & {
        faceFeatureExtractor: IFaceApiNet<tf.Tensor4D>;
        runNet(features: tf.Tensor4D): tf.Tensor2D;
    };
}

function Pictures(size: number): tf.Tensor4D {
    // Soft blobs rather than noise, so that the networks see something smooth.
    return tf.tidy(() => tf.image.resizeBilinear(tf.tensor4d(Noise(8 * 8 * 3, 5, 0, 1), [1, 8, 8, 3]), [size, size]));
}

describe("networks of face-api against face-api itself", () => {
    let library: IFaceApi;

    beforeAll(async () => {
        vi.stubGlobal("fetch", async (url: string) => await Promise.resolve(new Response(readFileSync(new URL(url)))));
        await SelectBackendAsync({ backend: "wasm" });
        library = Require("@vladmandic/face-api/dist/face-api.node-wasm.js") as IFaceApi;
    });
    afterAll(() => {
        vi.unstubAllGlobals();
    });

    it("the recognition network gives the same embedding", async () => {
        const weights = await LoadFaceApiWeightsAsync(ModelFolder, "face_recognition_model");
        const graph = new RecognizerGraph(weights);
        const net = new library.FaceRecognitionNet();
        net.loadFromWeightMap(weights);
        const pictures = Pictures(150);
        const theirs = net.forwardInput({ toBatchTensor: () => tf.mul(pictures, 255) }).dataSync();
        const ours = graph.run(pictures).dataSync();
        expect(Math.hypot(...theirs)).toBeGreaterThan(0.5);
        theirs.forEach((value, i) => expect(ours[i]).toBeCloseTo(value, 4));
        graph.dispose();
    });

    it("the landmark network gives the same points", async () => {
        const weights = await LoadFaceApiWeightsAsync(ModelFolder, "face_landmark_68_model");
        const copies = Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, weight.clone()]));
        const graph = new LandmarkGraph(weights);
        const net = new library.FaceLandmark68Net();
        net.loadFromWeightMap(copies);
        const pictures = Pictures(112);
        const features = net.faceFeatureExtractor.forwardInput({ toBatchTensor: () => tf.mul(pictures, 255) });
        const theirs = net.runNet(features).dataSync();
        const ours = graph.run(pictures).dataSync();
        expect(ours).toHaveLength(136);
        theirs.forEach((value, i) => expect(ours[i]).toBeCloseTo(value, 4));
        graph.dispose();
    });

    it("the detector gives the same scores and boxes", async () => {
        const weights = await LoadFaceApiWeightsAsync(ModelFolder, "ssd_mobilenetv1_model");
        const anchors = weights[SsdAnchorsName].dataSync<"float32">();
        const graph = new SsdGraph(weights);
        const net = new library.SsdMobilenetv1();
        net.loadFromWeightMap(weights);
        const picture = Pictures(512);
        const theirs = net.forwardInput({ toBatchTensor: () => tf.mul(picture, 255) });
        const ours = graph.run(picture);
        const [theirScores, ourScores] = [theirs.scores[0].dataSync(), ours.scores.dataSync<"float32">()];
        expect(ourScores).toHaveLength(5118);
        theirScores.forEach((value, i) => expect(ourScores[i]).toBeCloseTo(value, 4));
        const theirBoxes = theirs.boxes[0].dataSync();
        const decoded = DecodeBoxes(anchors, ours.boxes.dataSync<"float32">(), ourScores, 0, 1);
        expect(decoded).toHaveLength(5118);
        const best = theirScores.indexOf(Math.max(...theirScores));
        [decoded[0].top, decoded[0].left, decoded[0].bottom, decoded[0].right].forEach((value, i) =>
            expect(value).toBeCloseTo(theirBoxes[4 * best + i], 4),
        );
        graph.dispose();
    });

    it("the recogniser embeds pictures of any size alike, with an exact gradient and without leaks", async () => {
        const before = tf.memory().numTensors;
        const recognizer = await FaceRecognizer.LoadAsync(ModelFolder);
        const [small, large] = [Pictures(128), Pictures(256)];
        const similar = tf.tidy(() => tf.sum(tf.mul(recognizer.embed(small), recognizer.embed(large))).dataSync()[0]);
        expect(similar).toBeGreaterThan(0.98);
        const length = tf.tidy(() => tf.norm(recognizer.embed(small)).dataSync()[0]);
        expect(length).toBeCloseTo(1, 4);

        const target = tf.tidy(() => NormaliseRows(tf.tensor2d(Noise(128, 8, -1, 1), [1, 128])));
        const score = (x: tf.Tensor): tf.Scalar => tf.sum(tf.mul(recognizer.embed(x as tf.Tensor4D), target));
        const gradient = tf.grad(score)(small);
        const direction = tf.tidy(() => tf.div(gradient, tf.norm(gradient)));
        const predicted = tf.tidy(() => tf.norm(gradient).dataSync()[0]);
        // The network has kinks: the quotient nears 1 as the step shrinks (0.1: 0.75, 0.01: 0.96).
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

    it("the recogniser's crop puts the frame's eyes where dlib's mean face has them", () => {
        // dlib, get_face_chip_details: mean shape points 36 to 47 of the 68, chip of 150 px, padding 0.25.
        const chip = (x: number, y: number): [number, number] => [(150 * (x + 0.25)) / 1.5, (150 * (y + 0.25)) / 1.5];
        const expected = [chip(0.225492, 0.21599), chip(0.754761, 0.21599)];
        [256 - 54, 256 + 54].forEach((x, eye) => {
            const px = ((x / 512 - RecognizerCrop.left) / RecognizerCrop.side) * 150;
            const py = ((236 / 512 - RecognizerCrop.top) / RecognizerCrop.side) * 150;
            expect(px).toBeCloseTo(expected[eye][0], 1);
            expect(py).toBeCloseTo(expected[eye][1], 1);
        });
    });
});
