import { EditFace } from "../face/createFace.js";
import { type IFace } from "../face/face.types.js";
import { type IFaceSchema } from "../face/faceSchema.js";
import { SeededRandom } from "../face/random.js";

/** Standard deviation of a parameter, about half of that between random faces; of sex, age and origins less, so that it stays the same person. */
const Deviation = 0.07;
const MacroDeviation = 0.025;

/**
 * A face near another one. Colours and styles stay.
 * @param schema the head's parameters
 * @param face the face to start from
 * @param seed any integer; the same seed and index give the same face
 * @param index number of the variation
 * @param locks ids of continuous parameters that stay
 * @returns a new face
 */
export function VaryFace(schema: IFaceSchema, face: IFace, seed: number, index: number, locks: ReadonlySet<string>): IFace {
    const random = new SeededRandom(seed, index);
    const shape: Record<string, number> = {};
    for (const { id, group } of schema.continuous) {
        // Drawn also where it is locked, so that a lock changes nothing else.
        const change = random.normal() * (group === "macro" ? MacroDeviation : Deviation);
        if (!locks.has(id)) {
            shape[id] = Math.min(1, Math.max(0, (face.shape[id] ?? 0.5) + change));
        }
    }
    return EditFace(schema, face, { shape });
}
