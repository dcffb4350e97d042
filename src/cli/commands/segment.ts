import { join } from "node:path";
import { type Command } from "commander";
import { type PartLabelName, PartLabelColors, PartLabels } from "../../face/partLabels.js";
import { ReadImageHeader } from "../../photo/imageHeader.js";
import { LabelPhoto } from "../../photo/labelPhoto.js";
import { ScaleInput } from "../../photo/similarity.js";
import { EncodeIndexedPng } from "../indexedPng.js";
import { type IPhotoScores } from "../headless.types.js";
import { IntegerOption } from "../options.js";
import { WriteFileAsync } from "../pictureFiles.js";
import { ReadPhotosAsync, ResultStems } from "../readPhotos.js";

interface ISegmentOptions {
    readonly out: string;
    readonly face?: number;
}

/** `leftBrow` -> `left brow`. */
function SpellOut(name: string): string {
    return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Names of the class ids, for `labels.json`. */
const Classes = Object.fromEntries((Object.keys(PartLabels) as PartLabelName[]).map((name) => [PartLabels[name], SpellOut(name)]));

/**
 * Adds `segment`: the part labels of photos. Writes `<stem>.png` for each, indexed, of the photo's own size as it is seen upright, and one `labels.json`
 * that names the indices; exit code 1 if any failed.
 * @param program the program
 */
export function RegisterSegment(program: Command): void {
    program
        .command("segment")
        .description("label the parts of the faces in photos")
        .argument("<photos...>", "JPEG, PNG, WebP or AVIF files")
        .requiredOption("--out <dir>", "folder to write to")
        .option("--face <i>", "which face where there are several, 0 = largest", IntegerOption(0, 1000))
        .action(async (photos: readonly string[], { out, face }: ISegmentOptions) => {
            const stems = ResultStems(photos, out);
            await WriteFileAsync(join(out, "labels.json"), { classes: Classes, left_is: "subject" });
            await ReadPhotosAsync(photos, async (page, photo, bytes) => {
                const parts = await page.callAsync("scorePartsAsync", { base64: bytes.toString("base64"), faceIndex: face });
                const path = `${stems[photos.indexOf(photo)]}.png`;
                await WriteFileAsync(path, EncodeIndexedPng(LabelAtOwnSize(parts, bytes), PartLabelColors));
                console.log(path);
            });
        });
}

/** Labels at the size of the file, which the photo may have been scaled down from. */
function LabelAtOwnSize(parts: IPhotoScores, bytes: Uint8Array): ReturnType<typeof LabelPhoto> {
    const [width, height] = OwnSize(parts, bytes);
    const buffer = Uint8Array.from(Buffer.from(parts.base64, "base64")).buffer;
    return LabelPhoto({ ...parts, scores: new Float32Array(buffer) }, ScaleInput(parts.transform, parts.width / width), width, height);
}

/** The size that the file's header tells, turned as the photo was when it was decoded. */
function OwnSize(decoded: IPhotoScores, bytes: Uint8Array): readonly [number, number] {
    const header = ReadImageHeader(bytes);
    if (!header || header.width === 0) {
        return [decoded.width, decoded.height];
    }
    const { width, height } = header;
    const misfit = (w: number, h: number): number => Math.abs(Math.log(w / h) - Math.log(decoded.width / decoded.height));
    return misfit(height, width) < misfit(width, height) ? [height, width] : [width, height];
}
