import { Cosine } from "./judge.js";

/**
 * The mean cosine of different people: m of the similarity (cos - m) / (1 - m).
 * @param embeddings one of each person, length 1
 * @returns the mean over all pairs
 */
export function MeanImpostorCosine(embeddings: readonly Float32Array[]): number {
    let [sum, pairs] = [0, 0];
    for (let i = 0; i < embeddings.length; i++) {
        for (let k = 0; k < i; k++) {
            sum += Cosine(embeddings[i], embeddings[k]);
            pairs++;
        }
    }
    return sum / pairs;
}

/**
 * Where the right one stands when candidates are ordered by their cosine to a query.
 * @param query an embedding
 * @param candidates embeddings
 * @param right index of the right candidate
 * @returns 1 for first; equals count as before it, so that one constant face is never first
 */
export function RankOf(query: Float32Array, candidates: readonly Float32Array[], right: number): number {
    const own = Cosine(query, candidates[right]);
    return 1 + candidates.filter((candidate, i) => i !== right && Cosine(query, candidate) >= own).length;
}

/**
 * The middle of values.
 * @param values at least one
 * @returns the median
 */
export function Median(values: readonly number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
