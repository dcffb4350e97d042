import { add, dispose, mul, tensor2d, tidy, valueAndGrad, type Scalar, type Tensor2D } from "@tensorflow/tfjs-core";
import { type IImitator } from "../networks/networks.types.js";
import { type IDefaultFitOptions } from "./defaultFitOptions.js";
import { type FitLosses } from "./losses.js";

/** A loss and its gradient with respect to x. */
export interface ILossSlope {
    readonly loss: number;
    /** As long as x. */
    readonly gradient: Float32Array;
}

/**
 * The gradient of the picture losses of a fit through the imitator, at one x: what a descent follows, without landmarks and prior.
 * @param imitator G
 * @param losses of the photo, at the imitator's size
 * @param x the vector
 * @param weights of the identity and the facial content loss
 * @returns the loss and its gradient
 */
export async function MeasureLossSlopeAsync(
    imitator: IImitator,
    losses: FitLosses,
    x: Float32Array,
    weights: Pick<IDefaultFitOptions, "identityWeight" | "contentWeight">,
): Promise<ILossSlope> {
    const { value, gradient } = tidy(() => {
        const slope = valueAndGrad((input: Tensor2D) => {
            const picture = imitator.predict(input);
            const identity = mul(losses.identity(picture), weights.identityWeight);
            return add(identity, mul(losses.content(picture), weights.contentWeight)) as Scalar;
        })(tensor2d(x, [1, x.length]));
        return { value: slope.value, gradient: slope.grad };
    });
    try {
        const [[loss], values] = await Promise.all([value.data(), gradient.data()]);
        return { loss, gradient: Float32Array.from(values) };
    } finally {
        dispose([value, gradient]);
    }
}
