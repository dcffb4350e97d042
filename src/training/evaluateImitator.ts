import { argMax, split, tensor2d, tidy, type Tensor, type Tensor2D } from "@tensorflow/tfjs-core";
import { PartLabels } from "../face/partLabels.js";
import { Imitator } from "../networks/imitator.js";
import { type IImitatorConfig, LabelChannels } from "../networks/imitatorConfig.js";
import { type IImitation, type IImitator } from "../networks/networks.types.js";
import { type IImitatorEvaluation } from "./imitatorTrainer.types.js";
import { type ITrainingSet } from "./trainingSet.js";

/** Samples drawn at a time. */
const EvaluationBatch = 16;

/** Sums over pixels. */
interface ISums {
    imitator: number;
    mean: number;
    /** By label: twice the pixels that agree, and the pixels of both maps. */
    readonly agreeing: Float64Array;
    readonly total: Float64Array;
}

/**
 * Measures what an imitator draws on samples that it was not trained on.
 * @param config the architecture
 * @param weights by name (see ImitatorWeightSpecs); the caller owns them
 * @param heldOut the samples
 * @param mean the {@link MeanPicture} of samples that it was trained on
 * @returns errors and agreement
 */
export async function EvaluateImitatorAsync(
    config: IImitatorConfig,
    weights: Readonly<Record<string, Tensor>>,
    heldOut: ITrainingSet,
    mean: Float64Array,
): Promise<IImitatorEvaluation> {
    const imitator = new Imitator(config, weights);
    const sums: ISums = { imitator: 0, mean: 0, agreeing: new Float64Array(LabelChannels), total: new Float64Array(LabelChannels) };
    let values = 0;
    for (let i = 0; i < heldOut.count; i += EvaluationBatch) {
        const rows = heldOut.read(Range(i, Math.min(heldOut.count, i + EvaluationBatch)));
        const { pictures, labels } = await DrawSamplesAsync(imitator, rows.x);
        for (let j = 0; j < pictures.length; j++) {
            if (rows.labels?.[Math.floor(j / 3)] !== PartLabels.background) {
                sums.imitator += Math.abs(pictures[j] - rows.pictures[j]);
                sums.mean += Math.abs(mean[j % mean.length] - rows.pictures[j]);
                values++;
            }
        }
        if (labels && rows.labels) {
            CountLabels(labels, rows.labels, sums);
        }
    }
    imitator.dispose();
    const dice = imitator.hasLabels && Array.from(sums.total, (total, k) => (total > 0 ? sums.agreeing[k] / total : null));
    return { count: heldOut.count, error: sums.imitator / values, ofMeanPicture: sums.imitator / sums.mean, ...(dice && { dice }) };
}

/**
 * What an imitator draws of samples.
 * @param imitator the imitator; the caller owns it
 * @param rows n vectors x, each with the nuisance vector behind it where the imitator takes one
 * @returns n * size * size * 3 values, clamped to 0..1, and n * size * size part labels where it draws them
 */
export async function DrawSamplesAsync(
    imitator: IImitator,
    rows: Float32Array,
): Promise<{ readonly pictures: Float32Array; readonly labels?: Int32Array }> {
    const { inputLength, nuisanceLength } = imitator;
    const { pictures, labels } = tidy((): { pictures: Tensor; labels?: Tensor } => {
        const inputs = tensor2d(rows, [rows.length / (inputLength + nuisanceLength), inputLength + nuisanceLength]);
        const [x, nuisance] = nuisanceLength > 0 ? split(inputs, [inputLength, nuisanceLength], 1) : [inputs];
        const drawn: IImitation = imitator.predictAll(x as Tensor2D, nuisance as Tensor2D | undefined);
        return { pictures: drawn.pictures, ...(drawn.labels && { labels: argMax(drawn.labels, 3) }) };
    });
    const values = await pictures.data<"float32">();
    const classes = await labels?.data<"int32">();
    pictures.dispose();
    labels?.dispose();
    return { pictures: values.map((value) => Math.min(1, Math.max(0, value))), ...(classes && { labels: classes }) };
}

/**
 * The mean picture of samples: the best guess of a network that looks away from x.
 * @param samples usually those that a network is trained on
 * @returns size * size * 3 values in 0..1
 */
export function MeanPicture(samples: ITrainingSet): Float64Array {
    const sum = new Float64Array(3 * samples.size * samples.size);
    for (let i = 0; i < samples.count; i += EvaluationBatch) {
        const { pictures } = samples.read(Range(i, Math.min(samples.count, i + EvaluationBatch)));
        pictures.forEach((value, j) => (sum[j % sum.length] += value / samples.count));
    }
    return sum;
}

function CountLabels(drawn: Int32Array, truth: Uint8Array, { agreeing, total }: ISums): void {
    truth.forEach((label, i) => {
        total[label]++;
        total[drawn[i]]++;
        agreeing[label] += drawn[i] === label ? 2 : 0;
    });
}

function Range(first: number, end: number): number[] {
    return Array.from({ length: end - first }, (_, i) => first + i);
}
