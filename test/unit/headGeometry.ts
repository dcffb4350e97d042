import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";

/** Points and the triangles that they may meet. */
export interface IContacts {
    /** Vertex numbers of the mesh whose points are looked at. */
    readonly points: readonly number[];
    /** For each point, triangles of the other mesh that are near it in rest. */
    readonly triangles: readonly (readonly number[])[];
}

/** Where a mesh stands with its morphs and bones; three metres a vertex. */
export function PosedPositions(mesh: Mesh): Float32Array {
    const positions = Float32Array.from(mesh.getVerticesData(VertexBuffer.PositionKind) ?? []);
    const joints = mesh.getVerticesData(VertexBuffer.MatricesIndicesKind);
    const weights = mesh.getVerticesData(VertexBuffer.MatricesWeightsKind);
    if (!mesh.skeleton || !joints || !weights) {
        return positions;
    }
    mesh.skeleton.prepare(true);
    const m = mesh.skeleton.getTransformMatrices(mesh);
    for (let v = 0; 3 * v < positions.length; v++) {
        const [x, y, z] = positions.subarray(3 * v, 3 * v + 3);
        const sum = [0, 0, 0];
        for (let k = 4 * v; k < 4 * v + 4; k++) {
            const b = 16 * joints[k];
            for (let c = 0; c < 3; c++) {
                sum[c] += weights[k] * (x * m[b + c] + y * m[b + 4 + c] + z * m[b + 8 + c] + m[b + 12 + c]);
            }
        }
        positions.set(sum, 3 * v);
    }
    return positions;
}

/**
 * Signed distance of a point from the nearest of some triangles (Ericson 2005, 5.1.5).
 * @returns metres, negative behind the triangle
 */
export function SignedDistance(
    [px, py, pz]: readonly [number, number, number],
    triangles: readonly number[],
    p: Float32Array,
    indices: ArrayLike<number>,
): number {
    let nearest = Infinity;
    let sign = 1;
    for (const triangle of triangles) {
        const a = 3 * indices[3 * triangle];
        const b = 3 * indices[3 * triangle + 1];
        const c = 3 * indices[3 * triangle + 2];
        const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
        const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
        const [wx, wy, wz] = [px - p[a], py - p[a + 1], pz - p[a + 2]];
        const [uu, uv, vv] = [ux * ux + uy * uy + uz * uz, ux * vx + uy * vy + uz * vz, vx * vx + vy * vy + vz * vz];
        const [d1, d2] = [ux * wx + uy * wy + uz * wz, vx * wx + vy * wy + vz * wz];
        const [d3, d4, d5, d6] = [d1 - uu, d2 - uv, d1 - uv, d2 - vv];
        const [vc, vb, va] = [d1 * d4 - d3 * d2, d5 * d2 - d1 * d6, d3 * d6 - d5 * d4];
        let s: number;
        let t: number;
        if (d1 <= 0 && d2 <= 0) {
            [s, t] = [0, 0];
        } else if (d3 >= 0 && d4 <= d3) {
            [s, t] = [1, 0];
        } else if (d6 >= 0 && d5 <= d6) {
            [s, t] = [0, 1];
        } else if (vc <= 0 && d1 >= 0 && d3 <= 0) {
            [s, t] = [d1 / (d1 - d3), 0];
        } else if (vb <= 0 && d2 >= 0 && d6 <= 0) {
            [s, t] = [0, d2 / (d2 - d6)];
        } else if (va <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0) {
            t = (d4 - d3) / (d4 - d3 + d5 - d6);
            s = 1 - t;
        } else {
            [s, t] = [vb / (va + vb + vc), vc / (va + vb + vc)];
        }
        const [x, y, z] = [wx - s * ux - t * vx, wy - s * uy - t * vy, wz - s * uz - t * vz];
        const square = x * x + y * y + z * z;
        if (square < nearest) {
            nearest = square;
            sign = x * (uy * vz - uz * vy) + y * (uz * vx - ux * vz) + z * (ux * vy - uy * vx) < 0 ? -1 : 1;
        }
    }
    return sign * Math.sqrt(nearest);
}

/**
 * Finds which triangles some points may meet: those about the nearest vertices.
 * @param points vertex numbers
 * @param positions of the points' mesh, in rest
 * @param surface positions of the other mesh, in rest
 * @param indices its triangles
 * @param reach metres; points farther away than that are left out
 * @returns points with their triangles
 */
export function FindContacts(
    points: readonly number[],
    positions: Float32Array,
    surface: Float32Array,
    indices: ArrayLike<number>,
    reach: number,
): IContacts {
    const about = Array.from({ length: surface.length / 3 }, (): number[] => []);
    for (let t = 0; t < indices.length; t++) {
        about[indices[t]].push(Math.floor(t / 3));
    }
    const contacts = { points: [] as number[], triangles: [] as number[][] };
    for (const point of points) {
        const [x, y, z] = positions.subarray(3 * point, 3 * point + 3);
        let least = reach * reach;
        const near: { vertex: number; square: number }[] = [];
        for (let v = 0; v < about.length; v++) {
            const square = (surface[3 * v] - x) ** 2 + (surface[3 * v + 1] - y) ** 2 + (surface[3 * v + 2] - z) ** 2;
            if (square < 4 * least) {
                near.push({ vertex: v, square });
                least = Math.min(least, square);
            }
        }
        // Half as far again as the nearest, and a little more.
        const limit = (Math.sqrt(least) * 1.5 + 0.002) ** 2;
        const triangles = new Set(near.filter(({ square }) => square < limit).flatMap(({ vertex }) => about[vertex]));
        if (least < reach * reach && triangles.size > 0) {
            contacts.points.push(point);
            contacts.triangles.push([...triangles]);
        }
    }
    return contacts;
}

/** Signed distance of each point; metres, negative behind the surface. */
export function ContactDistances(
    contacts: IContacts,
    positions: Float32Array,
    surface: Float32Array,
    indices: ArrayLike<number>,
): number[] {
    return contacts.points.map((point, i) =>
        SignedDistance([positions[3 * point], positions[3 * point + 1], positions[3 * point + 2]], contacts.triangles[i], surface, indices),
    );
}
