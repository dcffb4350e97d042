import { backend_util, conv2d, transpose, type Tensor4D } from "@tensorflow/tfjs-core";
import { type IConvAttributes } from "./convInputGradient.js";
import { PadOrCrop } from "./padOrCrop.js";

/**
 * The gradient of a convolution with respect to its filter, itself a forward convolution: channels take the place of pictures, pictures that
 * of channels, and `dy` is the filter, its taps a stride apart. Forward convolutions are the fast ones on wasm (and slices the slow ones:
 * each copies its whole source).
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
    const { strideHeight, strideWidth, outHeight, outWidth } = info;
    const [kh, kw] = filterShape;
    const { top, left } = info.padInfo;
    const bottom = (outHeight - 1) * strideHeight + kh - x.shape[1] - top;
    const right = (outWidth - 1) * strideWidth + kw - x.shape[2] - left;
    const pictures = transpose(PadOrCrop(x, top, bottom, left, right), [3, 1, 2, 0]) as Tensor4D;
    const taps = transpose(dy, [1, 2, 0, 3]) as Tensor4D;
    const gradient = conv2d(pictures, taps, 1, "valid", "NHWC", [strideHeight, strideWidth]);
    return transpose(gradient, [1, 2, 0, 3]) as Tensor4D;
}
