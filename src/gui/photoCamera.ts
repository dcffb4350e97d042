import { CameraFeed } from "./camera.js";

/** The player's camera on the way of a photo: started, taken from once, stopped. */
export class PhotoCamera {
    private _feed: CameraFeed | undefined;

    /** Its moving picture, while it runs. */
    public get video(): HTMLVideoElement | undefined {
        return this._feed?.video;
    }

    /**
     * Starts the camera.
     * @param onLost called when it ends by itself
     * @throws FaceCreatorError E_CAM_DENIED, E_CAM_NONE, E_CAM_BUSY, E_CAM_INSECURE
     */
    public async startAsync(onLost: () => void): Promise<void> {
        this.stop();
        this._feed = await CameraFeed.StartAsync(onLost);
    }

    /**
     * Takes the picture and stops the camera.
     * @returns the picture; undefined where no camera runs
     */
    public take(): ReturnType<CameraFeed["takePicture"]> | undefined {
        const picture = this._feed?.takePicture();
        this._feed = undefined;
        return picture;
    }

    /** Stops the camera. */
    public stop(): void {
        this._feed?.stop();
        this._feed = undefined;
    }
}
