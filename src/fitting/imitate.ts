import { tensor2d, tidy } from "@tensorflow/tfjs-core";
import { TensorToPictureAsync } from "../compute/pictureTensor.js";
import { type IPicture } from "../face/picture.js";
import { type IImitator } from "../networks/networks.types.js";

/**
 * The imitator's picture of x.
 * @param imitator G
 * @param x the vector
 * @returns the picture at the imitator's own size
 */
export async function ImitateAsync(imitator: IImitator, x: Float32Array): Promise<IPicture> {
    const tensor = tidy(() => imitator.predict(tensor2d(x, [1, x.length])));
    try {
        return await TensorToPictureAsync(tensor);
    } finally {
        tensor.dispose();
    }
}
