import { describe, expect, it } from "vitest";
import { FindMeanFaceAsync, MeasureShape } from "../../assets/networks/landmarks/meanFace.js";
import { type IFaceSchema } from "../../src/face/faceSchema.js";
import { PartLabels } from "../../src/face/partLabels.js";
import { type ILabelMap } from "../../src/face/picture.js";

const Size = 512;
const Ids = ["noseWidth", "noseLength", "mouthHeight", "chinHeight", "jawWidth", "macro"];

const Schema = {
    rig: { id: "drawn", hash: "" },
    continuous: Ids.map((id) => ({ id, label: id, group: id === "macro" ? "macro" : "face" })),
    colors: [],
    discrete: [],
    expressions: [],
} as unknown as IFaceSchema;

/** A face of rectangles: part, left, top, right, bottom; later ones over earlier ones. */
function Draw(x: ArrayLike<number>): ILabelMap {
    const [width, length, mouth, chin, jaw, macro] = Array.from(x, (value) => value - 0.5);
    const parts: readonly (readonly [number, number, number, number, number])[] = [
        [PartLabels.skin, 150 - 60 * jaw - 50 * macro, 120, 362 + 60 * jaw + 50 * macro, 430 + 80 * chin],
        [PartLabels.rightBrow, 170, 195, 235, 210],
        [PartLabels.leftBrow, 277, 195, 342, 210],
        [PartLabels.rightEye, 182, 228, 222, 244],
        [PartLabels.leftEye, 290, 228, 330, 244],
        [PartLabels.nose, 228 - 40 * width, 240, 284 + 40 * width, 315 + 50 * length],
        [PartLabels.upperLip, 215, 345 + 60 * mouth, 297, 355 + 60 * mouth],
        [PartLabels.lowerLip, 215, 355 + 60 * mouth, 297, 370 + 60 * mouth],
    ];
    const data = new Uint8Array(Size * Size);
    for (const [label, left, top, right, bottom] of parts) {
        for (let row = Math.round(top); row < Math.round(bottom); row++) {
            data.fill(label, row * Size + Math.round(left), row * Size + Math.round(right));
        }
    }
    return { width: Size, height: Size, data };
}

describe("the face that has the shape of people", () => {
    it("is found by where its parts lie, and its macro parameters stay", async () => {
        const wanted = [0.7, 0.3, 0.65, 0.35, 0.6, 0.5];
        const figures = MeasureShape(Draw(wanted)).map(({ value }) => value);
        const errors: number[] = [];
        const found = await FindMeanFaceAsync(
            Schema,
            figures,
            (x) => Promise.resolve(Draw(x)),
            (error) => errors.push(error),
        );
        found.forEach((value, i) => expect(value, Ids[i]).toBeCloseTo(wanted[i], 1));
        expect(found[5]).toBe(0.5);
        expect(errors[0]).toBeGreaterThan(3);
        expect(errors[errors.length - 1]).toBeLessThan(1);
    });
});
