import { SignedDistance } from "./headGeometry.js";

/** Side of the cells that triangles are kept in, metres. */
const Cell = 0.004;
/** No distance is measured beyond this, metres. */
const Reach = 0.008;

/** A surface whose triangles are found by where they are. */
export class NearTriangles {
    private readonly _cells = new Map<string, number[]>();

    /**
     * @param _positions three metres a vertex
     * @param _indices its triangles
     */
    public constructor(
        private readonly _positions: Float32Array,
        private readonly _indices: ArrayLike<number>,
    ) {
        for (let t = 0; 3 * t < _indices.length; t++) {
            const range = [0, 1, 2].map((c) => {
                const values = [0, 1, 2].map((k) => _positions[3 * _indices[3 * t + k] + c]);
                return [Math.floor(Math.min(...values) / Cell), Math.floor(Math.max(...values) / Cell)];
            });
            for (let x = range[0][0]; x <= range[0][1]; x++) {
                for (let y = range[1][0]; y <= range[1][1]; y++) {
                    for (let z = range[2][0]; z <= range[2][1]; z++) {
                        const key = `${x} ${y} ${z}`;
                        const cell = this._cells.get(key);
                        cell ? cell.push(t) : this._cells.set(key, [t]);
                    }
                }
            }
        }
    }

    /**
     * Signed distance of a point from the surface.
     * @param point metres
     * @returns metres, negative behind the nearest triangle; infinite where no triangle is within 8 mm
     */
    public distance(point: readonly [number, number, number]): number {
        const at = point.map((x) => Math.floor(x / Cell));
        // The nearest triangle of a shell of cells is at least as far away as the shells before it are thick.
        let best = Infinity;
        for (let shell = 0; (shell - 1) * Cell < Math.min(Reach, Math.abs(best)); shell++) {
            const found = new Set<number>();
            for (let x = -shell; x <= shell; x++) {
                for (let y = -shell; y <= shell; y++) {
                    for (let z = -shell; z <= shell; z++) {
                        if (Math.max(Math.abs(x), Math.abs(y), Math.abs(z)) === shell) {
                            this._cells.get(`${at[0] + x} ${at[1] + y} ${at[2] + z}`)?.forEach((t) => found.add(t));
                        }
                    }
                }
            }
            if (found.size > 0) {
                const distance = SignedDistance(point, [...found], this._positions, this._indices);
                best = Math.abs(distance) < Math.abs(best) ? distance : best;
            }
        }
        return best;
    }
}
