import { tidy, type Tensor, type Tensor4D } from "@tensorflow/tfjs-core";
import { BoothCrop } from "../../src/compute/boothCrop.js";
import { type ILabelMap, type IPicture } from "../../src/face/picture.js";
import { type IFaceSegmenter, type ISegmentation } from "../../src/networks/networks.types.js";
import { ResNetGraph, ResNetInputSize, ResNetWeightSpecs } from "../../src/networks/resNetGraph.js";
import { RandomLayers } from "./randomLayers.js";

/** F2 in the size of the paper: ResNet-50 at 1/8, with random weights. Only its speed means anything. */
export class ResNet50 implements IFaceSegmenter {
    public readonly name = "ResNet-50 at 1/8, random weights";
    public readonly inputSize = ResNetInputSize;
    private readonly _layers = new RandomLayers(2);
    private readonly _crop = new BoothCrop(ResNetInputSize);
    private readonly _graph: ResNetGraph;

    public constructor() {
        const weights = ResNetWeightSpecs().map(({ name, shape }): [string, Tensor] => [
            name,
            this._layers.values([...shape], shape.length > 1 ? shape[0] * shape[1] * shape[2] : 200),
        ]);
        this._graph = new ResNetGraph(Object.fromEntries(weights));
    }

    /** Number of weights. */
    public get parameters(): number {
        return this._layers.parameters;
    }

    public forward(pictures: Tensor4D): ISegmentation {
        return tidy(() => ({ ...this._graph.run(this._crop.apply(pictures)) })) as unknown as ISegmentation;
    }

    public async segmentAsync(_picture: IPicture): Promise<ILabelMap> {
        return await Promise.reject(new Error("Random weights find no parts."));
    }

    public dispose(): void {
        this._graph.dispose();
        this._layers.dispose();
        this._crop.dispose();
    }
}
