import "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs-core";
import { existsSync, readFileSync } from "node:fs";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { SelectBackendAsync } from "../../src/compute/backend.js";
import { type IPicture } from "../../src/face/picture.js";
import { FaceDetector } from "../../src/networks/faceDetector.js";
import { SampleSquare } from "../../src/networks/sampleSquare.js";
import { DecodeBoxes, KeepDistinct } from "../../src/networks/ssdBoxes.js";

const ModelFolder = new URL("../../node_modules/@vladmandic/face-api/model/", import.meta.url).href;
const Faces = process.env.FACES_DIR ?? new URL("../../../shared/faces", import.meta.url).pathname;
const Person = `${Faces}/london/006_neutral`;
const HasFaces = existsSync(`${Person}.jpg`);

async function LoadAsync(image: Sharp): Promise<IPicture> {
    const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}

function Mean(points: readonly (readonly [number, number])[]): [number, number] {
    return [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length) as [number, number];
}

describe("boxes of the detector", () => {
    const anchors = Float32Array.of(0.2, 0.4, 0.4, 0.6, 0.2, 0.4, 0.4, 0.6, 0.6, 0.6, 0.8, 0.8);

    it("are decoded against their anchors", () => {
        const boxes = Float32Array.of(0, 0, 0, 0, 5, -5, 5 * Math.LN2, 0, 0, 0, 0, 0);
        const [first, second] = DecodeBoxes(anchors, boxes, Float32Array.of(0.9, 0.8, 0.1), 0.5, 1);
        [first.top, first.left, first.bottom, first.right].forEach((value, i) => expect(value).toBeCloseTo([0.2, 0.4, 0.4, 0.6][i], 6));
        [second.top, second.left, second.bottom, second.right].forEach((value, i) => expect(value).toBeCloseTo([0.2, 0.3, 0.6, 0.5][i], 6));
    });

    it("name each face once, best first", () => {
        const box = (left: number, score: number): { left: number; top: number; right: number; bottom: number; score: number } => ({
            left,
            top: 0,
            right: left + 1,
            bottom: 1,
            score,
        });
        expect(KeepDistinct([box(0.1, 0.6), box(0, 0.9), box(3, 0.7)], 0.4).map(({ score }) => score)).toEqual([0.9, 0.7]);
    });
});

describe("sampling a square", () => {
    it("turns and shrinks about the centre, black beyond the picture", () => {
        const data = new Uint8ClampedArray(8 * 8 * 4);
        for (let i = 0; i < 64; i++) {
            data.set([i % 8 < 4 ? 255 : 0, Math.floor(i / 8) < 4 ? 255 : 0, 255, 255], 4 * i);
        }
        const picture = { width: 8, height: 8, data };
        const plain = SampleSquare(picture, { x: 4, y: 4, side: 8, angle: 0 }, 2);
        expect(Array.from(plain, (v) => Math.round(v))).toEqual([1, 1, 1, 0, 1, 1, 1, 0, 1, 0, 0, 1]);
        // Its right edge looks down in the picture: the picture's upper right corner comes to the upper left.
        const turned = SampleSquare(picture, { x: 4, y: 4, side: 8, angle: Math.PI / 2 }, 2);
        expect(Array.from(turned, (v) => Math.round(v))).toEqual([0, 1, 1, 0, 0, 1, 1, 1, 1, 1, 0, 1]);
        const wide = SampleSquare(picture, { x: 4, y: 4, side: 32, angle: 0 }, 4);
        expect(Array.from(wide.slice(0, 3))).toEqual([0, 0, 0]);
    });
});

if (!HasFaces) {
    console.warn(`skip: ${Faces} is not here, so no photo is searched for faces`);
}

describe.skipIf(!HasFaces)("the face detector on photos", () => {
    let detector: FaceDetector;
    let tensors = 0;

    beforeAll(async () => {
        vi.stubGlobal("fetch", async (url: string) => await Promise.resolve(new Response(readFileSync(new URL(url)))));
        await SelectBackendAsync({ backend: "wasm" });
        tensors = tf.memory().numTensors;
        detector = await FaceDetector.LoadAsync(ModelFolder);
    });
    afterAll(() => {
        detector.dispose();
        expect(tf.memory().numTensors).toBe(tensors);
        vi.unstubAllGlobals();
    });

    const hand = (): [number, number][] => (JSON.parse(readFileSync(`${Person}.json`, "utf8")) as { points: [number, number][] }).points;

    it("finds the eyes and the mouth where a person put them", async () => {
        const warm = tf.memory().numTensors;
        const faces = await detector.detectAsync(await LoadAsync(sharp(`${Person}.jpg`)));
        expect(tf.memory().numTensors).toBe(warm);
        expect(faces).toHaveLength(1);
        const { landmarks, box, score } = faces[0];
        expect(landmarks).toHaveLength(68);
        expect(score).toBeGreaterThan(0.9);
        const pupils = hand().slice(0, 2);
        const distance = Math.hypot(pupils[0][0] - pupils[1][0], pupils[0][1] - pupils[1][1]);
        for (const eye of [Mean(landmarks.slice(36, 42)), Mean(landmarks.slice(42, 48))]) {
            expect(Math.min(...pupils.map(([x, y]) => Math.hypot(x - eye[0], y - eye[1])))).toBeLessThan(0.08 * distance);
        }
        const corner = hand()[87];
        expect(Math.min(...[48, 54].map((i) => Math.hypot(landmarks[i][0] - corner[0], landmarks[i][1] - corner[1])))).toBeLessThan(
            0.08 * distance,
        );
        // The subject's right eye is on the picture's left.
        expect(landmarks[36][0]).toBeLessThan(landmarks[45][0]);
        const [x, y, width, height] = box;
        expect(landmarks.filter(([u, v]) => u > x && u < x + width && v > y && v < y + height).length).toBeGreaterThan(55);
    });

    it("follows a head that is tilted by 25 degrees", async () => {
        const tilted = await LoadAsync(sharp(await sharp(`${Person}.jpg`).rotate(25, { background: "#808080" }).png().toBuffer()));
        const [face] = await detector.detectAsync(tilted);
        const [right, left] = [Mean(face.landmarks.slice(36, 42)), Mean(face.landmarks.slice(42, 48))];
        const angle = (Math.atan2(left[1] - right[1], left[0] - right[0]) * 180) / Math.PI;
        expect(angle).toBeGreaterThan(20);
        expect(angle).toBeLessThan(30);
    });

    it("gives several faces, the largest first", async () => {
        const part = async (size: number): Promise<Buffer> => await sharp(`${Person}.jpg`).resize(size, size).toBuffer();
        const scene = sharp({ create: { width: 1000, height: 600, channels: 3, background: "#808080" } }).composite([
            { input: await part(240), left: 40, top: 200 },
            { input: await part(560), left: 400, top: 20 },
        ]);
        const faces = await detector.detectAsync(await LoadAsync(sharp(await scene.png().toBuffer())));
        expect(faces).toHaveLength(2);
        expect(faces[0].box[0]).toBeGreaterThan(400);
        expect(faces[0].box[2]).toBeGreaterThan(faces[1].box[2]);
    });

    it("finds no face in a picture without one", async () => {
        const data = Uint8ClampedArray.from({ length: 200 * 300 * 4 }, (_, i) => (i * 7919) % 256);
        expect(await detector.detectAsync({ width: 200, height: 300, data })).toEqual([]);
    });
});
