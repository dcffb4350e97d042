import { Scene } from "@babylonjs/core/scene.js";
import { PhotoBooth } from "../src/capture/PhotoBooth.js";
import {
    type HeadlessProgress,
    type IEncodedPicture,
    type IFitCommandRequest,
    type IHeadlessCommands,
    type IHeadlessOptions,
    type IPhotoEmbedding,
    type IPhotoScores,
    type IBenchTensors,
    type IEmbedRequest,
    type IReadPhotoRequest,
    type IRenderRequest,
    type ISampleRequest,
    type ITensorPicture,
} from "../src/cli/headless.types.js";
import { FindGpuAdapterAsync } from "../src/compute/gpuAdapter.js";
import { CreateAverageFace, VectorToFace } from "../src/face/createFace.js";
import { type IFace } from "../src/face/face.types.js";
import { ParseFace } from "../src/face/parseFace.js";
import { FaceCreator } from "../src/index.js";
import { FromBase64, ToBase64 } from "./base64.js";
import { CreateEngineAsync } from "./createEngine.js";
import { type PhotoReader } from "./photoReader.js";
import { type TensorPictures } from "./tensorPictures.js";

/** The page that the commands drive: the plugin as a game uses it, on a scene that is never shown. */
class HeadlessCommands implements IHeadlessCommands {
    private _creator?: FaceCreator;
    private _booth?: PhotoBooth;
    private _reader?: Promise<PhotoReader>;
    private _tensors?: Promise<TensorPictures>;
    private _backend: IHeadlessOptions["backend"] = "auto";
    private _rigUrl = "assets/head/head.rig.json";

    public async initAsync(options: IHeadlessOptions): ReturnType<IHeadlessCommands["initAsync"]> {
        const start = performance.now();
        const kind = options.engine === "auto" ? await this._chooseEngineAsync() : options.engine;
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = 64;
        document.body.append(canvas);
        const scene = new Scene(await CreateEngineAsync(canvas, kind));
        this._backend = options.backend;
        this._rigUrl = options.rigUrl ?? this._rigUrl;
        const { backend, recognizer } = options;
        this._creator = await FaceCreator.CreateAsync(scene, { backend, recognizer, rigUrl: this._rigUrl });
        const { schema } = this._creator;
        return {
            engine: kind,
            schema,
            loadMs: performance.now() - start,
        };
    }

    public async fitAsync(request: IFitCommandRequest): ReturnType<IHeadlessCommands["fitAsync"]> {
        const { base64, others, method, seed, faceIndex, constants } = request;
        const photo = new Blob([FromBase64(base64)]);
        const report = (globalThis as unknown as { faceCreatorProgress(progress: HeadlessProgress): Promise<void> }).faceCreatorProgress;
        const creator = this._ready();
        let start: Float32Array | undefined;
        const stepTimes: number[] = [];
        const result = await creator.fitPhotoAsync(photo, {
            method,
            seed,
            faceIndex,
            others: others?.map((other) => ({ photo: new Blob([FromBase64(other)]) })),
            constants,
            onProgress: ({ phase, fraction, step, loss, x }) => {
                if (step !== undefined) {
                    stepTimes.push(performance.now());
                } else if (x && stepTimes.length === 0) {
                    // The last face before the first step is what the descent starts from.
                    start = x;
                }
                void report({ phase, fraction, step, loss });
            },
        });
        return {
            ...result,
            start: start ? VectorToFace(creator.schema, start) : CreateAverageFace(creator.schema),
            stepMs: (stepTimes[stepTimes.length - 1] - stepTimes[0]) / (stepTimes.length - 1),
        };
    }

    public async renderAsync({ face, size, view, nuisance, labels }: IRenderRequest): Promise<IEncodedPicture> {
        const creator = this._ready();
        const checked = ParseFace(JSON.stringify(face));
        const options = { size, view, nuisance };
        return Encode(labels ? await creator.captureLabelsAsync(checked, options) : await creator.captureAsync(checked, options));
    }

    public async exportGlbAsync(face: IFace): Promise<string> {
        const { ExportGlbAsync } = await import("../src/rig/exportGlb.js");
        return ToBase64(await ExportGlbAsync(this._ready().rig, ParseFace(JSON.stringify(face))));
    }

    public async imitateAsync(face: IFace): Promise<IEncodedPicture> {
        return Encode(await this._ready().imitateAsync(ParseFace(JSON.stringify(face))));
    }

    public async scorePartsAsync(request: IReadPhotoRequest): Promise<IPhotoScores> {
        return await (await this._getReaderAsync()).scorePartsAsync(request);
    }

