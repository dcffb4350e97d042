/**
 * Solves A x = b for a symmetric positive definite A, by Cholesky's decomposition. Small dense systems only: n^3 / 6 multiplications.
 * @param matrix A, n x n, row by row; only its lower triangle is read
 * @param right b, n values
 * @returns x, n values; null when A is not positive definite
 */
export function SolveCholesky(matrix: Float64Array, right: Float64Array): Float64Array | null {
    const n = right.length;
    const lower = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
        for (let j = 0; j <= i; j++) {
            let sum = matrix[i * n + j];
            for (let k = 0; k < j; k++) {
                sum -= lower[i * n + k] * lower[j * n + k];
            }
            if (i === j) {
                if (!(sum > 0)) {
                    return null;
                }
                lower[i * n + i] = Math.sqrt(sum);
            } else {
                lower[i * n + j] = sum / lower[j * n + j];
            }
        }
    }
    const x = new Float64Array(n);
    for (let i = 0; i < n; i++) {
        let sum = right[i];
        for (let k = 0; k < i; k++) {
            sum -= lower[i * n + k] * x[k];
        }
        x[i] = sum / lower[i * n + i];
    }
    for (let i = n - 1; i >= 0; i--) {
        let sum = x[i];
        for (let k = i + 1; k < n; k++) {
            sum -= lower[k * n + i] * x[k];
        }
        x[i] = sum / lower[i * n + i];
    }
    return x;
}
