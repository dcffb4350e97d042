import { dispose, type Tensor4D } from "@tensorflow/tfjs-core";
import { type IFitLoss } from "./fit.types.js";
import { type FitLosses } from "./losses.js";

/** What a descent through the imitator ends with. */
export interface IDescent {
    readonly x: Float32Array;
    /** Pose, expressions and light at the end, where they were fitted beside x. */
    readonly nuisance?: Float32Array;
    /** Vectors on the way, oldest first, without start and end. */
    readonly waypoints: readonly Float32Array[];
    readonly steps: number;
    readonly start: IFitLoss;
    readonly end: IFitLoss;
}

/**
 * The losses of a picture as numbers.
 * @param losses the losses of the photo
 * @param picture [1, s, s, 3], stays the caller's
 * @param alpha weight of the identity loss in the total
 * @returns the losses
 */
export async function ReadLossAsync(losses: FitLosses, picture: Tensor4D, alpha: number): Promise<IFitLoss> {
    const pair = [losses.identity(picture), losses.content(picture)];
    try {
        const [[identity], [content]] = await Promise.all(pair.map((value) => value.data()));
        return { identity, content, total: alpha * identity + content };
    } finally {
        dispose(pair);
    }
}
