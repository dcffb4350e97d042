import { type ICapture } from "../face/capture.types.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IFaceSchema } from "../face/faceSchema.js";
import { AverageVector } from "../face/faceVector.js";
import { type IOptionMasks } from "../face/optionMasks.js";
import { type IPicture } from "../face/picture.js";
import { type IFitOutcome, type IFitProgress } from "../fitting/fit.types.js";
import { type IFitService, type IFitServiceInfo, type IFitServiceOptions, type LoadProgress } from "../fitting/fitService.types.js";
import { type Point2D } from "../photo/photo.types.js";
import { CreateAbortError, UntilAbortedAsync } from "./abort.js";
import { type IChosenFace } from "./alignChosen.js";
import { type IFitPhotoOptions, type ILongCallOptions, type IPhotoFaces, type PhotoSource } from "./photoFit.types.js";

/** What a photo fitter works with. */
export interface IPhotoFitterOptions extends Omit<IFitServiceOptions, "schema"> {
    readonly schema: IFaceSchema;
    /** The engine; made when first needed. */
    readonly getCaptureAsync: () => Promise<ICapture>;
    /** Masks of the head's options; loaded when first needed. */
    readonly getOptionMasksAsync: () => Promise<readonly IOptionMasks[]>;
}

/** The outcome of a fit, and how long the photo took to read, find and align. */
export interface IPhotoFit {
    readonly outcome: IFitOutcome;
    readonly info: IFitServiceInfo;
    readonly photoMs: number;
}

/** Shares of the whole that pass before the fit itself starts. */
const Shares = { networks: 0.08, photo: 0.15 };

/** Share of the networks in getting ready; the rest is the photo booth and the average face. */
const PreparedByLoading = 0.7;

/** The way from a photo to the vector of its face. Code and networks are loaded with the first photo. */
export class PhotoFitter {
    private readonly _options: IPhotoFitterOptions;
    private readonly _faces = new WeakMap<object, IPhotoFaces>();
    private _service: Promise<{ service: IFitService; info: IFitServiceInfo }> | undefined;
    private _info: IFitServiceInfo | null = null;
    private _stopping: Promise<void> = Promise.resolve();
    private readonly _loading = new Set<LoadProgress>();
    private _loaded = 0;
    private _template: Promise<readonly Point2D[]> | undefined;

    /** @param options what it works with */
    public constructor(options: IPhotoFitterOptions) {
        this._options = options;
    }

    /** Where the networks run; null until they are loaded. */
    public get info(): IFitServiceInfo | null {
        return this._info;
    }

    /**
     * The imitator's picture of a face.
     * @param x the vector
     * @returns the picture
     */
    public async imitateAsync(x: Float32Array): Promise<IPicture> {
        return (await this._getServiceAsync()).service.imitateAsync(x);
    }

    /**
     * Finds the faces of a photo.
     * @param photo the photo
     * @param options signal
     * @returns the decoded photo and its faces
     */
    public async detectAsync(photo: PhotoSource, options: ILongCallOptions = {}): Promise<IPhotoFaces> {
        const known = this._faces.get(photo);
        if (known) {
            return known;
        }
        const { DecodePhotoAsync } = await import("../photo/decodePhoto.js");
        const picture = await UntilAbortedAsync(DecodePhotoAsync(photo), options.signal, "detectAsync");
        const { service } = await UntilAbortedAsync(this._getServiceAsync(), options.signal, "detectAsync");
        const faces = await UntilAbortedAsync(service.detectAsync(picture), options.signal, "detectAsync");
        const found = { picture, faces };
        this._faces.set(photo, found);
        this._faces.set(picture, found);
        return found;
    }

    /**
     * Loads the networks, makes the photo booth and finds the landmarks of the average face, so that the first fit need not.
     * @param options signal, which stops the waiting and not the loading, and progress
     */
    public async prepareAsync({ signal, onProgress }: ILongCallOptions = {}): Promise<void> {
        const report = CreateMonotonicReport(onProgress);
        report({ phase: "networks", fraction: 0 });
        const onLoaded: LoadProgress = (share) => report({ phase: "networks", fraction: PreparedByLoading * share });
        const { service, info } = await UntilAbortedAsync(this._getServiceAsync(onLoaded), signal, "prepareFitAsync");
        const capture = await UntilAbortedAsync(this._options.getCaptureAsync(), signal, "prepareFitAsync");
        await UntilAbortedAsync(this._getTemplateAsync(service, info, capture), signal, "prepareFitAsync");
        await UntilAbortedAsync(this._options.getOptionMasksAsync(), signal, "prepareFitAsync");
        report({ phase: "done", fraction: 1 });
    }

