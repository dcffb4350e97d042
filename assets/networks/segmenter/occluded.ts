import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { ReadContourPointsAsync } from "../../../src/cli/evaluation/contours.js";
import { OccludeAsync, OcclusionKinds } from "../../../src/cli/evaluation/occlude.js";
import { ReadPictureAsync } from "../../../src/cli/evaluation/pictureFiles.js";
import { ReadSplitAsync, type SplitPart } from "../../../src/cli/evaluation/split.js";

/**
 * Draws things before the faces of the studio photographs, as `evaluate segmentation` does: `occluded.ts --faces <dir> --split choose|report --out <dir>`.
 * Each photograph gets two of the kinds in turn; beside each picture lies a mask of what is covered. `measure.py` reads them.
 */
async function MainAsync(): Promise<void> {
    const { values } = parseArgs({ options: { faces: { type: "string" }, split: { type: "string" }, out: { type: "string" } } });
    const { faces = "", split: part = "choose", out = "" } = values;
    const split = (await ReadSplitAsync(faces))[part as SplitPart];
    await mkdir(out, { recursive: true });
    const people = [...split.london.map((id) => ["london", `${id}_neutral`]), ...split.canada.map((id) => ["canada", id])];
    for (const [i, [collection, name]] of people.entries()) {
        const photo = await ReadPictureAsync(join(faces, collection, `${name}.jpg`));
        const points = await ReadContourPointsAsync(join(faces, collection, `${name}.json`));
        const { width, height } = photo;
        for (const k of [i, i + 2]) {
            const kind = OcclusionKinds[k % OcclusionKinds.length];
            const { picture, covered } = await OccludeAsync(photo, [points[0], points[1]], kind);
            const stem = join(out, `${collection}_${name}.${kind}`);
            await sharp(Buffer.from(picture.data), { raw: { width, height, channels: 4 } })
                .removeAlpha()
                .toFile(`${stem}.png`);
            const mask = Buffer.from(covered.map((value) => 255 * value));
            await sharp(mask, { raw: { width, height, channels: 1 } }).toFile(`${stem}.mask.png`);
        }
    }
}

await MainAsync();
