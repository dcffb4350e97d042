import { Observable } from "@babylonjs/core/Misc/observable.js";
import { type Scene } from "@babylonjs/core/scene.js";
import { type Nullable } from "@babylonjs/core/types.js";
import { type ICaptureOptions } from "../face/capture.types.js";
import { CreateAverageFace } from "../face/createFace.js";
import { type IFace } from "../face/face.types.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IFaceSchema } from "../face/faceSchema.js";
import { FaceToVector } from "../face/faceVector.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";
import { RandomFace } from "../face/randomFace.js";
import { type IFitResult } from "../fitting/fit.types.js";
import { type IFitServiceInfo } from "../fitting/fitService.types.js";
import { type IOpenScreenOptions, type IScreenResult } from "../gui/screen.types.js";
import { type HeadRig } from "../rig/HeadRig.js";
import { FaceCreatorComponent } from "./faceCreatorComponent.js";
import { type IFaceCreatorOptions, ResolveFaceCreatorOptions } from "./faceCreatorOptions.js";
import { LoadHeadAsync } from "./loadHead.js";
import { LogFailureAsync } from "./logFailure.js";
import { type IFitPhotoOptions, type ILongCallOptions, type IPhotoFaces, type PhotoSource } from "./photoFit.types.js";
import { PhotoStudio } from "./photoStudio.js";
import { ScreenOpener } from "./screenOpener.js";

/**
 * A head in the game's scene whose face the player makes: from a photo, at random, or by hand in the creation screen.
 * The face that it has is never lost: an error or an abort leaves it exactly as it was.
 */
export class FaceCreator {
    /** Told once, when the head is there. */
    public readonly onReadyObservable = new Observable<FaceCreator>();
    /** Told after each change of the face; during a fit the head moves, but the face changes once, at its end. */
    public readonly onFaceChangedObservable = new Observable<IFace>();
    /** The scene that the head is in. */
    public readonly scene: Scene;
    private readonly _options: Required<IFaceCreatorOptions>;
    private readonly _component: FaceCreatorComponent;
    private readonly _loading: Promise<void>;
    private _rig: HeadRig | undefined;
    private _face: IFace | undefined;
    private _studio: PhotoStudio | undefined;
    private readonly _screen = new ScreenOpener();
    /** Grows with each face that is to be put on the head. */
    private _turn = 0;
    private _disposed = false;

    /**
     * Adds a head to a scene and waits until it is there.
     * @param scene the scene
     * @param options options
     * @returns the face creator
     * @throws E_READ if a file does not load, E_RIG_FORMAT if the rig does not fit its model, E_RIG_MISMATCH if `options.face` is another head's
     */
    public static async CreateAsync(scene: Scene, options?: IFaceCreatorOptions): Promise<FaceCreator> {
        const creator = new FaceCreator(scene, options);
        try {
            await creator.whenReadyAsync();
        } catch (error) {
            creator.dispose();
            throw error;
        }
        return creator;
    }

    /**
     * Starts to load the head; `scene.addFaceCreator` does the same.
     * @param scene the scene
     * @param options options
     */
    public constructor(scene: Scene, options: IFaceCreatorOptions = {}) {
        this.scene = scene;
        this._options = ResolveFaceCreatorOptions(options);
        this._component = FaceCreatorComponent.Get(scene);
        this._component.add(this);
        this._loading = this._loadAsync();
        void LogFailureAsync(this._loading, () => !this._disposed);
    }

    /** Whether the head is there. */
    public get isReady(): boolean {
        return this._rig !== undefined && !this._disposed;
    }

    /** Parameters of the head. Throws E_ARGUMENT before it is ready. */
    public get schema(): IFaceSchema {
        return this.rig.schema;
    }

    /** The head in the scene. Throws E_ARGUMENT before it is ready. */
    public get rig(): HeadRig {
        this._checkAlive();
        if (!this._rig) {
            throw new FaceCreatorError("E_ARGUMENT", "the head is still loading", this._name, "await whenReadyAsync() first");
        }
        return this._rig;
    }

