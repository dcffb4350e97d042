import { Estimate, type IEstimate } from "./bootstrap.js";
import { Cosine } from "./scores.js";

/** A comparison of two pictures. */
export interface IComparison {
    /** Index of the person of each picture; equal for a genuine comparison. */
    readonly a: number;
    readonly b: number;
    readonly score: number;
}

/** How well scores tell "the same person" from "another". */
export interface IVerification {
    readonly people: number;
    readonly genuine: number;
    readonly impostor: number;
    readonly meanGenuine: number;
    readonly meanImpostor: number;
    /** Chance that a genuine comparison scores above an impostor one; ties count half. */
    readonly auc: IEstimate;
    /** Share of genuine comparisons that are accepted where at most 1 % (0.1 %) of impostor ones are. */
    readonly tarAtFar1: IEstimate;
    readonly tarAtFar01: IEstimate;
}

/** Score of a picture in which no face is found: it is like nobody. */
export const NoFaceScore = -1;

/**
 * Compares pictures of people: each person's first with its second, and all pictures of different people with each other.
 * @param first an embedding a person; undefined where no face was found
 * @param second another embedding a person
 * @param crossed whether firsts are compared with firsts and seconds with seconds too, besides first with second
 * @returns all comparisons
 */
export function ComparePeople(
    first: readonly (Float32Array | undefined)[],
    second: readonly (Float32Array | undefined)[],
    crossed: boolean,
): IComparison[] {
    const comparisons: IComparison[] = [];
    const add = (a: number, b: number, one: Float32Array | undefined, other: Float32Array | undefined): void =>
        void comparisons.push({ a, b, score: one && other ? Cosine(one, other) : NoFaceScore });
    for (let a = 0; a < first.length; a++) {
        for (let b = 0; b < first.length; b++) {
            add(a, b, first[a], second[b]);
            if (crossed && b < a) {
                add(a, b, first[a], first[b]);
                add(a, b, second[a], second[b]);
            }
        }
    }
    return comparisons;
}

/** Area under the curve and accepted shares for weights of people; comparisons sorted, best first. */
function Walk(
    sorted: readonly IComparison[],
    weightOf: (comparison: IComparison) => number,
    fars: readonly number[],
): { auc: number; tars: number[] } {
    let [genuine, impostor] = [0, 0];
    for (const comparison of sorted) {
        const weight = weightOf(comparison);
        if (comparison.a === comparison.b) {
            genuine += weight;
        } else {
            impostor += weight;
        }
    }
    const tars = fars.map(() => 0);
    let [accepted, mistaken, area] = [0, 0, 0];
    for (let i = 0; i < sorted.length;) {
        const { score } = sorted[i];
        const before = accepted;
        let wrong = 0;
        for (; i < sorted.length && sorted[i].score === score; i++) {
            const weight = weightOf(sorted[i]);
            if (sorted[i].a === sorted[i].b) {
                accepted += weight;
            } else {
                wrong += weight;
            }
        }
        area += (wrong * (before + accepted)) / 2;
        mistaken += wrong;
        fars.forEach((far, k) => {
            if (mistaken <= far * impostor) {
                tars[k] = accepted / genuine;
            }
        });
    }
    return { auc: area / (genuine * impostor), tars };
}

/**
 * Area under the curve with its interval over people.
 * @param comparisons the comparisons
 * @param people number of people
 * @param weighted whose resampling counts: `both` people of an impostor comparison, or the person of `a`, the query, alone
 * @returns the estimate
 */
export function EstimateAuc(comparisons: readonly IComparison[], people: number, weighted: "both" | "query"): IEstimate {
    const sorted = [...comparisons].sort((x, y) => y.score - x.score);
    return Estimate(people, (weights) => Walk(sorted, WeightOf(weights, weighted), []).auc);
}

function WeightOf(weights: Float64Array, weighted: "both" | "query"): (comparison: IComparison) => number {
    return ({ a, b }) => (a === b || weighted === "query" ? weights[a] : weights[a] * weights[b]);
}

/**
 * Measures verification.
 * @param comparisons the comparisons
 * @param people number of people
 * @returns the figures with their intervals over people
 */
export function MeasureVerification(comparisons: readonly IComparison[], people: number): IVerification {
    const sorted = [...comparisons].sort((x, y) => y.score - x.score);
    const genuine = sorted.filter(({ a, b }) => a === b);
    const impostor = sorted.filter(({ a, b }) => a !== b);
    const mean = (some: readonly IComparison[]): number => some.reduce((sum, { score }) => sum + score, 0) / some.length;
    const tar = (far: number): IEstimate => Estimate(people, (weights) => Walk(sorted, WeightOf(weights, "both"), [far]).tars[0]);
    return {
        people,
        genuine: genuine.length,
        impostor: impostor.length,
        meanGenuine: mean(genuine),
        meanImpostor: mean(impostor),
        auc: EstimateAuc(sorted, people, "both"),
        tarAtFar1: tar(0.01),
        tarAtFar01: tar(0.001),
    };
}
