import { type CaptureView } from "../face/capture.types.js";
import { type IFace } from "../face/face.types.js";
import { type IFaceSchema, type SrgbColor } from "../face/faceSchema.js";
import { type INuisance } from "../face/nuisance.js";
import { type IDefaultFitOptions } from "../fitting/defaultFitOptions.js";
import { type FitMethod, type IFitProgress, type IFitResult } from "../fitting/fit.types.js";
import { type RecognizerName } from "../networks/recognizerNames.js";
import { type SimilarityTransform } from "../photo/photo.types.js";

/** A picture on its way between the page and Node: RGBA (or one label a pixel), row 0 on top, as base64. */
export interface IEncodedPicture {
    readonly width: number;
    readonly height: number;
    readonly base64: string;
}

/** How the page that commands drive is opened. */
export interface IHeadlessOptions {
    /** The scene's engine. `auto`: WebGPU where the browser has it on a real GPU, else WebGL2. */
    readonly engine: "auto" | "webgl2" | "webgpu";
    /** Where the networks run. */
    readonly backend: "auto" | "webgpu" | "wasm";
    /** The recognition network of the identity loss. Default: that of face-api. */
    readonly recognizer?: RecognizerName;
    /** The rig file of the head, relative to the page. Default: the default head's. */
    readonly rigUrl?: string;
}

/** What to draw. */
export interface IRenderRequest {
    readonly face: IFace;
    /** Side in pixels. */
    readonly size: number;
    readonly view: CaptureView;
    readonly nuisance?: INuisance;
    /** Part labels instead of the picture. */
    readonly labels?: boolean;
}

/** A picture of the engine as a tensor. */
export interface ITensorPicture {
    /** Whether it never left the GPU. */
    readonly isOnGpu: boolean;
    readonly shape: readonly number[];
    /** Its values, 32-bit, as base64. */
    readonly base64: string;
    /** Tensors that were left over when it was disposed. */
    readonly tensorsLeft: number;
}

/** Milliseconds from asking for a picture until a number of its tensor is there. */
export interface IBenchTensors {
    readonly backend: string;
    readonly device: string;
    readonly readBack: readonly number[];
    /** Empty where the engine shares no device with tfjs. */
    readonly onGpu: readonly number[];
}

/** What to fit. */
export interface IFitCommandRequest {
    /** The photo file, base64. */
    readonly base64: string;
    /** More photos of the same person, base64. */
    readonly others?: readonly string[];
    readonly method: FitMethod;
    readonly seed: number;
    /** Changes to the constants of the method `default`. */
    readonly constants?: Partial<IDefaultFitOptions>;
    /** Which face where there are several; 0 = largest. */
    readonly faceIndex?: number;
}

/** A fit as the page hands it out. */
export interface IFitCommandResult extends IFitResult {
    /** What the descent started from; the average face where the method starts there. */
    readonly start: IFace;
    /** Mean milliseconds between two steps of the descent; NaN where it had fewer than two. */
    readonly stepMs: number;
}

/** Milliseconds of steps, in the order in which they were measured. */
export interface IBenchStep {
    readonly backend: "webgpu" | "wasm";
    readonly device: string;
    readonly ours: readonly number[];
    readonly published: readonly number[];
    /** Weights of the networks in the paper's sizes. */
    readonly parameters: { readonly F1: number; readonly F2: number };
}

/** What showing faces on the head costs, milliseconds of each time. */
export interface IBenchApply {
    /** Another face. */
    readonly whole: readonly number[];
    /** The same face with the first slider moved, which moves the whole head. */
    readonly widest: readonly number[];
    /** The same face with one slider moved, once for each slider. */
    readonly each: readonly number[];
}

/** A network by itself: its cost, its size, and what it answered. */
export interface IBenchNetwork {
    /** Its place in the paper. */
    readonly role: "F1" | "F2" | "G";
    readonly name: string;
    /** Whether it has the paper's size, and random weights. */
    readonly published: boolean;
    readonly parameters: number;
    /** Of its weights as they are downloaded; of 16-bit floats for the paper's sizes. */
    readonly bytes: number;
    /** Milliseconds of forward passes, in the order in which they were measured. */
    readonly forwardMs: readonly number[];
    /** The same of forward passes with the gradient with respect to the input. */
    readonly gradientMs: readonly number[];
    /** Some values of the outputs, the same ones each time: on two backends they should agree. */
    readonly outputs: readonly number[];
    /** Some values of the gradient. */
    readonly gradients: readonly number[];
}

/** All networks by themselves, on one backend. */
export interface IBenchNetworks {
    readonly backend: "webgpu" | "wasm";
    readonly device: string;
    readonly networks: readonly IBenchNetwork[];
}

