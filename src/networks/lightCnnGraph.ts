import {
    add,
    avgPool,
    matMul,
    maximum,
    maxPool,
    reshape,
    slice,
    tidy,
    type Tensor1D,
    type Tensor2D,
    type Tensor4D,
} from "@tensorflow/tfjs-core";
import { ConvolutionLayer } from "../compute/convolutionLayer.js";
import { type IWeightSpec } from "./imitatorConfig.js";
import { type WeightMap } from "./imitatorGraph.js";

/** Length of its embeddings. */
export const LightCnnLength = 256;

/** Blocks of LightCNN-29 v2: residual pairs, their channels, and the channels that the group after them ends with. */
const Blocks = [
    { pairs: 1, channels: 48, next: 96 },
    { pairs: 2, channels: 96, next: 192 },
    { pairs: 3, channels: 192, next: 128 },
    { pairs: 4, channels: 128, next: 128 },
] as const;

/** The picture is halved after the first layer and after these blocks: 128 to 8. */
const HalvedAfter: readonly number[] = [0, 1, 3];

/** Side and channels of the maps that the dense layer sees. */
const [LastSide, LastChannels] = [8, 128];

interface ILayer {
    /** As in the published checkpoint. */
    readonly name: string;
    readonly side: number;
    readonly inputs: number;
    /** Channels after max-feature-map: the convolution has twice as many. */
    readonly outputs: number;
}

/** All convolutions, in the order of the forward pass. */
const Layers: readonly ILayer[] = [
    { name: "conv1", side: 5, inputs: 1, outputs: Blocks[0].channels },
    ...Blocks.flatMap(({ pairs, channels, next }, i): ILayer[] => [
        ...Array.from({ length: pairs }, (_, k) =>
            ["conv1", "conv2"].map((conv) => ({ name: `block${i + 1}.${k}.${conv}`, side: 3, inputs: channels, outputs: channels })),
        ).flat(),
        { name: `group${i + 1}.conv_a`, side: 1, inputs: channels, outputs: channels },
        { name: `group${i + 1}.conv`, side: 3, inputs: channels, outputs: next },
    ]),
];

/**
 * The weights of LightCNN-29 v2, without the classifier of its training.
 * @returns `<layer>/kernel` [k, k, in, 2 out] and `<layer>/bias` [2 out], then `fc/kernel` [8192, 256] and `fc/bias` [256]
 */
export function LightCnnWeightSpecs(): IWeightSpec[] {
    return [
        ...Layers.flatMap(({ name, side, inputs, outputs }) => [
            { name: `${name}/kernel`, shape: [side, side, inputs, 2 * outputs], trainable: true },
            { name: `${name}/bias`, shape: [2 * outputs], trainable: true },
        ]),
        { name: "fc/kernel", shape: [LastSide * LastSide * LastChannels, LightCnnLength], trainable: true },
        { name: "fc/bias", shape: [LightCnnLength], trainable: true },
    ];
}

/** The maps of which only the larger of two halves of the channels go on, pixel by pixel. */
function MaxFeatureMap(maps: Tensor4D): Tensor4D {
    const [n, height, width, channels] = maps.shape;
    const size: [number, number, number, number] = [n, height, width, channels / 2];
    return maximum(slice(maps, [0, 0, 0, 0], size), slice(maps, [0, 0, 0, channels / 2], size));
}

/** Half the side: the sum of the largest and the mean of 2 x 2 pixels. */
function Halve(maps: Tensor4D): Tensor4D {
    return add(maxPool(maps, 2, 2, "valid"), avgPool(maps, 2, 2, "valid"));
}

/**
 * LightCNN-29 v2, the face recognition network of the paper's identity loss (Wu et al. 2018, "A light CNN for deep face representation with noisy labels";
 * version 2 as in its authors' own implementation). This package ships no weights for it.
 */
export class LightCnnGraph {
    private readonly _layers = new Map<string, ConvolutionLayer>();
    private readonly _dense: Tensor2D;
    private readonly _bias: Tensor1D;

    /**
     * @param weights of {@link LightCnnWeightSpecs}; copied, the caller still owns them
     */
    public constructor(weights: WeightMap) {
        for (const { name } of Layers) {
            const filter = weights[`${name}/kernel`].clone() as Tensor4D;
            this._layers.set(name, new ConvolutionLayer(filter, weights[`${name}/bias`].clone() as Tensor1D));
        }
        this._dense = weights["fc/kernel"].clone() as Tensor2D;
        this._bias = weights["fc/bias"].clone() as Tensor1D;
    }

    /**
     * The forward pass; differentiable with respect to the pictures.
     * @param pictures [n, 128, 128, 1], grey, sRGB-encoded, 0..1
     * @returns [n, 256], as the network gives them, not normalised; the caller disposes it
     */
    public run(pictures: Tensor4D): Tensor2D {
        return tidy(() => {
            let maps = Halve(this._apply(pictures, "conv1"));
            Blocks.forEach(({ pairs }, i) => {
                for (let k = 0; k < pairs; k++) {
                    const name = `block${i + 1}.${k}`;
                    maps = add(this._apply(this._apply(maps, `${name}.conv1`), `${name}.conv2`), maps);
                }
                maps = this._apply(this._apply(maps, `group${i + 1}.conv_a`), `group${i + 1}.conv`);
                maps = HalvedAfter.includes(i) ? Halve(maps) : maps;
            });
            return add(matMul(reshape(maps, [maps.shape[0], LastSide * LastSide * LastChannels]) as Tensor2D, this._dense), this._bias);
        });
    }

    /** Frees the weights. */
    public dispose(): void {
        this._layers.forEach((layer) => layer.dispose());
        this._dense.dispose();
        this._bias.dispose();
    }

    private _apply(maps: Tensor4D, name: string): Tensor4D {
        return MaxFeatureMap(this._layers.get(name)!.apply(maps));
    }
}
