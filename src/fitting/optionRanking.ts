import { argMax, dispose, tensor2d, tidy } from "@tensorflow/tfjs-core";
import { LumaWeights } from "../face/srgb.js";
import { type IVectorLayout } from "../face/faceVector.js";
import { PartLabels } from "../face/partLabels.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";
import { type IFitContext } from "./fitContext.js";
import { NuisanceRows } from "./nuisanceRows.js";
import { WithOption } from "./oneHot.js";

type Block = IVectorLayout["blocks"][number];

/** Options that the imitator draws at once: enough to be quick, few enough to need little memory. */
const Batch = 12;
/** Where the pictures of a block's options differ by more than this (luma, of the skin's), the block is to be seen. */
const VisibleRange = 0.08;
/** How far the photo may be moved to meet the options, in pixels of the imitator's picture: the shape is not yet fitted to the pixel. */
const Reach = { x: 2, y: 3 } as const;
const Moves = Array.from({ length: 2 * Reach.y + 1 }, (_, row) =>
    Array.from({ length: 2 * Reach.x + 1 }, (__, column): readonly [number, number] => [column - Reach.x, row - Reach.y]),
).flat();
/** The skin's brightness is the median inside this part of the frame, about cheeks and nose: left, top, right, bottom. */
const SkinWindow = [0.35, 0.45, 0.65, 0.68] as const;

/** The pixel so many columns and rows away, at the border the border's. */
function Moved(pixel: number, dx: number, dy: number, size: number): number {
    const x = Math.min(size - 1, Math.max(0, (pixel % size) + dx));
    const y = Math.min(size - 1, Math.max(0, Math.floor(pixel / size) + dy));
    return y * size + x;
}

/** Luma of a picture in units of its skin's, so that light and exposure hardly count. */
export interface IRelativeLuma {
    readonly size: number;
    readonly data: Float32Array;
}

/**
 * Luma over the skin's luma.
 * @param size side of the picture
 * @param channels values a pixel
 * @param pixels RGB or RGBA values of any range
 * @returns a new map
 */
export function ToRelativeLuma(size: number, channels: number, pixels: ArrayLike<number>): IRelativeLuma {
    const data = new Float32Array(size * size);
    for (let i = 0; i < data.length; i++) {
        data[i] = LumaWeights.reduce((sum, weight, c) => sum + weight * pixels[i * channels + c], 0);
    }
    const [left, top, right, bottom] = SkinWindow.map((part) => Math.round(part * size));
    const skin: number[] = [];
    for (let y = top; y < bottom; y++) {
        skin.push(...data.subarray(y * size + left, y * size + right));
    }
    skin.sort((a, b) => a - b);
    const median = Math.max(skin[skin.length >> 1], 1e-3);
    return { size, data: data.map((value) => value / median) };
}

/** The imitator's view of a vector. */
export interface IImitatedOption {
    readonly look: IRelativeLuma;
    /** Undefined where the imitator draws none. */
    readonly labels: ILabelMap | undefined;
}

/**
 * The imitator's pictures and part labels of x with each option of a block.
 * @param context networks and head
 * @param x the vector, not changed
 * @param block the block
 * @param options numbers of the options
 * @param nuisance pose, expressions and light, if the imitator draws them; default neutral
 * @returns one view of each of the options
 */
export async function ImitateOptionsAsync(
    context: IFitContext,
    x: Float32Array,
    block: Block,
    options: readonly number[],
    nuisance?: Float32Array,
): Promise<IImitatedOption[]> {
    const { imitator } = context;
    const { inputLength, outputSize } = imitator;
    const views: IImitatedOption[] = [];
    for (let first = 0; first < options.length; first += Batch) {
        const some = options.slice(first, first + Batch);
        const count = some.length;
        const rows = new Float32Array(count * inputLength);
        some.forEach((option, i) => rows.set(WithOption(x, block, option), i * inputLength));
        const drawn = tidy(() => {
            const { pictures, labels } = imitator.predictAll(tensor2d(rows, [count, inputLength]), NuisanceRows(imitator, nuisance, count));
            return labels ? [pictures, argMax(labels, 3)] : [pictures];
        });
        const [pixels, labels] = await Promise.all(drawn.map(async (tensor) => await tensor.data())).finally(() => dispose(drawn));
        const length = outputSize * outputSize;
        for (let i = 0; i < count; i++) {
            const data = labels && Uint8Array.from(labels.subarray(i * length, (i + 1) * length));
            views.push({
                look: ToRelativeLuma(outputSize, 3, pixels.subarray(3 * i * length, 3 * (i + 1) * length)),
                labels: data && { width: outputSize, height: outputSize, data },
            });
        }
    }
    return views;
}

/**
 * The pixels in which the options of a block differ and those about them, as far as a moved picture reaches; without those where the photo
 * shows hair or does not show the face.
 * @param options pictures of the options
 * @param labels the photo's part labels
 * @returns numbers of pixels
 */
export function FindVisiblePixels(options: readonly IRelativeLuma[], labels: ILabelMap): number[] {
    const { size } = options[0];
    const near = new Set<number>();
    for (let i = 0; i < size * size; i++) {
        const values = options.map(({ data }) => data[i]);
        if (Math.max(...values) - Math.min(...values) > VisibleRange) {
            for (const [dx, dy] of Moves) {
                near.add(Moved(i, dx, dy, size));
            }
        }
    }
    return [...near].filter((i) => {
        const [x, y] = [i % size, Math.floor(i / size)];
        const label = labels.data[Math.floor((y * labels.height) / size) * labels.width + Math.floor((x * labels.width) / size)];
        return label !== PartLabels.hair && label !== PartLabels.background && label !== PartLabels.other;
    });
}

/**
 * How much a picture differs from the photo in some pixels, at the photo's best place within a few pixels: the mean luma of each row and of
 * each column is compared, so that a thick brow that lies beside its place is nearer to the photo than a thin one.
 * @param photo the photo
 * @param picture the picture
 * @param pixels where to look
 * @returns mean absolute difference of rows and columns, in units of the skin's luma; 0 when there is nothing to look at
 */
export function ProfileDifference(photo: IRelativeLuma, picture: IRelativeLuma, pixels: readonly number[]): number {
    const { size } = picture;
    let least = Infinity;
    for (const [dx, dy] of Moves) {
        const [rows, columns] = [new Float32Array(size), new Float32Array(size)];
        for (const i of pixels) {
            const difference = photo.data[Moved(i, dx, dy, size)] - picture.data[i];
            rows[Math.floor(i / size)] += difference;
            columns[i % size] += difference;
        }
        least = Math.min(least, Total(rows) + Total(columns));
    }
    return pixels.length > 0 ? least / (2 * pixels.length) : 0;
}

/** Sum of the absolute values. */
function Total(values: Float32Array): number {
    return values.reduce((sum, value) => sum + Math.abs(value), 0);
}

/**
 * A picture's relative luma at another size.
 * @param picture square
 * @param size side of the map; divides the picture's
 * @returns a new map
 */
export function PictureToRelativeLuma(picture: IPicture, size: number): IRelativeLuma {
    const factor = picture.width / size;
    const means = new Float32Array(size * size * 3);
    for (let i = 0; i < picture.width * picture.width; i++) {
        const pixel = Math.floor(Math.floor(i / picture.width) / factor) * size + Math.floor((i % picture.width) / factor);
        for (let c = 0; c < 3; c++) {
            means[pixel * 3 + c] += picture.data[i * 4 + c] / (factor * factor);
        }
    }
    return ToRelativeLuma(size, 3, means);
}
