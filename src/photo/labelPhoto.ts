import { BoothFrame } from "../face/boothFrame.js";
import { PartLabels } from "../face/partLabels.js";
import { type ILabelMap } from "../face/picture.js";
import { type SimilarityTransform } from "./photo.types.js";

/** What a segmentation network says about a square of the photo-booth frame. */
export interface IPartScores {
    /** side * side * classes values before the softmax, row 0 on top. */
    readonly scores: ArrayLike<number>;
    readonly side: number;
    readonly classes: number;
    /** The square that the network saw: left, top and side in pixels of the frame at 512. */
    readonly crop: readonly [number, number, number];
}

/**
 * Labels each pixel of a photo (or of any picture with a known place in the photo-booth frame): the scores are raised to the photo's pixels, linearly,
 * and the largest wins.
 * @param parts the scores
 * @param transform from the picture's pixels to the frame at 512
 * @param width width of the picture in pixels
 * @param height height of the picture in pixels
 * @returns labels; `other` where the network does not look
 */
export function LabelPhoto(parts: IPartScores, transform: SimilarityTransform, width: number, height: number): ILabelMap {
    const { scores, side, classes } = parts;
    const [left, top, length] = parts.crop;
    const scale = side / length;
    const [a, b, tx, ty] = transform;
    const data = new Uint8Array(width * height).fill(PartLabels.other);
    const clamp = (index: number): number => Math.min(side - 1, Math.max(0, index));
    for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
            const [x, y] = [column + 0.5, row + 0.5];
            const u = (a * x - b * y + tx - left) * scale - 0.5;
            const v = (b * x + a * y + ty - top) * scale - 0.5;
            if (u < -0.5 || v < -0.5 || u > side - 0.5 || v > side - 0.5) {
                continue;
            }
            const [u0, v0] = [Math.floor(u), Math.floor(v)];
            const [fu, fv] = [u - u0, v - v0];
            const [west, east, north, south] = [clamp(u0), clamp(u0 + 1), clamp(v0) * side, clamp(v0 + 1) * side];
            const corners = [classes * (north + west), classes * (north + east), classes * (south + west), classes * (south + east)];
            let best = -Infinity;
            for (let c = 0; c < classes; c++) {
                const upper = (1 - fu) * scores[corners[0] + c] + fu * scores[corners[1] + c];
                const lower = (1 - fu) * scores[corners[2] + c] + fu * scores[corners[3] + c];
                const score = (1 - fv) * upper + fv * lower;
                if (score > best) {
                    best = score;
                    data[row * width + column] = c;
                }
            }
        }
    }
    return { width, height, data };
}

/**
 * The transform that places a whole frame of a size in the frame at 512.
 * @param size side of the picture of the frame in pixels
 * @returns from its pixels to those of the frame at 512
 */
export function FrameTransform(size: number): SimilarityTransform {
    return [BoothFrame.size / size, 0, 0, 0];
}
