import { tensor4d, transpose, type Tensor4D } from "@tensorflow/tfjs-core";
import { readFileSync } from "node:fs";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { BoothCrop } from "../../src/compute/boothCrop.js";
import { PictureToTensor, TensorToPictureAsync } from "../../src/compute/pictureTensor.js";
import { type IPicture } from "../../src/face/picture.js";
import { FaceDetector } from "../../src/networks/faceDetector.js";
import { FaceRecognizer } from "../../src/networks/faceRecognizer.js";
import { FaceSegmenter } from "../../src/networks/faceSegmenter.js";
import { AlignPhoto } from "../../src/photo/alignPhoto.js";
import { type IDetectedFace, type Point2D } from "../../src/photo/photo.types.js";
import { PartLabels } from "../../src/face/partLabels.js";
import { StartWasmAsync } from "./fittingNetworks.js";

/** Where the parts of the average face stand in the photo-booth frame at 512. */
const Frame = { rightPupil: [202, 236], leftPupil: [310, 236], nose: [256, 285] } as const;

const FaceApi = new URL("../../node_modules/@vladmandic/face-api/model/", import.meta.url).href;
const Segmenter = new URL("../../assets/networks/segmenter/", import.meta.url).href;

/** The portrait that our own engine drew. */
async function ReadPortraitAsync(): Promise<IPicture> {
    const path = new URL("../../assets/demo/portrait.png", import.meta.url).pathname;
    const { data, info } = await sharp(path).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}

/** A picture each of whose pixels tells its place and channel. */
function Gradients(size: number): IPicture {
    const data = new Uint8ClampedArray(size * size * 4);
    for (let i = 0; i < size * size; i++) {
        data.set([200, ((i % size) * 255) / size, (Math.floor(i / size) * 100) / size, 255], 4 * i);
    }
    return { width: size, height: size, data };
}

describe("the one contract of pictures", () => {
    beforeAll(async () => await StartWasmAsync());

    it("tensors are NHWC, RGB, 0..1, row 0 on top, and come back as they went", async () => {
        const picture = Gradients(16);
        const tensor = PictureToTensor(picture);
        expect(tensor.shape).toEqual([1, 16, 16, 3]);
        const values = await tensor.data();
        const at = (x: number, y: number): number[] =>
            [...values.subarray(3 * (16 * y + x), 3 * (16 * y + x) + 3)].map((v) => Math.round(255 * v));
        expect(at(8, 0)).toEqual([200, 128, 0]);
        expect(at(0, 8)).toEqual([200, 0, 50]);
        expect([...(await TensorToPictureAsync(tensor)).data]).toEqual([...picture.data]);
        tensor.dispose();
    });

    it("crops keep rows, columns and channels", async () => {
        const tensor = PictureToTensor(Gradients(64));
        const crop = new BoothCrop(16, { left: 0.5, top: 0.25, side: 0.5 });
        const { data } = await TensorToPictureAsync(crop.apply(tensor));
        const [x, y] = [4, 10];
        const expected = [200, (255 * (32 + 2 * (x + 0.5) - 0.5)) / 64, (100 * (16 + 2 * (y + 0.5) - 0.5)) / 64];
        expected.forEach((value, c) => expect(Math.abs(data[4 * (16 * y + x) + c] - value)).toBeLessThan(2));
        crop.dispose();
        tensor.dispose();
    });

    it("alignment brings the face to the template, upright and unmirrored, with its colours", () => {
        const template: Point2D[] = Array.from({ length: 68 }, (_, i) => [170 + (i % 9) * 20, 180 + Math.floor(i / 9) * 20]);
        const [cos, sin] = [Math.cos(2), Math.sin(2)];
        const landmarks = template.map(([x, y]): Point2D => [
            300 + 0.5 * (cos * (x - 256) - sin * (y - 256)),
            250 + 0.5 * (sin * (x - 256) + cos * (y - 256)),
        ]);
        const picture: IPicture = { width: 600, height: 500, data: new Uint8ClampedArray(600 * 500 * 4).fill(255) };
        const colors = [
            [255, 0, 0],
            [0, 255, 0],
            [0, 0, 255],
        ] as const;
        [0, 8, 67].forEach((index, k) => {
            const [cx, cy] = landmarks[index].map(Math.round);
            for (let i = 0; i < 81; i++) {
                picture.data.set(colors[k], 4 * ((cy + Math.floor(i / 9) - 4) * 600 + cx + (i % 9) - 4));
            }
        });
        const face: IDetectedFace = { box: [0, 0, 100, 100], score: 1, landmarks };
        const { photo } = AlignPhoto(picture, face, template, 256);
        [0, 8, 67].forEach((index, k) => {
            const [x, y] = template[index].map((value) => Math.floor(value / 2));
            expect([...photo.data.subarray(4 * (256 * y + x), 4 * (256 * y + x) + 3)].map((value) => Math.round(value / 255))).toEqual(
                colors[k].map((value) => value / 255),
            );
        });
    });
});

