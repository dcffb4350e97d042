import { FaceCreatorError } from "../face/faceCreatorError.js";

/** Samples to train an imitator on. */
export interface ITrainingSet {
    /** Number of samples. */
    readonly count: number;
    /** Length of x. */
    readonly vectorLength: number;
    /** Side of the pictures in pixels. */
    readonly size: number;
    /**
     * Reads samples.
     * @param indices sample numbers, n of them
     * @returns vectors, n * vectorLength in 0..1, and pictures, n * size * size * 3 in 0..1, RGB, row 0 on top
     */
    read(indices: readonly number[]): { readonly x: Float32Array; readonly pictures: Float32Array };
}

/** A training set in memory, its pictures kept as bytes. */
export class MemoryTrainingSet implements ITrainingSet {
    public readonly count: number;

    /**
     * @param vectorLength length of x
     * @param size side of the pictures in pixels
     * @param _x count * vectorLength values in 0..1
     * @param _pictures count * size * size * 3 bytes, RGB, sRGB-encoded, row 0 on top
     * @throws E_ARGUMENT where the lengths do not fit each other
     */
    public constructor(
        public readonly vectorLength: number,
        public readonly size: number,
        private readonly _x: Float32Array,
        private readonly _pictures: Uint8Array,
    ) {
        this.count = _x.length / vectorLength;
        if (_pictures.length !== this.count * 3 * size * size) {
            throw new FaceCreatorError(
                "E_ARGUMENT",
                "vectors and pictures differ in number:",
                String(_pictures.length),
                `give ${this.count} pictures of ${size} pixels`,
            );
        }
    }

    /** @inheritdoc */
    public read(indices: readonly number[]): { x: Float32Array; pictures: Float32Array } {
        const length = this.vectorLength;
        const bytes = 3 * this.size * this.size;
        const x = new Float32Array(indices.length * length);
        const pictures = new Float32Array(indices.length * bytes);
        indices.forEach((index, i) => {
            x.set(this._x.subarray(index * length, (index + 1) * length), i * length);
            const from = index * bytes;
            for (let j = 0; j < bytes; j++) {
                pictures[i * bytes + j] = this._pictures[from + j] / 255;
            }
        });
        return { x, pictures };
    }
}

/**
 * Shrinks a picture by averaging squares of pixels.
 * @param picture side * side * 3 bytes
 * @param side its side in pixels, a multiple of `size`
 * @param size the wanted side
 * @returns size * size * 3 bytes
 */
export function ShrinkPicture(picture: Uint8Array, side: number, size: number): Uint8Array {
    const factor = side / size;
    const result = new Uint8Array(3 * size * size);
    for (let y = 0; y < size; y++) {
        for (let x = 0; x < size; x++) {
            for (let c = 0; c < 3; c++) {
                let sum = 0;
                for (let v = 0; v < factor; v++) {
                    for (let u = 0; u < factor; u++) {
                        sum += picture[3 * ((y * factor + v) * side + x * factor + u) + c];
                    }
                }
                result[3 * (y * size + x) + c] = Math.round(sum / (factor * factor));
            }
        }
    }
    return result;
}

/**
 * A run of samples of a set, without a copy.
 * @param set the whole
 * @param first number of the first sample
 * @param count how many
 * @returns a set of those samples
 */
export function SubsetOf(set: ITrainingSet, first: number, count: number): ITrainingSet {
    return {
        count,
        vectorLength: set.vectorLength,
        size: set.size,
        read: (indices) => set.read(indices.map((index) => first + index)),
    };
}
