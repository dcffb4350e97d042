/** Side of a cell in metres: finer than a frame is thick, coarser than the skin's triangles need. */
const Cell = 0.001;
/** Cells about each point that count as covered, so that what lies between the skin's vertices is kept off too. */
const Margin = 1;

/** How far back a mesh reaches, looked at from behind: a height field over x and y. */
export class BackOfMesh {
    private readonly _cells = new Map<number, number>();

    /**
     * Adds triangles of a mesh.
     * @param positions three metres a vertex
     * @param triangles vertex numbers
     * @param isWanted which vertices: a triangle counts where all three are wanted
     */
    public add(positions: ArrayLike<number>, triangles: ArrayLike<number>, isWanted: (vertex: number) => boolean): void {
        for (let t = 0; t + 2 < triangles.length; t += 3) {
            const corners = [triangles[t], triangles[t + 1], triangles[t + 2]];
            if (corners.every(isWanted)) {
                this._fill(positions, 3 * corners[0], 3 * corners[1], 3 * corners[2]);
            }
        }
    }

    /**
     * How far back the mesh reaches at a place.
     * @param x metres
     * @param y metres
     * @returns the smallest z; infinite where the mesh is not
     */
    public at(x: number, y: number): number {
        return this._cells.get(Key(Math.round(x / Cell), Math.round(y / Cell))) ?? Infinity;
    }

    /** Covers a triangle, given by the offsets of its corners. */
    private _fill(positions: ArrayLike<number>, a: number, b: number, c: number): void {
        const span = (from: number, to: number): number =>
            Math.hypot(positions[from] - positions[to], positions[from + 1] - positions[to + 1]);
        const steps = Math.ceil((2 * Math.max(span(a, b), span(b, c), span(c, a))) / Cell) + 1;
        for (let i = 0; i <= steps; i++) {
            for (let j = 0; i + j <= steps; j++) {
                const [u, v] = [i / steps, j / steps];
                const at = (k: number): number => positions[a + k] * (1 - u - v) + positions[b + k] * u + positions[c + k] * v;
                this._cover(at(0), at(1), at(2));
            }
        }
    }

    private _cover(x: number, y: number, z: number): void {
        const [column, row] = [Math.round(x / Cell), Math.round(y / Cell)];
        for (let i = column - Margin; i <= column + Margin; i++) {
            for (let j = row - Margin; j <= row + Margin; j++) {
                const key = Key(i, j);
                this._cells.set(key, Math.min(this._cells.get(key) ?? Infinity, z));
            }
        }
    }
}

function Key(column: number, row: number): number {
    return column * 100_000 + row;
}
