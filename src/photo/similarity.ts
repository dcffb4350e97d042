import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type Point2D, type SimilarityTransform } from "./photo.types.js";

/**
 * The least-squares similarity transform between two point sets (Umeyama 1991, without reflections, which in the plane has a closed form).
 * @param from points, at least two that differ
 * @param to as many points
 * @param weights weight of each point; default all alike
 * @returns the transform that takes `from` to `to` with the least weighted sum of squared distances
 * @throws FaceCreatorError E_ARGUMENT when the sets differ in length or all points of `from` coincide
 */
export function FitSimilarity(from: readonly Point2D[], to: readonly Point2D[], weights?: ArrayLike<number>): SimilarityTransform {
    if (from.length !== to.length || from.length < 2) {
        throw new FaceCreatorError(
            "E_ARGUMENT",
            "point sets do not match",
            `${from.length} and ${to.length} points`,
            "pass as many points to as from, at least two",
        );
    }
    const n = from.length;
    const weight = (i: number): number => weights?.[i] ?? 1;
    const total = from.reduce((sum, _, i) => sum + weight(i), 0);
    const mean = (points: readonly Point2D[], axis: 0 | 1): number => points.reduce((sum, p, i) => sum + weight(i) * p[axis], 0) / total;
    const [fx, fy, gx, gy] = [mean(from, 0), mean(from, 1), mean(to, 0), mean(to, 1)];
    let spread = 0;
    let dot = 0;
    let cross = 0;
    for (let i = 0; i < n; i++) {
        const [px, py] = [from[i][0] - fx, from[i][1] - fy];
        const [qx, qy] = [to[i][0] - gx, to[i][1] - gy];
        spread += weight(i) * (px * px + py * py);
        dot += weight(i) * (px * qx + py * qy);
        cross += weight(i) * (px * qy - py * qx);
    }
    if (!(spread > 0)) {
        throw new FaceCreatorError("E_ARGUMENT", "points coincide", `${n} points`, "pass points that differ");
    }
    const a = dot / spread;
    const b = cross / spread;
    return [a, b, gx - a * fx + b * fy, gy - b * fx - a * fy];
}

/**
 * Applies a similarity transform to a point.
 * @param transform the transform
 * @param point the point
 * @returns the moved point
 */
export function ApplySimilarity(transform: SimilarityTransform, point: Point2D): Point2D {
    const [a, b, tx, ty] = transform;
    return [a * point[0] - b * point[1] + tx, b * point[0] + a * point[1] + ty];
}

/**
 * The inverse of a similarity transform.
 * @param transform a transform with a scale above 0
 * @returns the transform that undoes it
 */
export function InvertSimilarity(transform: SimilarityTransform): SimilarityTransform {
    const [a, b, tx, ty] = transform;
    const s = a * a + b * b;
    const [ia, ib] = [a / s, -b / s];
    return [ia, ib, -(ia * tx - ib * ty), -(ib * tx + ia * ty)];
}

/**
 * Scales the output of a similarity transform, for example from booth pixels at 512 to those of another size.
 * @param transform the transform
 * @param factor factor on the output
 * @returns the scaled transform
 */
export function ScaleSimilarity(transform: SimilarityTransform, factor: number): SimilarityTransform {
    return [transform[0] * factor, transform[1] * factor, transform[2] * factor, transform[3] * factor];
}

/**
 * Scales the input of a similarity transform, for example where the picture that it was found on is a smaller version of another.
 * @param transform the transform
 * @param factor factor from the new input to the old
 * @returns the transform of the new input
 */
export function ScaleInput(transform: SimilarityTransform, factor: number): SimilarityTransform {
    return [transform[0] * factor, transform[1] * factor, transform[2], transform[3]];
}
