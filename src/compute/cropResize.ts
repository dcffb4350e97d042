import { matMul, reshape, tensor2d, tidy, transpose, type Tensor2D, type Tensor4D } from "@tensorflow/tfjs-core";

/** A square part of a square picture: left, top and side in pixels of that picture; it may reach beyond the edges. */
export interface ISquareCrop {
    readonly left: number;
    readonly top: number;
    readonly side: number;
}

/** The matrices that cut and resize rows and columns; constant, so exact and differentiable on every backend. */
export interface ICropResizeMatrices {
    /** [source size, target size], acts on rows. */
    readonly rows: Tensor2D;
    /** [source size, target size], acts on columns. */
    readonly columns: Tensor2D;
}

/**
 * The matrix that resamples one axis: linear between pixel centres, widened to the target's pixel where that is larger, so that
 * shrinking averages (the antialiased bilinear filter). What lies beyond an edge repeats the edge pixel.
 * @param sourceSize pixels before
 * @param targetSize pixels after
 * @param start first edge of the part to keep, in source pixels (0 = the outer edge of pixel 0)
 * @param length length of the part to keep, in source pixels
 * @returns [sourceSize, targetSize] row by row; each column sums to 1
 */
export function ResampleMatrix(sourceSize: number, targetSize: number, start = 0, length = sourceSize): Float32Array {
    const matrix = new Float32Array(sourceSize * targetSize);
    const step = length / targetSize;
    const radius = Math.max(1, step);
    for (let target = 0; target < targetSize; target++) {
        const centre = start + (target + 0.5) * step - 0.5;
        const weights: [number, number][] = [];
        let total = 0;
        for (let source = Math.ceil(centre - radius); source <= Math.floor(centre + radius); source++) {
            const weight = Math.max(0, 1 - Math.abs(source - centre) / radius);
            weights.push([Math.min(sourceSize - 1, Math.max(0, source)), weight]);
            total += weight;
        }
        for (const [source, weight] of weights) {
            matrix[source * targetSize + target] += weight / total;
        }
    }
    return matrix;
}

/**
 * The matrices that cut a square from square pictures and resize it.
 * @param sourceSize side of the pictures
 * @param targetSize side of the result
 * @param crop the square, in pixels of the picture; default: all of it
 * @returns two matrices; the caller disposes them
 */
export function CropResizeMatrices(sourceSize: number, targetSize: number, crop?: ISquareCrop): ICropResizeMatrices {
    const { left, top, side } = crop ?? { left: 0, top: 0, side: sourceSize };
    return {
        rows: tensor2d(ResampleMatrix(sourceSize, targetSize, top, side), [sourceSize, targetSize]),
        columns: tensor2d(ResampleMatrix(sourceSize, targetSize, left, side), [sourceSize, targetSize]),
    };
}

/**
 * Cuts and resizes pictures; differentiable.
 * @param pictures [n, h, w, c], h and w the source sizes of the matrices
 * @param matrices of {@link CropResizeMatrices}
 * @returns [n, target rows, target columns, c]; the caller disposes it
 */
export function CropResize(pictures: Tensor4D, matrices: ICropResizeMatrices): Tensor4D {
    return tidy(() => {
        const [n, h, w, c] = pictures.shape;
        const { rows, columns } = matrices;
        // The picture stands on the left and nothing is transposed inside the products: wasm is fast only then.
        const byColumns = reshape(transpose(pictures, [0, 1, 3, 2]), [n * h * c, w]) as Tensor2D;
        const narrow = reshape(matMul(byColumns, columns), [n, h, c, columns.shape[1]]);
        const byRows = reshape(transpose(narrow, [0, 3, 2, 1]), [n * columns.shape[1] * c, h]) as Tensor2D;
        const small = reshape(matMul(byRows, rows), [n, columns.shape[1], c, rows.shape[1]]);
        return transpose(small, [0, 3, 1, 2]) as Tensor4D;
    });
}
