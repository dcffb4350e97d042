import { Quantise } from "./quantise.js";
import { type SeededRandom } from "./random.js";

/** A combination of continuous parameters that must stay small, or the head's mesh breaks there. */
export interface IShapeLimit {
    /** What breaks: for example `lids`, where eyeballs come through them. */
    readonly place: string;
    /** What each parameter adds at the value 1 against 0.5, in rig order; millimetres, as is `most`. */
    readonly weights: readonly number[];
    /** The largest sum of weight times twice the distance from 0.5; above 0. */
    readonly most: number;
}

/**
 * How the continuous parameters of plausible faces vary about the average face, where all are 0.5: bell-shaped with the covariance `deviation`² I + the sum of
 * direction directionᵀ, within 0..1 and within the limits. In rig order; plain data.
 */
export interface IShapePrior {
    /** Standard deviation of what each parameter varies by on its own. */
    readonly deviation: number;
    /** Along which parameters vary together, each of the length of its standard deviation. */
    readonly directions: readonly (readonly number[])[];
    readonly limits: readonly IShapeLimit[];
}

/** Draws before a face is drawn to the average instead. */
const MaxDraws = 64;

/**
 * Draws the continuous parameters of a plausible face: again, until no limit is broken.
 * @param prior the head's
 * @param count how many continuous parameters the head has
 * @param random the generator to draw from
 * @returns values in 0..1, in the steps of a Face unless it was drawn to the average; a new array
 */
export function DrawShape(prior: IShapePrior, count: number, random: SeededRandom): Float64Array {
    let x = DrawUnlimited(prior, count, random);
    for (let draw = 1; draw < MaxDraws && BrokenPlaces(prior, x).length > 0; draw++) {
        x = DrawUnlimited(prior, count, random);
    }
    const excess = prior.limits.reduce((most, limit) => Math.max(most, LimitSum(limit, x) / limit.most), 1);
    return excess > 1 ? x.map((value) => 0.5 + (value - 0.5) / excess) : x;
}

/**
 * Which limits a face breaks.
 * @param prior the head's
 * @param x its continuous parameters, 0..1; what follows them is left alone
 * @returns places, each once; none on a sound face
 */
export function BrokenPlaces(prior: IShapePrior, x: ArrayLike<number>): string[] {
    const broken = prior.limits.filter((limit) => LimitSum(limit, x) > limit.most);
    return [...new Set(broken.map(({ place }) => place))];
}

/**
 * The covariance of the prior, limits and ends of the ranges left out.
 * @param prior the head's
 * @param count how many continuous parameters the head has
 * @returns `count` rows of `count`; positive definite, a new array
 */
export function PriorCovariance({ deviation, directions }: IShapePrior, count: number): Float64Array {
    const covariance = new Float64Array(count * count);
    for (let i = 0; i < count; i++) {
        for (let j = 0; j < count; j++) {
            covariance[i * count + j] = directions.reduce((sum, along) => sum + along[i] * along[j], i === j ? deviation * deviation : 0);
        }
    }
    return covariance;
}

/**
 * The inverse covariance times a face's distance from the average face: the gradient of half the squared Mahalanobis distance, which a fit may add to its losses.
 * Costs a few products of the number of parameters (Woodbury's identity).
 * @param prior the head's
 * @param x continuous parameters of the face, 0..1
 * @param count how many they are
 * @returns the gradient; a new array
 */
export function PriorGradient({ deviation, directions }: IShapePrior, x: ArrayLike<number>, count: number): Float64Array {
    const precision = 1 / (deviation * deviation);
    const gradient = Float64Array.from({ length: count }, (_, i) => precision * (x[i] - 0.5));
    // One direction after the other: the inverse of C + d dᵀ is C⁻¹ - C⁻¹d (C⁻¹d)ᵀ / (1 + dᵀC⁻¹d).
    const solved: { along: Float64Array; scale: number }[] = [];
    for (const direction of directions) {
        const along = Float64Array.from(direction, (value) => precision * value);
        for (const before of solved) {
            AddScaled(along, before.along, -before.scale * Dot(before.along, direction));
        }
        const scale = 1 / (1 + Dot(along, direction));
        solved.push({ along, scale });
        const length = along.reduce((sum, value, i) => sum + value * (x[i] - 0.5), 0);
        AddScaled(gradient, along, -scale * length);
    }
    return gradient;
}

/**
 * How far a face is from the average face by the prior.
 * @param prior the head's
 * @param x continuous parameters of the face, 0..1
 * @param count how many they are
 * @returns the squared Mahalanobis distance; on the mean `count` over faces of the prior
 */
export function PriorDistance(prior: IShapePrior, x: ArrayLike<number>, count: number): number {
    return PriorGradient(prior, x, count).reduce((sum, value, i) => sum + value * (x[i] - 0.5), 0);
}

function DrawUnlimited({ deviation, directions }: IShapePrior, count: number, random: SeededRandom): Float64Array {
    const offsets = Float64Array.from({ length: count }, () => deviation * random.normal());
    for (const direction of directions) {
        AddScaled(offsets, direction, random.normal());
    }
    return offsets.map((offset) => Quantise(0.5 + offset));
}

/**
 * How near a face is to a limit.
 * @param limit the limit
 * @param x continuous parameters of the face, 0..1; what follows them is left alone
 * @returns millimetres, to be held against the limit's `most`
 */
export function LimitSum({ weights }: IShapeLimit, x: ArrayLike<number>): number {
    return 2 * weights.reduce((sum, weight, i) => sum + weight * (x[i] - 0.5), 0);
}

function Dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
    let sum = 0;
    for (let i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}

function AddScaled(sum: Float64Array, values: ArrayLike<number>, scale: number): void {
    for (let i = 0; i < sum.length; i++) {
        sum[i] += scale * values[i];
    }
}
