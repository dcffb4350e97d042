import {
    abs,
    add,
    cast,
    losses,
    mean,
    mul,
    oneHot,
    reshape,
    slice,
    sub,
    tensor1d,
    tensor4d,
    type Scalar,
    type Tensor4D,
} from "@tensorflow/tfjs-core";
import { type IImitatorConfig, LabelChannels, PictureChannels } from "../networks/imitatorConfig.js";
import { type ISampleRows } from "./trainingSet.js";

/**
 * Weight of a pixel in the loss by part label, in the order of PartLabels: what a fit looks at counts more than what lies around it.
 * The recipe of the weights that ship (assets/networks/imitator/train.py) holds the same numbers.
 */
export const LabelWeights = [0.5, 2, 4, 4, 4, 4, 3, 4, 4, 4, 2, 1] as const;

/** Weight of the part labels' cross entropy beside the picture's mean absolute error; the recipe's as well. */
const LabelShare = 0.05;

/** What a batch shall be drawn as, as tensors. */
export interface IImitatorTarget {
    /** [n, size, size, 3], RGB, 0..1. */
    readonly pictures: Tensor4D;
    /** [n, size, size, 12], 1 at the pixel's part label; only for an imitator that draws labels. */
    readonly labels?: Tensor4D;
    /** [n, size, size, 1], the {@link LabelWeights} of the pixels; with the labels. */
    readonly weights?: Tensor4D;
}

/**
 * Brings samples to where the loss is computed. Labels are left out where the imitator draws none.
 * @param config the architecture
 * @param rows n samples; with labels where the imitator draws them
 * @param n how many
 * @returns the target; call inside `tidy`
 */
export function MakeTarget({ outputSize, outputChannels }: IImitatorConfig, rows: ISampleRows, n: number): IImitatorTarget {
    const pictures = tensor4d(rows.pictures, [n, outputSize, outputSize, PictureChannels]);
    if (outputChannels === PictureChannels) {
        return { pictures };
    }
    const labels = tensor1d(Int32Array.from(rows.labels!), "int32");
    const weights = Float32Array.from(rows.labels!, (label) => LabelWeights[label]);
    return {
        pictures,
        labels: reshape(cast(oneHot(labels, LabelChannels), "float32"), [n, outputSize, outputSize, LabelChannels]),
        weights: tensor4d(weights, [n, outputSize, outputSize, 1]),
    };
}

/**
 * The loss of a training: the mean absolute error of the pictures (section 3.1), and with labels each pixel weighted by its label, and the
 * equally weighted cross entropy of the label scores added.
 * @param drawn [n, size, size, outputChannels] of TrainImitator
 * @param target what it should be
 * @returns a number; call inside `tidy` or a gradient
 */
export function ImitatorLoss(drawn: Tensor4D, { pictures, labels, weights }: IImitatorTarget): Scalar {
    if (!labels || !weights) {
        return mean(abs(sub(drawn, pictures)));
    }
    const picture = slice(drawn, [0, 0, 0, 0], [-1, -1, -1, PictureChannels]);
    const scores = slice(drawn, [0, 0, 0, PictureChannels], [-1, -1, -1, LabelChannels]);
    const error = mean(mul(abs(sub(picture, pictures)), weights));
    // A mean over pixels, for no weight is 0.
    const entropy = losses.softmaxCrossEntropy(labels, scores, reshape(weights, weights.shape.slice(0, 3)));
    return add(error, mul(entropy, LabelShare));
}
