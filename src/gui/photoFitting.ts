import { Observable } from "@babylonjs/core/Misc/observable.js";
import { type IFace } from "../face/face.types.js";
import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { type IFitProgress } from "../faceCreator/photoFit.types.js";
import { type FaceEditor } from "./faceEditor.js";
import { FittedFace } from "./fittedFace.js";
import { type IPhotoReference } from "./photoSession.types.js";
import { type PhotoSet } from "./photoSet.js";

/** Makes the face from a set of photos, and keeps it until the photos are given up. */
export class PhotoFitting {
    /** The face from the photos; undefined before they were fitted. */
    public fitted: FittedFace | undefined;
    /** The stage of what runs. */
    public phase: IFitProgress["phase"] = "networks";
    /** The stage has changed. */
    public readonly onPhaseObservable = new Observable<IFitProgress["phase"]>();
    /** The first photo of the last fit, while its face is edited on. */
    public reference: IPhotoReference | undefined;
    private readonly _creator: FaceCreator;
    private readonly _editor: FaceEditor;
    private readonly _onProgress: (progress: IFitProgress) => void;
    /** The face before the first fit of the photos. */
    private _before: IFace | undefined;

    /**
     * @param creator the face creator
     * @param editor the player's hand on the face
     * @param onProgress called with the progress of what runs
     */
    public constructor(creator: FaceCreator, editor: FaceEditor, onProgress: (progress: IFitProgress) => void) {
        this._creator = creator;
        this._editor = editor;
        this._onProgress = onProgress;
    }

    /**
     * Shapes the head after photos; a step of the history.
     * @param photos the photos, one at least
     * @param signal stops it; the face is then the one before
     * @throws what `FaceCreator.fitPhotoAsync` throws
     */
    public async fitAsync(photos: PhotoSet, signal: AbortSignal): Promise<void> {
        const [{ photo, ...choice }, ...others] = photos.request;
        const before = (this._before ??= this._creator.face);
        const onProgress = (progress: IFitProgress): void => this.follow(progress);
        const report = await this._creator.fitPhotoAsync(photo, { ...choice, others, signal, onProgress });
        this.fitted = new FittedFace(this._editor, before, report);
        this.reference = photos.photos[0];
        this._editor.commit();
    }

    /**
     * Tells of progress.
     * @param progress the progress
     */
    public follow(progress: IFitProgress): void {
        if (progress.phase !== this.phase) {
            this.phase = progress.phase;
            this.onPhaseObservable.notifyObservers(progress.phase);
        }
        this._onProgress(progress);
    }

    /** Gives the face before the photos back, as a step of the history. */
    public discard(): void {
        this.fitted?.discard();
        this.reference = undefined;
    }

    /** The player edits the face: what it is now is what the next fit starts from, and strength goes back to. */
    public release(): void {
        this.fitted = undefined;
        this._before = undefined;
    }

    /** Forgets everything and calls nothing any more. */
    public dispose(): void {
        this.release();
        this.reference = undefined;
        this.onPhaseObservable.clear();
    }
}
