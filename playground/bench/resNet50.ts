import { add, maxPool, relu, tidy, type Tensor4D } from "@tensorflow/tfjs-core";
import { BoothCrop } from "../../src/compute/boothCrop.js";
import { PartClassCount } from "../../src/face/partLabels.js";
import { type ILabelMap, type IPicture } from "../../src/face/picture.js";
import { type IFaceSegmenter, type ISegmentation } from "../../src/networks/networks.types.js";
import { RandomLayers } from "./randomLayers.js";

/**
 * The four stages: bottleneck blocks, inner channels, stride of the first block. The last two have stride 1, so that the output is 1/8 of the input. (The
 * paper names "conv3 and conv4"; read as the second and third stage they would cost more, so this reading is the one in the paper's favour.)
 */
const Stages = [
    { blocks: 3, channels: 64, stride: 1 },
    { blocks: 4, channels: 128, stride: 2 },
    { blocks: 6, channels: 256, stride: 1 },
    { blocks: 3, channels: 512, stride: 1 },
] as const;

/** F2 in the size of the paper: ResNet-50 without its dense layer, a 1x1 convolution on top, with random weights. Only its speed means anything. */
export class ResNet50 implements IFaceSegmenter {
    public readonly name = "ResNet-50 at 1/8, random weights";
    public readonly inputSize = 256;
    private readonly _layers = new RandomLayers(2);
    private readonly _crop = new BoothCrop(256);
    private readonly _features: (pictures: Tensor4D) => Tensor4D;
    private readonly _logits: (features: Tensor4D) => Tensor4D;

    public constructor() {
        const layers = this._layers;
        const first = layers.rectified(7, 3, 64, 2);
        const blocks: ((maps: Tensor4D) => Tensor4D)[] = [];
        let from = 64;
        for (const { blocks: count, channels, stride } of Stages) {
            for (let i = 0; i < count; i++) {
                blocks.push(this._bottleneck(from, channels, i === 0 ? stride : 1));
                from = 4 * channels;
            }
        }
        this._features = (pictures) => blocks.reduce((maps, block) => block(maps), maxPool(first(pictures), 3, 2, "same"));
        this._logits = layers.convolution(1, from, PartClassCount);
    }

    /** Number of weights. */
    public get parameters(): number {
        return this._layers.parameters;
    }

    public forward(pictures: Tensor4D): ISegmentation {
        return tidy(() => {
            const features = this._features(this._crop.apply(pictures));
            return { features, logits: this._logits(features) };
        }) as unknown as ISegmentation;
    }

    public async segmentAsync(_picture: IPicture): Promise<ILabelMap> {
        return await Promise.reject(new Error("Random weights find no parts."));
    }

    public dispose(): void {
        this._layers.dispose();
        this._crop.dispose();
    }

    private _bottleneck(from: number, channels: number, stride: number): (maps: Tensor4D) => Tensor4D {
        const layers = this._layers;
        const narrow = layers.rectified(1, from, channels);
        const look = layers.rectified(3, channels, channels, stride);
        const widen = layers.convolution(1, channels, 4 * channels);
        const shortcut = stride > 1 || from !== 4 * channels ? layers.convolution(1, from, 4 * channels, stride) : undefined;
        return (maps) => relu(add(widen(look(narrow(maps))), shortcut ? shortcut(maps) : maps));
    }
}
