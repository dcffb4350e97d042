/**
 * The cosine of two embeddings of length 1.
 * @param a one
 * @param b the other
 * @returns -1..1
 */
export function Cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
    let sum = 0;
    for (let i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}

/**
 * The mean cosine of different people: m of the similarity (cos - m) / (1 - m).
 * @param embeddings of length 1
 * @param people whose they are, one for each; default: each of another person
 * @returns the mean over all pairs of different people
 */
export function MeanImpostorCosine(embeddings: readonly Float32Array[], people?: readonly string[]): number {
    let [sum, pairs] = [0, 0];
    for (let i = 0; i < embeddings.length; i++) {
        for (let k = 0; k < i; k++) {
            if (!people || people[i] !== people[k]) {
                sum += Cosine(embeddings[i], embeddings[k]);
                pairs++;
            }
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
 * The mean of values.
 * @param values any number
 * @returns the mean; NaN of none
 */
export function Mean(values: readonly number[]): number {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The middle of values.
 * @param values any number
 * @returns the median; NaN of none
 */
export function Median(values: readonly number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length === 0 ? NaN : sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Pearson's correlation.
 * @param a values
 * @param b as many values
 * @returns -1..1; NaN where one of them does not vary
 */
export function Correlation(a: readonly number[], b: readonly number[]): number {
    const [meanA, meanB] = [Mean(a), Mean(b)];
    let [ab, aa, bb] = [0, 0, 0];
    for (let i = 0; i < a.length; i++) {
        ab += (a[i] - meanA) * (b[i] - meanB);
        aa += (a[i] - meanA) ** 2;
        bb += (b[i] - meanB) ** 2;
    }
    return ab / Math.sqrt(aa * bb);
}
