import { type IVectorLayout } from "../face/faceVector.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";
import { type IAttribute } from "../networks/attributeProbe.js";
import { type Point2D } from "../photo/photo.types.js";
import { MeasureBeardTexture } from "./beardTexture.js";
import { type IFitContext } from "./fitContext.js";
import { TranslatorFeaturesAsync, TranslatorLayout } from "./translatorFeatures.js";

/** What is seen of a face at one glance, before anything is drawn. */
export interface IGlance {
    /** The translator's vector: bounded, each block with its likeliest option, makeup the average face's. Undefined where the head has no translator. */
    readonly x: Float32Array | undefined;
    /** Natural logarithm of the probability of each option of each block, in the layout's order; undefined with `x`. */
    readonly logOdds: readonly Float32Array[] | undefined;
    /** What the recogniser's embedding says of the face as a whole. */
    readonly attributes: readonly IAttribute[];
    /** See {@link MeasureBeardTexture}. */
    readonly beardTexture: number | undefined;
}

/** Logarithms of a softmax. */
function LogSoftmax(scores: Float32Array): Float32Array {
    const most = Math.max(...scores);
    const sum = Math.log(scores.reduce((total, score) => total + Math.exp(score - most), 0)) + most;
    return scores.map((score) => score - sum);
}

/** The translator's output as a vector of the head. */
function ToVector(output: Float32Array, logOdds: readonly Float32Array[], { layout, schema }: IFitContext): Float32Array {
    const x = output.map((value) => Math.min(1, Math.max(0, value)));
    layout.blocks.forEach(({ offset, count }: IVectorLayout["blocks"][number], i) => {
        const { makeup, default: usual } = schema.discrete[i];
        x.fill(0, offset, offset + count);
        x[offset + (makeup ? usual : logOdds[i].indexOf(Math.max(...logOdds[i])))] = 1;
    });
    return x;
}

/**
 * Looks at a photo once: the translator's vector and what the embedding says of the face as a whole.
 * @param context networks and head
 * @param photo the photo in the photo-booth frame
 * @param labels its part labels
 * @param landmarks where the detector found them on it, in photo-booth pixels at 512
 * @returns what is seen; less where the head has no landmark map
 */
export async function GlanceAsync(
    context: IFitContext,
    photo: IPicture,
    labels: ILabelMap,
    landmarks: readonly Point2D[],
): Promise<IGlance> {
    const { attributeProbe, landmarkMap, layout, recognizer, segmenter, translator } = context;
    const beardTexture = MeasureBeardTexture(photo, labels, landmarks);
    if (!landmarkMap || !(translator ?? attributeProbe)) {
        return { x: undefined, logOdds: undefined, attributes: [], beardTexture };
    }
    const features = await TranslatorFeaturesAsync({ landmarkMap, recognizer, segmenter }, photo, landmarks, true);
    const { offset } = TranslatorLayout.embedding;
    const attributes = attributeProbe?.read(features.subarray(offset)) ?? [];
    if (!translator) {
        return { x: undefined, logOdds: undefined, attributes, beardTexture };
    }
    const { network, knowsRecognizer } = translator;
    const input = new Float32Array(network.inputLength);
    input.set(features.subarray(0, offset));
    if (knowsRecognizer) {
        network.photographMean.forEach((mean, i) => (input[offset + i] = features[offset + i] - mean));
    }
    const output = await network.translateAsync(input);
    const logOdds = layout.blocks.map(({ offset: at, count }) => LogSoftmax(output.subarray(at, at + count)));
    return { x: ToVector(output, logOdds, context), logOdds, attributes, beardTexture };
}
