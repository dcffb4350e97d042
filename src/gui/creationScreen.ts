import { type Observer } from "@babylonjs/core/Misc/observable.js";
import { type Scene } from "@babylonjs/core/scene.js";
import { EditFace } from "../face/createFace.js";
import { type IFace } from "../face/face.types.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { ParseFace, SerializeFace } from "../face/parseFace.js";
import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { type IPhotoFaces } from "../faceCreator/photoFit.types.js";
import { FaceChooser } from "./faceChooser.js";
import { FaceHistory } from "./faceHistory.js";
import { DownloadText, OpenFileDialog } from "./files.js";
import { PhotoFlow } from "./photoFlow.js";
import { type FaceChange } from "./regionPanel.js";
import { CreateRegions, type IRegion, type RegionId } from "./regions.js";
import { type IOpenScreenOptions, type IScreenResult } from "./screen.types.js";
import { ScreenLayout } from "./screenLayout.js";
import { ScreenStage } from "./screenStage.js";
import { EnglishStrings, type IScreenStrings } from "./strings.js";

/** What the screen does; mirrored as `data-state` of its native twin. */
export type ScreenState = "editing" | "fitting" | "choosing" | "closed";

/** The creation screen: ties the player's actions to the face creator. It opens in the constructor and takes itself down when it closes. */
export class CreationScreen {
    /** Resolves when the screen has closed. */
    public readonly resultAsync: Promise<IScreenResult>;
    private readonly _creator: FaceCreator;
    private readonly _strings: IScreenStrings;
    private readonly _regions: readonly IRegion[];
    private readonly _stage: ScreenStage;
    private readonly _layout: ScreenLayout;
    private readonly _flow: PhotoFlow;
    private readonly _history: FaceHistory;
    private readonly _start: IFace;
    private readonly _observers: { remove(): void }[] = [];
    private _resolve: (result: IScreenResult) => void = () => {};
    private _edited: IFace | undefined;
    private _applied = true;
    private _seed: number;
    private _state: ScreenState = "editing";
    private _region: RegionId;

    /**
     * Opens the screen.
     * @param creator the face creator, ready
     * @param options options
     */
    public constructor(creator: FaceCreator, options: IOpenScreenOptions) {
        this._creator = creator;
        this._strings = { ...EnglishStrings, ...options.strings };
        this._regions = CreateRegions(creator.schema, this._strings);
        this._region = this._regions[0].id;
        this._seed = options.seed ?? 1;
        this._start = creator.face;
        this._history = new FaceHistory(this._start);
        this.resultAsync = new Promise((resolve) => (this._resolve = resolve));
        this._stage = new ScreenStage(creator, options.texture, this._strings.title);
        const photo = options.photo ?? true;
        this._flow = this._createFlow();
        this._layout = new ScreenLayout(this._stage, this._strings, {
            regions: this._regions,
            onPhoto: photo ? () => OpenFileDialog(this._layout.photoInput) : undefined,
            onPhotoFile: (file) => this._takePhoto(photo, file),
            onFaceFile: (file) => void this._loadAsync(file),
            onLoad: () => OpenFileDialog(this._layout.faceInput),
            onSave: () => this._save(),
            onRandom: () => this._step(creator.randomFace(this._seed++)),
            onReset: () => this._step(this._start),
            onRegion: (id) => this._openRegion(id),
            onInput: (change) => this._edit(change),
            onCommit: () => this._commit(),
            onUndo: () => this._show(this._history.undo()),
            onRedo: () => this._show(this._history.redo()),
            onCancel: () => this.close(),
            onDone: () => this._finish("committed"),
            onStop: () => this._flow.stop(),
            onView: (view) => this._stage.camera.setView(view),
            onKey: (event) => this._key(event),
        });
        this._observers.push(
            this._creator.scene.onBeforeRenderObservable.add(() => this._applyEdit()) as Observer<Scene>,
            this._creator.onFaceChangedObservable.add((face) => this._layout.region.show(face)),
        );
        this._openRegion(this._region);
        this._setState("editing");
    }

    /** Closes the screen as if the player had cancelled. */
    public close(): void {
        this._finish("cancelled");
    }

    private _finish(status: IScreenResult["status"]): void {
        if (this._state === "closed") {
            return;
        }
        this._flow.stop();
        this._applyEdit();
        if (status === "cancelled" && this._creator.face !== this._start) {
            this._creator.setFace(this._start);
        }
        this._setState("closed");
        for (const observer of this._observers) {
            observer.remove();
        }
        this._layout.dispose();
        this._stage.dispose();
        this._resolve({ status, face: this._creator.face });
    }

