import { keep, type Tensor4D } from "@tensorflow/tfjs-core";
import { CropResize, CropResizeMatrices, type ICropResizeMatrices } from "./cropResize.js";

/**
 * A constant crop of the photo-booth frame, for pictures of any size: the matrices of each size are made once and kept.
 */
export class BoothCrop {
    private readonly _matrices = new Map<number, ICropResizeMatrices>();

    /**
     * @param _targetSize side of the cropped pictures
     * @param _crop the square in fractions of the frame (0..1), default: all of it
     */
    public constructor(
        private readonly _targetSize: number,
        private readonly _crop: { readonly left: number; readonly top: number; readonly side: number } = { left: 0, top: 0, side: 1 },
    ) {}

    /**
     * Cuts and resizes; differentiable.
     * @param pictures [n, s, s, c] in the photo-booth frame, any s
     * @returns [n, targetSize, targetSize, c], which is `pictures` itself where the crop changes nothing: call inside `tidy`
     */
    public apply(pictures: Tensor4D): Tensor4D {
        const size = pictures.shape[1];
        const { left, top, side } = this._crop;
        if (size === this._targetSize && left === 0 && top === 0 && side === 1) {
            return pictures;
        }
        let matrices = this._matrices.get(size);
        if (!matrices) {
            matrices = CropResizeMatrices(size, this._targetSize, { left: left * size, top: top * size, side: side * size });
            keep(matrices.rows);
            keep(matrices.columns);
            this._matrices.set(size, matrices);
        }
        return CropResize(pictures, matrices);
    }

    /** Frees the matrices. */
    public dispose(): void {
        for (const { rows, columns } of this._matrices.values()) {
            rows.dispose();
            columns.dispose();
        }
        this._matrices.clear();
    }
}