    /** The present face; during a fit still the one before it. */
    public get face(): IFace {
        return this._face ?? CreateAverageFace(this.schema);
    }

    /** Where the networks run; null until the first photo has loaded them. */
    public get backend(): Nullable<IFitServiceInfo> {
        return this._studio?.info ?? null;
    }

    /** Whether a photo is being fitted. */
    public get isFitting(): boolean {
        return this._studio?.isFitting ?? false;
    }

    /** Waits until the head is there; rejects with the reason if it cannot be. */
    public async whenReadyAsync(): Promise<void> {
        return this._loading;
    }

    /**
     * Puts a face on the head. A style that is not loaded yet appears when it is: until then the one before stays.
     * @param face the face
     * @throws E_RIG_MISMATCH if it belongs to another head; the face before stays
     */
    public setFace(face: IFace): void {
        this.rig.applyFace(face);
        this._turn++;
        this._face = face;
        this.onFaceChangedObservable.notifyObservers(face);
    }

    /**
     * Loads what a face needs, then puts it on the head, unless another face was put on it meanwhile.
     * @param face the face
     * @returns whether the face is on the head
     * @throws E_READ or E_RIG_FORMAT if a style does not load, E_RIG_MISMATCH if the face belongs to another head; the face before stays, and the next call tries again
     */
    public async setFaceAsync(face: IFace): Promise<boolean> {
        const turn = ++this._turn;
        await this._loading;
        await this.rig.loadFaceAsync(face);
        if (this._turn !== turn) {
            return false;
        }
        this.setFace(face);
        return true;
    }

    /**
     * Makes a random plausible face by the head's prior (`RandomFace` with `prior`); it is not put on the head.
     * @param seed any integer; the same seed gives the same face everywhere
     * @returns a new face
     */
    public randomFace(seed: number): IFace {
        return RandomFace(this.schema, seed, 0, { prior: true });
    }

    /**
     * Finds the faces of a photo. The first photo loads the networks.
     * @param photo the photo; it never leaves the device
     * @param options signal
     * @returns the decoded photo and its faces
     * @throws E_DECODE, E_HEIC, E_TOO_BIG, E_NETWORK_FILE, E_ABORTED
     */
    public async detectAsync(photo: PhotoSource, options: ILongCallOptions = {}): Promise<IPhotoFaces> {
        return (await this._getStudioAsync()).fitter.detectAsync(photo, options);
    }

    /**
     * Makes ready what fits need: networks and photo booth. The first fit does it too, but holds up frames then; call it on a loading screen.
     * @param options progress, and a signal that stops the waiting, not the loading
     * @throws E_ABORTED, E_NETWORK_FILE, E_READ, E_RIG_MISMATCH; the next call, or the fit, tries again
     */
    public async prepareFitAsync(options: ILongCallOptions = {}): Promise<void> {
        await (await this._getStudioAsync()).fitter.prepareAsync(options);
    }

    /**
     * Fits the head to a photo: finds the face, aligns it, searches the parameters with the networks while the head follows, checks the
     * candidates with the real engine, and puts the best face on the head. One fit at a time.
     * @param photo the photo, or `picture` of `detectAsync`; it never leaves the device
     * @param options which face, method, seed, signal, progress
     * @returns the face with its losses, similarity and times
     * @throws E_NO_FACE, E_MULTIPLE_FACES, E_FACE_SMALL, E_DECODE, E_HEIC, E_TOO_BIG, E_NETWORK_FILE, E_RIG_MISMATCH, E_FIT_DIVERGED, E_GRAPHICS_LOST, E_ABORTED; the face then stays
     */
    public async fitPhotoAsync(photo: PhotoSource, options: IFitPhotoOptions = {}): Promise<IFitResult> {
        const studio = await this._getStudioAsync();
        const mayRestore = !studio.isFitting;
        try {
            const result = await studio.fitAsync(photo, options);
            this.setFace(result.face);
            return result;
        } catch (error) {
            if (mayRestore && this.isReady) {
                this.rig.applyFace(this.face);
            }
            throw error;
        }
    }

