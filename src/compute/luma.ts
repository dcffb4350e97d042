import { mul, sum, tensor1d, tidy, type Tensor4D } from "@tensorflow/tfjs-core";

import { LumaWeights } from "../face/srgb.js";

/**
 * Rec. 709 luma of the encoded values; differentiable.
 * @param pictures [n, h, w, 3], RGB
 * @returns [n, h, w, 1]; the caller disposes it
 */
export function Luma(pictures: Tensor4D): Tensor4D {
    return tidy(() => sum(mul(pictures, tensor1d([...LumaWeights])), 3, true) as Tensor4D);
}
