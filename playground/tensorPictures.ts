import { mean, memory, type Tensor4D } from "@tensorflow/tfjs-core";
import { PhotoBooth } from "../src/capture/PhotoBooth.js";
import { type IBenchTensors, type ITensorPicture } from "../src/cli/headless.types.js";
import { SelectBackendAsync } from "../src/compute/backend.js";
import { FindEngineDevice } from "../src/compute/engineDeviceBridge.js";
import { PictureToTensor } from "../src/compute/pictureTensor.js";
import { TensorCapture } from "../src/compute/tensorCaptureBridge.js";
import { type IFace } from "../src/face/face.types.js";
import { FaceToVector } from "../src/face/faceVector.js";
import { RandomFace } from "../src/face/randomFace.js";
import { type FaceCreator } from "../src/index.js";
import { ToBase64 } from "./base64.js";
import { TimesAsync } from "./bench/measure.js";

/** Pictures of the photo booth as tensors, on the engine's own device where it has one. */
export class TensorPictures {
    private constructor(
        private readonly _booth: PhotoBooth,
        private readonly _capture: TensorCapture,
        private readonly _backend: { readonly backend: string; readonly device: string },
    ) {}

    /**
     * Makes a photo booth of its own, and tfjs share the engine's device.
     * @param creator the face creator; nothing of it runs on webgpu yet
     * @returns the pictures; the page keeps them
     */
    public static async CreateAsync({ scene, rig }: FaceCreator): Promise<TensorPictures> {
        const engine = scene.getEngine();
        const booth = await PhotoBooth.CreateAsync(engine, rig);
        const device = FindEngineDevice(engine) ?? undefined;
        const wasmUrl = new URL("assets/wasm/", document.baseURI).href;
        const backend = await SelectBackendAsync({ backend: device ? "webgpu" : "auto", device, wasmUrl });
        return new TensorPictures(booth, new TensorCapture(engine, booth), backend);
    }

    /**
     * A picture as a tensor.
     * @param face the face
     * @param size side in pixels
     * @returns its values, and how many tensors were left over
     */
    public async captureAsync(face: IFace, size: number): Promise<ITensorPicture> {
        const { numTensors } = memory();
        const picture = await this._capture.captureAsync(FaceToVector(this._booth.schema, face), { size });
        const values = (await picture.data()) as Float32Array;
        const { shape } = picture;
        picture.dispose();
        const base64 = ToBase64(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
        return { isOnGpu: this._capture.isOnGpu, shape, base64, tensorsLeft: memory().numTensors - numTensors };
    }

    /**
     * Time from asking for a picture until a number that was computed of its tensor is there: without and with reading the picture back.
     * @param size side in pixels
     * @param repeats measurements, after one that does not count
     * @returns milliseconds of each
     */
    public async measureAsync(size: number, repeats: number): Promise<IBenchTensors> {
        const faces = Array.from({ length: repeats + 1 }, (_, i) => FaceToVector(this._booth.schema, RandomFace(this._booth.schema, 6, i)));
        const timesAsync = async (takeAsync: (x: Float32Array) => Promise<Tensor4D>): Promise<number[]> =>
            await TimesAsync(repeats, async (i) => {
                const picture = await takeAsync(faces[i]);
                const average = mean(picture);
                await average.data();
                picture.dispose();
                average.dispose();
            });
        // Options that a face is first to have are loaded and compiled then: that is no part of either way.
        for (const x of faces) {
            await this._booth.captureAsync(x, { size });
        }
        const readBack = await timesAsync(async (x) => PictureToTensor(await this._booth.captureAsync(x, { size })));
        const onGpu = this._capture.isOnGpu ? await timesAsync(async (x) => await this._capture.captureAsync(x, { size })) : [];
        return { ...this._backend, readBack, onGpu };
    }
}
