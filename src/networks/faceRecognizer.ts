import { tidy, type Tensor2D, type Tensor4D } from "@tensorflow/tfjs-core";
import { BoothFrame } from "../face/boothFrame.js";
import { BoothCrop } from "../compute/boothCrop.js";
import { LoadFaceApiWeightsAsync } from "./faceApiWeights.js";
import { type WeightMap } from "./imitatorGraph.js";
import { type IFaceRecognizer } from "./networks.types.js";
import { NormaliseRows, RecognizerGraph, RecognizerInputSize } from "./recognizerGraph.js";

/**
 * Where dlib would cut out the face of the photo-booth frame (chip of 150 px, padding 0.25): on its mean face the eyes are 0.5293 of the
 * chip's unpadded side apart, their midpoint at (0.4901, 0.2160) of it. The chip is 1.5 unpadded sides wide.
 */
export const RecognizerCrop = (() => {
    const unpadded = BoothFrame.distance / BoothFrame.size / 0.5293;
    return {
        left: 0.5 - (0.25 + 0.4901) * unpadded,
        top: BoothFrame.middle[1] / BoothFrame.size - (0.25 + 0.216) * unpadded,
        side: 1.5 * unpadded,
    };
})();

/**
 * Mean cosine of two strangers: all 8,320 pairs of the 65 people of the choosing split (London set and pairs of portraits, two photos each),
 * aligned by the 68 landmarks of FaceDetector to the photo-booth frame. Standard deviation 0.040; the same person's two photos: 0.977.
 * Crops up to a fifth larger and a twentieth higher or lower than dlib's told the people apart no better.
 */
const ImpostorCosine = 0.827;

/** F1: face-api's recognition network (dlib's ResNet, 128 values; MIT, weights public domain). */
export class FaceRecognizer implements IFaceRecognizer {
    /** @inheritdoc */
    public readonly name = "face-api 1.7.15 face_recognition_model";
    /** @inheritdoc */
    public readonly length = 128;
    /** @inheritdoc */
    public readonly impostorCosine = ImpostorCosine;

    private readonly _graph: RecognizerGraph;
    private readonly _crop = new BoothCrop(RecognizerInputSize, RecognizerCrop);

    /**
     * Loads the network.
     * @param url absolute URL of the folder with face-api's model files, ends with a slash
     * @returns the network; the caller disposes it
     */
    public static async LoadAsync(url: string): Promise<FaceRecognizer> {
        const weights = await LoadFaceApiWeightsAsync(url, "face_recognition_model");
        const recognizer = new FaceRecognizer(weights);
        Object.values(weights).forEach((weight) => weight.dispose());
        return recognizer;
    }

    /**
     * @param weights the weights of `face_recognition_model`; copied, the caller still owns them
     */
    public constructor(weights: WeightMap) {
        this._graph = new RecognizerGraph(weights);
    }

    /** @inheritdoc */
    public embed(pictures: Tensor4D): Tensor2D {
        return tidy(() => NormaliseRows(this._graph.run(this._crop.apply(pictures))));
    }

    /** Frees the weights. */
    public dispose(): void {
        this._graph.dispose();
        this._crop.dispose();
    }
}
