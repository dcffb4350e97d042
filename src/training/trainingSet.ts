import { FaceCreatorError } from "../face/faceCreatorError.js";

/** Some samples. */
export interface ISampleRows {
    /** n * vectorLength values in 0..1. */
    readonly x: Float32Array;
    /** n * size * size * 3 values in 0..1, RGB, row 0 on top. */
    readonly pictures: Float32Array;
    /** n * size * size part labels, where the set has them. */
    readonly labels?: Uint8Array;
}

/** Samples to train an imitator on. */
export interface ITrainingSet {
    /** Number of samples. */
    readonly count: number;
    /** Length of a vector: x and, where the imitator takes it, the nuisance vector behind it. */
    readonly vectorLength: number;
    /** Side of the pictures in pixels. */
    readonly size: number;
    /** Whether there are part labels. */
    readonly hasLabels: boolean;
    /**
     * Reads samples.
     * @param indices sample numbers
     * @returns a copy of them, in that order
     */
    read(indices: readonly number[]): ISampleRows;
}

/** A training set in memory, its pictures kept as bytes. */
export class MemoryTrainingSet implements ITrainingSet {
    public readonly count: number;

    /**
     * @param vectorLength length of a vector
     * @param size side of the pictures in pixels
     * @param _x count * vectorLength values in 0..1
     * @param _pictures count * size * size * 3 bytes, RGB, sRGB-encoded, row 0 on top
     * @param _labels count * size * size part labels
     * @throws E_ARGUMENT where the lengths do not fit each other
     */
    public constructor(
        public readonly vectorLength: number,
        public readonly size: number,
        private readonly _x: Float32Array,
        private readonly _pictures: Uint8Array,
        private readonly _labels?: Uint8Array,
    ) {
        this.count = _x.length / vectorLength;
        const pixels = this.count * size * size;
        if (_pictures.length !== 3 * pixels || (_labels && _labels.length !== pixels)) {
            throw new FaceCreatorError(
                "E_ARGUMENT",
                "vectors, pictures and labels differ in number:",
                [_pictures.length, ...(_labels ? [_labels.length] : [])].join(", "),
                `give ${this.count} pictures of ${size} pixels`,
            );
        }
    }

    /** @inheritdoc */
    public get hasLabels(): boolean {
        return this._labels !== undefined;
    }

    /** @inheritdoc */
    public read(indices: readonly number[]): ISampleRows {
        const length = this.vectorLength;
        const pixels = this.size * this.size;
        const bytes = 3 * pixels;
        const x = new Float32Array(indices.length * length);
        const pictures = new Float32Array(indices.length * bytes);
        const labels = this._labels && new Uint8Array(indices.length * pixels);
        indices.forEach((index, i) => {
            x.set(this._x.subarray(index * length, (index + 1) * length), i * length);
            labels?.set(this._labels!.subarray(index * pixels, (index + 1) * pixels), i * pixels);
            const from = index * bytes;
            for (let j = 0; j < bytes; j++) {
                pictures[i * bytes + j] = this._pictures[from + j] / 255;
            }
        });
        return { x, pictures, labels };
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
 * Shrinks a label map: of each square of pixels the one beside its middle is kept.
 * @param labels side * side labels
 * @param side its side in pixels, a multiple of `size`
 * @param size the wanted side
 * @returns size * size labels
 */
export function ShrinkLabels(labels: Uint8Array, side: number, size: number): Uint8Array {
    const factor = side / size;
    const middle = Math.floor(factor / 2);
    const at = (i: number): number => i * factor + middle;
    return Uint8Array.from({ length: size * size }, (_, i) => labels[at(Math.floor(i / size)) * side + at(i % size)]);
}

/**
 * A run of samples of a set, without a copy.
 * @param set the whole
 * @param first number of the first sample
 * @param count how many; default all that follow
 * @returns a set of those samples
 */
export function SubsetOf(set: ITrainingSet, first: number, count = set.count - first): ITrainingSet {
    const { vectorLength, size, hasLabels } = set;
    return { count, vectorLength, size, hasLabels, read: (indices) => set.read(indices.map((index) => first + index)) };
}

/**
 * Several sets as one, without a copy; samples are numbered from those of the first set on.
 * @param sets sets of one vector length and picture size; labels are left out where one of them has none
 * @returns a set of all samples
 * @throws E_ARGUMENT where vectors or pictures differ
 */
export function JoinSets(sets: readonly ITrainingSet[]): ITrainingSet {
    const [{ vectorLength, size }] = sets;
    const other = sets.find((set) => set.vectorLength !== vectorLength || set.size !== size);
    if (other) {
        const found = `${other.vectorLength} -> ${other.size} beside ${vectorLength} -> ${size}`;
        throw new FaceCreatorError("E_ARGUMENT", "the sets of samples differ:", found, "draw them of one head, and at one size");
    }
    const hasLabels = sets.every((set) => set.hasLabels);
    const pixels = size * size;
    const read = (indices: readonly number[]): ISampleRows => {
        const x = new Float32Array(indices.length * vectorLength);
        const pictures = new Float32Array(indices.length * 3 * pixels);
        const labels = hasLabels ? new Uint8Array(indices.length * pixels) : undefined;
        let first = 0;
        for (const set of sets) {
            const start = first;
            const places = indices.flatMap((index, i) => (index >= start && index < start + set.count ? [i] : []));
            const rows = set.read(places.map((place) => indices[place] - start));
            places.forEach((place, i) => {
                x.set(rows.x.subarray(i * vectorLength, (i + 1) * vectorLength), place * vectorLength);
                pictures.set(rows.pictures.subarray(i * 3 * pixels, (i + 1) * 3 * pixels), place * 3 * pixels);
                labels?.set(rows.labels!.subarray(i * pixels, (i + 1) * pixels), place * pixels);
            });
            first += set.count;
        }
        return { x, pictures, labels };
    };
    return { count: sets.reduce((sum, set) => sum + set.count, 0), vectorLength, size, hasLabels, read };
}
