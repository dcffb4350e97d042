import { KeepAsymmetry } from "./asymmetry.js";
import { type IFace } from "./face.types.js";
import { type IFaceSchema } from "./faceSchema.js";
import { GetVectorLayout } from "./faceVector.js";
import { VectorToFace } from "./createFace.js";
import { RandomColors } from "./plausibleColors.js";
import { RandomOption } from "./plausibleOptions.js";
import { SeededRandom } from "./random.js";
import { DrawShape } from "./shapePrior.js";

/** Standard deviation of a random face's continuous parameters: plausible people, not the corners of the box. */
const ShapeDeviation = 0.16;

/** Options of {@link RandomFace}. */
export interface IRandomFaceOptions {
    /** Standard deviation of how left and right differ in each parameter, 0..1; 0 (default) is alike, at 0.25 mouth and brows are seen to be crooked. */
    readonly asymmetry?: number;
    /**
     * Whether the shape is drawn from the schema's prior: sex and ancestry vary as in the people the head was made from, and faces whose lids, eyeballs or teeth would go
     * through each other are drawn again. Default false: each parameter by itself. Without effect on heads without a prior.
     */
    readonly prior?: boolean;
}

/** What {@link RandomFace} does unless told otherwise. */
export const RandomFaceDefaults: Required<IRandomFaceOptions> = { asymmetry: 0, prior: false };

/**
 * A random plausible face. The same seed gives the same face everywhere.
 * @param schema the head's parameters
 * @param seed any integer
 * @param index number of the face in a crowd of that seed; face i does not depend on the others. Default 0
 * @param options options; asymmetry changes nothing else of the face
 * @returns a new face whose origin names seed and index
 */
export function RandomFace(schema: IFaceSchema, seed: number, index = 0, options: IRandomFaceOptions = {}): IFace {
    const random = new SeededRandom(seed, index);
    const layout = GetVectorLayout(schema);
    const x = new Float32Array(layout.length);
    const { asymmetry, prior } = { ...RandomFaceDefaults, ...options };
    if (prior && schema.prior) {
        x.set(DrawShape(schema.prior, layout.continuousCount, random));
    } else {
        for (let i = 0; i < layout.continuousCount; i++) {
            x[i] = Math.min(1, Math.max(0, 0.5 + ShapeDeviation * random.normal()));
        }
    }
    RandomColors(schema, random).forEach((color, i) => x.set(color, layout.colorOffset + 3 * i));
    schema.discrete.forEach((block, i) => {
        x[layout.blocks[i].offset + RandomOption(block, random)] = 1;
    });
    const face = VectorToFace(schema, x, { kind: "random", seed, index });
    // Drawn last, so that a face is the same with and without.
    return asymmetry > 0 ? { ...face, ...DrawAsymmetry(schema, random, asymmetry) } : face;
}

function DrawAsymmetry(schema: IFaceSchema, random: SeededRandom, deviation: number): Pick<IFace, "asymmetry"> {
    return KeepAsymmetry(
        Object.fromEntries(schema.continuous.filter(({ sided }) => sided).map(({ id }) => [id, deviation * random.normal()])),
    );
}

/**
 * A crowd of random faces.
 * @param schema the head's parameters
 * @param count how many
 * @param seed any integer
 * @param options as for {@link RandomFace}
 * @returns new faces; face i depends on the seed and i alone
 */
export function RandomCrowd(schema: IFaceSchema, count: number, seed: number, options: IRandomFaceOptions = {}): IFace[] {
    return Array.from({ length: count }, (_, i) => RandomFace(schema, seed, i, options));
}
