/** Side of the cells (metres) that edges and triangles are sorted into: about the length of an edge. */
const CellSize = 0.002;
/** Positions that agree to this many metres are one point of the surface. */
const WeldGrid = 1e-6;

/** A part of a mesh in which edges may go through triangles. */
export interface ISurfacePart {
    /** Offsets into the mesh's indices of the part's triangles. */
    readonly triangles: readonly number[];
    /** Surface point of each vertex of the mesh: vertices at one place, split by their texture coordinates, have the same. */
    readonly points: Uint32Array;
}

/**
 * The triangles of a mesh near some places.
 * @param positions in rest, three metres a vertex
 * @param indices the mesh's triangles
 * @param isNear tells the vertices of the part
 * @returns the triangles that have all their corners in the part
 */
export function FindSurfacePart(positions: Float32Array, indices: ArrayLike<number>, isNear: (vertex: number) => boolean): ISurfacePart {
    const numbers = new Map<string, number>();
    const points = Uint32Array.from({ length: positions.length / 3 }, (_, v) => {
        const key = [0, 1, 2].map((c) => Math.round(positions[3 * v + c] / WeldGrid)).join();
        const point = numbers.get(key) ?? numbers.size;
        numbers.set(key, point);
        return point;
    });
    const triangles: number[] = [];
    for (let t = 0; t < indices.length; t += 3) {
        if (isNear(indices[t]) && isNear(indices[t + 1]) && isNear(indices[t + 2])) {
            triangles.push(t);
        }
    }
    return { triangles, points };
}

/**
 * Finds where a surface goes through itself: edges that cross triangles which they do not touch.
 * @param part the part that is looked at
 * @param p positions, three metres a vertex
 * @param indices the mesh's triangles
 * @returns offsets of the triangles that are crossed
 */
export function FindSelfCrossings({ triangles, points }: ISurfacePart, p: Float32Array, indices: ArrayLike<number>): Set<number> {
    const cells = new Map<string, number[]>();
    for (const t of triangles) {
        for (const cell of CellsOf([indices[t], indices[t + 1], indices[t + 2]], p)) {
            cells.set(cell, [...(cells.get(cell) ?? []), t]);
        }
    }
    const crossed = new Set<number>();
    for (const t of triangles) {
        for (let k = 0; k < 3; k++) {
            const [a, b] = [indices[t + k], indices[t + ((k + 1) % 3)]];
            // An edge that two triangles share is looked at once.
            if (points[a] > points[b]) {
                continue;
            }
            for (const other of new Set(CellsOf([a, b], p).flatMap((cell) => cells.get(cell) ?? []))) {
                const corners = [indices[other], indices[other + 1], indices[other + 2]];
                if (!corners.some((corner) => points[corner] === points[a] || points[corner] === points[b]) && Crosses(a, b, corners, p)) {
                    crossed.add(other);
                }
            }
        }
    }
    return crossed;
}

/** The cells that the box about some vertices touches. */
function CellsOf(vertices: readonly number[], p: Float32Array): string[] {
    const [low, high] = [Math.min, Math.max].map((pick) =>
        [0, 1, 2].map((c) => Math.floor(pick(...vertices.map((v) => p[3 * v + c])) / CellSize)),
    );
    const cells: string[] = [];
    for (let x = low[0]; x <= high[0]; x++) {
        for (let y = low[1]; y <= high[1]; y++) {
            for (let z = low[2]; z <= high[2]; z++) {
                cells.push(`${x},${y},${z}`);
            }
        }
    }
    return cells;
}

/** Whether an edge goes through a triangle (Möller and Trumbore 1997). */
function Crosses(from: number, to: number, [a, b, c]: readonly number[], p: Float32Array): boolean {
    const between = (v: number, w: number): number[] => [0, 1, 2].map((k) => p[3 * w + k] - p[3 * v + k]);
    const [way, u, v, start] = [between(from, to), between(a, b), between(a, c), between(a, from)];
    const h = Cross(way, v);
    const det = Dot(u, h);
    if (det === 0) {
        return false;
    }
    const q = Cross(start, u);
    const [s, t, along] = [Dot(start, h) / det, Dot(way, q) / det, Dot(v, q) / det];
    return s >= 0 && t >= 0 && s + t <= 1 && along >= 0 && along <= 1;
}

function Dot(a: readonly number[], b: readonly number[]): number {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function Cross(a: readonly number[], b: readonly number[]): number[] {
    return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
