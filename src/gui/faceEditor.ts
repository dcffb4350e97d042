import { Observable } from "@babylonjs/core/Misc/observable.js";
import { EditFace, type FaceChange } from "../face/createFace.js";
import { type IFace } from "../face/face.types.js";
import { type IFaceSchema } from "../face/faceSchema.js";
import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { DiceFace } from "./diceFace.js";
import { EditRange } from "./editRange.js";
import { FaceHistory } from "./faceHistory.js";
import { SideEditing } from "./sideEditing.js";
import { WornGlasses } from "./wornGlasses.js";

/** The player's hand on the face: moving values, steps of the history, locks, chance and comparison. */
export class FaceEditor {
    /** Continuous parameters that chance leaves alone. */
    public readonly locks = new Set<string>();
    /** Whether left and right are edited apart, and which of them. */
    public readonly sides = new SideEditing();
    /** How far values go. */
    public readonly range: EditRange;
    /** What the head wears beside its face. */
    public readonly glasses: WornGlasses;
    /** Raised when the steps, or the place among them, have changed. */
    public readonly onStepObservable = new Observable<void>();
    /** The face before the first step. */
    public readonly start: IFace;
    private readonly _creator: FaceCreator;
    private readonly _history: FaceHistory;
    private readonly _observers: readonly { remove(): void }[];
    private _edited: IFace | undefined;
    private _applied = true;
    private _comparing = false;
    private _setting = false;

    /**
     * @param creator the face creator
     * @param onStep called when undo or redo may have changed
     * @param isExtended whether values go to the ends of their ranges in any combination
     */
    public constructor(creator: FaceCreator, onStep: () => void, isExtended = false) {
        this._creator = creator;
        this.onStepObservable.add(onStep);
        this.start = creator.face;
        this.range = new EditRange(creator.schema, isExtended);
        this.glasses = new WornGlasses(creator.rig);
        this._history = new FaceHistory(this.start);
        this._observers = [
            creator.scene.onBeforeRenderObservable.add(() => this.apply()),
            creator.onFaceChangedObservable.add((face) => this._setting || this._takeForeign(face)),
        ];
    }

    /** Parameters of the head. */
    public get schema(): IFaceSchema {
        return this._creator.schema;
    }

    /** The face with the moving values in it. */
    public get face(): IFace {
        return this._edited ?? this._creator.face;
    }

    /** The faces of all steps, the first one before any step. */
    public get steps(): readonly IFace[] {
        return this._history.faces;
    }

    /** Which of the steps is the present one. */
    public get stepIndex(): number {
        return this._history.at;
    }

    /** Whether there is a step to undo. */
    public get canUndo(): boolean {
        return this._history.canUndo;
    }

    /** Whether there is a step to redo. */
    public get canRedo(): boolean {
        return this._history.canRedo;
    }

    /** Whether the face before is shown. */
    public get isComparing(): boolean {
        return this._comparing;
    }

    /**
     * Takes a moving value, as far as the range lets it go from the last step; the head follows with the next frame.
     * @param change new values
     */
    public input(change: FaceChange): void {
        this.show(this.range.follow(this._history.current, EditFace(this.schema, this.face, change)));
    }

    /**
     * Takes values as one step, wherever they lead.
     * @param change new values
     */
    public set(change: FaceChange): void {
        this.show(EditFace(this.schema, this.face, change));
        this.commit();
    }

    /**
     * Shows a whole face that is still moving, such as a blend.
     * @param face the face
     */
    public show(face: IFace): void {
        this._edited = face;
        this._applied = false;
    }

    /** Puts the moving values on the head now. */
    public apply(): void {
        if (!this._applied && this._edited) {
            this._applied = true;
            this._put(this._edited);
        }
    }

    /** Ends a run of moving values as one step of the history. */
    public commit(): void {
        this.apply();
        this._edited = undefined;
        this.range.rest();
        this._history.push(this._creator.face);
        this.onStepObservable.notifyObservers();
    }

    /**
     * Takes a face as one step.
     * @param face the face
     */
    public step(face: IFace): void {
        this._set(face);
        this._history.push(face);
        this.onStepObservable.notifyObservers();
    }

    /** One step back. */
    public undo(): void {
        this._set(this._history.undo());
        this.onStepObservable.notifyObservers();
    }

    /** One step forward. */
    public redo(): void {
        this._set(this._history.redo());
        this.onStepObservable.notifyObservers();
    }

    /**
     * Goes to one of the steps.
     * @param index its place
     */
    public goTo(index: number): void {
        this._set(this._history.goTo(index));
        this.onStepObservable.notifyObservers();
    }

    /** Drops moving values. */
    public drop(): void {
        this._edited = undefined;
        this._applied = true;
    }

    /** Shows the face from which editing started, with the glasses from then; no step of the history. */
    public revert(): void {
        this.drop();
        this.glasses.revert();
        if (this._creator.face !== this.start) {
            this._put(this.start);
        }
    }

    /**
     * Locks or unlocks a parameter.
     * @param id parameter id
     * @returns whether it is locked now
     */
    public toggleLock(id: string): boolean {
        if (!this.locks.delete(id)) {
            this.locks.add(id);
            return true;
        }
        return false;
    }

    /**
     * Throws the dice: all that is not locked, or only some parameters.
     * @param seed any integer; the same seed and locks give the same face
     * @param only ids of continuous parameters; default: everything, colours and styles too
     */
    public dice(seed: number, only?: readonly string[]): void {
        const { schema, face, locks, range } = this;
        const kept = schema.continuous.filter(({ id }) => locks.has(id) || (only && !only.includes(id))).map(({ id }) => id);
        const random = this._creator.randomFace(seed);
        // A face of which a part is thrown is still the one that it was, with its origin.
        this.step(DiceFace(schema, face, only ? { ...face, shape: random.shape } : random, kept, range));
    }

    /**
     * Sets parameters back to the average.
     * @param ids ids of continuous parameters
     */
    public reset(ids: readonly string[]): void {
        this.set({
            shape: Object.fromEntries(ids.map((id) => [id, 0.5])),
            asymmetry: Object.fromEntries(ids.map((id) => [id, 0])),
        });
    }

    /**
     * Shows the face before the first step, as long as the player holds the button; the face itself does not change.
     * @param on whether it is shown
     */
    public compare(on: boolean): void {
        if (on !== this._comparing) {
            this._comparing = on;
            this.apply();
            this._creator.rig.applyFace(on ? this.start : this._creator.face);
        }
    }

    /** Stops following frames. */
    public dispose(): void {
        for (const observer of this._observers) {
            observer.remove();
        }
        this.onStepObservable.clear();
        this.range.onStopObservable.clear();
    }

    private _set(face: IFace): void {
        this.drop();
        this._put(face);
    }

    private _put(face: IFace): void {
        this._setting = true;
        try {
            this._creator.setFace(face);
        } finally {
            this._setting = false;
        }
    }

    /** A fit, or the game, has set a face while the player edits: a step like any other. */
    private _takeForeign(face: IFace): void {
        this.drop();
        this._history.push(face);
        this.onStepObservable.notifyObservers();
    }
}
