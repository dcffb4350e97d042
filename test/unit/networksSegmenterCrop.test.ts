import { dispose, type Tensor } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { PictureToTensor } from "../../src/compute/pictureTensor.js";
import { PartLabels } from "../../src/face/partLabels.js";
import { type IPicture } from "../../src/face/picture.js";
import { FaceSegmenter } from "../../src/networks/faceSegmenter.js";
import { SegmenterWeightSpecs } from "../../src/networks/segmenterGraph.js";
import { AlignPicture } from "../../src/photo/alignPicture.js";
import { RandomWeights, StartWasmAsync } from "./fittingNetworks.js";

let weights: Record<string, Tensor>;

beforeAll(async () => {
    await StartWasmAsync();
    weights = RandomWeights(SegmenterWeightSpecs(), 5);
});

function Blobs(): IPicture {
    const data = new Uint8ClampedArray(512 * 512 * 4).fill(255);
    for (let i = 0; i < 512 * 512; i++) {
        const [x, y] = [i % 512, i >> 9];
        data.set([128 + 120 * Math.sin(x / 37), 128 + 120 * Math.sin(y / 23), 128 + 120 * Math.sin((x + y) / 51)], 4 * i);
    }
    return { width: 512, height: 512, data };
}

describe("a segmenter that was trained on a part of the frame", () => {
    const square = { left: 64 / 512, top: 32 / 512, side: 384 / 512 };

    it("sees that part, as one of the whole frame sees the part cut out", async () => {
        const [part, whole] = [new FaceSegmenter(weights, "part", square), new FaceSegmenter(weights, "whole")];
        const picture = Blobs();
        const cut = AlignPicture(picture, [256 / 384, 0, (-64 * 256) / 384, (-32 * 256) / 384], 256);
        const [a, b, c] = [
            part.forward(PictureToTensor(picture)),
            whole.forward(PictureToTensor(cut)),
            whole.forward(PictureToTensor(picture)),
        ];
        const [seen, expected, other] = await Promise.all([a.logits.data(), b.logits.data(), c.logits.data()]);
        const distance = (p: ArrayLike<number>, q: ArrayLike<number>): number =>
            Math.sqrt(Array.from(p).reduce((sum, v, i) => sum + (v - q[i]) ** 2, 0) / p.length);
        expect(distance(seen, expected)).toBeLessThan(0.05 * distance(seen, other));
        dispose([...Object.values(a), ...Object.values(b), ...Object.values(c)]);
        part.dispose();
        whole.dispose();
    }, 60_000);

    it("labels the whole frame, and what it does not see as other", async () => {
        const part = new FaceSegmenter(weights, "part", square);
        const { data, width } = await part.segmentAsync(Blobs());
        const isOther = (x: number, y: number): boolean => data[y * width + x] === PartLabels.other;
        expect(isOther(width / 8 - 1, width / 2)).toBe(true);
        expect(isOther(width / 8, width / 2)).toBe(false);
        expect(isOther(width / 2, width / 16 - 1)).toBe(true);
        expect(isOther(width / 2, width / 16)).toBe(false);
        expect(isOther(width - 1, width - 1)).toBe(true);
        part.dispose();
    }, 60_000);
});
