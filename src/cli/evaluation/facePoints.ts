import { readFile } from "node:fs/promises";
import * as ort from "onnxruntime-web";
import { FaceCreatorError } from "../../face/faceCreatorError.js";
import { type IPicture } from "../../face/picture.js";
import { AlignPicture } from "../../photo/alignPicture.js";
import { type Point2D, type SimilarityTransform } from "../../photo/photo.types.js";

/** Long side in pixels at which YuNet sees a picture; it works best at 640 or less. */
const LongSide = 480;
const Strides = [8, 16, 32];

/**
 * Opens an ONNX network in Node, on one thread.
 * @param path file
 * @returns the session
 * @throws E_READ if the file is absent
 */
export async function OpenOnnxAsync(path: string): Promise<ort.InferenceSession> {
    ort.env.wasm.numThreads = 1;
    try {
        return await ort.InferenceSession.create(await readFile(path));
    } catch (error) {
        throw new FaceCreatorError("E_READ", "network not readable", path, `check --faces <dir> (${(error as Error).message})`);
    }
}

/**
 * A picture as a planar tensor.
 * @param picture the picture
 * @param order channels in the order that the network takes
 * @returns [1, 3, height, width], 0..255
 */
export function ToPlanarTensor(picture: IPicture, order: "RGB" | "BGR"): ort.Tensor {
    const area = picture.width * picture.height;
    const values = new Float32Array(3 * area);
    for (let c = 0; c < 3; c++) {
        const plane = (order === "RGB" ? c : 2 - c) * area;
        for (let i = 0; i < area; i++) {
            values[plane + i] = picture.data[4 * i + c];
        }
    }
    return new ort.Tensor("float32", values, [1, 3, picture.height, picture.width]);
}

/** Finds the five points of the largest face with YuNet (libfacedetection, MIT). */
export class FivePointDetector {
    private constructor(private readonly _session: ort.InferenceSession) {}

    /**
     * Loads the network.
     * @param faces folder with `teachers/yunet`
     * @returns the detector; `disposeAsync` frees it
     */
    public static async CreateAsync(faces: string): Promise<FivePointDetector> {
        return new FivePointDetector(await OpenOnnxAsync(`${faces}/teachers/yunet/face_detection_yunet_2026may.onnx`));
    }

    /**
     * The five points of the surest face.
     * @param picture the picture
     * @returns subject's right eye, left eye, nose tip, right and left mouth corner in pixels; undefined where no face scores 0.5
     */
    public async detectAsync(picture: IPicture): Promise<Point2D[] | undefined> {
        const scale = LongSide / Math.max(picture.width, picture.height);
        const transform: SimilarityTransform = [scale, 0, 0, 0];
        const side = 32 * Math.ceil(LongSide / 32);
        const outputs = await this._session.run({ input: ToPlanarTensor(AlignPicture(picture, transform, side), "BGR") });
        let best = 0.5;
        let points: Point2D[] | undefined;
        for (const stride of Strides) {
            const columns = side / stride;
            const [cls, obj, kps] = ["cls", "obj", "kps"].map((name) => outputs[`${name}_${stride}`].data as Float32Array);
            for (let i = 0; i < cls.length; i++) {
                const score = Math.sqrt(Math.max(0, cls[i]) * Math.max(0, obj[i]));
                if (score > best) {
                    best = score;
                    const [column, row] = [i % columns, Math.floor(i / columns)];
                    points = [0, 1, 2, 3, 4].map((k): Point2D => [
                        ((kps[10 * i + 2 * k] + column) * stride) / scale,
                        ((kps[10 * i + 2 * k + 1] + row) * stride) / scale,
                    ]);
                }
            }
        }
        return points;
    }

    /** Frees the network. */
    public async disposeAsync(): Promise<void> {
        await this._session.release();
    }
}
