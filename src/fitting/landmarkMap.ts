import { type Point2D } from "../photo/photo.types.js";
import { ApplySimilarity, FitSimilarity } from "../photo/similarity.js";
import { SolveCholesky } from "./cholesky.js";

/**
 * A linear landmark map, learned by ridge regression on renders: the 68 landmarks that the detector finds on the engine's picture of x
 * are `mean + d * jacobian`, d the displacement from the neutral average face. Lengths in photo-booth pixels at 512, order x0, y0, x1, y1, ...
 */
export interface ILandmarkMap {
    /**
     * [rows, 136]. The first rows are the continuous parameters less 0.5; a map may have more for the first entries of the nuisance vector less
     * the neutral ones: yaw, pitch, roll, expressions.
     */
    readonly jacobian: Float32Array;
    /** [136]: the landmarks of the average face. */
    readonly mean: Float32Array;
    /** [136]: standard deviation of what the map does not explain. */
    readonly residual: Float32Array;
    /**
     * [136]: by how much the detector's landmarks on photographs stand off those on renders where the faces are alike, learned as the mean over
     * people against a face of their mean shape. Undefined where that was not learned.
     */
    readonly bias?: Float32Array;
}

/** How landmarks are turned into parameters. */
export interface ILandmarkSolveOptions {
    /** Prior standard deviation of each continuous parameter about `expected`. */
    readonly sigmas: ArrayLike<number>;
    /** Prior mean of the continuous parameters. Default: 0.5 each. */
    readonly expected?: ArrayLike<number>;
    /** Prior standard deviation of each angle of the pose about no turn, in units of the nuisance vector; 0 holds it there. */
    readonly poseSigma: number;
    /** Prior standard deviation of each expression's weight, in the map's order; it is never below 0. 0 holds it there, as it does those that are left out. */
    readonly expressionSigmas: readonly number[];
    /** Factor on the map's own residual. */
    readonly noise: number;
    /** Where the map is taken to be exact: landmarks that the detector found on the engine's picture. Default: the neutral average face, `mean`. */
    readonly anchor?: { readonly at: ILandmarkSolution; readonly landmarks: readonly Point2D[] };
}

/** Parameters that explain landmarks. */
export interface ILandmarkSolution {
    /** The continuous parameters, 0..1. */
    readonly shape: Float32Array;
    /** Yaw, pitch, roll and expressions: the first entries of the nuisance vector less the neutral ones; empty where the map has none. */
    readonly moved: Float32Array;
}

/** Rows of a map for the angles of the pose, the first behind the continuous parameters. */
const PoseRows = 3;
/** Prior precision of what is held. */
const Held = 1e9;

function ToDisplacement({ shape, moved }: ILandmarkSolution, rows: number): Float64Array {
    const d = new Float64Array(rows);
    shape.forEach((value, i) => (d[i] = value - 0.5));
    d.set(moved.subarray(0, rows - shape.length), shape.length);
    return d;
}

/** Rounds of aligning and weighting anew. */
const Rounds = 12;

/**
 * Weight of a landmark by its error in standard deviations: all alike in the first round, when there is no shape yet and errors say
 * nothing about outliers; then Huber's, which has one optimum; at last Cauchy's, to which outliers are nearly nothing.
 */
function RobustWeight(error: number, round: number): number {
    if (round === 0) {
        return 1;
    }
    return round < Rounds / 2 ? Math.min(1, 1.5 / error) : 1 / (1 + (error / 2.4) ** 2);
}

function Predict(map: ILandmarkMap, d: Float64Array, base: Float64Array): Float64Array {
    const predicted = base.slice();
    for (let row = 0; row < d.length; row++) {
        for (let i = 0; i < 136; i++) {
            predicted[i] += d[row] * map.jacobian[row * 136 + i];
        }
    }
    return predicted;
}

function ToPoints(flat: ArrayLike<number>): Point2D[] {
    return Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);
}

/** Prior precision of each row. */
function PriorPrecisions(rows: number, count: number, { sigmas, poseSigma, expressionSigmas }: ILandmarkSolveOptions): Float64Array {
    const precision = (deviation: number): number => (deviation > 0 ? 1 / (deviation * deviation) : Held);
    return Float64Array.from({ length: rows }, (_, row) =>
        precision(row < count ? sigmas[row] : row < count + PoseRows ? poseSigma : (expressionSigmas.at(row - count - PoseRows) ?? 0)),
    );
}

/**
 * The parameters that explain landmarks best: regularised, robust least squares in closed form, the similarity transform of the photo
 * estimated anew in each round so that placing and size of the photo do not become shape. Where the map knows pose and expressions they are
 * found beside the shape, so that they do not become shape either.
 * @param map the landmark map
 * @param landmarks the photo's 68 landmarks, in photo-booth pixels at 512
 * @param count number of continuous parameters
 * @param options see {@link ILandmarkSolveOptions}
 * @returns shape, and pose and expressions
 */
