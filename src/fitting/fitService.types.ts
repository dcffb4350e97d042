import { type IFaceSchema } from "../face/faceSchema.js";
import { type IPicture } from "../face/picture.js";
import { type ComputeBackend, type IFitCallbacks, type IFitOutcome, type IFitRequest } from "./fit.types.js";
import { type RecognizerName } from "../networks/recognizerNames.js";
import { type IDetectedFace } from "../photo/photo.types.js";

/** Gets the share of the networks that is loaded, 0..1, whenever one is. */
export type LoadProgress = (share: number) => void;

/** What a fit service needs before its first call. */
export interface IFitServiceOptions {
    /** `auto` takes webgpu on a real GPU and wasm otherwise. */
    readonly backend: ComputeBackend | "auto";
    /** Absolute URL of the folder with the networks (imitator/, segmenter/, face-api/, recognizer/), ends with a slash. */
    readonly networksUrl: string;
    /** Absolute URL of the folder with tfjs's .wasm files, same origin, ends with a slash. */
    readonly wasmUrl: string;
    readonly schema: IFaceSchema;
    /** Which network is F1 of the identity loss. Default `face-api`. */
    readonly recognizer?: RecognizerName;
}

/** What the service runs on. */
export interface IFitServiceInfo {
    readonly backend: ComputeBackend;
    readonly device: string;
    /** True where the networks run in a worker. */
    readonly worker: boolean;
    /** By how much landmarks on photographs stand off those on renders, [136], photo-booth pixels at 512; undefined where it is not known. */
    readonly landmarkBias?: Float32Array;
}

/**
 * Detection and fitting behind one door, the same in a worker (wasm) and on the page (webgpu).
 * All pictures are copied in; nothing of tfjs comes out.
 */
export interface IFitService {
    /** Chooses the backend and loads the networks. Must be awaited first. */
    initAsync(options: IFitServiceOptions, onProgress?: LoadProgress): Promise<IFitServiceInfo>;
    /** Faces of a picture with their 68 landmarks, largest first. Empty when there is none. */
    detectAsync(picture: IPicture): Promise<IDetectedFace[]>;
    /** The imitator's picture of x, in the photo-booth frame at the imitator's own size. */
    imitateAsync(x: Float32Array): Promise<IPicture>;
    /** Fits; rejects with E_ABORTED after `cancelAsync`. */
    fitAsync(request: IFitRequest, callbacks: IFitCallbacks): Promise<IFitOutcome>;
    /** Stops a running fit; resolves when its tensors are freed. */
    cancelAsync(): Promise<void>;
    /** Counts of live tensors, for leak checks. */
    getTensorCountAsync(): Promise<number>;
    /** Frees every network. */
    disposeAsync(): Promise<void>;
}
