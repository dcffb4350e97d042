import { Estimate, EstimateMean, EstimateMedian, type IEstimate } from "./bootstrap.js";
import { Cosine, RankOf } from "./scores.js";
import { EstimateAuc, type IComparison, NoFaceScore } from "./verification.js";

/** Where people's own pictures stand among candidates. */
export interface IRetrieval {
    readonly queries: number;
    readonly candidates: number;
    /** Share of wrong candidates that are less alike than the right one: 1 = first, 0.5 = chance. The median over people. */
    readonly medianPercentile: IEstimate;
    /** Chance that a right comparison scores above a wrong one, over all queries together. */
    readonly auc: IEstimate;
    /** Share of people whose own picture is first, and among the first five. */
    readonly rank1: IEstimate;
    readonly rank5: IEstimate;
    /** Rank of each query's own picture; 1 = first. */
    readonly ranks: readonly number[];
}

/**
 * Ranks candidates by their likeness to queries.
 * @param queries one embedding a person; undefined where no face was found, which ranks last
 * @param candidates embeddings; undefined where no face was found: such a candidate is left out, and its own query ranks last
 * @param right for each query the index of the right candidate
 * @returns the figures with their intervals over queries
 */
export function MeasureRetrieval(
    queries: readonly (Float32Array | undefined)[],
    candidates: readonly (Float32Array | undefined)[],
    right: readonly number[],
): IRetrieval {
    const known = candidates.filter((candidate) => candidate !== undefined);
    const ranks: number[] = [];
    const percentiles: number[] = [];
    const comparisons: IComparison[] = [];
    queries.forEach((query, q) => {
        const own = candidates[right[q]];
        const others = known.filter((candidate) => candidate !== own);
        if (!query || !own) {
            ranks.push(others.length + 1);
            percentiles.push(0);
            comparisons.push({ a: q, b: q, score: NoFaceScore }, ...others.map(() => ({ a: q, b: -1, score: NoFaceScore })));
            return;
        }
        const score = Cosine(query, own);
        const scores = others.map((other) => Cosine(query, other));
        ranks.push(RankOf(query, [own, ...others], 0));
        percentiles.push(scores.reduce((sum, other) => sum + (other < score ? 1 : other === score ? 0.5 : 0), 0) / scores.length);
        comparisons.push({ a: q, b: q, score }, ...scores.map((other) => ({ a: q, b: -1, score: other })));
    });
    const upTo = (rank: number): IEstimate => EstimateMean(ranks.map((one) => (one <= rank ? 1 : 0)));
    return {
        queries: queries.length,
        candidates: known.length,
        medianPercentile: EstimateMedian(percentiles),
        auc: queries.length > 0 ? EstimateAuc(comparisons, queries.length, "query") : Estimate(0, () => NaN),
        rank1: upTo(1),
        rank5: upTo(5),
        ranks,
    };
}
