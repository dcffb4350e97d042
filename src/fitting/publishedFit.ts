import { clipByValue, mul, sub, tensor2d, tidy, valueAndGrad, type Scalar, type Tensor2D, type Tensor4D } from "@tensorflow/tfjs-core";
import { AverageVector, type IVectorLayout } from "../face/faceVector.js";
import { type IFitLoss } from "./fit.types.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl, type IFitStage } from "./fitControl.js";
import { ReadLossAsync, type IDescent } from "./descent.js";
import { type FitLosses } from "./losses.js";
import { ChooseOptions, RelaxOneHot } from "./oneHot.js";
import { PublishedFitConstants } from "./publishedFitConstants.js";

/** 1 for what the paper's x has, continuous parameters and one-hot blocks; 0 for the colours, which it has not. */
function PublishedPart({ colorOffset, blocks, length }: IVectorLayout): Float32Array {
    return new Float32Array(length).fill(1).fill(0, colorOffset, blocks[0]?.offset ?? length);
}

/**
 * The published method to the letter: gradient descent on x through the imitator, from the average face, the one-hot blocks
 * relaxed, x clamped to [0, 1] after each step (sections 3.4 and 4.1 of the paper). Colours stay the average face's, since the paper's x has
 * none. The one-hot blocks start with equal entries: at the average face's own options the relaxed choice would be exact and have no gradient.
 * @param context networks and head
 * @param losses the losses of the photo
 * @param control the running fit
 * @param stage its part of the progress
 * @returns the end of the descent, each block with its option chosen
 */
export async function FitPublishedAsync(context: IFitContext, losses: FitLosses, control: FitControl, stage: IFitStage): Promise<IDescent> {
    const { layout, imitator } = context;
    const { alpha, beta, decay, decayEvery, learningRate, steps, stepScale } = PublishedFitConstants;
    const start = AverageVector(context.schema);
    for (const block of layout.blocks) {
        start.fill(0.5, block.offset, block.offset + block.count);
    }
    let x = tensor2d(start, [1, layout.length]);
    const part = tensor2d(PublishedPart(layout), [1, layout.length]);
    const draw = (input: Tensor2D): Tensor4D => tidy(() => imitator.predict(RelaxOneHot(input, layout, beta)));
    const descend = valueAndGrad((input: Tensor2D) => losses.total(draw(input), alpha) as Scalar);
    const measureAsync = async (): Promise<IFitLoss> => {
        const picture = draw(x);
        try {
            return await ReadLossAsync(losses, picture, alpha);
        } finally {
            picture.dispose();
        }
    };
    try {
        const first = await measureAsync();
        for (let step = 0; step < steps; step++) {
            await control.breatheAsync();
            const rate = learningRate * stepScale * decay ** Math.floor(step / decayEvery);
            const moved = tidy(() => clipByValue(sub(x, mul(mul(descend(x).grad, part), rate)), 0, 1) as Tensor2D);
            x.dispose();
            x = moved;
            control.report(stage, (step + 1) / steps, { step: step + 1, x: ChooseOptions((await x.data()) as Float32Array, layout) });
        }
        const end = await measureAsync();
        return { x: ChooseOptions((await x.data()) as Float32Array, layout), waypoints: [], steps, start: first, end };
    } finally {
        x.dispose();
        part.dispose();
    }
}
