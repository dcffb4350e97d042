import { backend_util, matMul, reshape, slice, stack, transpose, type Tensor, type Tensor2D, type Tensor4D } from "@tensorflow/tfjs-core";
import { type IConvAttributes } from "./convInputGradient.js";
import { PadOrCrop } from "./padOrCrop.js";

/**
 * The gradient of a convolution with respect to its filter: for each tap, the pixels that it saw (transposed) times `dy`.
 * @param x [n, h, w, cIn]
 * @param dy [n, oh, ow, cOut]
 * @param filterShape [kh, kw, cIn, cOut]
 * @param attributes stride and padding of the convolution
 * @returns [kh, kw, cIn, cOut]; call inside `tidy`
 */
export function ConvFilterGradient(
    x: Tensor4D,
    dy: Tensor4D,
    filterShape: [number, number, number, number],
    attributes: IConvAttributes,
): Tensor4D {
    const info = backend_util.computeConv2DInfo(x.shape, filterShape, attributes.strides, 1, attributes.pad, attributes.dimRoundingMode);
    const { strideHeight, strideWidth, outHeight, outWidth, inChannels, outChannels, batchSize } = info;
    const [kh, kw] = filterShape;
    const { top, left } = info.padInfo;
    // Padded to whole strides: each tap then sees a plain window of one of the stride's phases.
    const rows = outHeight - 1 + Math.ceil(kh / strideHeight);
    const columns = outWidth - 1 + Math.ceil(kw / strideWidth);
    const padded = PadOrCrop(x, top, rows * strideHeight - x.shape[1] - top, left, columns * strideWidth - x.shape[2] - left);
    const split: Tensor = reshape(padded, [batchSize, rows, strideHeight, columns, strideWidth, inChannels]);
    // Channels before pixels: then what a tap saw is a matrix that its product need not transpose (a transposed product is slow on wasm).
    const phases = reshape(transpose(split, [2, 4, 5, 0, 1, 3]), [strideHeight * strideWidth * inChannels, batchSize, rows, columns]);
    const dyRows = reshape(dy, [-1, outChannels]) as Tensor2D;
    const products: Tensor2D[] = [];
    for (let i = 0; i < kh; i++) {
        for (let j = 0; j < kw; j++) {
            const phase = (i % strideHeight) * strideWidth + (j % strideWidth);
            const start = [phase * inChannels, 0, Math.floor(i / strideHeight), Math.floor(j / strideWidth)];
            const seen = slice(phases, start, [inChannels, batchSize, outHeight, outWidth]);
            products.push(matMul(reshape(seen, [inChannels, -1]) as Tensor2D, dyRows));
        }
    }
    return reshape(stack(products), filterShape);
}
