/** A sparse linear map from base-mesh vertices to the vertices of a mesh, the same for positions and for displacements. */
export interface IOperator {
    /** Number of rows (vertices of the mesh). */
    readonly count: number;
    /** Row i holds the entries `starts[i]` to `starts[i + 1]`. */
    readonly starts: Uint32Array;
    readonly columns: Uint32Array;
    readonly weights: Float64Array;
}

/**
 * Packs rows.
 * @param rows base vertex -> weight, one map a row
 * @returns the operator
 */
export function PackOperator(rows: readonly ReadonlyMap<number, number>[]): IOperator {
    const starts = new Uint32Array(rows.length + 1);
    rows.forEach((row, i) => (starts[i + 1] = starts[i] + row.size));
    const columns = new Uint32Array(starts[rows.length]);
    const weights = new Float64Array(starts[rows.length]);
    let at = 0;
    for (const row of rows) {
        for (const [column, weight] of row) {
            columns[at] = column;
            weights[at++] = weight;
        }
    }
    return { count: rows.length, starts, columns, weights };
}

/**
 * Applies an operator to one value or vector a base vertex.
 * @param operator the map
 * @param values `size` values a base vertex
 * @param size values a vertex
 * @returns `size` values a row
 */
export function ApplyOperator(operator: IOperator, values: ArrayLike<number>, size = 3): Float32Array {
    const out = new Float32Array(operator.count * size);
    for (let i = 0; i < operator.count; i++) {
        for (let c = 0; c < size; c++) {
            let sum = 0;
            for (let k = operator.starts[i]; k < operator.starts[i + 1]; k++) {
                sum += operator.weights[k] * values[operator.columns[k] * size + c];
            }
            out[i * size + c] = sum;
        }
    }
    return out;
}

/**
 * Some rows of an operator, in a new order.
 * @param operator the map
 * @param rows numbers of rows
 * @returns a new operator
 */
export function SelectRows(operator: IOperator, rows: ArrayLike<number>): IOperator {
    const maps = Array.from(rows, (row) => {
        const map = new Map<number, number>();
        for (let k = operator.starts[row]; k < operator.starts[row + 1]; k++) {
            map.set(operator.columns[k], operator.weights[k]);
        }
        return map;
    });
    return PackOperator(maps);
}
