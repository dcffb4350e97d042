import { ToSimilarity } from "../../fitting/renderScore.js";
import { EstimateMean, EstimateMedian, type IEstimate } from "./bootstrap.js";
import { MeasureRetrieval, type IRetrieval } from "./retrieval.js";
import { Cosine } from "./scores.js";

type Embedding = Float32Array | undefined;

/** Embeddings of one network that likeness is measured with. */
export interface ILikenessEmbeddings {
    /** Mean cosine of strangers on the choosing split. */
    readonly m: number;
    /** The fitted photo and the second photo of each person. */
    readonly photos: readonly Embedding[];
    readonly seconds: readonly Embedding[];
    /** Strangers. */
    readonly gallery: readonly Embedding[];
    /** The engine's picture of the average face. */
    readonly average: Embedding;
}

/** Likeness in the eyes of one network. */
export interface ILikenessFigures {
    /** Similarity of photo and render, mean over people. */
    readonly similarity: IEstimate;
    readonly similarityMedian: IEstimate;
    /** Similarity of the second photo and the render. */
    readonly similaritySecond: IEstimate;
    /** Similarity of photo and average face, mean over people. */
    readonly average: IEstimate;
    /** What the result gains over the average face, mean over people. */
    readonly gain: IEstimate;
    /** People whose result is nearer to the photo than the average face is. */
    readonly aboveAverage: number;
    /** Search among everybody: the London people's photos and the gallery. */
    readonly everybody: IRetrieval;
    /** The same with the second photos of the London people: likeness of the person, not of one picture. */
    readonly everybodySecond: IRetrieval;
    /** Search among the London people alone: same studio, same light. */
    readonly london: IRetrieval;
    readonly londonSecond: IRetrieval;
    /** Similarity of each person, in order. */
    readonly each: readonly number[];
}

/** Similarity of two pictures; one without a face is like nobody (cosine -1). */
function SimilarityOf(a: Embedding, b: Embedding, m: number): number {
    return ToSimilarity(a && b ? Cosine(a, b) : -1, m);
}

/**
 * Likeness of results to photos.
 * @param embeddings of photos, gallery and average face
 * @param results the engine's pictures of the results, one a person of `indices`; of a failed fit the average face, which the player keeps
 * @param indices who, as indices of the photos; the others stay candidates
 * @returns the figures with intervals over people
 */
export function MeasureLikeness(
    embeddings: ILikenessEmbeddings,
    results: readonly Embedding[],
    indices: readonly number[],
): ILikenessFigures {
    const { m, photos, seconds, gallery, average } = embeddings;
    const each = indices.map((person, i) => SimilarityOf(results[i], photos[person], m));
    const averages = indices.map((person) => SimilarityOf(average, photos[person], m));
    const gains = each.map((value, i) => value - averages[i]);
    return {
        similarity: EstimateMean(each),
        similarityMedian: EstimateMedian(each),
        similaritySecond: EstimateMean(indices.map((person, i) => SimilarityOf(results[i], seconds[person], m))),
        average: EstimateMean(averages),
        gain: EstimateMean(gains),
        aboveAverage: gains.filter((gain) => gain > 0).length,
        everybody: MeasureRetrieval(results, [...photos, ...gallery], indices),
        everybodySecond: MeasureRetrieval(results, [...seconds, ...gallery], indices),
        london: MeasureRetrieval(results, photos, indices),
        londonSecond: MeasureRetrieval(results, seconds, indices),
        each,
    };
}

/** What one method has over another on the same people. */
export interface IPairedDifference {
    /** Mean difference of similarity. */
    readonly similarity: IEstimate;
    /** People with whom it is more alike. */
    readonly better: number;
    /** Mean difference of the share of wrong candidates that are less alike than the right one, among everybody. */
    readonly percentile: IEstimate;
}

/**
 * Paired differences over people.
 * @param ours figures of one method
 * @param control figures of the other, same people in the same order
 * @returns ours less the control's
 */
export function CompareLikeness(
    ours: Pick<ILikenessFigures, "each" | "everybody">,
    control: Pick<ILikenessFigures, "each" | "everybody">,
): IPairedDifference {
    const differences = ours.each.map((value, i) => value - control.each[i]);
    const wrong = ours.everybody.candidates - 1;
    return {
        similarity: EstimateMean(differences),
        better: differences.filter((difference) => difference > 0).length,
        percentile: EstimateMean(ours.everybody.ranks.map((rank, i) => (control.everybody.ranks[i] - rank) / wrong)),
    };
}
