import { tensor, type Tensor } from "@tensorflow/tfjs-core";
import { SeededRandom } from "../../src/face/random.js";

/** Length of the table of random numbers that weights repeat; a prime, so that no two filters are alike. */
const TableLength = 65_521;

/** Weights of a network whose speed is measured and whose answers mean nothing: random, of the size that keeps signals alive. */
export class RandomLayers {
    private readonly _tensors: Tensor[] = [];
    private readonly _table: Float32Array;
    private _at = 0;

    /** @param seed seed of the weights */
    public constructor(seed: number) {
        const random = new SeededRandom(seed);
        this._table = Float32Array.from({ length: TableLength }, () => random.normal());
    }

    /**
     * A tensor of random values.
     * @param shape its shape
     * @param inputs inputs of each output: the values' variance is 2 / inputs
     * @returns the tensor, owned by these layers
     */
    public values(shape: number[], inputs: number): Tensor {
        const deviation = Math.sqrt(2 / inputs);
        const size = shape.reduce((product, side) => product * side, 1);
        const data = new Float32Array(size);
        for (let i = 0; i < size; i++) {
            data[i] = deviation * this._table[(this._at + i) % TableLength];
        }
        this._at += size;
        const made = tensor(data, shape);
        this._tensors.push(made);
        return made;
    }

    /** Number of values in all filters and matrices. */
    public get parameters(): number {
        return this._tensors.reduce((sum, one) => sum + one.size, 0);
    }

    /** Frees the weights. */
    public dispose(): void {
        this._tensors.splice(0).forEach((one) => one.dispose());
    }
}
