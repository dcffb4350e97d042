import { type mat4 } from "@gltf-transform/core";
import { type Vector } from "./modelSummary.types.js";

/**
 * Product of two matrices, both by columns as in glTF.
 * @param a applied last
 * @param b applied first
 * @returns a new matrix
 */
export function Multiply(a: mat4, b: mat4): mat4 {
    const result = new Array<number>(16).fill(0);
    for (let column = 0; column < 4; column++) {
        for (let row = 0; row < 4; row++) {
            for (let k = 0; k < 4; k++) {
                result[4 * column + row] += a[4 * k + row] * b[4 * column + k];
            }
        }
    }
    return result as mat4;
}

/**
 * Moves a point by a matrix.
 * @param m the matrix
 * @param point the point
 * @param w 1 for a point, 0 for a displacement
 * @returns a new point
 */
export function TransformPoint(m: mat4, point: Vector, w: 0 | 1 = 1): Vector {
    const row = (r: number): number => m[r] * point[0] + m[4 + r] * point[1] + m[8 + r] * point[2] + m[12 + r] * w;
    return [row(0), row(1), row(2)];
}

/**
 * Length of a matrix's axis.
 * @param m the matrix
 * @param axis 0 to 2
 * @returns how long it makes a metre
 */
export function Length(m: mat4, axis: number): number {
    return Math.hypot(m[4 * axis], m[4 * axis + 1], m[4 * axis + 2]);
}

/**
 * Direction of a matrix's axis.
 * @param m the matrix
 * @param axis 0 to 2
 * @returns a vector of length 1
 */
export function Direction(m: mat4, axis: number): Vector {
    const length = Length(m, axis) || 1;
    return [m[4 * axis] / length, m[4 * axis + 1] / length, m[4 * axis + 2] / length];
}
