import { Observable } from "@babylonjs/core/Misc/observable.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { type EyePoints, GetEyes } from "../faceCreator/photoReading.js";
import { type IFitProgress, type IPhotoFaces, type PhotoSource } from "../faceCreator/photoFit.types.js";
import { type FaceEditor } from "./faceEditor.js";
import { CheckPhotoType } from "./files.js";
import { FittedFace } from "./fittedFace.js";
import { PhotoCamera } from "./photoCamera.js";
import { type IPhotoReference, type IPhotoSessionCallbacks, type PhotoStep } from "./photoSession.types.js";
import { type IPhotoConsent } from "./screen.types.js";

/** The way of a photo: from a file or the camera over the choice of the face to the fitted face and how much of it is taken. */
export class PhotoSession {
    /** Where the way is. */
    public step: PhotoStep = "source";
    /** The photo and its faces, from `choosing` on. */
    public found: IPhotoFaces | undefined;
    /** The chosen face. */
    public faceIndex = 0;
    /** What the player must agree to first; until then no photo and no camera is taken. */
    public consent: IPhotoConsent | undefined;
    /** A photo in which no face was found, until the player goes on. */
    public faceless: IPhotoFaces | undefined;
    /** The camera; it runs in `camLive` alone. */
    public readonly camera = new PhotoCamera();
    /** The face from the photo, in `result`. */
    public fitted: FittedFace | undefined;
    /** The stage of what runs. */
    public phase: IFitProgress["phase"] = "networks";
    /** The stage has changed. */
    public readonly onPhaseObservable = new Observable<IFitProgress["phase"]>();
    /** The photo of the last fit, while its face is edited on. */
    public reference: IPhotoReference | undefined;
    private readonly _creator: FaceCreator;
    private readonly _editor: FaceEditor;
    private readonly _callbacks: IPhotoSessionCallbacks;
    private _control: AbortController | undefined;
    private _eyes: EyePoints | undefined;

    /**
     * @param creator the face creator
     * @param editor the player's hand on the face
     * @param callbacks what to call
     */
    public constructor(creator: FaceCreator, editor: FaceEditor, callbacks: IPhotoSessionCallbacks) {
        this._creator = creator;
        this._editor = editor;
        this._callbacks = callbacks;
    }

    /** Whether a photo is read or fitted. */
    public get isBusy(): boolean {
        return this._control !== undefined;
    }

    /**
     * Goes to a step that needs nothing more.
     * @param step `source` or `camPrimer`
     */
    public go(step: "source" | "camPrimer"): void {
        this.stop();
        this.camera.stop();
        this.fitted = undefined;
        this.faceless = undefined;
        this._go(step);
    }

    /** The player turns to another page: a fitted face is taken, the camera stops, and a photo that is looked at waits. */
    public leave(): void {
        if (this.step === "camPrimer" || this.step === "camLive") {
            this.camera.stop();
            this.step = "source";
        } else if (this.step === "result") {
            this.fitted = undefined;
            this.found = undefined;
            this.step = "source";
        }
    }

    /** The eyes of the photo: where they were found, or where the player put them. */
    public get eyes(): EyePoints {
        return this._eyes ?? GuessEyes(this.found, this.faceIndex);
    }

    /**
     * Takes where the player put the eyes.
     * @param eyes the eyes
     */
    public moveEyes(eyes: EyePoints): void {
        this._eyes = eyes;
    }

    /** The player agrees to what the game asked. */
    public accept(): void {
        const { consent } = this;
        this.consent = undefined;
        consent?.onAccept?.();
        this.go("source");
    }

    /** Lets the player mark the eyes of a photo in which no face was found. */
    public markEyes(): void {
        if (this.faceless && !this._control) {
            this.found = this.faceless;
            this.faceless = undefined;
            this._chooseEyes(0);
        }
    }

    /** Starts the camera. */
    public async startCameraAsync(): Promise<void> {
        try {
            await this.camera.startAsync(() => this.go("camPrimer"));
            if (this.step === "camPrimer") {
                this._go("camLive");
            } else {
                this.camera.stop();
            }
        } catch (error) {
            this.go("source");
            this._callbacks.onError(error);
        }
    }

    /** Takes the picture of the camera. */
    public async takePictureAsync(): Promise<void> {
        const picture = this.camera.take();
        if (picture) {
            await this.takePhotoAsync(picture);
        }
    }

