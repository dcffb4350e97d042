import { add, conv2d, maximum, slice, tensor, tensor1d, type Tensor, type Tensor2D, type Tensor4D } from "@tensorflow/tfjs-core";
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

    /**
     * A convolution with bias (batch normalisation is folded into both).
     * @param side side of the filter
     * @param from input channels
     * @param to output channels
     * @param stride step
     * @returns the layer, without activation
     */
    public convolution(side: number, from: number, to: number, stride = 1): (input: Tensor4D) => Tensor4D {
        const filter = this.values([side, side, from, to], side * side * from) as Tensor4D;
        const bias = tensor1d(new Float32Array(to));
        this._tensors.push(bias);
        return (input) => add(conv2d(input, filter, stride, "same"), bias);
    }

    /** A convolution followed by the max-feature-map activation: the larger of two halves of the channels. */
    public maxFeatureMap(side: number, from: number, to: number): (input: Tensor4D) => Tensor4D {
        const layer = this.convolution(side, from, 2 * to);
        return (input) => {
            const both = layer(input);
            const [n, h, w] = both.shape;
            return maximum(slice(both, [0, 0, 0, 0], [n, h, w, to]), slice(both, [0, 0, 0, to], [n, h, w, to]));
        };
    }

    /** A matrix [from, to]. */
    public matrix(from: number, to: number): Tensor2D {
        return this.values([from, to], from) as Tensor2D;
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