/** Many pictures, for a data set: each `PUT` to `/upload/<name>` on the page's server, in order. */
export interface ISampleRequest {
    /** Vectors x, `count` rows of the schema's length, base64 of float32 little-endian. */
    readonly base64: string;
    readonly count: number;
    readonly size: number;
    /** One per row, or none. */
    readonly nuisances?: readonly (INuisance | null)[];
    /** Background sRGB 0..1, one per row, or none for the booth's own. */
    readonly backgrounds?: readonly (SrgbColor | null)[];
    /** Draw the part labels too. Default true. */
    readonly labels?: boolean;
    /** See ICaptureOptions. */
    readonly antialias?: boolean;
    /** Name of the upload: for each row `size * size * 3` bytes RGB, and then, with labels, `size * size` labels. */
    readonly upload: string;
}

/** A photo to be read by a network, without a fit. */
export interface IReadPhotoRequest {
    /** The photo file, base64. */
    readonly base64: string;
    /** Which face where there are several; default 0 = largest. */
    readonly faceIndex?: number;
}

/** What `embedAsync` is asked. */
export interface IEmbedRequest extends IReadPhotoRequest {
    /** Which recognition network; default that of the fit. */
    readonly recognizer?: RecognizerName;
}

/** Where the chosen face of a photo lies. */
export interface IReadPhoto {
    /** Size in pixels of the photo as it was decoded: upright, perhaps scaled down. */
    readonly width: number;
    readonly height: number;
    /** From these pixels to the photo-booth frame at 512. */
    readonly transform: SimilarityTransform;
}

/** What F2 says about a photo. */
export interface IPhotoScores extends IReadPhoto {
    readonly network: string;
    /** side * side * classes values before the softmax, base64 of float32 little-endian. */
    readonly base64: string;
    readonly side: number;
    readonly classes: number;
    /** The square that the network saw: left, top and side in pixels of the frame at 512. */
    readonly crop: readonly [number, number, number];
}

/** What F1 says about a photo. */
export interface IPhotoEmbedding extends IReadPhoto {
    readonly network: string;
    /** Mean cosine of two strangers: m of similarity = (cos - m) / (1 - m). */
    readonly impostorCosine: number;
    /** Values of length 1. */
    readonly embedding: readonly number[];
}

/** What the page `playground/headless` offers to the commands as `window.faceCreatorCommands`. Data is JSON; errors are {@link IHeadlessError}. */
export interface IHeadlessCommands {
    /** Loads engine and head. Once, first. */
    initAsync(options: IHeadlessOptions): Promise<{ engine: "webgl2" | "webgpu"; schema: IFaceSchema; loadMs: number }>;
    fitAsync(request: IFitCommandRequest): Promise<IFitCommandResult>;
    renderAsync(request: IRenderRequest): Promise<IEncodedPicture>;
    /** A face's finished character as glTF binary, base64. */
    exportGlbAsync(face: IFace): Promise<string>;
    /** The imitator's picture of a face. */
    imitateAsync(face: IFace): Promise<IEncodedPicture>;
    /** F2's scores of a face in a photo, aligned as for a fit. */
    scorePartsAsync(request: IReadPhotoRequest): Promise<IPhotoScores>;
    /** F1's embedding of a face in a photo, aligned as for a fit. */
    embedAsync(request: IEmbedRequest): Promise<IPhotoEmbedding>;
    /** Draws and uploads; resolves when the server has taken the upload. */
    sampleAsync(request: ISampleRequest): Promise<void>;
    /** Milliseconds of showing faces on the head. */
    benchApplyAsync(repeats: number): Promise<IBenchApply>;
    /** Milliseconds of pictures of a size. */
    benchCaptureAsync(size: number, repeats: number): Promise<readonly number[]>;
    /** The engine's picture of a face as a tensor; the page's first use of tfjs. */
    captureTensorAsync(face: IFace, size: number): Promise<ITensorPicture>;
    /** Milliseconds of pictures as tensors; the page's first use of tfjs. */
    benchTensorsAsync(size: number, repeats: number): Promise<IBenchTensors>;
    /** Milliseconds of fit steps, ours and with networks of the published sizes. */
    benchStepsAsync(repeats: number): Promise<IBenchStep>;
    /** Milliseconds, sizes and answers of each network by itself, ours and those of the published sizes. */
    benchNetworksAsync(backend: IHeadlessOptions["backend"], repeats: number): Promise<IBenchNetworks>;
}

/** An error on its way to Node. */
export interface IHeadlessError {
    readonly code: string;
    readonly message: string;
}

/** What the page calls back while a fit runs. */
export type HeadlessProgress = Omit<IFitProgress, "x">;
