import { FaceCreatorError } from "../face/faceCreatorError.js";
import { PartLabels } from "../face/partLabels.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";

/** Label maps are drawn as label * LabelStep in the red channel. */
export const LabelStep = 20;

/**
 * A picture from rendered pixels: rows turned over, each block of `factor` x `factor` pixels averaged. The average is of the encoded
 * values, as when a picture is made smaller elsewhere, so that a small picture equals the large one made smaller.
 * @param pixels RGBA, bottom row first, `size * factor` pixels a side
 * @param size side of the picture
 * @param factor pixels a side of a block
 * @returns a new picture, alpha 255
 */
export function PixelsToPicture(pixels: Uint8Array, size: number, factor: number): IPicture {
    const data = new Uint8ClampedArray(size * size * 4);
    const stride = size * factor * 4;
    const share = 1 / (factor * factor);
    for (let y = 0; y < size; y++) {
        for (let x = 0; x < size; x++) {
            const target = (y * size + x) * 4;
            const first = (size - 1 - y) * factor * stride + x * factor * 4;
            for (let c = 0; c < 3; c++) {
                let sum = 0;
                for (let i = 0; i < factor; i++) {
                    for (let j = 0; j < factor; j++) {
                        sum += pixels[first + i * stride + j * 4 + c];
                    }
                }
                data[target + c] = sum * share;
            }
            data[target + 3] = 255;
        }
    }
    return { width: size, height: size, data };
}

/**
 * A label map from rendered pixels.
 * @param pixels RGBA, bottom row first
 * @param size side of the map
 * @returns a new label map, row 0 on top
 * @throws FaceCreatorError E_RIG_FORMAT when a pixel holds no label
 */
export function PixelsToLabels(pixels: Uint8Array, size: number): ILabelMap {
    const data = new Uint8Array(size * size);
    for (let y = 0; y < size; y++) {
        for (let x = 0; x < size; x++) {
            const label = Math.round(pixels[((size - 1 - y) * size + x) * 4] / LabelStep);
            if (label > PartLabels.other) {
                throw new FaceCreatorError(
                    "E_RIG_FORMAT",
                    "a label texture holds the label",
                    String(label),
                    `write label * ${LabelStep} with labels 0 to ${PartLabels.other}`,
                );
            }
            data[y * size + x] = label;
        }
    }
    return { width: size, height: size, data };
}
