import { AsymmetryToArray } from "../face/asymmetry.js";
import { CreateAverageFace, EditFace, VectorToFace } from "../face/createFace.js";
import { type IFace } from "../face/face.types.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IFaceSchema } from "../face/faceSchema.js";
import { AverageVector, FaceToVector } from "../face/faceVector.js";

/** What a head shows of a face: the average face first. */
export class ShownFace {
    private _x: Float32Array;
    private _asymmetry: Float64Array | null = null;
    private _face: IFace | null;

    /** @param _schema parameters of the head */
    public constructor(private readonly _schema: IFaceSchema) {
        this._x = AverageVector(_schema);
        this._face = CreateAverageFace(_schema);
    }

    /** The vector x. */
    public get x(): Float32Array {
        return this._x;
    }

    /** How left and right differ in each continuous parameter; null: not at all. */
    public get asymmetry(): Float64Array | null {
        return this._asymmetry;
    }

    /** The face; of a vector, quantised. */
    public get face(): IFace {
        this._face ??= VectorToFace(this._schema, this._x);
        return this._face;
    }

    /**
     * Takes a face.
     * @param face the face
     * @throws FaceCreatorError E_RIG_MISMATCH when it belongs to another head
     */
    public setFace(face: IFace): void {
        const { id } = this._schema.rig;
        if (face.rig.id !== id) {
            throw new FaceCreatorError(
                "E_RIG_MISMATCH",
                "the face belongs to another head:",
                face.rig.id,
                `load it on that head; this one is "${id}"`,
            );
        }
        this._x = FaceToVector(this._schema, face);
        this._asymmetry = AsymmetryToArray(this._schema, face.asymmetry);
        this._face = face;
    }

    /**
     * Takes a vector.
     * @param x vector in the schema's layout; copied
     * @param asymmetry how left and right differ, as in a Face
     * @throws FaceCreatorError E_ARGUMENT when its length is not the schema's
     */
    public setVector(x: Float32Array, asymmetry: IFace["asymmetry"]): void {
        if (x.length !== this._x.length) {
            throw new FaceCreatorError(
                "E_ARGUMENT",
                "a vector of the wrong length",
                String(x.length),
                `pass ${this._x.length} values, as GetVectorLayout says`,
            );
        }
        this._x.set(x);
        this._asymmetry = AsymmetryToArray(this._schema, asymmetry);
        this._face = asymmetry ? EditFace(this._schema, VectorToFace(this._schema, x), { asymmetry }) : null;
    }
}
