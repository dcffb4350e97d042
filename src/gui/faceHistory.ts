import { type IFace } from "../face/face.types.js";
import { SerializeFace } from "../face/parseFace.js";

/** The player's steps: a plain list of faces with a place in it. */
export class FaceHistory {
    private readonly _faces: IFace[];
    private _at = 0;

    /** @param start the face at the beginning; undo never goes further back */
    public constructor(start: IFace) {
        this._faces = [start];
    }

    /** The face at the present place. */
    public get current(): IFace {
        return this._faces[this._at];
    }

    /** All faces, the first one at the beginning. */
    public get faces(): readonly IFace[] {
        return this._faces;
    }

    /** The present place. */
    public get at(): number {
        return this._at;
    }

    /** Whether `undo` has a step to go back. */
    public get canUndo(): boolean {
        return this._at > 0;
    }

    /** Whether `redo` has a step to go forward. */
    public get canRedo(): boolean {
        return this._at < this._faces.length - 1;
    }

    /**
     * Adds a step and forgets the steps that were undone. A face of the same values as the current one adds nothing.
     * @param face the face after the step
     */
    public push(face: IFace): void {
        if (face !== this.current && SerializeFace(face) !== SerializeFace(this.current)) {
            this._faces.splice(++this._at, Infinity, face);
        }
    }

    /**
     * Goes to a place; the steps behind it stay until the next one is added.
     * @param at the place
     * @returns the face there
     */
    public goTo(at: number): IFace {
        this._at = Math.min(this._faces.length - 1, Math.max(0, at));
        return this.current;
    }

    /** @returns the face one step back, or the first one */
    public undo(): IFace {
        this._at = Math.max(0, this._at - 1);
        return this.current;
    }

    /** @returns the face one step forward, or the last one */
    public redo(): IFace {
        this._at = Math.min(this._faces.length - 1, this._at + 1);
        return this.current;
    }
}
