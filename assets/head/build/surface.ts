import { type ISourceFace } from "./source.types.js";

/** Triangles with the mesh's vertices after corners of different UV were split. */
export interface ISurface {
    readonly indices: Uint32Array;
    /** Source vertex of each vertex. */
    readonly vertices: Uint32Array;
    readonly uv: Float32Array;
    /** Source UV number of each vertex. */
    readonly uvNumbers: Uint32Array;
    /** Tag of each vertex, as given for its face. */
    readonly tags: Uint8Array;
}

/**
 * Splits polygons into triangles along the shorter diagonal and gives every pair of vertex and UV a vertex of its own.
 * @param faces triangles and quads
 * @param positions decides the diagonal
 * @param toUv UV of a corner from its UV number and its face's tag
 * @param tags tag of each face
 * @returns the surface
 */
export function BuildSurface(
    faces: readonly ISourceFace[],
    positions: Float32Array,
    toUv: (uvNumber: number, tag: number) => readonly [number, number],
    tags?: ArrayLike<number>,
): ISurface {
    const ids = new Map<string, number>();
    const [indices, vertices, uv, uvNumbers, vertexTags]: number[][] = [[], [], [], [], []];
    const distance = (a: number, b: number): number => Math.hypot(...[0, 1, 2].map((c) => positions[a * 3 + c] - positions[b * 3 + c]));
    faces.forEach((face, f) => {
        const tag = tags?.[f] ?? 0;
        const corner = (k: number): number => {
            const key = `${face.corners[k]} ${face.uvs[k]} ${tag}`;
            let id = ids.get(key);
            if (id === undefined) {
                id = vertices.push(face.corners[k]) - 1;
                ids.set(key, id);
                uv.push(...toUv(face.uvs[k], tag));
                uvNumbers.push(face.uvs[k]);
                vertexTags.push(tag);
            }
            return id;
        };
        const [a, b, c, d] = face.corners;
        if (face.corners.length === 3 || d === a) {
            indices.push(corner(0), corner(1), corner(2));
        } else if (distance(a, c) <= distance(b, d)) {
            indices.push(corner(0), corner(1), corner(2), corner(0), corner(2), corner(3));
        } else {
            indices.push(corner(0), corner(1), corner(3), corner(1), corner(2), corner(3));
        }
    });
    return {
        indices: Uint32Array.from(indices),
        vertices: Uint32Array.from(vertices),
        uv: Float32Array.from(uv),
        uvNumbers: Uint32Array.from(uvNumbers),
        tags: Uint8Array.from(vertexTags),
    };
}

/**
 * Smooth normals; vertices at the same position share one.
 * @param positions three values a vertex
 * @param indices triangles
 * @returns unit vectors
 */
export function BuildNormals(positions: Float32Array, indices: Uint32Array): Float32Array {
    const weld = WeldByPosition(positions);
    const sums = new Float64Array(positions.length);
    for (let t = 0; t < indices.length; t += 3) {
        const [a, b, c] = [indices[t] * 3, indices[t + 1] * 3, indices[t + 2] * 3];
        const u = [0, 1, 2].map((k) => positions[b + k] - positions[a + k]);
        const w = [0, 1, 2].map((k) => positions[c + k] - positions[a + k]);
        const n = [u[1] * w[2] - u[2] * w[1], u[2] * w[0] - u[0] * w[2], u[0] * w[1] - u[1] * w[0]];
        for (const v of [indices[t], indices[t + 1], indices[t + 2]]) {
            n.forEach((x, k) => (sums[weld[v] * 3 + k] += x));
        }
    }
    return Float32Array.from(positions, (_, i) => {
        const v = weld[Math.floor(i / 3)] * 3;
        const length = Math.hypot(sums[v], sums[v + 1], sums[v + 2]);
        return length === 0 ? (i % 3 === 2 ? 1 : 0) : sums[v + (i % 3)] / length;
    });
}

/**
 * The first vertex at each vertex's position.
 * @param positions three values a vertex
 * @returns vertex numbers
 */
export function WeldByPosition(positions: Float32Array): Uint32Array {
    const first = new Map<string, number>();
    return Uint32Array.from({ length: positions.length / 3 }, (_, v) => {
        const key = `${positions[v * 3]} ${positions[v * 3 + 1]} ${positions[v * 3 + 2]}`;
        const old = first.get(key);
        if (old === undefined) {
            first.set(key, v);
        }
        return old ?? v;
    });
}

/**
 * The part of a mesh whose triangles satisfy a condition, with only the vertices that it needs.
 * @param indices triangles
 * @param keep condition on the three vertices
 * @returns new indices and the old number of each vertex
 */
export function CutTriangles(
    indices: Uint32Array,
    keep: (a: number, b: number, c: number) => boolean,
): { readonly indices: Uint32Array; readonly vertices: Uint32Array } {
    const ids = new Map<number, number>();
    const out: number[] = [];
    for (let t = 0; t < indices.length; t += 3) {
        if (keep(indices[t], indices[t + 1], indices[t + 2])) {
            for (let k = 0; k < 3; k++) {
                const v = indices[t + k];
                ids.set(v, ids.get(v) ?? ids.size);
                out.push(ids.get(v) ?? -1);
            }
        }
    }
    return { indices: Uint32Array.from(out), vertices: Uint32Array.from(ids.keys()) };
}
