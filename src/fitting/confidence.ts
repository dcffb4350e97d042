import { argMax, tensor2d, tidy } from "@tensorflow/tfjs-core";
import { type FacePart } from "../face/facePart.js";
import { PartLabels } from "../face/partLabels.js";
import { type ILabelMap } from "../face/picture.js";
import { type FitGrade, type IFitSimilarity } from "./fit.types.js";
import { type IFitContext } from "./fitContext.js";

/**
 * Similarity of the recogniser in the loss from which a result is called so. Of 25 choosing people 9 are great then, 14 good and 2 rough; a recogniser that was
 * not in the loss gives them 0.38, 0.32 and 0.21 in the median, and orders all 25 much as the similarity does (rank correlation 0.58).
 */
const GreatFrom = 0.62;
const GoodFrom = 0.5;
/** A result that is nearer than the average face by less than this is rough, whatever its similarity. */
const LeastGain = 0.08;

/** A part of which the photo hides more than this share is guessed. */
const HiddenShare = 0.4;
/** A part that covers fewer pixels of the label map, as thin brows do, is not judged. */
const MinPixels = 8;

/** The labels of each part; those of paired parts apart, since one hidden eye is enough to say so. */
const Sides: readonly { readonly part: FacePart; readonly labels: readonly number[] }[] = [
    { part: "brow", labels: [PartLabels.leftBrow] },
    { part: "brow", labels: [PartLabels.rightBrow] },
    { part: "eye", labels: [PartLabels.leftEye] },
    { part: "eye", labels: [PartLabels.rightEye] },
    { part: "nose", labels: [PartLabels.nose] },
    { part: "mouth", labels: [PartLabels.upperLip, PartLabels.innerMouth, PartLabels.lowerLip] },
    { part: "face", labels: [PartLabels.skin] },
];

/** What lies before the face where the photo shows it. */
const Hiding: ReadonlySet<number> = new Set([PartLabels.background, PartLabels.hair, PartLabels.other]);

/**
 * The word for a result.
 * @param similarity photo against render, of the result and of the average face
 * @returns the word
 */
export function GradeFit({ result, average }: Pick<IFitSimilarity, "result" | "average">): FitGrade {
    if (result - average < LeastGain || result < GoodFrom) {
        return "rough";
    }
    return result >= GreatFrom ? "great" : "good";
}

/**
 * The parts of a face that a photo hides behind hair, glasses, hands or cloth: what the fit made of them is a guess.
 * @param photo the photo's part labels
 * @param result the part labels of the fitted face, in the same frame; of the same side or one that divides it
 * @returns the parts, each once
 */
export function FindHiddenParts(photo: ILabelMap, result: ILabelMap): FacePart[] {
    const factor = photo.width / result.width;
    const shown = (i: number): number => {
        const [x, y] = [i % result.width, Math.floor(i / result.width)].map((at) => Math.floor((at + 0.5) * factor));
        return photo.data[y * photo.width + x];
    };
    const hidden = Sides.filter(({ labels }) => {
        const own = [...result.data.keys()].filter((i) => labels.includes(result.data[i]));
        return own.length >= MinPixels && own.filter((i) => Hiding.has(shown(i))).length > HiddenShare * own.length;
    });
    return [...new Set(hidden.map(({ part }) => part))];
}

/**
 * The parts of a fitted face that its photo hides.
 * @param context networks and head
 * @param photo part labels of the photo in the photo-booth frame
 * @param x the fitted face
 * @returns the parts; none where the imitator draws no labels
 */
export async function FindGuessedPartsAsync({ imitator }: IFitContext, photo: ILabelMap, x: Float32Array): Promise<FacePart[]> {
    if (!imitator.hasLabels) {
        return [];
    }
    const drawn = tidy(() => argMax(imitator.predictAll(tensor2d(x, [1, x.length])).labels!, 3));
    const data = Uint8Array.from(await drawn.data().finally(() => drawn.dispose()));
    return FindHiddenParts(photo, { width: imitator.outputSize, height: imitator.outputSize, data });
}
