import { type IPicture } from "../face/picture.js";
import { type Point2D } from "../photo/photo.types.js";
import { type IFitContext } from "./fitContext.js";
import { TranslatorFeaturesAsync, TranslatorLayout } from "./translatorFeatures.js";

/** A face as the translator sees it at one glance. */
export interface ITranslation {
    /** The vector: bounded, each block with its likeliest option; makeup is the average face's. */
    readonly x: Float32Array;
    /** Natural logarithm of the probability of each option of each block, in the layout's order. */
    readonly logOdds: readonly Float32Array[];
}

/** Logarithms of a softmax. */
function LogSoftmax(scores: Float32Array): Float32Array {
    const most = Math.max(...scores);
    const sum = Math.log(scores.reduce((total, score) => total + Math.exp(score - most), 0)) + most;
    return scores.map((score) => score - sum);
}

/**
 * Translates a photo into parameters in one pass.
 * @param context networks and head
 * @param photo the photo in the photo-booth frame
 * @param landmarks where the detector found them on it, in photo-booth pixels at 512
 * @returns the translation; undefined where the head has no translator
 */
export async function TranslateAsync(
    { landmarkMap, layout, recognizer, schema, segmenter, translator }: IFitContext,
    photo: IPicture,
    landmarks: readonly Point2D[],
): Promise<ITranslation | undefined> {
    if (!translator || !landmarkMap) {
        return undefined;
    }
    const features = await TranslatorFeaturesAsync({ landmarkMap, recognizer, segmenter }, photo, landmarks, true);
    const { network, knowsRecognizer } = translator;
    const input = new Float32Array(network.inputLength);
    const { offset } = TranslatorLayout.embedding;
    input.set(features.subarray(0, offset));
    if (knowsRecognizer) {
        network.meanEmbedding("photograph").forEach((mean, i) => (input[offset + i] = features[offset + i] - mean));
    }
    const x = await network.translateAsync(input);
    const logOdds = layout.blocks.map(({ offset: at, count }) => LogSoftmax(x.subarray(at, at + count)));
    layout.blocks.forEach(({ offset: at, count }, i) => {
        const { makeup, default: usual } = schema.discrete[i];
        x.fill(0, at, at + count);
        x[at + (makeup ? usual : logOdds[i].indexOf(Math.max(...logOdds[i])))] = 1;
    });
    return { x: x.map((value) => Math.min(1, Math.max(0, value))), logOdds };
}
