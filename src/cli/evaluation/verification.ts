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

/** Comparisons, best first, in columns. */
interface ISortedComparisons {
    readonly a: Int32Array;
    readonly b: Int32Array;
    readonly score: Float64Array;
}

function Sort(comparisons: readonly IComparison[]): ISortedComparisons {
    const sorted = [...comparisons].sort((x, y) => y.score - x.score);
    return {
        a: Int32Array.from(sorted, ({ a }) => a),
        b: Int32Array.from(sorted, ({ b }) => b),
        score: Float64Array.from(sorted, ({ score }) => score),
    };
}

/** Area under the curve and accepted share for weights of people; an impostor comparison counts with both people's weights or the query's alone. */
function Walk(
    { a, b, score }: ISortedComparisons,
    weights: Float64Array,
    weighted: "both" | "query",
    far: number,
): { auc: number; tar: number } {
    const both = weighted === "both";
    let impostor = 0;
    for (let i = 0; i < a.length; i++) {
        if (a[i] !== b[i]) {
            impostor += both ? weights[a[i]] * weights[b[i]] : weights[a[i]];
        }
    }
    let [tar, accepted, mistaken, area] = [0, 0, 0, 0];
    for (let i = 0; i < a.length;) {
        const level = score[i];
        const before = accepted;
        let wrong = 0;
        for (; i < a.length && score[i] === level; i++) {
            if (a[i] === b[i]) {
                accepted += weights[a[i]];
            } else {
                wrong += both ? weights[a[i]] * weights[b[i]] : weights[a[i]];
            }
        }
        area += (wrong * (before + accepted)) / 2;
        mistaken += wrong;
        if (mistaken <= far * impostor) {
            tar = accepted;
        }
    }
    return { auc: area / (accepted * impostor), tar: tar / accepted };
}

/**
 * Area under the curve with its interval over people.
 * @param comparisons the comparisons
 * @param people number of people
 * @param weighted whose resampling counts: `both` people of an impostor comparison, or the person of `a`, the query, alone
 * @returns the estimate
 */
export function EstimateAuc(comparisons: readonly IComparison[], people: number, weighted: "both" | "query"): IEstimate {
    const sorted = Sort(comparisons);
    return Estimate(people, (weights) => Walk(sorted, weights, weighted, 0).auc);
}

/**
 * Measures verification.
 * @param comparisons the comparisons
 * @param people number of people
 * @returns the figures with their intervals over people
 */
export function MeasureVerification(comparisons: readonly IComparison[], people: number): IVerification {
    const sorted = Sort(comparisons);
    const genuine = comparisons.filter(({ a, b }) => a === b);
    const impostor = comparisons.filter(({ a, b }) => a !== b);
    const mean = (some: readonly IComparison[]): number => some.reduce((sum, { score }) => sum + score, 0) / some.length;
    const tar = (far: number): IEstimate => Estimate(people, (weights) => Walk(sorted, weights, "both", far).tar);
    return {
        people,
        genuine: genuine.length,
        impostor: impostor.length,
        meanGenuine: mean(genuine),
        meanImpostor: mean(impostor),
        auc: EstimateAuc(comparisons, people, "both"),
        tarAtFar1: tar(0.01),
        tarAtFar01: tar(0.001),
    };
}
