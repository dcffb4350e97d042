import {
    add,
    addN,
    avgPool,
    conv2d,
    matMul,
    relu,
    reshape,
    separableConv2d,
    sub,
    tensor1d,
    tidy,
    type Tensor,
    type Tensor2D,
    type Tensor4D,
} from "@tensorflow/tfjs-core";
import { MeanColor } from "./recognizerGraph.js";

/** Side of the pictures that the landmark network looks at. */
export const LandmarkInputSize = 112;

/** face-api's network of the 68 landmarks: four dense blocks of separable convolutions. */
export class LandmarkGraph {
    /**
     * @param _weights the weights of `face_landmark_68_model`; the graph owns them from now on
     */
    public constructor(private readonly _weights: Readonly<Record<string, Tensor>>) {}

    /**
     * The forward pass.
     * @param pictures [n, 112, 112, 3], RGB, 0..1, a square around the face
     * @returns [n, 136]: x and y of each landmark in turn, in fractions of the square; the caller disposes it
     */
    public run(pictures: Tensor4D): Tensor2D {
        return tidy(() => {
            let maps: Tensor4D = sub(pictures, tensor1d(MeanColor.map((value) => value / 255)));
            for (let block = 0; block < 4; block++) {
                maps = this._block(maps, `dense${block}`, block === 0);
            }
            maps = avgPool(maps, 7, 2, "valid");
            return add(
                matMul(reshape(maps, [pictures.shape[0], -1]) as Tensor2D, this._weights["fc/weights"] as Tensor2D),
                this._weights["fc/bias"],
            );
        });
    }

    /** Frees the weights. */
    public dispose(): void {
        Object.values(this._weights).forEach((weight) => weight.dispose());
    }

    /** Each convolution of a block sees the sum of all before it. */
    private _block(maps: Tensor4D, name: string, first: boolean): Tensor4D {
        const start = first
            ? add(conv2d(maps, this._weights[`${name}/conv0/filters`] as Tensor4D, 2, "same"), this._weights[`${name}/conv0/bias`])
            : this._separable(maps, `${name}/conv0`, 2);
        const outputs: Tensor4D[] = [relu(start) as Tensor4D];
        for (let i = 1; i < 4; i++) {
            outputs.push(this._separable(relu(addN(outputs)), `${name}/conv${i}`, 1));
        }
        return relu(addN(outputs));
    }

    private _separable(maps: Tensor4D, name: string, stride: number): Tensor4D {
        const depthwise = this._weights[`${name}/depthwise_filter`] as Tensor4D;
        const pointwise = this._weights[`${name}/pointwise_filter`] as Tensor4D;
        return add(separableConv2d(maps, depthwise, pointwise, stride, "same"), this._weights[`${name}/bias`]);
    }
}
