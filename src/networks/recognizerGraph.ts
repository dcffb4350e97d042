import {
    add,
    avgPool,
    div,
    matMul,
    maxPool,
    mean,
    mul,
    pad,
    relu,
    sqrt,
    square,
    sub,
    sum,
    tensor1d,
    tidy,
    type Tensor1D,
    type Tensor2D,
    type Tensor4D,
} from "@tensorflow/tfjs-core";
import { ConvolutionLayer } from "../compute/convolutionLayer.js";
import { type WeightMap } from "./imitatorGraph.js";

/** Side of the pictures that the recognition network looks at. */
export const RecognizerInputSize = 150;

/** Mean colour that the training of face-api's networks took off, RGB of 255. */
export const MeanColor = [122.782, 117.001, 104.298];

/** The stages of dlib's ResNet: name of the block that halves the side (none in the first stage), and of those that keep it. */
const Stages: readonly { readonly down?: string; readonly keep: readonly string[] }[] = [
    { keep: ["conv32_1", "conv32_2", "conv32_3"] },
    { down: "conv64_down", keep: ["conv64_1", "conv64_2", "conv64_3"] },
    { down: "conv128_down", keep: ["conv128_1", "conv128_2"] },
    { down: "conv256_down", keep: ["conv256_1", "conv256_2"] },
    { down: "conv256_down_out", keep: [] },
];

/** face-api's recognition network (dlib's ResNet), with its scale layers folded into the convolutions. */
export class RecognizerGraph {
    private readonly _layers = new Map<string, ConvolutionLayer>();
    private readonly _dense: Tensor2D;
    private readonly _mean: Tensor1D;

    /**
     * @param weights the weights of `face_recognition_model` by name; copied, the caller still owns them
     */
    public constructor(weights: WeightMap) {
        this._dense = weights.fc.clone() as Tensor2D;
        this._mean = tensor1d(MeanColor.map((value) => value / 255));
        for (const key of Object.keys(weights).filter((name) => name.endsWith("/conv/filters"))) {
            const name = key.slice(0, -"/conv/filters".length);
            const scale = weights[`${name}/scale/weights`];
            const filter = tidy(() => mul(weights[key], scale)) as Tensor4D;
            const bias = tidy(() => add(mul(weights[`${name}/conv/bias`], scale), weights[`${name}/scale/biases`])) as Tensor1D;
            const down = /_down[^/]*(\/conv1)?$/.test(name);
            const options = { stride: down ? 2 : 1, pad: down ? "valid" : "same", relu: !name.endsWith("/conv2") } as const;
            this._layers.set(name, new ConvolutionLayer(filter, bias, options));
        }
    }

    /**
     * The forward pass; differentiable with respect to the pictures.
     * @param pictures [n, 150, 150, 3], RGB, sRGB-encoded, 0..1, cut out as dlib does (eyes 53 px apart)
     * @returns [n, 128], as the network gives them, not normalised; the caller disposes it
     */
    public run(pictures: Tensor4D): Tensor2D {
        return tidy(() => {
            const first = this._apply(sub(pictures, this._mean), "conv32_down");
            let maps: Tensor4D = maxPool(first, 3, 2, "valid");
            for (const stage of Stages) {
                if (stage.down !== undefined) {
                    maps = relu(AddPadded(this._branch(maps, stage.down), avgPool(maps, 2, 2, "valid")));
                }
                for (const name of stage.keep) {
                    maps = relu(add(this._branch(maps, name), maps));
                }
            }
            return matMul(mean(maps, [1, 2]) as Tensor2D, this._dense);
        });
    }

    /** Frees the weights. */
    public dispose(): void {
        this._dense.dispose();
        this._mean.dispose();
        this._layers.forEach((layer) => layer.dispose());
    }

    private _branch(maps: Tensor4D, name: string): Tensor4D {
        return this._apply(this._apply(maps, `${name}/conv1`), `${name}/conv2`);
    }

    private _apply(maps: Tensor4D, name: string): Tensor4D {
        return this._layers.get(name)!.apply(maps);
    }
}

/**
 * Scales each row to length 1.
 * @param rows [n, length]
 * @returns the same shape; the caller disposes it
 */
export function NormaliseRows(rows: Tensor2D): Tensor2D {
    return tidy(() => div(rows, sqrt(add(sum(square(rows), 1, true) as Tensor1D, 1e-12))));
}

/** Adds two batches of maps, the smaller one padded with zeros at the bottom, the right and the last channels. */
function AddPadded(a: Tensor4D, b: Tensor4D): Tensor4D {
    const grown = (x: Tensor4D): Tensor4D => {
        const missing = [1, 2, 3].map((axis) => Math.max(0, a.shape[axis] - x.shape[axis], b.shape[axis] - x.shape[axis]));
        return missing.every((count) => count === 0) ? x : pad(x, [[0, 0], ...missing.map((count): [number, number] => [0, count])]);
    };
    return add(grown(a), grown(b));
}
