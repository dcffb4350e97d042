import { tensor2d, tile, type Tensor2D } from "@tensorflow/tfjs-core";
import { type IImitator } from "../networks/networks.types.js";

/**
 * A nuisance vector as an imitator takes it. Call inside `tidy`.
 * @param imitator G
 * @param nuisance as `NuisanceToVector` orders it, or undefined for a neutral face
 * @param count rows
 * @returns [count, nuisanceLength], each row alike; undefined where it is neutral, or the imitator draws neutral faces only
 */
export function NuisanceRows(imitator: IImitator, nuisance: Float32Array | undefined, count: number): Tensor2D | undefined {
    const length = imitator.nuisanceLength;
    return nuisance && length > 0 ? tile(tensor2d(nuisance, [1, length]), [count, 1]) : undefined;
}
