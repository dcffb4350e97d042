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
import { type WeightMap } from "./imitatorGraph.js";
import { MaxFeatureMapLastMaps, MaxFeatureMapLayers, type IMaxFeatureMapConfig } from "./maxFeatureMapConfig.js";

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

/** A recognition network of max-feature-map layers (Wu et al. 2018, "A light CNN for deep face representation with noisy labels") of any size. */
export class MaxFeatureMapGraph {
    private readonly _layers = new Map<string, ConvolutionLayer>();
    private readonly _dense: Tensor2D;
    private readonly _bias: Tensor1D;

    /**
     * @param _config the architecture
     * @param weights of `MaxFeatureMapWeightSpecs` for it; copied, the caller still owns them
     */
    public constructor(
        private readonly _config: IMaxFeatureMapConfig,
        weights: WeightMap,
    ) {
        for (const { name, stride } of MaxFeatureMapLayers(_config)) {
            const filter = weights[`${name}/kernel`].clone() as Tensor4D;
            this._layers.set(name, new ConvolutionLayer(filter, weights[`${name}/bias`].clone() as Tensor1D, { stride }));
        }
        this._dense = weights["fc/kernel"].clone() as Tensor2D;
        this._bias = weights["fc/bias"].clone() as Tensor1D;
    }

    /**
     * The forward pass; differentiable with respect to the pictures.
     * @param pictures [n, 128, 128, 1], grey, sRGB-encoded, 0..1
     * @returns [n, length], as the network gives them, not normalised; the caller disposes it
     */
    public run(pictures: Tensor4D): Tensor2D {
        return tidy(() => {
            const { blocks, halvedAfter } = this._config;
            let maps = this._apply(pictures, "conv1");
            for (let i = 0; i <= blocks.length; i++) {
                maps = i > 0 ? this._runBlock(maps, i, blocks[i - 1].pairs) : maps;
                maps = halvedAfter.includes(i) ? Halve(maps) : maps;
            }
            const { side, channels } = MaxFeatureMapLastMaps(this._config);
            return add(matMul(reshape(maps, [maps.shape[0], side * side * channels]) as Tensor2D, this._dense), this._bias);
        });
    }

    /** Frees the weights. */
    public dispose(): void {
        this._layers.forEach((layer) => layer.dispose());
        this._dense.dispose();
        this._bias.dispose();
    }

    private _runBlock(input: Tensor4D, number: number, pairs: number): Tensor4D {
        let maps = input;
        for (let k = 0; k < pairs; k++) {
            const name = `block${number}.${k}`;
            maps = add(this._apply(this._apply(maps, `${name}.conv1`), `${name}.conv2`), maps);
        }
        return this._apply(this._apply(maps, `group${number}.conv_a`), `group${number}.conv`);
    }

    private _apply(maps: Tensor4D, name: string): Tensor4D {
        return MaxFeatureMap(this._layers.get(name)!.apply(maps));
    }
}
