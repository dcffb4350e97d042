import { type Tensor } from "@tensorflow/tfjs-core";
import { type IImitatorConfig, LabelChannels, PictureChannels } from "../networks/imitatorConfig.js";
import { DecodeNetworkWeights } from "../networks/loadNetworkFile.js";
import { type ISavedNetwork, SaveNetworkFileAsync } from "../networks/saveNetworkFile.js";
import { EvaluateImitatorAsync } from "./evaluateImitator.js";
import { type IImitatorEvaluation } from "./imitatorTrainer.types.js";
import { type ITrainingSet } from "./trainingSet.js";

/** Samples that an imitator was not trained on. */
export interface IHeldOutSet {
    /** What they are, usually their kind. */
    readonly name: string;
    readonly set: ITrainingSet;
    /** MeanPicture of the training samples beside them. */
    readonly mean: Float64Array;
}

/** What the file of an imitator tells about it. */
export interface IImitatorDescription {
    readonly config: IImitatorConfig;
    /** The head that it draws. */
    readonly rig: { readonly id: string; readonly hash: string };
    readonly licence: string;
    /** Where the weights come from; the figures on held-out samples are added. */
    readonly provenance: object;
}

/** Two thirds of all weights, whose rounding to 8 bits is not seen in the pictures. */
const EightBitWeights = ["layer0/kernel", "layer1/kernel"];

/**
 * Makes the files of a trained imitator, and measures what they hold: the figures are those of the rounded weights.
 * @param description what to note
 * @param weights by name (see ImitatorWeightSpecs); the caller owns them
 * @param heldOut samples to measure on
 * @returns the files, and the figures of each set of samples
 */
export async function MakeImitatorFileAsync(
    { config, rig, licence, provenance }: IImitatorDescription,
    weights: Readonly<Record<string, Tensor>>,
    heldOut: readonly IHeldOutSet[],
): Promise<{ readonly network: ISavedNetwork; readonly figures: Readonly<Record<string, IImitatorEvaluation>> }> {
    const hasLabels = config.outputChannels === PictureChannels + LabelChannels;
    const description = {
        name: "imitator",
        architecture: { ...config },
        rig: { id: rig.id, hash: rig.hash },
        input: {
            vector: config.nuisanceLength ? "x as of the rig | pose, expressions, light; 0..1" : "x as of the rig, 0..1",
            output: `photo-booth frame, RGB, sRGB-encoded, 0..1${hasLabels ? " | scores of the part labels" : ""}`,
        },
        licence,
    };
    const { manifest, data } = await SaveNetworkFileAsync({ ...description, provenance }, weights, EightBitWeights);
    const stored = DecodeNetworkWeights(manifest, data.buffer);
    const figures: Record<string, IImitatorEvaluation> = {};
    try {
        for (const { name, set, mean } of heldOut) {
            figures[name] = await EvaluateImitatorAsync(config, stored, set, mean);
        }
    } finally {
        Object.values(stored).forEach((weight) => weight.dispose());
    }
    return { network: { manifest: { ...manifest, provenance: { ...provenance, heldOut: figures } }, data }, figures };
}
