import { type IBuiltMesh } from "../mesh.types.js";

/** A point or direction, decimetres. */
export type Point = readonly [number, number, number];

/** The head's outer skin as hair sees it. */
export interface IGround {
    readonly positions: Float32Array;
    readonly normals: Float32Array;
    /** Hair-bearing weight of each vertex, 0.5 at the hairline. */
    readonly scalp: Float32Array;
    readonly indices: Uint32Array;
    /** The nearest vertices of the skin, nearest first. */
    nearest(p: Point, count: number): readonly number[];
    /** Distance above the skin (below: negative) and its normal there. */
    above(p: Point): { readonly distance: number; readonly normal: Point };
}

const CellSize = 0.12;
/** Cells that are searched before a point counts as far from the skin. */
const LargestReach = 40;

/**
 * Prepares the skin.
 * @param head the head's mesh
 * @param islands island of each vertex; 0 is outer skin
 * @param scalp hair-bearing weight of each vertex
 * @returns the ground
 */
export function BuildGround(head: IBuiltMesh, islands: Uint8Array, scalp: Float32Array): IGround {
    const { positions, normals, indices } = head;
    const cells = new Map<number, number[]>();
    const cellOf = (x: number): number => Math.floor(x / CellSize);
    const keyOf = (i: number, j: number, k: number): number => ((i + 512) * 1024 + j + 512) * 1024 + k + 512;
    for (let v = 0; v < islands.length; v++) {
        if (islands[v] === 0) {
            const key = keyOf(cellOf(positions[v * 3]), cellOf(positions[v * 3 + 1]), cellOf(positions[v * 3 + 2]));
            cells.set(key, [...(cells.get(key) ?? []), v]);
        }
    }
    const nearest = (p: Point, count: number): readonly number[] => {
        const found: [number, number][] = [];
        const at = p.map(cellOf);
        for (let reach = 0; reach <= LargestReach; reach++) {
            for (let i = -reach; i <= reach; i++) {
                for (let j = -reach; j <= reach; j++) {
                    const onShell = Math.max(Math.abs(i), Math.abs(j)) === reach;
                    for (let k = -reach; k <= reach; k += onShell ? 1 : Math.max(1, 2 * reach)) {
                        for (const v of cells.get(keyOf(at[0] + i, at[1] + j, at[2] + k)) ?? []) {
                            found.push([v, Math.hypot(positions[v * 3] - p[0], positions[v * 3 + 1] - p[1], positions[v * 3 + 2] - p[2])]);
                        }
                    }
                }
            }
            if (found.filter(([, d]) => d <= reach * CellSize).length >= count) {
                break;
            }
        }
        found.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
        return found.slice(0, count).map(([v]) => v);
    };
    const above = (p: Point): { distance: number; normal: Point } => {
        const near = nearest(p, 3);
        const mean = (values: Float32Array, c: number): number => near.reduce((sum, v) => sum + values[v * 3 + c], 0) / near.length;
        const n = [0, 1, 2].map((c) => mean(normals, c));
        const length = Math.hypot(n[0], n[1], n[2]) || 1;
        const normal: Point = [n[0] / length, n[1] / length, n[2] / length];
        const distance = [0, 1, 2].reduce((sum, c) => sum + (p[c] - mean(positions, c)) * normal[c], 0);
        return { distance, normal };
    };
    return { positions, normals, scalp, indices, nearest, above };
}

/**
 * The four head vertices that each vertex of a mesh follows.
 * @param ground the skin
 * @param positions the mesh's vertices, decimetres
 * @returns head vertex numbers, four a vertex
 */
export function FollowGround(ground: IGround, positions: Float32Array): Uint32Array {
    const out = new Uint32Array((positions.length / 3) * 4);
    for (let v = 0; v < positions.length / 3; v++) {
        const near = ground.nearest([positions[v * 3], positions[v * 3 + 1], positions[v * 3 + 2]], 4);
        out.set(
            [0, 1, 2, 3].map((k) => near[k % near.length]),
            v * 4,
        );
    }
    return out;
}
