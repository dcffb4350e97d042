import { argMax, tidy, type Tensor4D } from "@tensorflow/tfjs-core";
import { BoothCrop } from "../compute/boothCrop.js";
import { PictureToTensor } from "../compute/pictureTensor.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";
import { type WeightMap } from "./imitatorGraph.js";
import { LoadNetworkFileAsync, RequireWeights, type INetworkFile } from "./loadNetworkFile.js";
import { type IFaceSegmenter, type ISegmentation } from "./networks.types.js";
import { SegmenterGraph, SegmenterInputSize, SegmenterWeightSpecs } from "./segmenterGraph.js";

/** F2: the face segmentation network of this package. */
export class FaceSegmenter implements IFaceSegmenter {
    /** @inheritdoc */
    public readonly inputSize = SegmenterInputSize;

    private readonly _graph: SegmenterGraph;
    private readonly _crop = new BoothCrop(SegmenterInputSize);

    /**
     * Loads the network.
     * @param url absolute URL of its folder, ends with a slash
     * @param rig the head in use; weights made for another are refused
     * @returns the network; the caller disposes it
     * @throws FaceCreatorError E_READ, E_NETWORK_FILE, E_VERSION_NEWER, E_RIG_MISMATCH
     */
    public static async LoadAsync(url: string, rig?: { readonly id: string; readonly hash: string }): Promise<FaceSegmenter> {
        const file = await LoadNetworkFileAsync(url, { type: "segmenter", rig });
        RequireSmall(file);
        RequireWeights(file, SegmenterWeightSpecs());
        const segmenter = new FaceSegmenter(file.weights, file.manifest.name);
        Object.values(file.weights).forEach((weight) => weight.dispose());
        return segmenter;
    }

    /**
     * @param weights of SegmenterWeightSpecs; copied, the caller still owns them
     * @param name name to give beside every number
     */
    public constructor(
        weights: WeightMap,
        public readonly name = "segmenter",
    ) {
        this._graph = new SegmenterGraph(weights);
    }

    /** @inheritdoc */
    public forward(pictures: Tensor4D): ISegmentation {
        const { logits, features } = tidy(() => ({ ...this._graph.run(this._crop.apply(pictures)) }));
        return { logits, features };
    }

    /** @inheritdoc */
    public async segmentAsync(picture: IPicture): Promise<ILabelMap> {
        const labels = tidy(() => argMax(this.forward(PictureToTensor(picture)).logits, 3));
        const data = Uint8Array.from(await labels.data());
        const [, height, width] = labels.shape;
        labels.dispose();
        return { width, height, data };
    }

    /** Frees the weights. */
    public dispose(): void {
        this._graph.dispose();
        this._crop.dispose();
    }
}

function RequireSmall(file: INetworkFile): void {
    const { architecture, name } = file.manifest;
    if (architecture.variant !== "small") {
        Object.values(file.weights).forEach((weight) => weight.dispose());
        const variant = String(architecture.variant);
        throw new FaceCreatorError("E_NETWORK_FILE", `the network ${name} has an unknown variant`, variant, "use files of this version");
    }
}
