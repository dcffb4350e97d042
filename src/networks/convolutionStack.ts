import { type Tensor1D, type Tensor4D } from "@tensorflow/tfjs-core";
import { ConvolutionLayer } from "../compute/convolutionLayer.js";
import { type IWeightSpec } from "./imitatorConfig.js";
import { type WeightMap } from "./imitatorGraph.js";

/** A convolution of a network; side and stride in pixels. */
export interface IConvolution {
    readonly name: string;
    readonly side: number;
    readonly stride: number;
    readonly inputs: number;
    readonly outputs: number;
    readonly relu: boolean;
}

/**
 * The weights of convolutions whose batch normalisation is folded in, in their order.
 * @param convolutions the convolutions
 * @returns `<name>/kernel` [k, k, in, out] and `<name>/bias` [out]
 */
export function ConvolutionWeightSpecs(convolutions: readonly IConvolution[]): IWeightSpec[] {
    return convolutions.flatMap(({ name, side, inputs, outputs }) => [
        { name: `${name}/kernel`, shape: [side, side, inputs, outputs], trainable: true },
        { name: `${name}/bias`, shape: [outputs], trainable: true },
    ]);
}

/**
 * Makes the layers of convolutions.
 * @param convolutions the convolutions
 * @param weights of {@link ConvolutionWeightSpecs}; copied, the caller still owns them
 * @returns the layers by name; the caller disposes them
 */
export function CreateConvolutionLayers(convolutions: readonly IConvolution[], weights: WeightMap): Map<string, ConvolutionLayer> {
    return new Map(
        convolutions.map(({ name, stride, relu }) => {
            const filter = weights[`${name}/kernel`].clone() as Tensor4D;
            const bias = weights[`${name}/bias`].clone() as Tensor1D;
            return [name, new ConvolutionLayer(filter, bias, { stride, relu })];
        }),
    );
}
