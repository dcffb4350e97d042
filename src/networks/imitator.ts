import {
    add,
    matMul,
    mul,
    relu,
    reshape,
    rsqrt,
    sub,
    tidy,
    tile,
    transpose,
    type Tensor,
    type Tensor1D,
    type Tensor2D,
    type Tensor4D,
} from "@tensorflow/tfjs-core";
import { UpConvolutionLayer } from "../compute/convolutionLayer.js";
import { BatchNormEpsilon, ImitatorFilterSize, type IImitatorConfig } from "./imitatorConfig.js";
import { type WeightMap } from "./imitatorGraph.js";
import { type IImitator } from "./networks.types.js";

/** G of the paper: draws what the engine draws, with a gradient (section 3.1). Batch normalisation is folded into the weights. */
export class Imitator implements IImitator {
    /** The first layer as a matrix [inputLength, 4 * 4 * channels]: it is reached from a single pixel. */
    private readonly _first: Tensor2D;
    private readonly _firstBias: Tensor1D;
    private readonly _layers: UpConvolutionLayer[] = [];

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
        const first = FoldLayer(weights, 0, false);
        const pixels = ImitatorFilterSize * ImitatorFilterSize;
        this._first = tidy(() => transpose(reshape(first.kernel, [pixels * config.channels[0], config.inputLength])));
        this._firstBias = tidy(() => tile(first.bias, [pixels]));
        first.kernel.dispose();
        first.bias.dispose();
        for (let i = 1; i <= count; i++) {
            const { kernel, bias } = FoldLayer(weights, i, i === count);
            this._layers.push(new UpConvolutionLayer(kernel, bias, i < count));
        }
    }

    /** Length of x. */
    public get inputLength(): number {
        return this.config.inputLength;
    }

    /** Side of the pictures that it draws. */
    public get outputSize(): number {
        return this.config.outputSize;
    }

    /** @inheritdoc */
    public predict(x: Tensor2D): Tensor4D {
        return tidy(() => {
            const dense = relu(add(matMul(sub(mul(x, 2), 1), this._first), this._firstBias));
            let maps: Tensor4D = reshape(dense, [x.shape[0], ImitatorFilterSize, ImitatorFilterSize, -1]);
            for (const layer of this._layers) {
                maps = layer.apply(maps);
            }
            return maps;
        });
    }

    /** Frees the weights. */
    public dispose(): void {
        this._first.dispose();
        this._firstBias.dispose();
        this._layers.forEach((layer) => layer.dispose());
    }
}

function FoldLayer(weights: WeightMap, i: number, last: boolean): { kernel: Tensor4D; bias: Tensor1D } {
    const weight = (name: string): Tensor => weights[`layer${i}/${name}`];
    if (last) {
        return { kernel: weight("kernel").clone() as Tensor4D, bias: weight("bias").clone() as Tensor1D };
    }
    const { kernel, bias } = tidy(() => {
        const scale = mul(weight("gamma"), rsqrt(add(weight("variance"), BatchNormEpsilon)));
        return { kernel: mul(weight("kernel"), reshape(scale, [-1, 1])), bias: sub(weight("beta"), mul(weight("mean"), scale)) };
    });
    return { kernel: kernel as Tensor4D, bias: bias as Tensor1D };
}
