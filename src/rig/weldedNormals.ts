import { CreateAdjacency, type IAdjacency } from "./adjacency.js";
import { MarkedList } from "./markedList.js";

/** Positions that agree to this many metres are one point of the surface. */
const WeldGrid = 1e-6;
/** Where more than this share of the vertices moved, finding what they touch costs more than it saves. */
const MostMoved = 0.4;

/**
 * Vertex normals of a deforming mesh. Vertices at equal rest positions are split only by their texture coordinates, so they share one
 * normal: seams do not show. Authored normals are kept: what is applied is how the computed normal changed against the rest shape.
 * Where a part of the mesh moved only that part is computed, to the same bits as all of it.
 */
export class WeldedNormals {
    /** The vertices whose normals the last call wrote. */
    public readonly written: MarkedList;

    /** Welded point of each vertex and of each triangle's corner. */
    private readonly _points: Uint32Array;
    private readonly _corners: Uint32Array;
    private readonly _verticesOf: IAdjacency;
    /** Of each point the triangles, as the offsets of their normals. */
    private readonly _facesOf: IAdjacency;
    /** Normals of the triangles, as long as twice their area. */
    private readonly _faces: Float32Array;
    /** Unit sums of the normals of each point's triangles in the rest shape. */
    private readonly _restSums: Float64Array;
    /** Room for the same of another shape. */
    private readonly _sums: Float64Array;
    private readonly _dirtyPoints: MarkedList;
    private readonly _dirtyFaces: MarkedList;

    /**
     * @param _indices triangles
     * @param rest rest positions, three a vertex
     * @param _restNormals authored normals of the rest shape, three a vertex
     */
    public constructor(
        private readonly _indices: Uint32Array,
        rest: Float32Array,
        private readonly _restNormals: Float32Array,
    ) {
        const { points, count } = WeldPoints(rest);
        this._points = points;
        this._corners = _indices.map((vertex) => points[vertex]);
        this._verticesOf = CreateAdjacency(points, count);
        const { offsets, items } = CreateAdjacency(this._corners, count);
        this._facesOf = { offsets, items: items.map((corner) => corner - (corner % 3)) };
        this._faces = new Float32Array(_indices.length);
        this._restSums = new Float64Array(3 * count);
        this._sums = new Float64Array(3 * count);
        this._dirtyPoints = new MarkedList(count);
        this._dirtyFaces = new MarkedList(_indices.length / 3);
        this.written = new MarkedList(points.length);
        this._sumFaces(rest, this._restSums);
    }

    /**
     * Computes the normals of a deformed shape.
     * @param positions deformed positions, three a vertex
     * @param normals written: unit normals, three a vertex
     * @param moved the vertices that moved since the last call with the same `normals`; default: all
     */
    public compute(positions: Float32Array, normals: Float32Array, moved: MarkedList | null = null): void {
        this.written.clear();
        if (moved !== null && moved.count < MostMoved * this._points.length) {
            this._findDirty(moved);
            this._computeFaces(positions, this._dirtyFaces);
            this._writeNormals(normals, this._dirtyPoints);
        } else {
            this._sumFaces(positions, this._sums);
            this._writeAllNormals(normals);
        }
    }

