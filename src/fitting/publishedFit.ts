import {
    clipByValue,
    matMul,
    mul,
    sub,
    tensor2d,
    tidy,
    valueAndGrad,
    type Scalar,
    type Tensor2D,
    type Tensor4D,
} from "@tensorflow/tfjs-core";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { AverageVector } from "../face/faceVector.js";
import { type IFitLoss } from "./fit.types.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl, type IFitStage } from "./fitControl.js";
import { type IDefaultFitOptions } from "./defaultFitOptions.js";
import { ReadLossAsync, type IDescent } from "./descent.js";
import { ProjectOntoGroups } from "./groupSubspaces.js";
import { type FitLosses } from "./losses.js";
import { ChooseOptions, RelaxOneHot } from "./oneHot.js";
import { PublishedFitConstants } from "./publishedFitConstants.js";

/**
 * Where a gradient may move x: the paper's x has continuous parameters, free or in the subspaces of their groups, and one-hot blocks, but no colours.
 * @returns [length, length], for a row of gradients to be multiplied by
 */
function AllowedMoves({ layout, schema }: IFitContext, publishedSubspace: number): Tensor2D {
    const { blocks, continuousCount: count, length } = layout;
    const projection = publishedSubspace ? ProjectOntoGroups(schema) : undefined;
    if (publishedSubspace && !projection) {
        throw new FaceCreatorError(
            "E_ARGUMENT",
            "no prior tells how faces of this head vary",
            schema.rig.id,
            'set "publishedSubspace" to 0',
        );
    }
    const allowed = new Float32Array(length * length);
    const free = [
        ...(projection ? [] : Array(count).keys()),
        ...blocks.flatMap(({ offset, count: n }) => Array.from({ length: n }, (_, i) => offset + i)),
    ];
    free.forEach((i) => (allowed[i * length + i] = 1));
    for (let row = 0; projection && row < count; row++) {
        allowed.set(projection.subarray(row * count, (row + 1) * count), row * length);
    }
    return tensor2d(allowed, [length, length]);
}

/**
 * The published method to the letter: gradient descent on x through the imitator, from the average face, the one-hot blocks
 * relaxed, x clamped to [0, 1] after each step (sections 3.4 and 4.1 of the paper). Colours stay the average face's, since the paper's x has
 * none. The one-hot blocks start with equal entries: at the average face's own options the relaxed choice would be exact and have no gradient. With
 * `publishedSubspace` the continuous parameters of each group move in its principal components alone (the journal version).
 * @param context networks and head
 * @param losses the losses of the photo
 * @param control the running fit
 * @param stage its part of the progress
 * @param options whether x is free
 * @returns the end of the descent, each block with its option chosen
 * @throws FaceCreatorError E_ARGUMENT where x shall be kept in a subspace and the head has no prior
 */
export async function FitPublishedAsync(
    context: IFitContext,
    losses: FitLosses,
    control: FitControl,
    stage: IFitStage,
    { publishedSubspace }: Pick<IDefaultFitOptions, "publishedSubspace">,
): Promise<IDescent> {
    const { layout, imitator } = context;
    const { alpha, beta, decay, decayEvery, learningRate, steps, stepScale } = PublishedFitConstants;
    const start = AverageVector(context.schema);
    for (const block of layout.blocks) {
        start.fill(0.5, block.offset, block.offset + block.count);
    }
    const allowed = AllowedMoves(context, publishedSubspace);
    let x = tensor2d(start, [1, layout.length]);
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
            const moved = tidy(() => clipByValue(sub(x, mul(matMul(descend(x).grad, allowed), rate)), 0, 1) as Tensor2D);
            x.dispose();
            x = moved;
            control.report(stage, (step + 1) / steps, { step: step + 1, x: ChooseOptions((await x.data()) as Float32Array, layout) });
        }
        const end = await measureAsync();
        return { x: ChooseOptions((await x.data()) as Float32Array, layout), waypoints: [], steps, start: first, end };
    } finally {
        x.dispose();
        allowed.dispose();
    }
}
