/** The vertices that a morph target moves, and by how much at influence 1. */
export interface ISparseMorph {
    readonly name: string;
    /** Vertex numbers, ascending. */
    readonly indices: Uint32Array;
    /** Three metres for each of `indices`. */
    readonly deltas: Float32Array;
}

/** Below this length in metres a move is taken for rounding. */
const SmallestMove = 1e-7;

/**
 * Keeps only the vertices of a morph target that move.
 * @param name name of the target
 * @param rest positions without the target, three a vertex
 * @param target positions at influence 1, three a vertex
 * @returns the sparse target
 */
export function CreateSparseMorph(name: string, rest: ArrayLike<number>, target: ArrayLike<number>): ISparseMorph {
    const indices: number[] = [];
    const deltas: number[] = [];
    for (let i = 0; i < rest.length; i += 3) {
        const dx = target[i] - rest[i];
        const dy = target[i + 1] - rest[i + 1];
        const dz = target[i + 2] - rest[i + 2];
        if (Math.abs(dx) > SmallestMove || Math.abs(dy) > SmallestMove || Math.abs(dz) > SmallestMove) {
            indices.push(i / 3);
            deltas.push(dx, dy, dz);
        }
    }
    return { name, indices: Uint32Array.from(indices), deltas: Float32Array.from(deltas) };
}

/**
 * Adds a morph target to positions.
 * @param morph the target
 * @param influence its weight
 * @param positions changed in place, three a vertex; in 64 bits, so that many sums do not drift
 */
export function AddMorph(morph: ISparseMorph, influence: number, positions: Float64Array): void {
    const { indices, deltas } = morph;
    for (let i = 0, d = 0; i < indices.length; i++, d += 3) {
        const p = 3 * indices[i];
        positions[p] += influence * deltas[d];
        positions[p + 1] += influence * deltas[d + 1];
        positions[p + 2] += influence * deltas[d + 2];
    }
}

/**
 * Adds a morph target to positions with different weights on both sides of a head.
 * @param morph the target
 * @param influence its weight on the right
 * @param leftAddition what is added to the weight on the left
 * @param leftShares of each vertex (leftShares.ts)
 * @param positions as for {@link AddMorph}
 */
export function AddSidedMorph(
    morph: ISparseMorph,
    influence: number,
    leftAddition: number,
    leftShares: Float64Array,
    positions: Float64Array,
): void {
    const { indices, deltas } = morph;
    for (let i = 0, d = 0; i < indices.length; i++, d += 3) {
        const weight = influence + leftAddition * leftShares[indices[i]];
        const p = 3 * indices[i];
        positions[p] += weight * deltas[d];
        positions[p + 1] += weight * deltas[d + 1];
        positions[p + 2] += weight * deltas[d + 2];
    }
}