    /**
     * Computes the normals of all triangles and for each point the unit sum of those of its triangles: in the order of the triangles, which is that
     * in which a point finds them, so that the bits are the same, and much quicker than asking each point for its triangles.
     */
    private _sumFaces(p: Float32Array, sums: Float64Array): void {
        const { _indices: indices, _corners: corners, _faces: faces } = this;
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
            const x = Math.fround(uy * vz - uz * vy);
            const y = Math.fround(uz * vx - ux * vz);
            const z = Math.fround(ux * vy - uy * vx);
            faces[t] = x;
            faces[t + 1] = y;
            faces[t + 2] = z;
            const i = 3 * corners[t];
            const j = 3 * corners[t + 1];
            const k = 3 * corners[t + 2];
            sums[i] += x;
            sums[i + 1] += y;
            sums[i + 2] += z;
            sums[j] += x;
            sums[j + 1] += y;
            sums[j + 2] += z;
            sums[k] += x;
            sums[k + 1] += y;
            sums[k + 2] += z;
        }
        for (let s = 0; s < sums.length; s += 3) {
            const unit = 1 / (Math.sqrt(sums[s] * sums[s] + sums[s + 1] * sums[s + 1] + sums[s + 2] * sums[s + 2]) || 1);
            sums[s] *= unit;
            sums[s + 1] *= unit;
            sums[s + 2] *= unit;
        }
    }

    /** Writes how the unit sums differ from those of the rest shape onto the authored normals of all vertices. */
    private _writeAllNormals(normals: Float32Array): void {
        const { _points: points, _sums: sums, _restSums: restSums, _restNormals: restNormals } = this;
        for (let vertex = 0, o = 0; vertex < points.length; vertex++, o += 3) {
            const s = 3 * points[vertex];
            const x = restNormals[o] + (sums[s] - restSums[s]);
            const y = restNormals[o + 1] + (sums[s + 1] - restSums[s + 1]);
            const z = restNormals[o + 2] + (sums[s + 2] - restSums[s + 2]);
            const scale = 1 / (Math.sqrt(x * x + y * y + z * z) || 1);
            normals[o] = x * scale;
            normals[o + 1] = y * scale;
            normals[o + 2] = z * scale;
        }
        this.written.addAll();
    }

    /** Finds the triangles that moved vertices touch, and every point that these touch. */
    private _findDirty(moved: MarkedList): void {
        const { _dirtyPoints: points, _dirtyFaces: faces } = this;
        points.clear();
        faces.clear();
        for (let i = 0; i < moved.count; i++) {
            points.add(this._points[moved.items[i]]);
        }
        const { offsets, items } = this._facesOf;
        for (let i = 0, count = points.count; i < count; i++) {
            const point = points.items[i];
            for (let k = offsets[point]; k < offsets[point + 1]; k++) {
                faces.add(items[k] / 3);
            }
        }
        for (let i = 0; i < faces.count; i++) {
            const t = 3 * faces.items[i];
            points.add(this._corners[t]);
            points.add(this._corners[t + 1]);
            points.add(this._corners[t + 2]);
        }
    }

    /** Computes the normals of some triangles. */
    private _computeFaces(p: Float32Array, some: MarkedList): void {
        const { _indices: indices, _faces: faces } = this;
        for (let i = 0; i < some.count; i++) {
            const t = 3 * some.items[i];
            const a = 3 * indices[t];
            const b = 3 * indices[t + 1];
            const c = 3 * indices[t + 2];
            const ux = p[b] - p[a];
            const uy = p[b + 1] - p[a + 1];
            const uz = p[b + 2] - p[a + 2];
            const vx = p[c] - p[a];
            const vy = p[c + 1] - p[a + 1];
            const vz = p[c + 2] - p[a + 2];
            faces[t] = uy * vz - uz * vy;
            faces[t + 1] = uz * vx - ux * vz;
            faces[t + 2] = ux * vy - uy * vx;
        }
    }

    /**
     * Sums the normals of each point's triangles, weighted by area, makes the sum unit length, and writes how it differs from that of the rest shape
     * onto the authored normals.
     * @param normals written
     * @param some points
     */
    private _writeNormals(normals: Float32Array, some: MarkedList): void {
        const { _faces: faces, _restSums: restSums, _restNormals: restNormals, written } = this;
        const { offsets: faceOffsets, items: faceItems } = this._facesOf;
        const { offsets, items } = this._verticesOf;
        for (let i = 0; i < some.count; i++) {
            const point = some.items[i];
            let sx = 0;
            let sy = 0;
            let sz = 0;
            for (let k = faceOffsets[point], end = faceOffsets[point + 1]; k < end; k++) {
                const t = faceItems[k];
                sx += faces[t];
                sy += faces[t + 1];
                sz += faces[t + 2];
            }
            const unit = 1 / (Math.sqrt(sx * sx + sy * sy + sz * sz) || 1);
            const dx = sx * unit - restSums[3 * point];
            const dy = sy * unit - restSums[3 * point + 1];
            const dz = sz * unit - restSums[3 * point + 2];
            for (let k = offsets[point], end = offsets[point + 1]; k < end; k++) {
                const o = 3 * items[k];
                const x = restNormals[o] + dx;
                const y = restNormals[o + 1] + dy;
                const z = restNormals[o + 2] + dz;
                const scale = 1 / (Math.sqrt(x * x + y * y + z * z) || 1);
                normals[o] = x * scale;
                normals[o + 1] = y * scale;
                normals[o + 2] = z * scale;
                written.add(items[k]);
            }
        }
    }
}

/** The surface point of each vertex: vertices at equal positions have the same. */
function WeldPoints(rest: Float32Array): { points: Uint32Array; count: number } {
    const numbers = new Map<string, number>();
    const points = new Uint32Array(rest.length / 3);
    for (let i = 0; i < points.length; i++) {
        const key = [0, 1, 2].map((k) => Math.round(rest[3 * i + k] / WeldGrid)).join();
        let point = numbers.get(key);
        if (point === undefined) {
            point = numbers.size;
            numbers.set(key, point);
        }
        points[i] = point;
    }
    return { points, count: numbers.size };
}
