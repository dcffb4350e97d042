import { inflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { EncodeIndexedPng } from "../../src/cli/indexedPng.js";
import { PartLabelColors, PartLabels } from "../../src/face/partLabels.js";
import { FrameTransform, LabelPhoto } from "../../src/photo/labelPhoto.js";
import { InvertSimilarity, ScaleInput } from "../../src/photo/similarity.js";

/** Scores of 4 x 4 cells with 3 classes: class 1 in the upper half, class 2 in the lower left quarter, else 0. */
function Scores(): Float32Array {
    const scores = new Float32Array(4 * 4 * 3);
    for (let i = 0; i < 16; i++) {
        const [column, row] = [i % 4, Math.floor(i / 4)];
        scores[3 * i + (row < 2 ? 1 : column < 2 ? 2 : 0)] = 5;
    }
    return scores;
}

describe("LabelPhoto", () => {
    const parts = { scores: Scores(), side: 4, classes: 3, crop: [128, 64, 256] as const };

    it("puts the classes where the crop stands in the frame, and other around it", () => {
        const { data } = LabelPhoto(parts, FrameTransform(512), 512, 512);
        const at = (x: number, y: number): number => data[y * 512 + x];
        expect([at(130, 66), at(382, 66), at(130, 318), at(382, 318)]).toEqual([1, 1, 2, 0]);
        expect([at(256, 191), at(200, 193), at(312, 193)]).toEqual([1, 2, 0]);
        expect([at(127, 100), at(384, 100), at(200, 63), at(200, 320)]).toEqual(Array(4).fill(PartLabels.other));
    });

    it("follows a turned and shifted photo, whatever its size", () => {
        // The frame stands in the photo turned by 30 degrees, at 0.4 of its size, in a photo that was shrunk to half for the networks.
        const toPhoto = [0.4 * Math.cos(Math.PI / 6), 0.4 * Math.sin(Math.PI / 6), 150, 20] as const;
        const toFrame = ScaleInput(InvertSimilarity(toPhoto), 0.5);
        const { data } = LabelPhoto(parts, toFrame, 600, 500);
        const at = (x: number, y: number): number => {
            const px = 2 * (toPhoto[0] * x - toPhoto[1] * y + toPhoto[2]);
            const py = 2 * (toPhoto[1] * x + toPhoto[0] * y + toPhoto[3]);
            return data[Math.floor(py) * 600 + Math.floor(px)];
        };
        expect([at(140, 80), at(370, 80), at(140, 300), at(370, 300), at(110, 200)]).toEqual([1, 1, 2, 0, PartLabels.other]);
    });
});

describe("EncodeIndexedPng", () => {
    const data = Uint8Array.from({ length: 35 }, (_, i) => i % 12);

    it("is read by an independent decoder in the colours of the labels", async () => {
        const png = EncodeIndexedPng({ width: 7, height: 5, data }, PartLabelColors);
        const decoded = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
        expect([decoded.info.width, decoded.info.height]).toEqual([7, 5]);
        expect([...decoded.data]).toEqual([...data].flatMap((label) => [...PartLabelColors[label]]));
    });

    it("stores the labels themselves as indices", () => {
        const png = EncodeIndexedPng({ width: 7, height: 5, data }, PartLabelColors);
        expect([...png.subarray(24, 26)]).toEqual([8, 3]);
        const start = png.indexOf("IDAT");
        const rows = inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)));
        expect([...rows].filter((_, i) => i % 8 > 0)).toEqual([...data]);
    });
});
