import { UntilAbortedAsync } from "../faceCreator/abort.js";
import { FaceCreatorError, type FaceCreatorErrorCode } from "../face/faceCreatorError.js";

const Codes: Readonly<Record<string, FaceCreatorErrorCode>> = {
    NotAllowedError: "E_CAM_DENIED",
    PermissionDeniedError: "E_CAM_DENIED",
    NotFoundError: "E_CAM_NONE",
    DevicesNotFoundError: "E_CAM_NONE",
    OverconstrainedError: "E_CAM_NONE",
    NotReadableError: "E_CAM_BUSY",
    AbortError: "E_CAM_BUSY",
    SecurityError: "E_CAM_INSECURE",
    TypeError: "E_CAM_INSECURE",
};

/** The player's camera while it runs. `stop` ends its track; it also stops when the page is hidden. */
export class CameraFeed {
    /** The moving picture, shown as in a mirror; the caller places and removes it. */
    public readonly video: HTMLVideoElement;
    private readonly _stream: MediaStream;
    private readonly _control = new AbortController();

    /**
     * Asks for the camera and starts it.
     * @param onHidden called after the camera was stopped because the page was hidden
     * @param signal stops it, also when the browser grants it only later
     * @returns the running camera
     * @throws E_CAM_DENIED, E_CAM_NONE, E_CAM_BUSY, E_CAM_INSECURE; E_ABORTED where the signal stopped it before it ran
     */
    public static async StartAsync(onHidden: () => void, signal: AbortSignal): Promise<CameraFeed> {
        if (!navigator.mediaDevices?.getUserMedia) {
            throw CreateCameraError("SecurityError");
        }
        let feed: CameraFeed | undefined;
        try {
            const video = { facingMode: "user", width: { ideal: 1280 }, height: { ideal: 960 } };
            feed = new CameraFeed(await navigator.mediaDevices.getUserMedia({ video, audio: false }), onHidden, signal);
            // A stream that was stopped never begins to play: nobody waits for that.
            await UntilAbortedAsync(feed.video.play(), signal, "startCamera");
            return feed;
        } catch (error) {
            feed?.stop();
            if (signal.aborted) {
                throw error;
            }
            throw CreateCameraError(error instanceof Error ? error.name : String(error));
        }
    }

    private constructor(stream: MediaStream, onHidden: () => void, signal: AbortSignal) {
        this._stream = stream;
        this.video = document.createElement("video");
        this.video.muted = true;
        this.video.playsInline = true;
        this.video.srcObject = stream;
        signal.addEventListener("abort", () => this.stop(), { signal: this._control.signal });
        if (signal.aborted) {
            this.stop();
        }
        document.addEventListener(
            "visibilitychange",
            () => {
                if (document.hidden) {
                    this.stop();
                    onHidden();
                }
            },
            { signal: this._control.signal },
        );
    }

    /**
     * Takes a picture, not mirrored; the camera goes on.
     * @returns the picture
     */
    public grab(): HTMLCanvasElement {
        const canvas = document.createElement("canvas");
        canvas.width = this.video.videoWidth;
        canvas.height = this.video.videoHeight;
        canvas.getContext("2d")?.drawImage(this.video, 0, 0);
        return canvas;
    }

    /** Ends the camera's track; safe to call twice. */
    public stop(): void {
        this._control.abort();
        for (const track of this._stream.getTracks()) {
            track.stop();
        }
        this.video.srcObject = null;
    }
}

function CreateCameraError(name: string): FaceCreatorError {
    return new FaceCreatorError(
        Codes[name] ?? "E_CAM_BUSY",
        "the camera does not start:",
        name,
        "allow it in the browser, or choose a photo",
    );
}
