import { type Observer } from "@babylonjs/core/Misc/observable.js";
import { type Scene } from "@babylonjs/core/scene.js";
import { type PhotoBooth } from "../capture/PhotoBooth.js";
import { VectorToFace } from "../face/createFace.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IOptionMasks } from "../face/optionMasks.js";
import { type FitMethod, type IFitResult } from "../fitting/fit.types.js";
import { type IFitServiceInfo } from "../fitting/fitService.types.js";
import { type HeadRig } from "../rig/HeadRig.js";
import { UntilAbortedAsync } from "./abort.js";
import { type IFaceCreatorOptions } from "./faceCreatorOptions.js";
import { type IFitPhotoOptions, type PhotoSource } from "./photoFit.types.js";
import { PhotoFitter } from "./photoFitter.js";
import { SpareFrames } from "./spareFrames.js";

/** What a head needs for photos, made when first needed: the photo booth and the fitter. One fit at a time. */
export class PhotoStudio {
    /** Takes photos to vectors. */
    public readonly fitter: PhotoFitter;
    private readonly _scene: Scene;
    private readonly _rig: HeadRig;
    private readonly _options: Required<IFaceCreatorOptions>;
    private _booth: Promise<PhotoBooth> | undefined;
    private _optionMasks: readonly IOptionMasks[] | undefined;
    private _fit: AbortController | undefined;
    private readonly _waiting: (() => void)[] = [];
    private _restoring: { remove(): void } | undefined;
    private _disposed = false;

    /**
     * @param scene the scene that the head is in
     * @param rig the head, which follows a fit
     * @param options options of the face creator
     */
    public constructor(scene: Scene, rig: HeadRig, options: Required<IFaceCreatorOptions>) {
        this._scene = scene;
        this._rig = rig;
        this._options = options;
        const { backend, networksUrl, wasmUrl, recognizer } = options;
        this.fitter = new PhotoFitter({
            backend,
            networksUrl,
            wasmUrl,
            recognizer,
            schema: rig.schema,
            getCaptureAsync: () => this.getBoothAsync(),
            getOptionMasksAsync: () => this._getOptionMasksAsync(),
        });
    }

    /** Where the networks run; null until they are loaded. */
    public get info(): IFitServiceInfo | null {
        return this.fitter.info;
    }

    /** Whether a photo is being fitted. */
    public get isFitting(): boolean {
        return this._fit !== undefined;
    }

    /** The photo booth, made by the first call. */
    public async getBoothAsync(): Promise<PhotoBooth> {
        this._booth ??= this._createBoothAsync();
        try {
            return await this._booth;
        } catch (error) {
            // The next call tries again.
            this._booth = undefined;
            throw error;
        }
    }

    /** Waits until no photo is being fitted. */
    public async untilIdleAsync(): Promise<void> {
        while (this._fit) {
            await new Promise<void>((resolve) => this._waiting.push(resolve));
        }
    }

    /**
     * Fits a photo while the head follows, and loads what its face needs. The head is left as the last step of the fit drew it: the caller puts on the face that counts.
     * @param photo the photo
     * @param options options of the fit
     * @returns the result
     * @throws as `FaceCreator.fitPhotoAsync` says
     */
    public async fitAsync(photo: PhotoSource, options: IFitPhotoOptions): Promise<IFitResult> {
        if (this._fit) {
            throw new FaceCreatorError("E_ARGUMENT", "a fit is running", "fitPhotoAsync", "wait for it or stop it with its signal");
        }
        const control = new AbortController();
        const stop = (): void => control.abort();
        options.signal?.addEventListener("abort", stop);
        if (options.signal?.aborted) {
            stop();
        }
        this._fit = control;
        const preview = this._followFit();
        const engine = this._scene.getEngine();
        const drawAgain = SpareFrames(engine);
        let lost = false;
        const losing = engine.onContextLostObservable.add(() => {
            lost = true;
            stop();
        });
        try {
            const method = options.method ?? this._options.method;
            const result = await this._runAsync(photo, { ...options, signal: control.signal }, method, preview.show);
            await UntilAbortedAsync(this._rig.loadFaceAsync(result.face), control.signal, "fitPhotoAsync");
            return result;
        } catch (error) {
            throw lost ? new FaceCreatorError("E_GRAPHICS_LOST", "the graphics were lost during", "a fit", "fit the photo again") : error;
        } finally {
            losing.remove();
            drawAgain();
            preview.stop();
            options.signal?.removeEventListener("abort", stop);
            this._fit = undefined;
            this._waiting.splice(0).forEach((resolve) => resolve());
        }
    }

    /** Stops a running fit and frees booth, networks and worker. */
    public async disposeAsync(): Promise<void> {
        this._disposed = true;
        this._restoring?.remove();
        this._fit?.abort();
        const booth = this._booth;
        this._booth = undefined;
        try {
            await this.fitter.disposeAsync();
        } finally {
            (await booth)?.dispose();
        }
    }

    private async _getOptionMasksAsync(): Promise<readonly IOptionMasks[]> {
        this._optionMasks ??= await this._rig.loadOptionMasksAsync();
        return this._optionMasks;
    }

    private async _runAsync(
        photo: PhotoSource,
        options: IFitPhotoOptions,
        method: FitMethod,
        show: (x: Float32Array) => void,
    ): Promise<IFitResult> {
        const startMs = performance.now();
        const { outcome, info, photoMs } = await this.fitter.fitAsync(photo, {
            ...options,
            method,
            onProgress: (progress) => {
                if (options.signal?.aborted) {
                    return;
                }
                if (progress.x) {
                    show(progress.x);
                }
                options.onProgress?.(progress);
            },
        });
        const { x, timingsMs, ...rest } = outcome;
        return {
            ...rest,
            face: VectorToFace(this._rig.schema, x, { kind: "photo", method, seed: options.seed ?? 0 }),
            backend: info.backend,
            device: info.device,
            timingsMs: { photo: photoMs, ...timingsMs, total: performance.now() - startMs },
        };
    }

    /** Lets the head follow a fit, at most once a frame. */
    private _followFit(): { show: (x: Float32Array) => void; stop: () => void } {
        let latest: Float32Array | undefined;
        const observer: Observer<Scene> = this._scene.onBeforeRenderObservable.add(() => {
            if (latest) {
                this._rig.applyVector(latest);
                latest = undefined;
            }
        });
        return {
            show: (x) => (latest = x),
            stop: () => {
                latest = undefined;
                observer.remove();
            },
        };
    }

    /**
     * After lost graphics Babylon brings a booth's light back late and not to the bit, and a fit compares pictures: another one takes its place, also where
     * they are lost while it is made.
     */
    private async _createBoothAsync(): Promise<PhotoBooth> {
        const { PhotoBooth } = await import("../capture/PhotoBooth.js");
        const engine = this._scene.getEngine();
        for (;;) {
            let made: PhotoBooth | undefined;
            let restored = false;
            this._restoring = engine.onContextRestoredObservable.addOnce(() => {
                restored = true;
                if (made) {
                    this._booth = undefined;
                    made.dispose();
                }
            });
            const booth = await PhotoBooth.CreateAsync(engine, this._options.rigUrl).catch((error: unknown) => {
                this._restoring?.remove();
                throw error;
            });
            if (this._disposed) {
                this._restoring.remove();
                booth.dispose();
                throw new FaceCreatorError("E_DISPOSED", "the face creator is disposed:", this._rig.rig.id, "create a new one");
            }
            if (!restored) {
                made = booth;
                return booth;
            }
            booth.dispose();
        }
    }
}
