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

/** How good an imitator is on samples that it was not trained on: mean absolute errors of pictures in 0..1, and agreement of part labels. */
export interface IImitatorEvaluation {
    /** Samples that were looked at. */
    readonly count: number;
    /** Mean absolute error inside the head (all that is not background by the labels); over whole pictures where the samples have no labels. */
    readonly error: number;
    /** `error` as a share of that of the mean picture: a network that looks away from x does not get below about 1. */
    readonly ofMeanPicture: number;
    /** Dice of each part label over all pixels, in the order of PartLabels, null for one that is nowhere; only of an imitator that draws labels. */
    readonly dice?: readonly (number | null)[];
}
