import { add, concat, image, mul, relu, sub, tidy, type Tensor4D } from "@tensorflow/tfjs-core";
import { type ConvolutionLayer } from "../compute/convolutionLayer.js";
import { ConvolutionWeightSpecs, CreateConvolutionLayers, type IConvolution } from "./convolutionStack.js";
import { type IWeightSpec } from "./imitatorConfig.js";
import { type WeightMap } from "./imitatorGraph.js";
import { type ISegmentation } from "./networks.types.js";

/** Side of the pictures that the network looks at. */
export const SegmenterInputSize = 256;

/** The convolutions of the small network; those of relu false end in a sum or in the logits. */
const Convolutions: readonly IConvolution[] = [
    { name: "c1", side: 3, stride: 2, inputs: 3, outputs: 16, relu: true },
    { name: "c2", side: 3, stride: 2, inputs: 16, outputs: 32, relu: true },
    { name: "c3", side: 3, stride: 1, inputs: 32, outputs: 32, relu: true },
    { name: "c4", side: 3, stride: 2, inputs: 32, outputs: 64, relu: true },
    { name: "c5", side: 3, stride: 1, inputs: 64, outputs: 64, relu: true },
    { name: "c6a", side: 3, stride: 1, inputs: 64, outputs: 64, relu: true },
    { name: "c6b", side: 3, stride: 1, inputs: 64, outputs: 64, relu: false },
    { name: "c7", side: 3, stride: 2, inputs: 64, outputs: 96, relu: true },
    { name: "c8a", side: 3, stride: 1, inputs: 96, outputs: 96, relu: true },
    { name: "c8b", side: 3, stride: 1, inputs: 96, outputs: 96, relu: false },
    { name: "u1", side: 3, stride: 1, inputs: 160, outputs: 64, relu: true },
    { name: "u2", side: 3, stride: 1, inputs: 96, outputs: 48, relu: true },
    { name: "out", side: 1, stride: 1, inputs: 48, outputs: 11, relu: false },
];

/**
 * The weights of the network, in the order of its file; batch normalisation is folded in.
 * @returns `<name>/kernel` [k, k, in, out] and `<name>/bias` [out]
 */
export function SegmenterWeightSpecs(): IWeightSpec[] {
    return ConvolutionWeightSpecs(Convolutions);
}

/** The small face segmentation network. */
export class SegmenterGraph {
    private readonly _layers: ReadonlyMap<string, ConvolutionLayer>;

    /**
     * @param weights of {@link SegmenterWeightSpecs}; copied, the caller still owns them
     */
    public constructor(weights: WeightMap) {
        this._layers = CreateConvolutionLayers(Convolutions, weights);
    }

    /**
     * The forward pass; differentiable with respect to the pictures.
     * @param pictures [n, 256, 256, 3], RGB, sRGB-encoded, 0..1
     * @returns logits [n, 64, 64, 11] and features [n, 64, 64, 48]; the caller disposes them
     */
    public run(pictures: Tensor4D): ISegmentation {
        const { logits, features } = tidy(() => {
            const half = this._apply(sub(mul(pictures, 2), 1), "c1");
            const quarter = this._apply(this._apply(half, "c2"), "c3");
            const eighth = this._residual(this._apply(this._apply(quarter, "c4"), "c5"), "c6");
            const sixteenth = this._residual(this._apply(eighth, "c7"), "c8");
            const up1 = this._apply(concat([Double(sixteenth), eighth], 3), "u1");
            const up2 = this._apply(concat([Double(up1), quarter], 3), "u2");
            return { features: up2, logits: this._apply(up2, "out") };
        });
        return { logits, features };
    }

    /** Frees the weights. */
    public dispose(): void {
        this._layers.forEach((layer) => layer.dispose());
    }

    private _residual(maps: Tensor4D, name: string): Tensor4D {
        return relu(add(maps, this._apply(this._apply(maps, `${name}a`), `${name}b`)));
    }

    private _apply(maps: Tensor4D, name: string): Tensor4D {
        return this._layers.get(name)!.apply(maps);
    }
}

/** Repeats each pixel 2 x 2. */
function Double(x: Tensor4D): Tensor4D {
    return image.resizeNearestNeighbor(x, [2 * x.shape[1], 2 * x.shape[2]]);
}
