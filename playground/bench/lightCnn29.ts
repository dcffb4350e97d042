import { tidy, type Tensor, type Tensor2D, type Tensor4D } from "@tensorflow/tfjs-core";
import { BoothCrop } from "../../src/compute/boothCrop.js";
import { Luma } from "../../src/compute/luma.js";
import { LightCnnConfig } from "../../src/networks/lightCnnConfig.js";
import { MaxFeatureMapInputSize, MaxFeatureMapWeightSpecs } from "../../src/networks/maxFeatureMapConfig.js";
import { MaxFeatureMapGraph } from "../../src/networks/maxFeatureMapGraph.js";
import { NormaliseRows } from "../../src/networks/recognizerGraph.js";
import { type IFaceRecognizer } from "../../src/networks/networks.types.js";
import { RandomLayers } from "./randomLayers.js";

/** F1 in the size of the paper: LightCNN-29 v2 (Wu et al. 2018), 128 x 128 grey to 256 values, with random weights. Only its speed means anything. */
export class LightCnn29 implements IFaceRecognizer {
    public readonly name = "LightCNN-29 v2, random weights";
    public readonly length = LightCnnConfig.length;
    public readonly impostorCosine = 0;
    private readonly _layers = new RandomLayers(1);
    private readonly _crop = new BoothCrop(MaxFeatureMapInputSize);
    private readonly _graph: MaxFeatureMapGraph;

    public constructor() {
        const weights = MaxFeatureMapWeightSpecs(LightCnnConfig).map(({ name, shape }): [string, Tensor] => [
            name,
            this._layers.values([...shape], shape.length > 1 ? shape.slice(0, -1).reduce((product, side) => product * side, 1) : 200),
        ]);
        this._graph = new MaxFeatureMapGraph(LightCnnConfig, Object.fromEntries(weights));
    }

    /** Number of weights. */
    public get parameters(): number {
        return this._layers.parameters;
    }

    public embed(pictures: Tensor4D): Tensor2D {
        return tidy(() => NormaliseRows(this._graph.run(Luma(this._crop.apply(pictures)))));
    }

    public dispose(): void {
        this._graph.dispose();
        this._layers.dispose();
        this._crop.dispose();
    }
}
