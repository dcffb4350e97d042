import { type ILookMesh } from "../lookGeometry.types.js";

const LeafSize = 6;

/** Finds the nearest hit of rays with fixed triangles, by a bounding volume hierarchy. */
export class RayCaster {
    /** Nine values a triangle. */
    private readonly _triangles: Float32Array;
    /** Six values a node: minimum, maximum. */
    private readonly _bounds: Float64Array;
    /** Two values a node: inner nodes right child and -1, leaves first triangle and count; the left child follows its parent. */
    private readonly _nodes: Int32Array;
    private _count = 0;
    private readonly _order: Uint32Array;
    private readonly _stack = new Int32Array(64);

    /** @param meshes what can be hit, from both sides */
    public constructor(meshes: readonly ILookMesh[]) {
        const corners: number[] = [];
        for (const mesh of meshes) {
            for (const index of mesh.indices) {
                corners.push(mesh.positions[index * 3], mesh.positions[index * 3 + 1], mesh.positions[index * 3 + 2]);
            }
        }
        this._triangles = Float32Array.from(corners);
        this._order = Uint32Array.from({ length: this._triangles.length / 9 }, (_, i) => i);
        this._bounds = new Float64Array(this._order.length * 12);
        this._nodes = new Int32Array(this._order.length * 4);
        this._build(0, this._order.length);
    }

    /**
     * @param origin start of the ray
     * @param direction unit direction
     * @param reach largest distance
     * @returns distance to the nearest hit, or `reach` if there is none
     */
    public cast(origin: ArrayLike<number>, direction: ArrayLike<number>, reach: number): number {
        let nearest = reach;
        let depth = 0;
        const [ix, iy, iz] = [1 / direction[0], 1 / direction[1], 1 / direction[2]];
        const [ox, oy, oz] = [origin[0], origin[1], origin[2]];
        const bounds = this._bounds;
        this._stack[depth++] = 0;
        while (depth > 0) {
            const node = this._stack[--depth];
            const b = node * 6;
            const x0 = (bounds[b] - ox) * ix;
            const x1 = (bounds[b + 3] - ox) * ix;
            const y0 = (bounds[b + 1] - oy) * iy;
            const y1 = (bounds[b + 4] - oy) * iy;
            const z0 = (bounds[b + 2] - oz) * iz;
            const z1 = (bounds[b + 5] - oz) * iz;
            const near = Math.max(0, Math.min(x0, x1), Math.min(y0, y1), Math.min(z0, z1));
            const far = Math.min(nearest, Math.max(x0, x1), Math.max(y0, y1), Math.max(z0, z1));
            if (near > far) {
                continue;
            }
            const count = this._nodes[node * 2 + 1];
            if (count < 0) {
                this._stack[depth++] = this._nodes[node * 2];
                this._stack[depth++] = node + 1;
                continue;
            }
            const first = this._nodes[node * 2];
            for (let i = first; i < first + count; i++) {
                nearest = this._hit(this._order[i] * 9, origin, direction, nearest);
            }
        }
        return nearest;
    }

    private _build(first: number, count: number): void {
        const node = this._count++;
        this._nodes.set([first, count], node * 2);
        const low = [Infinity, Infinity, Infinity];
        const high = [-Infinity, -Infinity, -Infinity];
        for (let i = first; i < first + count; i++) {
            for (let k = 0; k < 9; k++) {
                const value = this._triangles[this._order[i] * 9 + k];
                low[k % 3] = Math.min(low[k % 3], value);
                high[k % 3] = Math.max(high[k % 3], value);
            }
        }
        this._bounds.set([...low, ...high], node * 6);
        if (count <= LeafSize) {
            return;
        }
        const extent = [high[0] - low[0], high[1] - low[1], high[2] - low[2]];
        const axis = extent.indexOf(Math.max(...extent));
        const center = (t: number) => this._triangles[t * 9 + axis] + this._triangles[t * 9 + 3 + axis] + this._triangles[t * 9 + 6 + axis];
        this._order.subarray(first, first + count).sort((a, b) => center(a) - center(b) || a - b);
        const half = count >> 1;
        this._build(first, half);
        this._nodes[node * 2] = this._count;
        this._nodes[node * 2 + 1] = -1;
        this._build(first + half, count - half);
    }

    /** Source: Moeller and Trumbore, "Fast, Minimum Storage Ray-Triangle Intersection" (1997). */
    private _hit(t: number, o: ArrayLike<number>, d: ArrayLike<number>, nearest: number): number {
        const p = this._triangles;
        const e1x = p[t + 3] - p[t];
        const e1y = p[t + 4] - p[t + 1];
        const e1z = p[t + 5] - p[t + 2];
        const e2x = p[t + 6] - p[t];
        const e2y = p[t + 7] - p[t + 1];
        const e2z = p[t + 8] - p[t + 2];
        const px = d[1] * e2z - d[2] * e2y;
        const py = d[2] * e2x - d[0] * e2z;
        const pz = d[0] * e2y - d[1] * e2x;
        const determinant = e1x * px + e1y * py + e1z * pz;
        if (Math.abs(determinant) < 1e-14) {
            return nearest;
        }
        const inverse = 1 / determinant;
        const sx = o[0] - p[t];
        const sy = o[1] - p[t + 1];
        const sz = o[2] - p[t + 2];
        const u = (sx * px + sy * py + sz * pz) * inverse;
        if (u < 0 || u > 1) {
            return nearest;
        }
        const qx = sy * e1z - sz * e1y;
        const qy = sz * e1x - sx * e1z;
        const qz = sx * e1y - sy * e1x;
        const v = (d[0] * qx + d[1] * qy + d[2] * qz) * inverse;
        if (v < 0 || u + v > 1) {
            return nearest;
        }
        const distance = (e2x * qx + e2y * qy + e2z * qz) * inverse;
        return distance > 0 && distance < nearest ? distance : nearest;
    }
}
