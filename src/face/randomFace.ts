import { type IFace } from "./face.types.js";
import { type IColorParameter, type IFaceSchema, type SrgbColor } from "./faceSchema.js";
import { GetVectorLayout } from "./faceVector.js";
import { VectorToFace } from "./createFace.js";
import { SeededRandom } from "./random.js";

/** Standard deviation of a random face's continuous parameters: plausible people, not the corners of the box. */
const ShapeDeviation = 0.16;

/**
 * A random colour: a mixture of two neighbours of the palette with a little noise.
 * @param parameter the colour
 * @param random the generator to draw from
 * @returns sRGB 0..1
 */
export function RandomColor(parameter: IColorParameter, random: SeededRandom): SrgbColor {
    const at = random.uniform() * (parameter.palette.length - 1);
    const low = Math.min(parameter.palette.length - 2, Math.floor(at));
    const share = at - low;
    const mixed = [0, 1, 2].map((c) => {
        const value = parameter.palette[low][c] * (1 - share) + parameter.palette[low + 1][c] * share + 0.02 * random.normal();
        return Math.min(1, Math.max(0, value));
    });
    return [mixed[0], mixed[1], mixed[2]];
}

/**
 * A random plausible face. The same seed gives the same face everywhere.
 * @param schema the head's parameters
 * @param seed any integer
 * @param index number of the face in a crowd of that seed; face i does not depend on the others. Default 0
 * @returns a new face whose origin names seed and index
 */
export function RandomFace(schema: IFaceSchema, seed: number, index = 0): IFace {
    const random = new SeededRandom(seed, index);
    const layout = GetVectorLayout(schema);
    const x = new Float32Array(layout.length);
    for (let i = 0; i < layout.continuousCount; i++) {
        x[i] = Math.min(1, Math.max(0, 0.5 + ShapeDeviation * random.normal()));
    }
    schema.colors.forEach((color, i) => x.set(RandomColor(color, random), layout.colorOffset + 3 * i));
    schema.discrete.forEach((block, i) => {
        x[layout.blocks[i].offset + random.index(block.options.length)] = 1;
    });
    return VectorToFace(schema, x, { kind: "random", seed, index });
}

/**
 * A crowd of random faces.
 * @param schema the head's parameters
 * @param count how many
 * @param seed any integer
 * @returns new faces; face i depends on the seed and i alone
 */
export function RandomCrowd(schema: IFaceSchema, count: number, seed: number): IFace[] {
    return Array.from({ length: count }, (_, i) => RandomFace(schema, seed, i));
}