    /**
     * Fits the face of a photo, or of several of one person.
     * @param photo the photo
     * @param options as of `FaceCreator.fitPhotoAsync`, the method chosen
     * @returns the outcome
     */
    public async fitAsync(photo: PhotoSource, options: IFitPhotoOptions & Required<Pick<IFitPhotoOptions, "method">>): Promise<IPhotoFit> {
        const { signal } = options;
        const report = CreateMonotonicReport(options.onProgress);
        const startMs = performance.now();
        report({ phase: "networks", fraction: 0 });
        const onLoaded: LoadProgress = (share) => report({ phase: "networks", fraction: Shares.networks * share });
        const { service, info } = await UntilAbortedAsync(this._getServiceAsync(onLoaded), signal, "fitPhotoAsync");
        await UntilAbortedAsync(this._stopping, signal, "fitPhotoAsync");
        report({ phase: "photo", fraction: Shares.networks });
        const photoStartMs = performance.now();
        const { AlignChosen, ChooseAlignable } = await import("./alignChosen.js");
        const chosen: IChosenFace[] = [];
        for (const source of [{ photo, faceIndex: options.faceIndex, eyes: options.eyes }, ...(options.others ?? [])]) {
            const { picture, faces } = await this.detectAsync(source.photo, { signal });
            chosen.push(ChooseAlignable(picture, faces, source));
        }
        const capture = await UntilAbortedAsync(this._options.getCaptureAsync(), signal, "fitPhotoAsync");
        const template = await UntilAbortedAsync(this._getTemplateAsync(service, info, capture), signal, "fitPhotoAsync");
        const optionMasks = await UntilAbortedAsync(this._options.getOptionMasksAsync(), signal, "fitPhotoAsync");
        const aligned = chosen.map((face) => AlignChosen(face, template));
        const photoMs = performance.now() - Math.max(startMs, photoStartMs);
        report({ phase: "photo", fraction: Shares.photo });
        if (signal?.aborted) {
            throw CreateAbortError("fitPhotoAsync");
        }
        const running = service.fitAsync(
            {
                photos: aligned.map(({ fitted }) => fitted),
                method: options.method,
                optionMasks,
                seed: options.seed ?? 0,
                options: options.constants,
            },
            {
                onProgress: (progress) => report({ ...progress, fraction: Shares.photo + (1 - Shares.photo) * progress.fraction }),
                captureAsync: (x, captureOptions) => capture.captureAsync(x, captureOptions),
                captureLabelsAsync: (x, captureOptions) => capture.captureLabelsAsync(x, captureOptions),
            },
        );
        try {
            const outcome = await UntilAbortedAsync(running, signal, "fitPhotoAsync");
            const warnings = [...new Set([...aligned.flatMap((one) => one.warnings), ...outcome.warnings])];
            return { outcome: { ...outcome, warnings }, info, photoMs };
        } catch (error) {
            if (signal?.aborted) {
                // The caller has its face back at once; the next fit waits until the networks have let go of this one.
                this._stopping = StopAsync(service, running);
            }
            throw error;
        }
    }

    /** Stops a running fit and frees the networks and the worker. */
    public async disposeAsync(): Promise<void> {
        const started = this._service;
        this._service = undefined;
        this._info = null;
        this._template = undefined;
        if (started) {
            const { service } = await started;
            await service.cancelAsync();
            await service.disposeAsync();
        }
    }

    private async _getServiceAsync(onLoaded?: LoadProgress): Promise<{ service: IFitService; info: IFitServiceInfo }> {
        this._service ??= this._startServiceAsync();
        if (onLoaded) {
            onLoaded(this._loaded);
            this._loading.add(onLoaded);
        }
        try {
            return await this._service;
        } catch (error) {
            // The next photo tries again.
            this._service = undefined;
            this._loaded = 0;
            throw error;
        } finally {
            if (onLoaded) {
                this._loading.delete(onLoaded);
            }
        }
    }

    private async _startServiceAsync(): Promise<{ service: IFitService; info: IFitServiceInfo }> {
        const { CreateFitServiceAsync } = await import("../fitting/createFitService.js");
        const { backend, networksUrl, wasmUrl, schema, recognizer } = this._options;
        const onProgress: LoadProgress = (share) => {
            this._loaded = share;
            this._loading.forEach((onLoaded) => onLoaded(share));
        };
        const started = await CreateFitServiceAsync({ backend, networksUrl, wasmUrl, schema, recognizer }, { onProgress });
        this._info = started.info;
        return started;
    }

    private async _getTemplateAsync(service: IFitService, info: IFitServiceInfo, capture: ICapture): Promise<readonly Point2D[]> {
        this._template ??= this._makeTemplateAsync(service, info, capture);
        try {
            return await this._template;
        } catch (error) {
            this._template = undefined;
            throw error;
        }
    }

    /** The average face as the same detector would see it on a photograph, at 512 pixels. */
    private async _makeTemplateAsync(service: IFitService, info: IFitServiceInfo, capture: ICapture): Promise<readonly Point2D[]> {
        const average = await capture.captureAsync(AverageVector(this._options.schema), { size: 512 });
        const [face] = await service.detectAsync(average);
        if (!face) {
            throw new FaceCreatorError(
                "E_NO_FACE",
                "no face in the picture of the average head",
                this._options.schema.rig.id,
                "check the head's look and framing",
            );
        }
        const bias = info.landmarkBias;
        return bias ? face.landmarks.map(([x, y], i) => [x + bias[2 * i], y + bias[2 * i + 1]]) : face.landmarks;
    }
}

/** Stops a fit and waits until it has ended, however it ends. */
async function StopAsync(service: IFitService, running: Promise<unknown>): Promise<void> {
    await Promise.allSettled([service.cancelAsync(), running]);
}

/** Progress that never goes back, and ends with the call. */
function CreateMonotonicReport(onProgress: ((progress: IFitProgress) => void) | undefined): (progress: IFitProgress) => void {
    let highest = 0;
    return (progress) => {
        highest = Math.max(highest, Math.min(1, progress.fraction));
        onProgress?.({ ...progress, fraction: highest });
    };
}
