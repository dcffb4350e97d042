import { type FaceSide, GetSides, MoveSide } from "../face/asymmetry.js";
import { type FaceChange } from "../face/createFace.js";
import { type IFace } from "../face/face.types.js";
import { type IContinuousParameter } from "../face/faceSchema.js";

/** What a slider moves. */
export type EditedSide = FaceSide | "both";

const Next: Readonly<Record<EditedSide, EditedSide>> = { both: "left", left: "right", right: "both" };

/** How the player edits left and right of the face: together, or apart with a side for each parameter. */
export class SideEditing {
    private readonly _chosen = new Map<string, EditedSide>();
    private _isApart = false;

    /** Whether left and right are edited apart. Switched off, the face stays as it is and sliders move both sides again. */
    public get isApart(): boolean {
        return this._isApart;
    }

    public set isApart(value: boolean) {
        this._isApart = value;
        this._chosen.clear();
    }

    /**
     * What the slider of a parameter moves.
     * @param parameter the parameter
     * @returns the side; both where they cannot differ
     */
    public sideOf({ id, sided }: Pick<IContinuousParameter, "id" | "sided">): EditedSide {
        return (this._isApart && sided && this._chosen.get(id)) || "both";
    }

    /**
     * Chooses what the slider of a parameter moves next: both, left, right, both.
     * @param parameter the parameter
     * @returns the side
     */
    public turn(parameter: Pick<IContinuousParameter, "id" | "sided">): EditedSide {
        this._chosen.set(parameter.id, Next[this.sideOf(parameter)]);
        return this.sideOf(parameter);
    }

    /**
     * The value that the slider of a parameter shows.
     * @param face the face
     * @param parameter the parameter
     * @returns 0..1
     */
    public valueOf(face: IFace, parameter: Pick<IContinuousParameter, "id" | "sided">): number {
        const side = this.sideOf(parameter);
        return side === "both" ? (face.shape[parameter.id] ?? 0.5) : GetSides(face, parameter.id)[side];
    }

    /**
     * What the slider of a parameter changes.
     * @param face the face
     * @param parameter the parameter
     * @param value 0..1
     * @returns the change
     */
    public change(face: IFace, parameter: Pick<IContinuousParameter, "id" | "sided">, value: number): FaceChange {
        const side = this.sideOf(parameter);
        return side === "both" ? { shape: { [parameter.id]: value } } : MoveSide(face, parameter.id, side, value);
    }
}

/**
 * Moves several parameters on one side.
 * @param face the face
 * @param values new values of that side by parameter id
 * @param side the side
 * @returns the change
 */
export function MoveSides(face: IFace, values: Readonly<Record<string, number>>, side: FaceSide): FaceChange {
    const changes = Object.entries(values).map(([id, value]) => MoveSide(face, id, side, value));
    return {
        shape: Object.assign({}, ...changes.map(({ shape }) => shape)) as FaceChange["shape"],
        asymmetry: Object.assign({}, ...changes.map(({ asymmetry }) => asymmetry)) as FaceChange["asymmetry"],
    };
}
