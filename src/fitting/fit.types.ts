import { type IFace } from "../face/face.types.js";
import { type FacePart } from "../face/facePart.js";
import { type ICaptureOptions } from "../face/capture.types.js";
import { type IOptionMasks } from "../face/optionMasks.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";
import { type Point2D } from "../photo/photo.types.js";
import { type IDefaultFitOptions } from "./defaultFitOptions.js";

/** The ways to turn a photo into parameters. */
export const FitMethods = ["default", "oneShot", "published"] as const;

/**
 * How a photo is turned into parameters. `published` is the paper to the letter; `default` is ours; `oneShot` is one glance of a translator network: the
 * quickest.
 */
export type FitMethod = (typeof FitMethods)[number];

/** Where the networks run. */
export type ComputeBackend = "webgpu" | "wasm";

/** The losses of section 3.2 to 3.4 of the paper: total = alpha * identity + content. */
export interface IFitLoss {
    readonly identity: number;
    readonly content: number;
    readonly total: number;
}

/** Progress of a fit; `fraction` never goes back and ends at 1. */
export interface IFitProgress {
    readonly phase: "networks" | "photo" | "fit" | "verify" | "done";
    /** 0..1 over the whole. */
    readonly fraction: number;
    /** During `fit`: the vector that the head shows now. */
    readonly x?: Float32Array;
    readonly step?: number;
    readonly loss?: IFitLoss;
}

/** How alike the fitted face is to the photo, in the words that the player reads. */
export type FitGrade = "great" | "good" | "rough";

/** One photo of a request. */
export interface IFitPhoto {
    /** The photo, aligned to the photo-booth frame, 256 x 256. */
    readonly photo: IPicture;
    /** The 68 landmarks of the face, in photo-booth pixels at 512; without them they are looked for in `photo`. */
    readonly landmarks?: readonly Point2D[];
    /** How much it counts beside other photos, above 0. Default 1. */
    readonly weight?: number;
    /** Parts that are known to be hidden or distorted in it. Default none. */
    readonly uncertain?: readonly FacePart[];
}

/** What is fitted. */
export interface IFitRequest {
    /** One photo, or several of one person. */
    readonly photos: readonly IFitPhoto[];
    readonly method: FitMethod;
    /** Masks of the head's options, by which the method `default` shortlists them; it has the engine draw the options of blocks that have none. */
    readonly optionMasks?: readonly IOptionMasks[];
    /** Seed of the choices that are drawn at random; recorded with the result. Neither method draws any today. Default 0. */
    readonly seed?: number;
    /** Changes to the constants of the method `default`; of the published method only `publishedSubspace` may be changed. */
    readonly options?: Partial<IDefaultFitOptions>;
}

/** Calls that a running fit makes back to the page. In a worker they are proxies. */
export interface IFitCallbacks {
    onProgress(progress: IFitProgress): void;
    /** The real engine draws x in the photo-booth frame. */
    captureAsync(x: Float32Array, options: ICaptureOptions): Promise<IPicture>;
    /** The real engine draws the part labels of x in the photo-booth frame. */
    captureLabelsAsync(x: Float32Array, options: ICaptureOptions): Promise<ILabelMap>;
}

/** A similarity of the contract: (cos - m) / (1 - m), m the network's mean impostor cosine; 0 = a stranger, 1 = the same picture. */
export interface IFitSimilarity {
    /** Name of the recognition network. */
    readonly network: string;
    /** Photo against the engine's render of the result. */
    readonly result: number;
    /** Photo against the engine's render of the average face. */
    readonly average: number;
}

/** The outcome of a fit. */
export interface IFitOutcome {
    /** The best candidate as the real engine drew it; the start where nothing was better. */
    readonly x: Float32Array;
    readonly method: FitMethod;
    readonly steps: number;
    readonly loss: { readonly start: IFitLoss; readonly end: IFitLoss };
    readonly similarity: IFitSimilarity;
    readonly grade: FitGrade;
    /** Parts that no photo showed well, so that they are a guess. */
    readonly uncertain: readonly FacePart[];
    readonly timingsMs: { readonly fit: number; readonly verify: number };
    readonly warnings: readonly string[];
}

/** A fitted face, as the plugin hands it out. */
export interface IFitResult extends Omit<IFitOutcome, "x" | "timingsMs"> {
    readonly face: IFace;
    readonly backend: ComputeBackend;
    /** The adapter or processor as reported by the browser. */
    readonly device: string;
    readonly timingsMs: { readonly photo: number; readonly fit: number; readonly verify: number; readonly total: number };
}