    /**
     * Takes a file that the player chose, dropped or pasted.
     * @param file the file
     */
    public async takeFileAsync(file: File): Promise<void> {
        try {
            CheckPhotoType(file);
        } catch (error) {
            this._callbacks.onError(error);
            return;
        }
        await this.takePhotoAsync(file);
    }

    /**
     * Reads a photo and finds its faces; ignored while another one is on its way.
     * @param photo the photo
     */
    public async takePhotoAsync(photo: PhotoSource): Promise<void> {
        if (this._control) {
            return;
        }
        if (this.consent) {
            // The page of the photo asks for it.
            this.go("source");
            return;
        }
        this.camera.stop();
        this.fitted = undefined;
        this.faceless = undefined;
        this._editor.commit();
        this._go("detecting");
        await this._runAsync(async (signal) => {
            this._follow({ phase: "networks", fraction: 0 });
            const found = await this._creator.detectAsync(photo, { signal });
            if (found.faces.length === 0) {
                this.faceless = found;
                throw new FaceCreatorError("E_NO_FACE", "no face in the photo", "0 faces", "choose another photo");
            }
            // While the player looks at the photo; what goes wrong here shows when the fit needs it
            void this._creator.prepareFitAsync().catch(() => undefined);
            this.found = found;
            if (found.faces.length > 1) {
                this._go("choosing");
            } else {
                this._chooseEyes(0);
            }
        });
    }

    /**
     * Chooses one of several faces.
     * @param index which one; null to take another photo
     */
    public chooseFace(index: number | null): void {
        if (index === null) {
            this.go("source");
        } else {
            this._chooseEyes(index);
        }
    }

    /** Shapes the head after the chosen face. */
    public async fitAsync(): Promise<void> {
        const { found, faceIndex } = this;
        const eyes = found?.faces[faceIndex] ? this._eyes : this.eyes;
        if (!found || this._control) {
            return;
        }
        const before = this._creator.face;
        this.phase = "networks";
        this._go("fitting");
        await this._runAsync(async (signal) => {
            const onProgress = (progress: IFitProgress): void => this._follow(progress);
            const report = await this._creator.fitPhotoAsync(found.picture, { faceIndex, eyes, signal, onProgress });
            this.fitted = new FittedFace(this._editor, before, report);
            this.reference = { found, eyes: this.eyes };
            this._editor.commit();
            this._go("result");
            this._callbacks.onFitted(report.grade);
        });
    }

    /** Gives the face before the photo back, as a step of the history. */
    public discard(): void {
        this.fitted?.discard();
        this.reference = undefined;
        this.go("source");
    }

    /** Stops what runs; the face is then the one before. */
    public stop(): void {
        this._control?.abort();
    }

    /** Stops everything, the camera too, and calls nothing any more. */
    public dispose(): void {
        this.stop();
        this.camera.stop();
        this.found = undefined;
        this.reference = undefined;
        this.onPhaseObservable.clear();
    }

    private async _runAsync(workAsync: (signal: AbortSignal) => Promise<void>): Promise<void> {
        const control = new AbortController();
        this._control = control;
        try {
            await workAsync(control.signal);
        } catch (error) {
            if (!control.signal.aborted) {
                this._go("source");
                this._callbacks.onError(error);
            } else {
                this._go(this.found && this.step === "fitting" ? "adjusting" : "source");
                this._callbacks.onStopped();
            }
        } finally {
            this._control = undefined;
        }
    }

    private _follow(progress: IFitProgress): void {
        if (progress.phase !== this.phase) {
            this.phase = progress.phase;
            this.onPhaseObservable.notifyObservers(progress.phase);
        }
        this._callbacks.onProgress(progress);
    }

    private _chooseEyes(faceIndex: number): void {
        this.faceIndex = faceIndex;
        this._eyes = undefined;
        this._go("adjusting");
    }

    private _go(step: PhotoStep): void {
        this.step = step;
        if (step === "source") {
            this.found = undefined;
        }
        this._callbacks.onStep(step);
    }
}

/** The eyes of a face; where there is none a place to start from. */
function GuessEyes(found: IPhotoFaces | undefined, faceIndex: number): EyePoints {
    const face = found?.faces[faceIndex];
    const { width, height } = found?.picture ?? { width: 0, height: 0 };
    return (face ? GetEyes(face.landmarks) : [0.42, 0.58].map((x) => [x * width, 0.42 * height])) as unknown as EyePoints;
}
