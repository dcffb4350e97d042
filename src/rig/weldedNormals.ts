/** Positions that agree to this many metres are one point of the surface. */
const WeldGrid = 1e-6;

/**
 * Vertex normals of a deforming mesh. Vertices at equal rest positions are split only by their texture coordinates, so they share one
 * normal: seams do not show. Authored normals are kept: what is applied is how the computed normal changed against the rest shape.
 */
export class WeldedNormals {
    private readonly _group: Uint32Array;
    private readonly _sums: Float32Array;
    private readonly _restSums: Float32Array;

    /**
     * @param _indices triangles
     * @param rest rest positions, three a vertex
     * @param _restNormals authored normals of the rest shape, three a vertex
     */
    public constructor(
        private readonly _indices: ArrayLike<number>,
        rest: Float32Array,
        private readonly _restNormals: Float32Array,
    ) {
        const groups = new Map<string, number>();
        this._group = new Uint32Array(rest.length / 3);
        for (let i = 0; i < this._group.length; i++) {
            const key = [0, 1, 2].map((k) => Math.round(rest[3 * i + k] / WeldGrid)).join();
            let group = groups.get(key);
            if (group === undefined) {
                group = groups.size;
                groups.set(key, group);
            }
            this._group[i] = 3 * group;
        }
        this._sums = new Float32Array(3 * groups.size);
        this._sumFaces(rest);
        this._restSums = this._sums.slice();
    }

    /**
     * Computes the normals of a deformed shape.
     * @param positions deformed positions, three a vertex
     * @param normals written: unit normals, three a vertex
     */
    public compute(positions: Float32Array, normals: Float32Array): void {
        this._sumFaces(positions);
        for (let i = 0; i < this._group.length; i++) {
            const g = this._group[i];
            const o = 3 * i;
            const x = this._restNormals[o] + this._sums[g] - this._restSums[g];
            const y = this._restNormals[o + 1] + this._sums[g + 1] - this._restSums[g + 1];
            const z = this._restNormals[o + 2] + this._sums[g + 2] - this._restSums[g + 2];
            const scale = 1 / (Math.sqrt(x * x + y * y + z * z) || 1);
            normals[o] = x * scale;
            normals[o + 1] = y * scale;
            normals[o + 2] = z * scale;
        }
    }

    /** Sums the triangles' normals, weighted by area, over each welded point, and makes them unit length. */
    private _sumFaces(p: Float32Array): void {
        const sums = this._sums;
        const group = this._group;
        const indices = this._indices;
        sums.fill(0);
        for (let t = 0; t < indices.length; t += 3) {
            const a = 3 * indices[t];
            const b = 3 * indices[t + 1];
            const c = 3 * indices[t + 2];
            const ux = p[b] - p[a];
            const uy = p[b + 1] - p[a + 1];
            const uz = p[b + 2] - p[a + 2];
            const vx = p[c] - p[a];
            const vy = p[c + 1] - p[a + 1];
            const vz = p[c + 2] - p[a + 2];
            const nx = uy * vz - uz * vy;
            const ny = uz * vx - ux * vz;
            const nz = ux * vy - uy * vx;
            for (let k = 0; k < 3; k++) {
                const g = group[indices[t + k]];
                sums[g] += nx;
                sums[g + 1] += ny;
                sums[g + 2] += nz;
            }
        }
        for (let g = 0; g < sums.length; g += 3) {
            const length = Math.sqrt(sums[g] * sums[g] + sums[g + 1] * sums[g + 1] + sums[g + 2] * sums[g + 2]);
            if (length > 0) {
                sums[g] /= length;
                sums[g + 1] /= length;
                sums[g + 2] /= length;
            }
        }
    }
}