export function SolveLandmarks(
    map: ILandmarkMap,
    landmarks: readonly Point2D[],
    count: number,
    options: ILandmarkSolveOptions,
): ILandmarkSolution {
    const rows = map.jacobian.length / 136;
    // At the anchor the map is shifted to what the detector saw
    const base = Float64Array.from(map.mean);
    let d = new Float64Array(rows);
    if (options.anchor) {
        d = ToDisplacement(options.anchor.at, rows) as Float64Array<ArrayBuffer>;
        const predicted = Predict(map, d, base);
        for (let i = 0; i < 136; i++) {
            base[i] += options.anchor.landmarks[i >> 1][i & 1] - predicted[i];
        }
    }
    const weights = new Float64Array(136);
    const trust = new Float64Array(68).fill(1);
    const precisions = PriorPrecisions(rows, count, options);
    for (let round = 0; round < Rounds; round++) {
        const predicted = Predict(map, d, base);
        const transform = FitSimilarity(landmarks, ToPoints(predicted), trust);
        const target = landmarks.flatMap((point) => ApplySimilarity(transform, point));
        for (let i = 0; i < 136; i++) {
            const deviation = Math.max(map.residual[i], 0.25) * options.noise;
            const error = Math.abs(target[i] - predicted[i]) / deviation;
            const robust = RobustWeight(error, round);
            weights[i] = robust / (deviation * deviation);
            trust[i >> 1] = i & 1 ? Math.min(trust[i >> 1], robust) : robust;
        }
        const matrix = new Float64Array(rows * rows);
        const right = new Float64Array(rows);
        for (let a = 0; a < rows; a++) {
            for (let i = 0; i < 136; i++) {
                const weighted = map.jacobian[a * 136 + i] * weights[i];
                right[a] += weighted * (target[i] - base[i]);
                for (let b = 0; b <= a; b++) {
                    matrix[a * rows + b] += weighted * map.jacobian[b * 136 + i];
                }
            }
            matrix[a * rows + a] += precisions[a];
            right[a] += a < count && options.expected ? precisions[a] * (options.expected[a] - 0.5) : 0;
        }
        // Positive definite by its diagonal
        d = SolveCholesky(matrix, right) as Float64Array<ArrayBuffer>;
        for (let row = count + PoseRows; row < rows; row++) {
            // An expression that would have to be less than none is held from now on
            precisions[row] = d[row] < 0 ? Held : precisions[row];
            d[row] = Math.max(0, d[row]);
        }
    }
    return {
        shape: Float32Array.from(d.subarray(0, count), (value) => Math.min(1, Math.max(0, 0.5 + value))),
        moved: Float32Array.from(d.subarray(count), (value) => Math.min(1, value)),
    };
}

/**
 * Landmarks of a photograph as the detector would find them on a render of the same face.
 * @param landmarks the photo's landmarks, in photo-booth pixels at 512
 * @param bias `ILandmarkMap.bias`
 * @returns new points
 */
export function ToRenderLandmarks(landmarks: readonly Point2D[], bias: ArrayLike<number> | undefined): readonly Point2D[] {
    return bias ? landmarks.map(([x, y], i) => [x - bias[2 * i], y - bias[2 * i + 1]]) : landmarks;
}

/** The landmark term of a fit at one x. */
export interface ILandmarkTerm {
    /** Mean squared distance in units of the expected error. */
    readonly value: number;
    /** Gradient with respect to the continuous parameters. */
    readonly gradient: Float32Array;
    /** Gradient with respect to pose and expressions, as long as `moved`. */
    readonly movedGradient: Float32Array;
}

/**
 * Value and gradient of the landmark term, the photo's similarity transform held.
 * @param map the landmark map
 * @param landmarks the photo's landmarks, in photo-booth pixels at 512
 * @param at the parameters
 * @param noise factor on the map's own residual
 * @returns the term
 */
export function LandmarkTerm(map: ILandmarkMap, landmarks: readonly Point2D[], at: ILandmarkSolution, noise: number): ILandmarkTerm {
    const d = ToDisplacement(at, Math.min(map.jacobian.length / 136, at.shape.length + at.moved.length));
    const predicted = Predict(map, d, Float64Array.from(map.mean));
    const transform = FitSimilarity(landmarks, ToPoints(predicted));
    const gradient = new Float32Array(at.shape.length + at.moved.length);
    let value = 0;
    const target = landmarks.flatMap((point) => ApplySimilarity(transform, point));
    for (let i = 0; i < 136; i++) {
        const deviation = Math.max(map.residual[i], 0.25) * noise;
        const error = (predicted[i] - target[i]) / deviation;
        value += (error * error) / 136;
        for (let row = 0; row < d.length; row++) {
            gradient[row] += ((2 * error) / deviation / 136) * map.jacobian[row * 136 + i];
        }
    }
    return { value, gradient: gradient.subarray(0, at.shape.length), movedGradient: gradient.subarray(at.shape.length) };
}

/**
 * Mean distance of two landmark sets after the best similarity transform.
 * @param photo the photo's landmarks
 * @param render the render's landmarks, whose frame the distance is measured in
 * @returns the mean distance in the render's pixels
 */
export function LandmarkDistance(photo: readonly Point2D[], render: readonly Point2D[]): number {
    const transform = FitSimilarity(photo, render);
    return photo.reduce((sum, point, i) => {
        const [x, y] = ApplySimilarity(transform, point);
        return sum + Math.hypot(x - render[i][0], y - render[i][1]) / photo.length;
    }, 0);
}
