import { type IImitatorConfig } from "../networks/imitatorConfig.js";
import { type OptimizerKind } from "./optimizer.js";

/** How an imitator is trained; see {@link ImitatorTrainingDefaults}. */
export interface IImitatorTrainingOptions {
    readonly optimizer?: OptimizerKind;
    /** Learning rate at its highest. Default 0.002 for Adam; the paper's 0.01 for momentum. */
    readonly rate?: number;
    /** Samples a step. */
    readonly batch?: number;
    /** Seed of the first weights and of the order of the samples. */
    readonly seed?: number;
}

/** Defaults of {@link IImitatorTrainingOptions}. A rate of 0 stands for the optimiser's own default. */
export const ImitatorTrainingDefaults: Required<IImitatorTrainingOptions> = { optimizer: "adam", rate: 0, batch: 16, seed: 1 };

/** Where a training stands: all that is needed to go on along the same curve. Structured-cloneable. */
export interface IImitatorCheckpoint {
    readonly config: IImitatorConfig;
    readonly options: Required<IImitatorTrainingOptions>;
    /** Steps done. */
    readonly step: number;
    /** Values by weight name, and by `<weight>/<slot>` for the optimiser's running averages. */
    readonly values: Readonly<Record<string, Float32Array>>;
}

/** Mean absolute errors of pictures in 0..1, on samples that were not trained on. */
export interface IImitatorEvaluation {
    /** Of what the imitator draws. */
    readonly imitator: number;
    /** Of the mean picture of the training samples: what a network reaches that looks away from x. */
    readonly mean: number;
    /** imitator / mean. */
    readonly ratio: number;
}
