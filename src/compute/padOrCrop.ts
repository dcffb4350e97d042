import { pad, slice, type Tensor4D } from "@tensorflow/tfjs-core";

/**
 * Pads the rows and columns of a batch with zeros; a negative number cuts instead.
 * @param x [n, h, w, c]
 * @param top rows above
 * @param bottom rows below
 * @param left columns on the left
 * @param right columns on the right
 * @returns `x` itself where there is nothing to do
 */
export function PadOrCrop(x: Tensor4D, top: number, bottom: number, left: number, right: number): Tensor4D {
    let result = x;
    if (top < 0 || bottom < 0 || left < 0 || right < 0) {
        const [n, h, w, c] = x.shape;
        const y0 = Math.max(0, -top);
        const x0 = Math.max(0, -left);
        result = slice(x, [0, y0, x0, 0], [n, h - y0 - Math.max(0, -bottom), w - x0 - Math.max(0, -right), c]);
    }
    if (top > 0 || bottom > 0 || left > 0 || right > 0) {
        result = pad(result, [
            [0, 0],
            [Math.max(0, top), Math.max(0, bottom)],
            [Math.max(0, left), Math.max(0, right)],
            [0, 0],
        ]);
    }
    return result;
}
