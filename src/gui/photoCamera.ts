import { CameraFeed } from "./camera.js";
import { type PhotoStep } from "./photoSession.types.js";

/** The player's camera on the way of a photo: started, taken from once, stopped. */
export class PhotoCamera {
    private _feed: CameraFeed | undefined;
    private _control = new AbortController();

    /** Its moving picture, while it runs. */
    public get video(): HTMLVideoElement | undefined {
        return this._feed?.video;
    }

    /**
     * Starts the camera; the browser may ask the player first.
     * @param onLost called when it ends by itself
     * @returns whether it runs; not if it was stopped meanwhile
     * @throws FaceCreatorError E_CAM_DENIED, E_CAM_NONE, E_CAM_BUSY, E_CAM_INSECURE
     */
    public async startAsync(onLost: () => void): Promise<boolean> {
        this.stop();
        const { signal } = this._control;
        try {
            const feed = await CameraFeed.StartAsync(onLost, signal);
            this._feed = signal.aborted ? undefined : feed;
        } catch (error) {
            if (!signal.aborted) {
                throw error;
            }
        }
        return !signal.aborted;
    }

    /**
     * Takes the picture and stops the camera.
     * @returns the picture; undefined where no camera runs
     */
    public take(): HTMLCanvasElement | undefined {
        const picture = this.grab();
        this.stop();
        return picture;
    }

    /**
     * What the camera sees now.
     * @returns the picture; undefined where no camera runs
     */
    public grab(): HTMLCanvasElement | undefined {
        return this._feed?.grab();
    }

    /** Stops the camera. */
    public stop(): void {
        this._control.abort();
        this._control = new AbortController();
        this._feed?.stop();
        this._feed = undefined;
    }
}

/**
 * Whether the camera is offered, asked for or runs.
 * @param step where the way of the photo is
 * @returns whether it is at the camera
 */
export function IsAtCamera(step: PhotoStep): boolean {
    return step === "camPrimer" || step === "camRequest" || step === "camLive";
}
