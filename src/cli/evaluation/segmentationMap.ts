import { CountDice, type IDiceCounts } from "./dice.js";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PictureToTensor } from "../../compute/pictureTensor.js";
import { PartLabels } from "../../face/partLabels.js";
import { type ILabelMap, type IPicture } from "../../face/picture.js";
import { type IFaceSegmenter } from "../../networks/networks.types.js";
import { FrameTransform, LabelPhoto } from "../../photo/labelPhoto.js";
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
    const [, , side, classes] = logits.shape;
    tensor.dispose();
    logits.dispose();
    features.dispose();
    return LabelPhoto({ scores, side, classes, crop }, FrameTransform(size), size, size);
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

/**
 * Counts the agreement of two label maps where the network looks.
 * @param guess what {@link SegmentFrameAsync} says
 * @param truth of the same size
 * @returns counts by class
 */
export function CountInCrop(guess: ILabelMap, truth: ILabelMap): IDiceCounts {
    const seen = truth.data.map((label, i) => (guess.data[i] === PartLabels.other ? PartLabels.other : label));
    return CountDice(guess.data, seen);
}
