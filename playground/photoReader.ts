import {
    type IEmbedRequest,
    type IHeadlessOptions,
    type IPhotoEmbedding,
    type IPhotoScores,
    type IReadPhoto,
    type IReadPhotoRequest,
} from "../src/cli/headless.types.js";
import { SelectBackendAsync } from "../src/compute/backend.js";
import { PictureToTensor } from "../src/compute/pictureTensor.js";
import { AverageVector, GetVectorLayout } from "../src/face/faceVector.js";
import { VectorToFace } from "../src/face/createFace.js";
import { type IPicture } from "../src/face/picture.js";
import { LoadLandmarkMapAsync } from "../src/fitting/loadLandmarkMap.js";
import { type FaceCreator } from "../src/index.js";
import { FaceDetector } from "../src/networks/faceDetector.js";
import { FaceSegmenter } from "../src/networks/faceSegmenter.js";
import { LoadRecognizerAsync } from "../src/networks/loadRecognizer.js";
import { type IFaceRecognizer } from "../src/networks/networks.types.js";
import { AlignPhoto } from "../src/photo/alignPhoto.js";
import { PickFace } from "../src/photo/chooseFace.js";
import { DecodePhotoAsync } from "../src/photo/decodePhoto.js";
import { type Point2D } from "../src/photo/photo.types.js";
import { FromBase64, ToBase64 } from "./base64.js";

/** Side of the photo-booth frame in which transforms and crops are given. */
const FrameSize = 512;

/** What F1 and F2 say about photos, decoded and aligned the way that they are for a fit. */
export class PhotoReader {
    private readonly _recognizers = new Map<string | undefined, Promise<IFaceRecognizer>>();
    private _segmenter: Promise<FaceSegmenter> | undefined;

    private constructor(
        private readonly _networksUrl: string,
        private readonly _detector: FaceDetector,
        private readonly _template: readonly Point2D[],
    ) {}

    /**
     * Loads the detector and finds the alignment template: the landmarks of the average face, as the detector would see it on a photograph.
     * @param creator the head
     * @param backend where the networks run
     * @returns the reader, which lives as long as the page
     */
    public static async CreateAsync(creator: FaceCreator, backend: IHeadlessOptions["backend"]): Promise<PhotoReader> {
        const assets = new URL("assets/", document.baseURI).href;
        const { schema } = creator;
        const layout = GetVectorLayout(schema);
        await SelectBackendAsync({ backend, wasmUrl: `${assets}wasm/` });
        const average = VectorToFace(schema, AverageVector(schema));
        const [detector, map, picture] = await Promise.all([
            FaceDetector.LoadAsync(`${assets}networks/face-api/`),
            LoadLandmarkMapAsync(`${assets}networks/landmarks/`, schema.rig, layout.continuousCount),
            creator.captureAsync(average, { size: FrameSize }),
        ]);
        const { landmarks } = PickFace(await detector.detectAsync(picture));
        const bias = map?.bias;
        const template = landmarks.map(([x, y], i): Point2D => (bias ? [x + bias[2 * i], y + bias[2 * i + 1]] : [x, y]));
        return new PhotoReader(`${assets}networks/`, detector, template);
    }

    /** As of IHeadlessCommands. */
    public async scorePartsAsync(request: IReadPhotoRequest): Promise<IPhotoScores> {
        this._segmenter ??= FaceSegmenter.LoadAsync(`${this._networksUrl}segmenter/`);
        const segmenter = await this._segmenter;
        const { place, photo } = await this._alignAsync(request);
        const tensor = PictureToTensor(photo);
        const { logits, features } = segmenter.forward(tensor);
        const [, , side, classes] = logits.shape;
        const scores = Float32Array.from(await logits.data());
        [tensor, logits, features].forEach((one) => one.dispose());
        const { left, top, side: length } = segmenter.square;
        return {
            ...place,
            network: segmenter.name,
            base64: ToBase64(new Uint8Array(scores.buffer)),
            side,
            classes,
            crop: [left * FrameSize, top * FrameSize, length * FrameSize],
        };
    }

    /** As of IHeadlessCommands. */
    public async embedAsync(request: IEmbedRequest): Promise<IPhotoEmbedding> {
        const loading = this._recognizers.get(request.recognizer) ?? LoadRecognizerAsync(this._networksUrl, request.recognizer);
        this._recognizers.set(request.recognizer, loading);
        const recognizer = await loading;
        const { place, photo } = await this._alignAsync(request);
        const tensor = PictureToTensor(photo);
        const rows = recognizer.embed(tensor);
        const embedding = [...(await rows.data())];
        [tensor, rows].forEach((one) => one.dispose());
        return { ...place, network: recognizer.name, impostorCosine: recognizer.impostorCosine, embedding };
    }

    private async _alignAsync({ base64, faceIndex }: IReadPhotoRequest): Promise<{ readonly place: IReadPhoto; readonly photo: IPicture }> {
        const picture = await DecodePhotoAsync(new Blob([FromBase64(base64)]));
        const face = PickFace(await this._detector.detectAsync(picture), faceIndex);
        const { photo, transform } = AlignPhoto(picture, face, this._template);
        return { place: { width: picture.width, height: picture.height, transform }, photo };
    }
}
