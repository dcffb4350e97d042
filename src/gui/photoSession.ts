import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { type PhotoSource } from "../faceCreator/photoFit.types.js";
import { type FaceEditor } from "./faceEditor.js";
import { IsAtCamera, PhotoCamera } from "./photoCamera.js";
import { PhotoFitting } from "./photoFitting.js";
import { PhotoReader } from "./photoReader.js";
import { type IPhotoSessionCallbacks, type PhotoStep } from "./photoSession.types.js";
import { PhotoSet } from "./photoSet.js";
import { PhotoTask } from "./photoTask.js";
import { type IPhotoConsent } from "./screen.types.js";

/**
 * The way of photos: from files or the camera over the choice of a face to the fitted face and how much of it is taken. Photos that come while others
 * are looked at are added to them.
 */
export class PhotoSession {
    /** Where the way is. */
    public step: PhotoStep = "source";
    /** The photos, from `adjusting` on. */
    public readonly photos = new PhotoSet();
    /** Reads photos; it knows of which one a face is to be chosen, and which one has none. */
    public readonly reader: PhotoReader;
    /** What the player must agree to first; until then no photo and no camera is taken. */
    public consent: IPhotoConsent | undefined;
    /** The camera; it runs in `camLive` alone. */
    public readonly camera = new PhotoCamera();
    /** Makes the face from the photos, and has it in `result`. */
    public readonly fitting: PhotoFitting;
    private readonly _editor: FaceEditor;
    private readonly _callbacks: IPhotoSessionCallbacks;
    private readonly _task = new PhotoTask();

    /**
     * @param creator the face creator
     * @param editor the player's hand on the face
     * @param callbacks what to call
     */
    public constructor(creator: FaceCreator, editor: FaceEditor, callbacks: IPhotoSessionCallbacks) {
        this._editor = editor;
        this._callbacks = callbacks;
        this.reader = new PhotoReader(creator, this.photos);
        this.fitting = new PhotoFitting(creator, editor, callbacks.onProgress);
    }

    /** Whether photos are read or fitted. */
    public get isBusy(): boolean {
        return this._task.isRunning;
    }

    /** Gives up what is under way, and all photos. */
    public restart(): void {
        this.stop();
        this.camera.stop();
        this._forget();
        this._go("source");
    }

    /** Goes one step back: from the camera or the choice of a face to the photos that are there already. */
    public back(): void {
        if (this.step === "choosing") {
            this.chooseFace(null);
        } else if (IsAtCamera(this.step)) {
            this.camera.stop();
            this._settle();
        } else {
            this.restart();
        }
    }

    /** Tells what the camera is for, before it is asked for. */
    public offerCamera(): void {
        this._go("camPrimer");
    }

    /** Shows the photos, as they are now. */
    public showPhotos(): void {
        this._settle();
    }

    /** The player turns to another page: a fitted face is taken, the camera stops, and photos that are looked at wait. */
    public leave(): void {
        this.fitting.release();
        if (IsAtCamera(this.step)) {
            this.camera.stop();
            this.step = this.photos.isEmpty ? "source" : "adjusting";
        } else if (this.step === "result") {
            this._forget();
            this.step = "source";
        }
    }

    /** The player agrees to what the game asked. */
    public accept(): void {
        const { consent } = this;
        this.consent = undefined;
        consent?.onAccept?.();
        this.restart();
    }

    /** Lets the player mark the eyes of a photo in which no face was found. */
    public markEyes(): void {
        if (this.reader.faceless && !this.isBusy) {
            this.reader.takeFaceless();
            this._settle();
        }
    }

    /** Starts the camera, once the browser has asked the player. */
    public async startCameraAsync(): Promise<void> {
        this._go("camRequest");
        try {
            if (await this.camera.startAsync(() => this.offerCamera())) {
                this._go("camLive");
            }
        } catch (error) {
            // Whoever has left meanwhile does not care.
            if (IsAtCamera(this.step)) {
                this._settle(error);
            }
        }
    }

    /** Takes the picture of the camera. */
    public async takePictureAsync(): Promise<void> {
        const picture = this.camera.take();
        if (picture) {
            await this.takePhotosAsync([picture]);
        }
    }

    /**
     * Takes photos that the player chose, dropped, pasted or took: reads them and finds their faces. Ignored while others are on their way.
     * @param photos the photos
     */
    public async takePhotosAsync(photos: readonly PhotoSource[]): Promise<void> {
        if (this.isBusy || this.step === "choosing") {
            return;
        }
        if (this.consent) {
            // The page of the photo asks for it.
            this.restart();
            return;
        }
        if (!this.reader.take(photos)) {
            this.complain(this.reader.takeFailure());
            return;
        }
        this.camera.stop();
        if (this.step === "result") {
            this.photos.clear();
            this.fitting.release();
        }
        this._editor.commit();
        await this._readAsync();
    }

    /** Turns the photo that is looked at around, as in a mirror: cameras of phones keep what their screens show. */
    public async mirrorAsync(): Promise<void> {
        if (!this.isBusy && this.step === "adjusting") {
            this._go("detecting");
            await this._runAsync(async (signal) => {
                await this.reader.mirrorAsync(signal);
                this._settle();
            });
        }
    }

    /**
     * Tells the player what went wrong.
     * @param error what was thrown
     */
    public complain(error: unknown): void {
        this._callbacks.onError(error);
    }

    /**
     * Chooses one of several faces.
     * @param index which one; null to leave the photo out
     */
    public chooseFace(index: number | null): void {
        this.reader.choose(index);
        void this._readAsync();
    }

    /** Shapes the head after the photos. */
    public async fitAsync(): Promise<void> {
        if (this.photos.isEmpty || this.isBusy) {
            return;
        }
        this.fitting.phase = "networks";
        this._go("fitting");
        await this._runAsync(async (signal) => {
            await this.fitting.fitAsync(this.photos, signal);
            this._go("result");
            this._callbacks.onFitted();
        });
    }

    /** Gives the face before the photos back, as a step of the history. */
    public discard(): void {
        this.fitting.discard();
        this.restart();
    }

    /** Stops what runs; the face is then the one before. */
    public stop(): void {
        this._task.stop();
    }

    /** Stops everything, the camera too, and calls nothing any more. */
    public dispose(): void {
        this.stop();
        this.camera.stop();
        this.step = "source";
        this._forget();
        this.fitting.dispose();
    }

    /** Reads what waits, until a face is to be chosen or nothing is left. */
    private async _readAsync(): Promise<void> {
        this._go("detecting");
        await this._runAsync(async (signal) => {
            this.fitting.follow({ phase: "networks", fraction: 0 });
            await this.reader.readAsync(signal);
            if (this.reader.found) {
                this._go("choosing");
            } else {
                this._settle(this.reader.takeFailure());
            }
        });
    }

    /** Shows the photos that are there, or where they come from, and what went wrong on the way. */
    private _settle(error?: unknown): void {
        this._go(this.photos.isEmpty ? "source" : "adjusting");
        if (error !== undefined) {
            this.complain(error);
        }
    }

    private async _runAsync(workAsync: (signal: AbortSignal) => Promise<void>): Promise<void> {
        await this._task.runAsync(workAsync, (error) => {
            if (error === undefined) {
                this.reader.forget();
            }
            this._settle(error);
            if (error === undefined) {
                this._callbacks.onStopped();
            }
        });
    }

    private _forget(): void {
        this.reader.forget();
        this.photos.clear();
        this.fitting.release();
    }

    private _go(step: PhotoStep): void {
        this.step = step;
        this._callbacks.onStep(step);
    }
}
