import {
    add,
    concat,
    matMul,
    mul,
    relu,
    reshape,
    rsqrt,
    slice,
    sub,
    tensor2d,
    tidy,
    tile,
    transpose,
    type Tensor,
    type Tensor1D,
    type Tensor2D,
    type Tensor4D,
} from "@tensorflow/tfjs-core";
import { UpConvolutionLayer } from "../compute/convolutionLayer.js";
import { NeutralNuisance } from "../face/nuisanceVector.js";
import { BatchNormEpsilon, ImitatorFilterSize, PictureChannels, type IImitatorConfig } from "./imitatorConfig.js";
import { type WeightMap } from "./imitatorGraph.js";
import { type IImitation, type IImitator } from "./networks.types.js";

/** G of the paper: draws what the engine draws, with a gradient (section 3.1). Batch normalisation is folded into the weights. */
export class Imitator implements IImitator {
    /** The first layer as a matrix [config.inputLength, 4 * 4 * channels]: it is reached from a single pixel. */
    private readonly _first: Tensor2D;
    private readonly _firstBias: Tensor1D;
    private readonly _layers: UpConvolutionLayer[] = [];
    /** The last layer, its outputs apart, so that a picture alone does not cost a label map. */
    private readonly _picture: UpConvolutionLayer;
    private readonly _labels: UpConvolutionLayer | undefined;
    private readonly _neutral: Tensor2D | undefined;

    /**
     * @param config the architecture
     * @param weights all its weights by name (see ImitatorWeightSpecs); copied, the caller still owns them
     * @param rig the head whose look they hold
     */
    public constructor(
        public readonly config: IImitatorConfig,
        weights: WeightMap,
        public readonly rig: { readonly id: string; readonly hash: string } | undefined = undefined,
    ) {
        const count = config.channels.length;
        const first = FoldLayer(weights, 0);
        const pixels = ImitatorFilterSize * ImitatorFilterSize;
        this._first = tidy(() => transpose(reshape(first.kernel, [pixels * config.channels[0], config.inputLength])));
        this._firstBias = tidy(() => tile(first.bias, [pixels]));
        first.kernel.dispose();
        first.bias.dispose();
        for (let i = 1; i < count; i++) {
            const { kernel, bias } = FoldLayer(weights, i);
            this._layers.push(new UpConvolutionLayer(kernel, bias, true));
        }
        const labels = config.outputChannels - PictureChannels;
        this._picture = LastLayer(weights, count, 0, PictureChannels);
        this._labels = labels > 0 ? LastLayer(weights, count, PictureChannels, labels) : undefined;
        this._neutral = this.nuisanceLength > 0 ? tensor2d(NeutralNuisance(this.nuisanceLength), [1, this.nuisanceLength]) : undefined;
    }

    /** Length of x. */
    public get inputLength(): number {
        return this.config.inputLength - this.nuisanceLength;
    }

    /** Length of the nuisance vector. */
    public get nuisanceLength(): number {
        return this.config.nuisanceLength ?? 0;
    }

    /** Whether it draws part labels. */
    public get hasLabels(): boolean {
        return this._labels !== undefined;
    }

    /** Side of the pictures that it draws. */
    public get outputSize(): number {
        return this.config.outputSize;
    }

    /** @inheritdoc */
    public predict(x: Tensor2D, nuisance?: Tensor2D): Tensor4D {
        return tidy(() => this._picture.apply(this._maps(x, nuisance)));
    }

    /** @inheritdoc */
    public predictAll(x: Tensor2D, nuisance?: Tensor2D): IImitation {
        return tidy(() => {
            const maps = this._maps(x, nuisance);
            return { pictures: this._picture.apply(maps), labels: this._labels?.apply(maps) };
        });
    }

    /** Frees the weights. */
    public dispose(): void {
        this._first.dispose();
        this._firstBias.dispose();
        this._layers.forEach((layer) => layer.dispose());
        this._picture.dispose();
        this._labels?.dispose();
        this._neutral?.dispose();
    }

    /** What the last layer draws from. */
    private _maps(x: Tensor2D, nuisance: Tensor2D | undefined): Tensor4D {
        const n = x.shape[0];
        const behind = nuisance ?? (this._neutral && tile(this._neutral, [n, 1]));
        const input = behind ? concat([x, behind], 1) : x;
        const dense = relu(add(matMul(sub(mul(input, 2), 1), this._first), this._firstBias));
        let maps: Tensor4D = reshape(dense, [n, ImitatorFilterSize, ImitatorFilterSize, -1]);
        for (const layer of this._layers) {
            maps = layer.apply(maps);
        }
        return maps;
    }
}

/** Some outputs of the last layer, which has no batch normalisation. */
function LastLayer(weights: WeightMap, i: number, from: number, count: number): UpConvolutionLayer {
    const kernel = slice(weights[`layer${i}/kernel`] as Tensor4D, [0, 0, from, 0], [-1, -1, count, -1]);
    return new UpConvolutionLayer(kernel, slice(weights[`layer${i}/bias`] as Tensor1D, [from], [count]), false);
}

function FoldLayer(weights: WeightMap, i: number): { kernel: Tensor4D; bias: Tensor1D } {
    const weight = (name: string): Tensor => weights[`layer${i}/${name}`];
    const { kernel, bias } = tidy(() => {
        const scale = mul(weight("gamma"), rsqrt(add(weight("variance"), BatchNormEpsilon)));
        return { kernel: mul(weight("kernel"), reshape(scale, [-1, 1])), bias: sub(weight("beta"), mul(weight("mean"), scale)) };
    });
    return { kernel: kernel as Tensor4D, bias: bias as Tensor1D };
}
