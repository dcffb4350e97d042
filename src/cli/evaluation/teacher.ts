import { type InferenceSession } from "onnxruntime-web";
import { type IPicture } from "../../face/picture.js";
import { AlignPicture } from "../../photo/alignPicture.js";
import { type Point2D } from "../../photo/photo.types.js";
import { FitSimilarity } from "../../photo/similarity.js";
import { type IEmbedder } from "./embedder.types.js";
import { FivePointDetector, OpenOnnxAsync, ToPlanarTensor } from "./facePoints.js";

const Side = 128;
const Template: readonly Point2D[] = [
    [0.31556875, 0.4615741],
    [0.68262292, 0.4615741],
    [0.5002625, 0.64050536],
    [0.34947188, 0.82469196],
    [0.65343646, 0.82469196],
].map(([x, y]): Point2D => [Side * x, Side * y]);

/** A recogniser to compare with: what a network of this kind can do (face-reidentification-retail-0095, Open Model Zoo, Apache-2.0). */
export class Teacher implements IEmbedder {
    /** @inheritdoc */
    public readonly name = "teacher (face-reidentification-retail-0095)";

    private constructor(
        private readonly _session: InferenceSession,
        private readonly _points: FivePointDetector,
    ) {}

    /**
     * Loads the network.
     * @param faces folder with `teachers`
     * @returns the teacher; `disposeAsync` frees it
     */
    public static async CreateAsync(faces: string): Promise<Teacher> {
        const name = "face-reidentification-retail-0095";
        return new Teacher(await OpenOnnxAsync(`${faces}/teachers/${name}/${name}.onnx`), await FivePointDetector.CreateAsync(faces));
    }

    /** @inheritdoc */
    public async embedAsync(picture: IPicture): Promise<Float32Array | undefined> {
        const points = await this._points.detectAsync(picture);
        if (!points) {
            return undefined;
        }
        const aligned = AlignPicture(picture, FitSimilarity(points, Template), Side);
        const outputs = await this._session.run({ t0: ToPlanarTensor(aligned, "BGR") });
        const values = outputs["t684"].data as Float32Array;
        const length = Math.hypot(...values);
        return values.map((value) => value / length);
    }

    /** Frees both networks. */
    public async disposeAsync(): Promise<void> {
        await this._session.release();
        await this._points.disposeAsync();
    }
}
