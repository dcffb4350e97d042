import { type IPicture } from "../face/picture.js";
import { type IDefaultFitOptions } from "../fitting/defaultFitOptions.js";
import { type FitMethod, type IFitProgress } from "../fitting/fit.types.js";
import { type EyePoints } from "../photo/markEyes.js";
import { type IDetectedFace } from "../photo/photo.types.js";

export { type FitGrade, type IFitProgress, type IFitResult } from "../fitting/fit.types.js";

/** What a photo may be given as. */
export type PhotoSource = Blob | ImageBitmap | HTMLCanvasElement | IPicture;

/** The faces of a photo. */
export interface IPhotoFaces {
    /** The decoded photo, upright, its long side at most 1600 pixels; pass it on to fit without decoding and detecting again. */
    readonly picture: IPicture;
    /** Largest first; empty when there is none. */
    readonly faces: readonly IDetectedFace[];
}

/** Options of long calls. */
export interface ILongCallOptions {
    /** Stops the call; it then rejects with E_ABORTED and leaves everything as it was. */
    readonly signal?: AbortSignal;
    readonly onProgress?: (progress: IFitProgress) => void;
}

/** Whose face of a photo is meant, and where it is. */
export interface IFaceChoice {
    /** Which of the photo's faces, counted from the largest. Needed when there are several. */
    readonly faceIndex?: number;
    /**
     * Where the eyes are, if the player says it: the middles of the eye on the left and of the one on the right of `IPhotoFaces.picture`, in its
     * pixels. The photo is then aligned by them, also one in which no face was found. Default: where they were found.
     */
    readonly eyes?: EyePoints;
}

/** A photo and the face in it. */
export interface IChosenPhoto extends IFaceChoice {
    readonly photo: PhotoSource;
}

/** Options of a fit. */
export interface IFitPhotoOptions extends ILongCallOptions, IFaceChoice {
    /** More photos of the same person: one face is made of all, the better photos counting more. Each takes as long as the first. Default: none. */
    readonly others?: readonly IChosenPhoto[];
    /** Default: the method of the face creator. */
    readonly method?: FitMethod;
    /** Seed of what is drawn at random. Default 0. */
    readonly seed?: number;
    /** Changes to the constants of the fit; what is not named keeps its default. For measurements and for games with other needs. */
    readonly constants?: Partial<IDefaultFitOptions>;
}
