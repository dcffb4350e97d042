import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { SelectBackendAsync } from "../../src/compute/backend.js";
import { PartLabels } from "../../src/face/partLabels.js";
import { type ILabelMap } from "../../src/face/picture.js";
import { LabelLoss } from "../../src/fitting/labelLoss.js";
import { Noise } from "./networksNoise.js";

const Size = 8;

/** Skin above, a lip below it, hair and background beside them. */
function Photo(): ILabelMap {
    const rows = [PartLabels.skin, PartLabels.skin, PartLabels.upperLip, PartLabels.hair];
    return { width: 4, height: 4, data: Uint8Array.from(rows.flatMap((label) => [PartLabels.background, label, label, label])) };
}

/** Scores that are sure of the label of each pixel. */
function Sure({ data, width }: ILabelMap): tf.Tensor4D {
    const scale = Size / width;
    const scores = new Float32Array(Size * Size * 12);
    for (let i = 0; i < Size * Size; i++) {
        scores[12 * i + data[Math.floor(Math.floor(i / Size) / scale) * width + Math.floor((i % Size) / scale)]] = 30;
    }
    return tf.tensor4d(scores, [1, Size, Size, 12]);
}

beforeAll(async () => {
    await SelectBackendAsync({ backend: "wasm" });
});

describe("LabelLoss", () => {
    it("is nothing for the photo's own labels, and log 12 for a picture that knows nothing", () => {
        const loss = new LabelLoss(Photo(), Size);
        expect(tf.tidy(() => loss.of(Sure(Photo())).dataSync()[0])).toBeLessThan(1e-6);
        expect(tf.tidy(() => loss.of(tf.zeros([1, Size, Size, 12])).dataSync()[0])).toBeCloseTo(Math.log(12), 5);
        loss.dispose();
    });

    it("looks at the face alone: hair and background of the photo do not count", () => {
        const loss = new LabelLoss(Photo(), Size);
        const other = Photo();
        const wrong = { ...other, data: other.data.map((label) => (label === PartLabels.hair || label === 0 ? PartLabels.nose : label)) };
        expect(tf.tidy(() => loss.of(Sure(wrong)).dataSync()[0])).toBeLessThan(1e-6);
        const without = { ...other, data: other.data.map((label) => (label === PartLabels.upperLip ? PartLabels.skin : label)) };
        expect(tf.tidy(() => loss.of(Sure(without)).dataSync()[0])).toBeGreaterThan(10);
        loss.dispose();
    });

    it("has the gradient that finite differences give", () => {
        const loss = new LabelLoss(Photo(), Size);
        const scores = Noise(Size * Size * 12, 3, -2, 2);
        const at = (values: Float32Array): tf.Tensor4D => tf.tensor4d(values, [1, Size, Size, 12]);
        const gradient = tf.tidy(() =>
            tf
                .grad((input) => loss.of(input as tf.Tensor4D))(at(scores))
                .dataSync<"float32">(),
        ) as Float32Array;
        const direction = Noise(scores.length, 4, -1, 1);
        const step = 1e-2;
        const value = (sign: number): number =>
            tf.tidy(() => loss.of(at(scores.map((score, i) => score + sign * step * direction[i]))).dataSync()[0]);
        const slope = (value(1) - value(-1)) / (2 * step);
        const along = gradient.reduce((sum, g, i) => sum + g * direction[i], 0);
        expect(Math.abs(along - slope)).toBeLessThan(1e-3 + 0.01 * Math.abs(slope));
        loss.dispose();
    });
});