    /**
     * Draws a face in the photo booth, apart from the scene.
     * @param face the face
     * @param options size, view, pose, light
     * @returns the picture
     */
    public async captureAsync(face: IFace, options?: ICaptureOptions): Promise<IPicture> {
        const booth = await (await this._getStudioAsync()).getBoothAsync();
        return booth.captureAsync(FaceToVector(this.schema, face), { ...options, asymmetry: face.asymmetry });
    }

    /**
     * Draws the part labels of a face in the photo booth.
     * @param face the face
     * @param options size, view, pose
     * @returns the label map
     */
    public async captureLabelsAsync(face: IFace, options?: ICaptureOptions): Promise<ILabelMap> {
        const booth = await (await this._getStudioAsync()).getBoothAsync();
        return booth.captureLabelsAsync(FaceToVector(this.schema, face), { ...options, asymmetry: face.asymmetry });
    }

    /**
     * Draws a face with the imitator network, as fits see it.
     * @param face the face
     * @returns the picture, at the imitator's own size
     */
    public async imitateAsync(face: IFace): Promise<IPicture> {
        const studio = await this._getStudioAsync();
        return studio.fitter.imitateAsync(FaceToVector(this.schema, face));
    }

    /**
     * Opens the creation screen, after a fit that is under way; opened twice it is one screen. Its code is loaded on the first call. While it is open the
     * host's cameras, inputs and GUI are out of play, and a face that the host sets is a step that the player can undo.
     * Glasses that the player puts on are no part of the face: they stay on `rig.glasses` with a face that is taken, and go with one that is not.
     * @param options texts, the host's texture, what to offer
     * @returns whether the player took the face, and the face: of a cancelled screen the one before
     * @throws E_ARGUMENT while the screen of another face creator is open in the scene
     */
    public async openAsync(options: IOpenScreenOptions = {}): Promise<IScreenResult> {
        return this._screen.openAsync(this, options, this._component.screenPlace, async () => this._studio?.untilIdleAsync());
    }

    /** Closes the creation screen as if the player had cancelled, or keeps it from opening; does nothing if it is not open. */
    public close(): void {
        this._screen.close();
    }

    /** Removes the head, the photo booth, the networks and the screen. Safe to call twice. */
    public dispose(): void {
        if (this._disposed) {
            return;
        }
        this.close();
        this._disposed = true;
        this._component.remove(this);
        this.onReadyObservable.clear();
        this.onFaceChangedObservable.clear();
        this._rig?.dispose();
        if (this._studio) {
            void LogFailureAsync(this._studio.disposeAsync(), () => true);
        }
    }

    /** Shows the face again after a lost device. @internal */
    public _rebuild(): void {
        if (this.isReady) {
            this.rig.applyFace(this.face);
        }
    }

    private async _loadAsync(): Promise<void> {
        const rig = await LoadHeadAsync(this.scene, this._options);
        if (this._disposed) {
            rig.dispose();
            this._checkAlive();
        }
        this._rig = rig;
        this._face = rig.face;
        this.onReadyObservable.notifyObservers(this);
        if (this._options.prefetch) {
            void LogFailureAsync(rig.loadAllAsync(), () => !this._disposed);
        }
    }

    private async _getStudioAsync(): Promise<PhotoStudio> {
        await this._loading;
        this._studio ??= new PhotoStudio(this.scene, this.rig, this._options);
        return this._studio;
    }

    private get _name(): string {
        const { rigUrl } = this._options;
        return typeof rigUrl === "string" ? rigUrl : rigUrl.rig.id;
    }

    private _checkAlive(): void {
        if (this._disposed) {
            throw new FaceCreatorError("E_DISPOSED", "the face creator is disposed:", this._name, "create a new one");
        }
    }
}
