import { type IPicture } from "../face/picture.js";

/**
 * A picture as a mirror shows it.
 * @param picture the picture, which stays as it is
 * @returns a new one of the same size, left and right exchanged
 */
export function FlipPicture({ width, height, data }: IPicture): IPicture {
    const pixels = new Uint32Array(data.slice().buffer);
    for (let y = 0; y < height; y++) {
        pixels.subarray(y * width, (y + 1) * width).reverse();
    }
    return { width, height, data: new Uint8ClampedArray(pixels.buffer) };
}
