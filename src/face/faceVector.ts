import { type IFace } from "./face.types.js";
import { type IFaceSchema } from "./faceSchema.js";

/** Where the parts of the vector x stand: continuous | colours (3 each) | one-hot blocks. */
export interface IVectorLayout {
    /** Number of continuous parameters; they start at 0. */
    readonly continuousCount: number;
    /** Start of the colours. */
    readonly colorOffset: number;
    /** Start and length of each one-hot block, in schema order. */
    readonly blocks: readonly { readonly offset: number; readonly count: number }[];
    /** Length of x. */
    readonly length: number;
}

/**
 * Lays out the vector x of a head.
 * @param schema the head's parameters
 * @returns the layout
 */
export function GetVectorLayout(schema: IFaceSchema): IVectorLayout {
    const continuousCount = schema.continuous.length;
    let offset = continuousCount + 3 * schema.colors.length;
    const blocks = schema.discrete.map((block) => {
        const placed = { offset, count: block.options.length };
        offset += block.options.length;
        return placed;
    });
    return { continuousCount, colorOffset: continuousCount, blocks, length: offset };
}

/**
 * The vector x of a face; what the face leaves out is the average face's. Unknown ids and options are ignored.
 * @param schema the head's parameters
 * @param face the face
 * @returns a new vector of `GetVectorLayout(schema).length` values in 0..1
 */
export function FaceToVector(schema: IFaceSchema, face: Pick<IFace, "shape" | "color" | "style">): Float32Array {
    const layout = GetVectorLayout(schema);
    const x = new Float32Array(layout.length);
    schema.continuous.forEach((parameter, i) => {
        x[i] = face.shape[parameter.id] ?? 0.5;
    });
    schema.colors.forEach((color, i) => {
        x.set(face.color[color.id] ?? color.default, layout.colorOffset + 3 * i);
    });
    schema.discrete.forEach((block, i) => {
        const chosen = block.options.findIndex((option) => option.id === face.style[block.id]);
        x[layout.blocks[i].offset + (chosen < 0 ? block.default : chosen)] = 1;
    });
    return x;
}

/**
 * The vector of the average face.
 * @param schema the head's parameters
 * @returns a new vector
 */
export function AverageVector(schema: IFaceSchema): Float32Array {
    return FaceToVector(schema, { shape: {}, color: {}, style: {} });
}
