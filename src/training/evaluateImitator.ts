import { tensor2d, type Tensor } from "@tensorflow/tfjs-core";
import { Imitator } from "../networks/imitator.js";
import { type IImitatorConfig } from "../networks/imitatorConfig.js";
import { type IImitatorEvaluation } from "./imitatorTrainer.types.js";
import { type ITrainingSet } from "./trainingSet.js";

/** Samples drawn at a time. */
const EvaluationBatch = 16;

/**
 * Measures what an imitator draws on samples that it was not trained on.
 * @param config the architecture
 * @param weights by name (see ImitatorWeightSpecs); the caller owns them
 * @param samples training samples followed by held-out ones
 * @param trainCount number of training samples
 * @returns mean absolute errors over whole pictures
 */
export async function EvaluateImitatorAsync(
    config: IImitatorConfig,
    weights: Readonly<Record<string, Tensor>>,
    samples: ITrainingSet,
    trainCount: number,
): Promise<IImitatorEvaluation> {
    const mean = MeanPicture(samples, trainCount);
    const imitator = new Imitator(config, weights);
    const sums = { imitator: 0, mean: 0 };
    let pixels = 0;
    for (let i = trainCount; i < samples.count; i += EvaluationBatch) {
        const indices = Range(i, Math.min(samples.count, i + EvaluationBatch));
        const { x, pictures } = samples.read(indices);
        const inputs = tensor2d(x, [indices.length, samples.vectorLength]);
        const drawn = imitator.predict(inputs);
        const values = await drawn.data();
        inputs.dispose();
        drawn.dispose();
        for (let j = 0; j < pictures.length; j++) {
            sums.imitator += Math.abs(Math.min(1, Math.max(0, values[j])) - pictures[j]);
            sums.mean += Math.abs(mean[j % mean.length] - pictures[j]);
        }
        pixels += pictures.length;
    }
    imitator.dispose();
    return { imitator: sums.imitator / pixels, mean: sums.mean / pixels, ratio: sums.imitator / sums.mean };
}

function MeanPicture(samples: ITrainingSet, count: number): Float64Array {
    const sum = new Float64Array(3 * samples.size * samples.size);
    for (let i = 0; i < count; i += EvaluationBatch) {
        const { pictures } = samples.read(Range(i, Math.min(count, i + EvaluationBatch)));
        pictures.forEach((value, j) => (sum[j % sum.length] += value / count));
    }
    return sum;
}

function Range(first: number, end: number): number[] {
    return Array.from({ length: end - first }, (_, i) => first + i);
}
