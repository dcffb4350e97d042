import { type IFace } from "../face/face.types.js";
import { type IFaceSchema } from "../face/faceSchema.js";
import { RandomFace } from "../face/randomFace.js";

/** Presets are random faces of this seed, with these numbers: chosen for their variety. */
const PresetSeed = 20;
const PresetCount = 8;

/**
 * The faces that the screen offers to start from.
 * @param schema parameters of the head
 * @returns new faces; their origin tells their number, from 1
 */
export function PresetFaces(schema: IFaceSchema): IFace[] {
    return Array.from({ length: PresetCount }, (_, i) => ({
        ...RandomFace(schema, PresetSeed, i),
        origin: { kind: "preset", index: i + 1 },
    }));
}
