import { type InferenceSession } from "onnxruntime-web";
import { type IPicture } from "../../face/picture.js";
import { AlignPicture } from "../../photo/alignPicture.js";
import { FitSimilarity } from "../../photo/similarity.js";
import { type Point2D } from "../../photo/photo.types.js";
import { type IEmbedder } from "./embedder.types.js";
import { FivePointDetector, OpenOnnxAsync, ToPlanarTensor } from "./facePoints.js";

const Side = 112;
const Template: readonly Point2D[] = [
    [38.2946, 51.6963],
    [73.5318, 51.5014],
    [56.0252, 71.7366],
    [41.5493, 92.3655],
    [70.7299, 92.2041],
];

/** A recogniser that is in no loss and chooses nothing: it only judges finished results (MobileFace Identification V2). */
export class Judge implements IEmbedder {
    /** @inheritdoc */
    public readonly name = "judge (MobileFace Identification V2)";

    private constructor(
        private readonly _session: InferenceSession,
        private readonly _points: FivePointDetector,
    ) {}

    /**
     * Loads the judge.
     * @param faces folder with `judge` and `teachers`
     * @returns the judge; `disposeAsync` frees it
     */
    public static async CreateAsync(faces: string): Promise<Judge> {
        return new Judge(await OpenOnnxAsync(`${faces}/judge/mobileface-v2.onnx`), await FivePointDetector.CreateAsync(faces));
    }

    /** @inheritdoc */
    public async embedAsync(picture: IPicture): Promise<Float32Array | undefined> {
        const points = await this._points.detectAsync(picture);
        if (!points) {
            return undefined;
        }
        const aligned = AlignPicture(picture, FitSimilarity(points, Template), Side);
        const outputs = await this._session.run({ data: ToPlanarTensor(aligned, "RGB") });
        const values = outputs.fc5_bn.data as Float32Array;
        const length = Math.hypot(...values);
        return values.map((value) => value / length);
    }

    /** Frees both networks. */
    public async disposeAsync(): Promise<void> {
        await this._session.release();
        await this._points.disposeAsync();
    }
}