    public async embedAsync(request: IEmbedRequest): Promise<IPhotoEmbedding> {
        return await (await this._getReaderAsync()).embedAsync(request);
    }

    public async sampleAsync(request: ISampleRequest): Promise<void> {
        const creator = this._ready();
        this._booth ??= await PhotoBooth.CreateAsync(creator.scene.getEngine(), new URL(this._rigUrl, document.baseURI).href);
        const { count, size, labels = true, nuisances, backgrounds } = request;
        const rows = new Float32Array(FromBase64(request.base64).buffer);
        const length = rows.length / count;
        const pixels = size * size;
        const stride = pixels * (labels ? 4 : 3);
        const body = new Uint8Array(count * stride);
        const booth = this._booth;
        // All at once: the booth draws one while others are read back.
        await Promise.all(
            Array.from({ length: count }, async (_, i) => {
                const x = rows.slice(i * length, (i + 1) * length);
                const options = {
                    size,
                    nuisance: nuisances?.[i] ?? undefined,
                    background: backgrounds?.[i] ?? undefined,
                    antialias: request.antialias,
                };
                const [picture, map] = await Promise.all([
                    booth.captureAsync(x, options),
                    labels ? booth.captureLabelsAsync(x, options) : undefined,
                ]);
                for (let from = 0, to = i * stride; from < picture.data.length; from += 4, to += 3) {
                    body[to] = picture.data[from];
                    body[to + 1] = picture.data[from + 1];
                    body[to + 2] = picture.data[from + 2];
                }
                if (map) {
                    body.set(map.data, i * stride + 3 * pixels);
                }
            }),
        );
        const answer = await fetch(`upload/${request.upload}`, { method: "PUT", body });
        if (!answer.ok) {
            throw new Error(`The upload failed: ${answer.status} ${await answer.text()}`);
        }
    }

    public async benchApplyAsync(repeats: number): ReturnType<IHeadlessCommands["benchApplyAsync"]> {
        const { MeasureApplyAsync } = await import("./bench/measure.js");
        return await MeasureApplyAsync(this._ready(), repeats);
    }

    public async benchCaptureAsync(size: number, repeats: number): ReturnType<IHeadlessCommands["benchCaptureAsync"]> {
        const { MeasureCaptureAsync } = await import("./bench/measure.js");
        return await MeasureCaptureAsync(this._ready(), size, repeats);
    }

    public async captureTensorAsync(face: IFace, size: number): Promise<ITensorPicture> {
        return await (await this._getTensorsAsync()).captureAsync(ParseFace(JSON.stringify(face)), size);
    }

    public async benchTensorsAsync(size: number, repeats: number): Promise<IBenchTensors> {
        return await (await this._getTensorsAsync()).measureAsync(size, repeats);
    }

    public async benchStepsAsync(repeats: number): ReturnType<IHeadlessCommands["benchStepsAsync"]> {
        const { MeasureStepsAsync } = await import("./bench/measure.js");
        return await MeasureStepsAsync(this._ready(), this._backend, repeats);
    }

    public async benchNetworksAsync(
        backend: IHeadlessOptions["backend"],
        repeats: number,
    ): ReturnType<IHeadlessCommands["benchNetworksAsync"]> {
        const { MeasureNetworksAsync } = await import("./bench/networks.js");
        return await MeasureNetworksAsync(this._ready(), backend, repeats);
    }

    private async _getReaderAsync(): Promise<PhotoReader> {
        const { PhotoReader } = await import("./photoReader.js");
        this._reader ??= PhotoReader.CreateAsync(this._ready(), this._backend);
        return await this._reader;
    }

    private async _getTensorsAsync(): Promise<TensorPictures> {
        const { TensorPictures } = await import("./tensorPictures.js");
        this._tensors ??= TensorPictures.CreateAsync(this._ready());
        return await this._tensors;
    }

    private _ready(): FaceCreator {
        if (!this._creator) {
            throw new Error("Call initAsync first.");
        }
        return this._creator;
    }

    /** Software WebGPU is slower than software WebGL2. */
    private async _chooseEngineAsync(): Promise<"webgl2" | "webgpu"> {
        return (await FindGpuAdapterAsync())?.hardware ? "webgpu" : "webgl2";
    }
}

function Encode({ width, height, data }: { width: number; height: number; data: Uint8Array | Uint8ClampedArray }): IEncodedPicture {
    return { width, height, base64: ToBase64(data) };
}

(globalThis as unknown as { faceCreatorCommands: IHeadlessCommands }).faceCreatorCommands = new HeadlessCommands();
document.documentElement.dataset["ready"] = "true";
