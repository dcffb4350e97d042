import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PictureToTensor } from "../../compute/pictureTensor.js";
import { PartClassCount, PartLabels } from "../../face/partLabels.js";
import { type ILabelMap, type IPicture } from "../../face/picture.js";
import { type IFaceSegmenter } from "../../networks/networks.types.js";
import { ProjectFolder } from "../projectPaths.js";

/** Side of the photo-booth frame in which the network's crop is given. */
const FrameSize = 512;

/** The square of the photo-booth frame that a segmentation network sees: left, top and side in pixels at 512. */
export type SegmenterCrop = readonly [number, number, number];

/**
 * The crop that the shipped network's manifest names.
 * @returns the crop; all of the frame where it names none
 */
export async function ReadSegmenterCropAsync(): Promise<SegmenterCrop> {
    const text = await readFile(join(ProjectFolder, "assets", "networks", "segmenter", "manifest.json"), "utf8");
    return (JSON.parse(text) as { input: { crop?: SegmenterCrop } }).input.crop ?? [0, 0, FrameSize];
}

/**
 * What the network says about each pixel of a frame: its scores are raised to the size of the map, linearly, and the largest wins.
 * @param segmenter the network
 * @param picture in the photo-booth frame
 * @param crop the square that it sees
 * @param size side of the map, which covers the whole frame
 * @returns labels; `other` where the network does not look
 */
export async function SegmentFrameAsync(
    segmenter: IFaceSegmenter,
    picture: IPicture,
    crop: SegmenterCrop,
    size: number,
): Promise<ILabelMap> {
    const tensor = PictureToTensor(picture);
    const { logits, features } = segmenter.forward(tensor);
    const scores = await logits.data();
    const side = logits.shape[1];
    tensor.dispose();
    logits.dispose();
    features.dispose();
    const data = new Uint8Array(size * size).fill(PartLabels.other);
    const sum = new Float32Array(PartClassCount);
    for (let i = 0; i < data.length; i++) {
        const u = (((((i % size) + 0.5) / size) * FrameSize - crop[0]) / crop[2]) * side - 0.5;
        const v = ((((Math.floor(i / size) + 0.5) / size) * FrameSize - crop[1]) / crop[2]) * side - 0.5;
        if (u < -0.5 || v < -0.5 || u > side - 0.5 || v > side - 0.5) {
            continue;
        }
        sum.fill(0);
        for (const [x, y] of [
            [0, 0],
            [1, 0],
            [0, 1],
            [1, 1],
        ]) {
            // prettier-ignore
            const [column, row] = [Math.floor(u) + x, Math.floor(v) + y];
            const weight = (1 - Math.abs(u - column)) * (1 - Math.abs(v - row));
            const at = PartClassCount * (Clamp(row, side) * side + Clamp(column, side));
            for (let c = 0; c < PartClassCount; c++) {
                sum[c] += weight * scores[at + c];
            }
        }
        data[i] = sum.indexOf(Math.max(...sum));
    }
    return { width: size, height: size, data };
}

/**
 * A label map seen through a similarity transform, nearest pixel by nearest pixel.
 * @param labels the map
 * @param inverse from pixels of the result to pixels of the map
 * @param size side of the result
 * @returns a new map; what lies outside is `other`
 */
export function WarpLabels(
    labels: ILabelMap,
    inverse: (point: readonly [number, number]) => readonly [number, number],
    size: number,
): ILabelMap {
    const data = new Uint8Array(size * size).fill(PartLabels.other);
    for (let i = 0; i < data.length; i++) {
        const [x, y] = inverse([(i % size) + 0.5, Math.floor(i / size) + 0.5]).map(Math.floor);
        if (x >= 0 && y >= 0 && x < labels.width && y < labels.height) {
            data[i] = labels.data[y * labels.width + x];
        }
    }
    return { width: size, height: size, data };
}

function Clamp(index: number, count: number): number {
    return Math.min(count - 1, Math.max(0, index));
}
