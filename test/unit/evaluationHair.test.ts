import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MeasureHairAsync, ReadHairMaskAsync } from "../../src/cli/evaluation/hairMasks.js";
import { type ISegmentationJob } from "../../src/cli/evaluation/segmentation.js";
import { EncodeIndexedPng } from "../../src/cli/indexedPng.js";
import { PartLabels } from "../../src/face/partLabels.js";

/** Hair in the left part of the upper row. */
const Cells = [1, 1, 0, 0, 0, 0];

let folder: string;

beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "hair-"));
});
afterEach(async () => await rm(folder, { recursive: true }));

describe("masks of hair", () => {
    it("are read from grey, coloured and indexed PNGs alike", async () => {
        const grey = Buffer.from(Cells.map((cell) => 255 * cell));
        const files = {
            grey: await sharp(grey, { raw: { width: 3, height: 2, channels: 1 } })
                .toColourspace("b-w")
                .png()
                .toBuffer(),
            color: await sharp(grey, { raw: { width: 3, height: 2, channels: 1 } })
                .toColourspace("srgb")
                .png()
                .toBuffer(),
            indexed: EncodeIndexedPng({ width: 3, height: 2, data: Uint8Array.from(Cells) }, [
                [0, 0, 0],
                [255, 255, 255],
            ]),
        };
        for (const [name, file] of Object.entries(files)) {
            const path = join(folder, `${name}.png`);
            await writeFile(path, file);
            const { width, height, data } = await ReadHairMaskAsync(path);
            expect([width, height], name).toEqual([3, 2]);
            expect([...data], name).toEqual(Cells.map((cell) => (cell ? PartLabels.hair : PartLabels.background)));
        }
    });

    it("are refused where they are of a person of the other part, or missing", async () => {
        const people = (pairs: string[]): object => ({ london: [], canada: [], pairs, gallery: ["G000001"] });
        await writeFile(join(folder, "split.json"), JSON.stringify({ choose: people(["A000001"]), report: people(["B000001"]) }));
        const masks = join(folder, "masks");
        await mkdir(masks);
        const measureAsync = async (part: "choose" | "report"): Promise<unknown> =>
            // No face is looked at before the names are checked.
            await MeasureHairAsync({} as ISegmentationJob, masks, folder, part);
        await expect(measureAsync("report")).rejects.toThrowError(/no masks/);
        await writeFile(join(masks, "A000001_0.png"), "");
        await expect(measureAsync("report")).rejects.toThrowError(/A000001_0/);
        await rm(join(masks, "A000001_0.png"));
        await writeFile(join(masks, "G000001_1.png"), "");
        await expect(measureAsync("choose")).rejects.toThrowError(/G000001_1/);
    });
});
