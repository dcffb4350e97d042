import {
    add,
    concat,
    fused,
    keep,
    mul,
    reshape,
    rsqrt,
    sigmoid,
    slice,
    sub,
    tidy,
    type Tensor,
    type Tensor1D,
    type Tensor2D,
    type Tensor4D,
} from "@tensorflow/tfjs-core";
import { type WeightMap } from "./imitatorGraph.js";

/** Side of the pictures that the detector looks at. */
export const SsdInputSize = 512;

/** Added to a variance before its root, in the detector's batch normalisation. */
const Epsilon = 0.001;

/** Blocks of MobileNet whose depthwise convolution halves the side. */
const HalvingBlocks = new Set([2, 4, 6, 12]);

/** What the detector says of each anchor box. */
export interface ISsdOutput {
    /** [anchors, 4]: how the box differs from its anchor. */
    readonly boxes: Tensor2D;
    /** [anchors], 0..1. */
    readonly scores: Tensor1D;
}

/** face-api's detector: MobileNet v1 with SSD heads, its depthwise batch normalisation folded into the filters. */
export class SsdGraph {
    private readonly _weights: Record<string, Tensor> = {};

    /**
     * @param weights the weights of `ssd_mobilenetv1_model`; copied, the caller still owns them
     */
    public constructor(weights: WeightMap) {
        for (const name of Object.keys(weights).filter((key) => /(weights|biases|bn_offset)$/.test(key) && !key.includes("depthwise"))) {
            this._weights[name] = keep(weights[name].clone());
        }
        for (let i = 1; i <= 13; i++) {
            const name = `MobilenetV1/Conv2d_${i}_depthwise`;
            const norm = (part: string): Tensor => weights[`${name}/BatchNorm/${part}`];
            tidy(() => {
                const scale = mul(norm("gamma"), rsqrt(add(norm("moving_variance"), Epsilon)));
                this._weights[`${name}/filter`] = keep(mul(weights[`${name}/depthwise_weights`], reshape(scale, [-1, 1])));
                this._weights[`${name}/bias`] = keep(sub(norm("beta"), mul(norm("moving_mean"), scale)));
            });
        }
    }

    /**
     * The forward pass.
     * @param picture [1, 512, 512, 3], RGB, 0..1
     * @returns what it says of each anchor; the caller disposes both
     */
    public run(picture: Tensor4D): ISsdOutput {
        const { boxes, scores } = tidy(() => {
            let maps = this._pointwise(sub(mul(picture, 2), 1), "MobilenetV1/Conv2d_0", 2);
            const heads: Tensor4D[] = [];
            for (let i = 1; i <= 13; i++) {
                const name = `MobilenetV1/Conv2d_${i}`;
                maps = this._pointwise(this._depthwise(maps, name, HalvingBlocks.has(i) ? 2 : 1), name, 1);
                if (i === 11 || i === 13) {
                    heads.push(maps);
                }
            }
            for (let i = 0; i < 8; i++) {
                maps = this._pointwise(maps, `Prediction/Conv2d_${i}`, i % 2 === 0 ? 1 : 2);
                if (i % 2 === 1) {
                    heads.push(maps);
                }
            }
            const predict = (part: string, length: number): Tensor2D =>
                concat(
                    heads.map((head, i) => reshape(this._predict(head, `Prediction/BoxPredictor_${i}/${part}`), [-1, length]) as Tensor2D),
                );
            const classes = slice(predict("ClassPredictor", 3), [0, 1], [-1, 1]);
            return { boxes: predict("BoxEncodingPredictor", 4), scores: sigmoid(reshape(classes, [-1])) as Tensor1D };
        });
        return { boxes, scores };
    }

    /** Frees the weights. */
    public dispose(): void {
        Object.values(this._weights).forEach((weight) => weight.dispose());
    }

    private _pointwise(x: Tensor4D, name: string, strides: number): Tensor4D {
        const filter = this._weights[`${name}_pointwise/weights`] as Tensor4D;
        const bias = this._weights[`${name}_pointwise/convolution_bn_offset`];
        return fused.conv2d({ x, filter, bias, strides, pad: "same", activation: "relu6" });
    }

    private _depthwise(x: Tensor4D, name: string, strides: number): Tensor4D {
        const filter = this._weights[`${name}_depthwise/filter`] as Tensor4D;
        return fused.depthwiseConv2d({
            x,
            filter,
            bias: this._weights[`${name}_depthwise/bias`],
            strides,
            pad: "same",
            activation: "relu6",
        });
    }

    private _predict(x: Tensor4D, name: string): Tensor4D {
        const filter = this._weights[`${name}/weights`] as Tensor4D;
        return fused.conv2d({ x, filter, bias: this._weights[`${name}/biases`], strides: 1, pad: "same" });
    }
}
