import { tensor4d, type Tensor4D } from "@tensorflow/tfjs-core";
import { type IPicture } from "../face/picture.js";

/**
 * A picture as a tensor.
 * @param picture 8-bit RGBA; alpha is dropped
 * @returns [1, h, w, 3], RGB, sRGB-encoded, 0..1; the caller disposes it
 */
export function PictureToTensor(picture: IPicture): Tensor4D {
    const { width, height, data } = picture;
    const values = new Float32Array(width * height * 3);
    for (let pixel = 0; pixel < width * height; pixel++) {
        for (let channel = 0; channel < 3; channel++) {
            values[3 * pixel + channel] = data[4 * pixel + channel] / 255;
        }
    }
    return tensor4d(values, [1, height, width, 3]);
}

/**
 * The first picture of a batch, read back.
 * @param pictures [n, h, w, 3], RGB, sRGB-encoded, clamped to 0..1; the caller still owns it
 * @returns an opaque picture
 */
export async function TensorToPictureAsync(pictures: Tensor4D): Promise<IPicture> {
    const [, height, width] = pictures.shape;
    const values = await pictures.data();
    const data = new Uint8ClampedArray(width * height * 4).fill(255);
    for (let pixel = 0; pixel < width * height; pixel++) {
        for (let channel = 0; channel < 3; channel++) {
            data[4 * pixel + channel] = Math.round(255 * values[3 * pixel + channel]);
        }
    }
    return { width, height, data };
}
