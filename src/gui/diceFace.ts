import { EditFace } from "../face/createFace.js";
import { type IFace } from "../face/face.types.js";
import { type IFaceSchema } from "../face/faceSchema.js";
import { type EditRange } from "./editRange.js";

/**
 * A random face that keeps some parameters of another one. What is random goes as far from the average as the range lets it together with what is kept.
 * @param schema the head's parameters
 * @param face the face that gives what is kept
 * @param random the random face
 * @param kept ids of continuous parameters
 * @param range how far values go
 * @returns a new face; the same for the same values that are kept
 */
export function DiceFace(schema: IFaceSchema, face: IFace, random: IFace, kept: readonly string[], range: EditRange): IFace {
    const shape = Object.fromEntries(kept.map((id) => [id, face.shape[id] ?? 0.5]));
    const asymmetry = Object.fromEntries(schema.continuous.map(({ id }) => [id, kept.includes(id) ? (face.asymmetry?.[id] ?? 0) : 0]));
    const keep = (base: IFace): IFace => EditFace(schema, base, { shape, asymmetry });
    return range.keepRandom(keep({ ...random, shape: {} }), keep(random));
}
