/**
 * Solves least squares with a ridge for any number of right-hand sides: w of least |A w - y|² + ridge |w|², by Cholesky's decomposition.
 * @param rows rows of A
 * @param ridge above 0, in units of the mean of AᵀA's diagonal
 * @returns a function that gives w for the values y of all rows
 */
export function RidgeSolver(rows: readonly ArrayLike<number>[], ridge: number): (values: ArrayLike<number>) => Float64Array {
    const size = rows[0].length;
    const lower = Array.from({ length: size }, (_, i) => new Float64Array(i + 1));
    for (const row of rows) {
        for (let i = 0; i < size; i++) {
            for (let j = 0; j <= i; j++) {
                lower[i][j] += row[i] * row[j];
            }
        }
    }
    const added = (ridge * lower.reduce((sum, row, i) => sum + row[i], 0)) / size;
    lower.forEach((row, i) => (row[i] += added));
    Decompose(lower);
    return (values) => {
        const w = new Float64Array(size);
        rows.forEach((row, r) => {
            for (let i = 0; i < size; i++) {
                w[i] += row[i] * values[r];
            }
        });
        for (let i = 0; i < size; i++) {
            for (let j = 0; j < i; j++) {
                w[i] -= lower[i][j] * w[j];
            }
            w[i] /= lower[i][i];
        }
        for (let i = size - 1; i >= 0; i--) {
            for (let j = i + 1; j < size; j++) {
                w[i] -= lower[j][i] * w[j];
            }
            w[i] /= lower[i][i];
        }
        return w;
    };
}

/** Cholesky's decomposition of a lower triangle, in place. */
function Decompose(lower: readonly Float64Array[]): void {
    for (let i = 0; i < lower.length; i++) {
        for (let j = 0; j <= i; j++) {
            let sum = lower[i][j];
            for (let k = 0; k < j; k++) {
                sum -= lower[i][k] * lower[j][k];
            }
            lower[i][j] = i === j ? Math.sqrt(sum) : sum / lower[j][j];
        }
    }
}
