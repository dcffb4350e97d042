import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { type IFitProgress, type IPhotoFaces } from "../faceCreator/photoFit.types.js";

/** What the way of a photo calls on the screen. */
export interface IPhotoFlowCallbacks {
    readonly onStart: () => void;
    readonly onProgress: (progress: IFitProgress) => void;
    /** Several faces: resolves with the chosen one, or null to give up. */
    readonly chooseAsync: (found: IPhotoFaces, signal: AbortSignal) => Promise<number | null>;
    /** The head has the face of the photo. */
    readonly onFitted: (warnings: readonly string[]) => void;
    /** The player stopped it. */
    readonly onStopped: () => void;
    readonly onError: (error: unknown) => void;
    readonly onEnd: () => void;
}

/** The way of a photo on the screen: find the faces, let the player choose, fit. One photo at a time. */
export class PhotoFlow {
    private readonly _creator: FaceCreator;
    private readonly _callbacks: IPhotoFlowCallbacks;
    private _control: AbortController | undefined;

    /**
     * @param creator the face creator
     * @param callbacks what to call
     */
    public constructor(creator: FaceCreator, callbacks: IPhotoFlowCallbacks) {
        this._creator = creator;
        this._callbacks = callbacks;
    }

    /** Whether a photo is on its way. */
    public get isRunning(): boolean {
        return this._control !== undefined;
    }

    /**
     * Takes a photo all the way; never rejects, all outcomes are callbacks. Ignored while another photo is on its way.
     * @param photo the file that the player chose
     */
    public async runAsync(photo: Blob): Promise<void> {
        if (this._control) {
            return;
        }
        const control = new AbortController();
        this._control = control;
        const { signal } = control;
        const { onStart, onProgress, chooseAsync, onFitted, onStopped, onError, onEnd } = this._callbacks;
        onStart();
        try {
            onProgress({ phase: "networks", fraction: 0 });
            const found = await this._creator.detectAsync(photo, { signal });
            const faceIndex = found.faces.length > 1 ? await chooseAsync(found, signal) : 0;
            if (faceIndex === null) {
                onStopped();
                return;
            }
            const result = await this._creator.fitPhotoAsync(found.picture, { faceIndex, signal, onProgress });
            onFitted(result.warnings);
        } catch (error) {
            if (error instanceof FaceCreatorError && error.code === "E_ABORTED") {
                onStopped();
            } else {
                onError(error);
            }
        } finally {
            this._control = undefined;
            onEnd();
        }
    }

    /** Stops the photo that is on its way. */
    public stop(): void {
        this._control?.abort();
    }
}
