import { EstimateMedian, type IEstimate } from "./bootstrap.js";
import { EstimateAuc, type IComparison } from "./verification.js";

/** How close the faces are that two photos of one person give. */
export interface IFaceDistances {
    readonly people: number;
    /** Root mean square difference of the continuous parameters of one person's two faces: median over people. */
    readonly samePerson: IEstimate;
    /** The same between faces of different people: median over people of the median to everybody else. */
    readonly strangers: IEstimate;
    /** Chance that two faces of one person are closer than two of different people. */
    readonly auc: IEstimate;
}

/**
 * Distances between faces.
 * @param first vectors of the faces of the first photos
 * @param second vectors of the faces of the second photos
 * @param continuous number of continuous parameters, at the front of a vector
 * @returns the figures
 */
export function MeasureFaceDistances(first: readonly Float32Array[], second: readonly Float32Array[], continuous: number): IFaceDistances {
    const comparisons: IComparison[] = first.flatMap((one, a) =>
        second.map((other, b) => ({ a, b, score: -Distance(one, other, continuous) })),
    );
    const own = comparisons.filter(({ a, b }) => a === b).map(({ score }) => -score);
    const others = first.map((_, i) => {
        const scores = comparisons.filter(({ a, b }) => a === i && b !== i).map(({ score }) => -score);
        return scores.sort((x, y) => x - y)[scores.length >> 1];
    });
    return {
        people: first.length,
        samePerson: EstimateMedian(own),
        strangers: EstimateMedian(others),
        auc: EstimateAuc(comparisons, first.length, "both"),
    };
}

/** Root mean square difference of the first entries. */
function Distance(a: Float32Array, b: Float32Array, count: number): number {
    let sum = 0;
    for (let i = 0; i < count; i++) {
        sum += (a[i] - b[i]) ** 2;
    }
    return Math.sqrt(sum / count);
}
