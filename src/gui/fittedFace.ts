import { type IFace } from "../face/face.types.js";
import { type IFitResult } from "../faceCreator/photoFit.types.js";
import { BlendFaces, type IBlendStrength } from "./blendFaces.js";
import { type FaceEditor } from "./faceEditor.js";

/** The face from a photo, and how much of it the player takes. */
export class FittedFace {
    /** How much is taken. */
    public strength: IBlendStrength = { shape: 1, color: 1 };

    /**
     * @param _editor the player's hand on the face
     * @param _before the face before the photo
     * @param report what the fit found
     */
    public constructor(
        private readonly _editor: FaceEditor,
        private readonly _before: IFace,
        public readonly report: IFitResult,
    ) {}

    /**
     * Takes more or less of the face; a moving value.
     * @param strength how much
     */
    public take(strength: Partial<IBlendStrength>): void {
        this.strength = { ...this.strength, ...strength };
        this._editor.show(BlendFaces(this._editor.schema, this._before, this.report.face, this.strength));
    }

    /** Gives the face before the photo back, as a step of the history. */
    public discard(): void {
        this._editor.step(this._before);
    }
}
