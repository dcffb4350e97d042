import { add, maxPool, relu, tidy, type Tensor4D } from "@tensorflow/tfjs-core";
import { type ConvolutionLayer } from "../compute/convolutionLayer.js";
import { PartClassCount } from "../face/partLabels.js";
import { ConvolutionWeightSpecs, CreateConvolutionLayers, type IConvolution } from "./convolutionStack.js";
import { type IWeightSpec } from "./imitatorConfig.js";
import { type WeightMap } from "./imitatorGraph.js";
import { type ISegmentation } from "./networks.types.js";

/** Side of the pictures that the network looks at. */
export const ResNetInputSize = 256;

/** How many times as many channels a bottleneck block has outside as inside. */
const Expansion = 4;

/**
 * The stages of ResNet-50: bottleneck blocks, inner channels, stride of the first block. The last two have stride 1 instead of 2, so that the output is 1/8
 * of the input. (The paper changes "conv3 and conv4"; counted from the stem, as here, they are the last two. Read as names of the second and third stage
 * they would give maps of the same size at four times the cost of these.)
 */
const Stages = [
    { blocks: 3, channels: 64, stride: 1 },
    { blocks: 4, channels: 128, stride: 2 },
    { blocks: 6, channels: 256, stride: 1 },
    { blocks: 3, channels: 512, stride: 1 },
] as const;

/** A block: narrow, look around, widen; and a way past it where size or channels change. */
interface IBlock {
    readonly name: string;
    readonly convolutions: readonly IConvolution[];
    readonly shortcut?: IConvolution;
}

const Blocks: readonly IBlock[] = Stages.flatMap(({ blocks, channels, stride: first }, stage) =>
    Array.from({ length: blocks }, (_, i): IBlock => {
        const name = `layer${stage + 1}.${i}`;
        const outputs = Expansion * channels;
        const inputs = i > 0 ? outputs : stage > 0 ? Expansion * Stages[stage - 1].channels : channels;
        const stride = i > 0 ? 1 : first;
        return {
            name,
            convolutions: [
                { name: `${name}.conv1`, side: 1, stride: 1, inputs, outputs: channels, relu: true },
                { name: `${name}.conv2`, side: 3, stride, inputs: channels, outputs: channels, relu: true },
                { name: `${name}.conv3`, side: 1, stride: 1, inputs: channels, outputs, relu: false },
            ],
            shortcut: i > 0 ? undefined : { name: `${name}.downsample`, side: 1, stride, inputs, outputs, relu: false },
        };
    }),
);

const Stem: IConvolution = { name: "conv1", side: 7, stride: 2, inputs: 3, outputs: 64, relu: true };
const Classifier: IConvolution = {
    name: "classifier",
    side: 1,
    stride: 1,
    inputs: Expansion * Stages[3].channels,
    outputs: PartClassCount,
    relu: false,
};

const Convolutions: readonly IConvolution[] = [
    Stem,
    ...Blocks.flatMap(({ convolutions, shortcut }) => [...convolutions, ...(shortcut ? [shortcut] : [])]),
    Classifier,
];

/**
 * The weights of the network, named as the usual implementations name their layers; batch normalisation is folded in.
 * @returns `<layer>/kernel` [k, k, in, out] and `<layer>/bias` [out]
 */
export function ResNetWeightSpecs(): IWeightSpec[] {
    return ConvolutionWeightSpecs(Convolutions);
}

/**
 * The face segmentation network of the paper's facial content loss: ResNet-50 (He et al. 2016) without its dense layer, at 1/8 of the input, with a 1x1
 * convolution to the part classes on top. This package ships no weights for it.
 */
export class ResNetGraph {
    private readonly _layers: ReadonlyMap<string, ConvolutionLayer>;

    /**
     * @param weights of {@link ResNetWeightSpecs}; copied, the caller still owns them
     */
    public constructor(weights: WeightMap) {
        this._layers = CreateConvolutionLayers(Convolutions, weights);
    }

    /**
     * The forward pass; differentiable with respect to the pictures.
     * @param pictures [n, 256, 256, 3], RGB, as the weights want them
     * @returns logits [n, 32, 32, 11] and features [n, 32, 32, 2048]; the caller disposes them
     */
    public run(pictures: Tensor4D): ISegmentation {
        const { logits, features } = tidy(() => {
            const start = maxPool(this._apply(pictures, Stem), 3, 2, "same");
            const last = Blocks.reduce((maps, block) => this._runBlock(maps, block), start);
            return { features: last, logits: this._apply(last, Classifier) };
        });
        return { logits, features };
    }

    /** Frees the weights. */
    public dispose(): void {
        this._layers.forEach((layer) => layer.dispose());
    }

    private _runBlock(maps: Tensor4D, { convolutions, shortcut }: IBlock): Tensor4D {
        const beside = shortcut ? this._apply(maps, shortcut) : maps;
        return relu(
            add(
                convolutions.reduce((inner, one) => this._apply(inner, one), maps),
                beside,
            ),
        );
    }

    private _apply(maps: Tensor4D, { name }: IConvolution): Tensor4D {
        return this._layers.get(name)!.apply(maps);
    }
}
