import { describe, expect, it } from "vitest";

import { PixelsToLabels, PixelsToPicture } from "../../src/capture/pixels.js";

/** RGBA pixels, bottom row first, from the red values of the rows as one sees them. */
function Pixels(rows: readonly (readonly number[])[]): Uint8Array {
    return Uint8Array.from([...rows].reverse().flatMap((row) => row.flatMap((red) => [red, 7, 9, 0])));
}

describe("PixelsToPicture", () => {
    it("puts row 0 on top and makes every pixel opaque", () => {
        const picture = PixelsToPicture(
            Pixels([
                [10, 20],
                [30, 40],
            ]),
            2,
            1,
        );
        expect([...picture.data]).toEqual([10, 7, 9, 255, 20, 7, 9, 255, 30, 7, 9, 255, 40, 7, 9, 255]);
    });

    it("averages blocks", () => {
        const picture = PixelsToPicture(
            Pixels([
                [0, 4, 100, 100],
                [8, 12, 100, 104],
                [1, 1, 0, 0],
                [1, 1, 255, 255],
            ]),
            2,
            2,
        );
        expect([0, 4, 8, 12].map((i) => picture.data[i])).toEqual([6, 101, 1, 128]);
    });
});

describe("PixelsToLabels", () => {
    it("reads labels with row 0 on top", () => {
        const labels = PixelsToLabels(
            Pixels([
                [0, 20],
                [139, 221],
            ]),
            2,
        );
        expect([...labels.data]).toEqual([0, 1, 7, 11]);
    });

    it("refuses what is no label", () => {
        expect(() => PixelsToLabels(Pixels([[240]]), 1)).toThrow(expect.objectContaining({ code: "E_RIG_FORMAT" }));
    });
});