    private _createFlow(): PhotoFlow {
        return new PhotoFlow(this._creator, {
            onStart: () => {
                this._commit();
                this._layout.toast.hide();
                this._setState("fitting");
            },
            onProgress: (progress) =>
                this._state === "closed" || this._layout.progress.show(this._strings.phases[progress.phase], progress.fraction),
            chooseAsync: (found, signal) => this._chooseAsync(found, signal),
            onFitted: (warnings) => this._fitted(warnings),
            onStopped: () => this._say(this._strings.fitCancelled),
            onError: (error) => this._complain(error),
            onEnd: () => this._state === "closed" || this._setState("editing"),
        });
    }

    private _fitted(warnings: readonly string[]): void {
        if (this._state !== "closed") {
            this._history.push(this._creator.face);
            this._say([this._strings.fitted, ...warnings.slice(0, 1)].join(" "));
        }
    }

    private async _chooseAsync(found: IPhotoFaces, signal: AbortSignal): Promise<number | null> {
        if (this._state === "closed") {
            return null;
        }
        let chooser: FaceChooser | undefined;
        try {
            const index = await new Promise<number | null>((resolve) => {
                signal.addEventListener("abort", () => resolve(null));
                chooser = new FaceChooser(this._layout.context, found, resolve);
                this._layout.showCard(chooser.control);
                this._setState("choosing");
            });
            return index;
        } finally {
            chooser?.dispose();
            if (this._state === "choosing") {
                this._setState("fitting");
            }
        }
    }

    private _takePhoto(offered: boolean, file: File): void {
        if (offered && this._state === "editing") {
            void this._flow.runAsync(file);
        }
    }

    private async _loadAsync(file: File): Promise<void> {
        try {
            const face = ParseFace(await file.text());
            if (this._state === "editing") {
                this._step(face);
                this._say(this._strings.loaded);
            }
        } catch (error) {
            this._complain(error);
        }
    }

    private _save(): void {
        this._commit();
        DownloadText("my.face.json", SerializeFace(this._creator.face));
        this._say(this._strings.saved);
    }

    private _openRegion(id: RegionId): void {
        const region = this._regions.find((candidate) => candidate.id === id);
        if (region) {
            this._region = id;
            this._layout.start.show(id);
            this._layout.region.open(region, this._edited ?? this._creator.face);
        }
    }

    /** Takes a moving value; the head follows with the next frame. */
    private _edit(change: FaceChange): void {
        this._edited = EditFace(this._creator.schema, this._edited ?? this._creator.face, change);
        this._applied = false;
    }

    private _applyEdit(): void {
        if (!this._applied && this._edited) {
            this._applied = true;
            this._creator.setFace(this._edited);
        }
    }

    /** Ends a run of moving values as one step of the history. */
    private _commit(): void {
        this._applyEdit();
        this._edited = undefined;
        this._history.push(this._creator.face);
        this._showHistory();
    }

    private _step(face: IFace): void {
        this._edited = undefined;
        this._applied = true;
        this._creator.setFace(face);
        this._history.push(face);
        this._layout.toast.hide();
        this._showHistory();
    }

    private _show(face: IFace): void {
        this._edited = undefined;
        this._applied = true;
        this._creator.setFace(face);
        this._showHistory();
    }

    private _showHistory(): void {
        const editing = this._state === "editing";
        this._layout.top.show({ undo: editing && this._history.canUndo, redo: editing && this._history.canRedo, leave: editing });
    }

    private _setState(state: ScreenState): void {
        this._state = state;
        this._layout.setState(state);
        this._showHistory();
    }

    private _say(text: string): void {
        if (this._state !== "closed") {
            this._stage.twin.root.removeAttribute("data-error");
            this._layout.toast.show(text, false);
        }
    }

    private _complain(error: unknown): void {
        if (this._state !== "closed") {
            const code = error instanceof FaceCreatorError ? error.code : undefined;
            this._stage.twin.root.dataset.error = code ?? "unknown";
            this._layout.toast.show((code && this._strings.errors[code]) ?? this._strings.error, true);
        }
    }

    private _key(event: KeyboardEvent): void {
        if (event.key === "Escape") {
            if (this._flow.isRunning) {
                this._flow.stop();
            } else {
                this.close();
            }
        } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && this._state === "editing") {
            event.preventDefault();
            this._show(event.shiftKey ? this._history.redo() : this._history.undo());
        }
    }
}
