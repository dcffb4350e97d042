import { KeepAsymmetry } from "./asymmetry.js";
import { type IFace, type IFaceOrigin } from "./face.types.js";
import { type IFaceSchema, type SrgbColor } from "./faceSchema.js";
import { FaceCreatorError } from "./faceCreatorError.js";
import { GetVectorLayout } from "./faceVector.js";
import { Quantise } from "./quantise.js";

/**
 * The average face of a head: every parameter at its default.
 * @param schema the head's parameters
 * @returns a new face
 */
export function CreateAverageFace(schema: IFaceSchema): IFace {
    return { format: "babylon-face-creator/face", version: 1, rig: { ...schema.rig }, shape: {}, color: {}, style: {} };
}

/**
 * The face of a vector x: values quantised, defaults left out, each one-hot block as its largest entry.
 * @param schema the head's parameters
 * @param x a vector in the schema's layout
 * @param origin where the face came from
 * @returns a new face
 * @throws E_ARGUMENT if the length is not the schema's
 */
export function VectorToFace(schema: IFaceSchema, x: ArrayLike<number>, origin?: IFaceOrigin): IFace {
    const layout = GetVectorLayout(schema);
    if (x.length !== layout.length) {
        throw new FaceCreatorError(
            "E_ARGUMENT",
            "a vector of the wrong length",
            String(x.length),
            `pass ${layout.length} values, as GetVectorLayout says`,
        );
    }
    const shape: Record<string, number> = {};
    schema.continuous.forEach((parameter, i) => {
        const value = Quantise(x[i]);
        if (value !== 0.5) {
            shape[parameter.id] = value;
        }
    });
    const color: Record<string, SrgbColor> = {};
    schema.colors.forEach((parameter, i) => {
        const value = QuantiseColor([0, 1, 2].map((c) => x[layout.colorOffset + 3 * i + c]));
        if (QuantiseColor(parameter.default).some((channel, c) => channel !== value[c])) {
            color[parameter.id] = value;
        }
    });
    const style: Record<string, string> = {};
    schema.discrete.forEach((block, i) => {
        const { offset, count } = layout.blocks[i];
        let best = 0;
        for (let k = 1; k < count; k++) {
            if (x[offset + k] > x[offset + best]) {
                best = k;
            }
        }
        if (best !== block.default) {
            style[block.id] = block.options[best].id;
        }
    });
    return { ...CreateAverageFace(schema), shape, color, style, ...(origin ? { origin } : {}) };
}

/**
 * Rounds a colour to the grid of a Face.
 * @param color sRGB 0..1
 * @returns the rounded colour
 */
export function QuantiseColor(color: ArrayLike<number>): SrgbColor {
    return [Quantise(color[0]), Quantise(color[1]), Quantise(color[2])];
}

/** New values of a face, by id. */
export type FaceChange = Partial<Pick<IFace, "shape" | "asymmetry" | "color" | "style">>;

/**
 * A face with some values changed; what becomes the average face's is left out again.
 * @param schema the head's parameters
 * @param face the face to start from, not changed
 * @param change new values by id; unknown ids are kept as they are given
 * @returns a new face
 */
export function EditFace(schema: IFaceSchema, face: IFace, change: FaceChange): IFace {
    const shape: Record<string, number> = { ...face.shape };
    for (const [id, value] of Object.entries(change.shape ?? {})) {
        shape[id] = Quantise(value);
        if (shape[id] === 0.5) {
            delete shape[id];
        }
    }
    const color: Record<string, SrgbColor> = { ...face.color };
    for (const [id, value] of Object.entries(change.color ?? {})) {
        color[id] = QuantiseColor(value);
        const parameter = schema.colors.find((candidate) => candidate.id === id);
        if (parameter && QuantiseColor(parameter.default).every((channel, c) => channel === color[id][c])) {
            delete color[id];
        }
    }
    const style: Record<string, string> = { ...face.style, ...change.style };
    for (const block of schema.discrete) {
        if (style[block.id] === block.options[block.default].id) {
            delete style[block.id];
        }
    }
    const { asymmetry, ...rest } = face;
    return { ...rest, ...KeepAsymmetry(change.asymmetry ? { ...asymmetry, ...change.asymmetry } : asymmetry), shape, color, style };
}
