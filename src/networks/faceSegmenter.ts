import { argMax, tidy, type Tensor4D } from "@tensorflow/tfjs-core";
import { BoothCrop } from "../compute/boothCrop.js";
import { type ISquareCrop } from "../compute/cropResize.js";
import { PictureToTensor } from "../compute/pictureTensor.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { PartLabels } from "../face/partLabels.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";
import { type WeightMap } from "./imitatorGraph.js";
import { LoadNetworkFileAsync, RequireWeights, type INetworkFile } from "./loadNetworkFile.js";
import { type IFaceSegmenter, type ISegmentation } from "./networks.types.js";
import { ReadCrop } from "./readCrop.js";
import { SegmenterGraph, SegmenterInputSize, SegmenterWeightSpecs } from "./segmenterGraph.js";

/** Side of the label maps: finer than the network's own output, so that its pixels keep their edges. */
const LabelMapSize = 128;

/** F2: the face segmentation network of this package. */
export class FaceSegmenter implements IFaceSegmenter {
    /** @inheritdoc */
    public readonly inputSize = SegmenterInputSize;

    private readonly _graph: SegmenterGraph;
    private readonly _crop: BoothCrop;

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
        const segmenter = new FaceSegmenter(file.weights, file.manifest.name, ReadCrop(file));
        Object.values(file.weights).forEach((weight) => weight.dispose());
        return segmenter;
    }

    /**
     * @param weights of SegmenterWeightSpecs; copied, the caller still owns them
     * @param name name to give beside every number
     * @param square the part of the photo-booth frame that the network was trained to look at, in fractions of the frame; default: all of it
     */
    public constructor(
        weights: WeightMap,
        public readonly name = "segmenter",
        public readonly square: ISquareCrop = { left: 0, top: 0, side: 1 },
    ) {
        this._graph = new SegmenterGraph(weights);
        this._crop = new BoothCrop(SegmenterInputSize, square);
    }

    /** @inheritdoc */
    public forward(pictures: Tensor4D): ISegmentation {
        const { logits, features } = tidy(() => ({ ...this._graph.run(this._crop.apply(pictures)) }));
        return { logits, features };
    }

    /** @inheritdoc */
    public async segmentAsync(picture: IPicture): Promise<ILabelMap> {
        const labels = tidy(() => argMax(this.forward(PictureToTensor(picture)).logits, 3));
        const seen = await labels.data();
        const [, , size] = labels.shape;
        labels.dispose();
        const { left, top, side } = this.square;
        const data = new Uint8Array(LabelMapSize * LabelMapSize).fill(PartLabels.other);
        for (let i = 0; i < data.length; i++) {
            const x = Math.floor((((i % LabelMapSize) + 0.5) / LabelMapSize - left) * (size / side));
            const y = Math.floor(((Math.floor(i / LabelMapSize) + 0.5) / LabelMapSize - top) * (size / side));
            if (x >= 0 && x < size && y >= 0 && y < size) {
                data[i] = seen[y * size + x];
            }
        }
        return { width: LabelMapSize, height: LabelMapSize, data };
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