describe("the shipped networks on the contract, and off it", () => {
    let recognizer: FaceRecognizer;
    let segmenter: FaceSegmenter;
    let photo: IPicture;

    beforeAll(async () => {
        vi.stubGlobal("fetch", async (url: string) => await Promise.resolve(new Response(readFileSync(new URL(url)))));
        await StartWasmAsync();
        const detector = await FaceDetector.LoadAsync(FaceApi);
        [recognizer, segmenter] = await Promise.all([FaceRecognizer.LoadAsync(FaceApi), FaceSegmenter.LoadAsync(Segmenter)]);
        const portrait = await ReadPortraitAsync();
        const [face] = await detector.detectAsync(portrait);
        detector.dispose();
        // The eyes' landmarks alone place the face: this test is not to depend on the head's own template.
        const eye = (first: number): Point2D =>
            [0, 1].map((axis) => face.landmarks.slice(first, first + 6).reduce((sum, p) => sum + p[axis] / 6, 0)) as unknown as Point2D;
        photo = AlignPhoto(portrait, { ...face, landmarks: [eye(36), eye(42)] }, [Frame.rightPupil, Frame.leftPupil], 256).photo;
    }, 120_000);
    afterAll(() => {
        recognizer.dispose();
        segmenter.dispose();
        vi.unstubAllGlobals();
    });

    /** How sure F2 is of points of known parts: the mean logarithm of its probabilities, and the share of points that it names rightly. */
    const partsAsync = async (input: Tensor4D): Promise<{ sureness: number; right: number }> => {
        const { logits, features } = segmenter.forward(input);
        const [, , side, classes] = logits.shape;
        const { left, top, side: length } = segmenter.square;
        const scores = await logits.data();
        [logits, features].forEach((one) => one.dispose());
        const { rightEye, leftEye, nose, skin } = PartLabels;
        const known: [readonly [number, number], number][] = [
            [Frame.rightPupil, rightEye],
            [Frame.leftPupil, leftEye],
            [Frame.nose, nose],
            [[195, 300], skin],
            [[317, 300], skin],
        ];
        const rows = known.map(([point, label]) => {
            const [u, v] = point.map((value, axis) => Math.floor(((value / 512 - [left, top][axis]) / length) * side));
            const cell = [...scores.subarray(classes * (side * v + u), classes * (side * v + u + 1))];
            const highest = Math.max(...cell);
            const total = cell.reduce((sum, score) => sum + Math.exp(score - highest), 0);
            return { log: cell[label] - highest - Math.log(total), right: cell[label] === highest ? 1 : 0 };
        });
        const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);
        return { sureness: mean(rows.map(({ log }) => log)), right: mean(rows.map(({ right }) => right)) };
    };

    /** Cosine of the embedding with that of the picture as the contract wants it. */
    const cosineAsync = async (input: Tensor4D): Promise<number> => {
        const right = PictureToTensor(photo);
        const [a, b] = [recognizer.embed(right), recognizer.embed(input)];
        const [p, q] = await Promise.all([a.data<"float32">(), b.data<"float32">()]);
        [right, a, b].forEach((one) => one.dispose());
        return p.reduce((sum, value, i) => sum + value * q[i], 0);
    };

    const values = (change: (r: number, g: number, b: number) => readonly number[]): Tensor4D => {
        const { data, width, height } = photo;
        const rgb = Array.from({ length: width * height }, (_, i) =>
            change(data[4 * i] / 255, data[4 * i + 1] / 255, data[4 * i + 2] / 255),
        );
        return tensor4d(Float32Array.from(rgb.flat()), [1, height, width, 3]);
    };

    it("find eyes, nose and skin where the frame has them", async () => {
        const { right, sureness } = await partsAsync(PictureToTensor(photo));
        expect(right).toBe(1);
        expect(Math.exp(sureness)).toBeGreaterThan(0.7);
        expect(await cosineAsync(PictureToTensor(photo))).toBeCloseTo(1, 5);
    }, 60_000);

    it.each([
        ["a channel swap", () => values((r, g, b) => [b, g, r])],
        ["a transpose", () => transpose(PictureToTensor(photo), [0, 2, 1, 3])],
        ["the range 0..255", () => values((r, g, b) => [255 * r, 255 * g, 255 * b])],
        ["rows from below", () => PictureToTensor({ ...photo, data: FlipRows(photo) })],
    ])(
        "are at a loss after %s: F2 is less sure of the parts, or F1 sees somebody else",
        async (_, make) => {
            const input = make() as Tensor4D;
            const [{ sureness: right }, { sureness }] = [await partsAsync(PictureToTensor(photo)), await partsAsync(input)];
            const cosine = await cosineAsync(input);
            const notices = sureness < right - 0.05 || cosine < 0.97;
            expect(notices, `sureness ${sureness.toFixed(3)} instead of ${right.toFixed(3)}, cosine ${cosine.toFixed(3)}`).toBe(true);
            input.dispose();
        },
        60_000,
    );
});

function FlipRows({ data, width, height }: IPicture): Uint8ClampedArray {
    const flipped = new Uint8ClampedArray(data.length);
    for (let row = 0; row < height; row++) {
        flipped.set(data.subarray(4 * width * row, 4 * width * (row + 1)), 4 * width * (height - 1 - row));
    }
    return flipped;
}
