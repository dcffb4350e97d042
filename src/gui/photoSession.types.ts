import { type IFitProgress } from "../faceCreator/photoFit.types.js";
import { type ISetPhoto } from "./photoSet.js";

/** Where the way of a photo is. */
export type PhotoStep = "source" | "camPrimer" | "camRequest" | "camLive" | "detecting" | "choosing" | "adjusting" | "fitting" | "result";

/** What the session calls on the screen. */
export interface IPhotoSessionCallbacks {
    /** The step has changed. */
    readonly onStep: (step: PhotoStep) => void;
    readonly onProgress: (progress: IFitProgress) => void;
    readonly onError: (error: unknown) => void;
    /** The player stopped a fit. */
    readonly onStopped: () => void;
    /** A fit has ended well. */
    readonly onFitted: () => void;
}

/** The photo that the present face was fitted to. */
export type IPhotoReference = Pick<ISetPhoto, "found" | "eyes">;
