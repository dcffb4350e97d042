import { join } from "node:path";
import { type IFaceSchema } from "../../face/faceSchema.js";
import { AverageVector, FaceToVector, GetVectorLayout } from "../../face/faceVector.js";
import { type INuisance } from "../../face/nuisance.js";
import { type IPicture } from "../../face/picture.js";
import { SeededRandom } from "../../face/random.js";
import { RandomFace } from "../../face/randomFace.js";
import { ToSimilarity } from "../../fitting/renderScore.js";
import { EstimateMean, EstimateMedian, type IEstimate } from "./bootstrap.js";
import { IsFitted } from "./fitStore.js";
import { type ILikenessReference, type LikenessNetwork } from "./likenessReference.js";
import { type IDrawnFacesJob, RandomLight, WritePhotoLikeAsync } from "./photoLike.js";
import { ReadPictureAsync } from "./pictureFiles.js";
import { Cosine, Mean } from "./scores.js";
import { type IShot, type Studio } from "./studio.js";

/** Seed of the faces and of what is done to their pictures. */
const Seed = 31337;

/** Similarity of recovered faces to the true ones, both drawn neutral in the booth's own light. */
export interface ISyntheticSimilarity {
    readonly result: IEstimate;
    readonly average: IEstimate;
    /** Results against the true face of the next one: what strangers give on this head. */
    readonly stranger: IEstimate;
}

/** How well faces that are known come back from photo-like pictures. */
export interface ISyntheticFigures {
    /** The variant's name. */
    readonly method: string;
    readonly faces: number;
    readonly failed: number;
    /** Mean absolute error of the continuous parameters by group, and that of the average face: below 1 the ratio is a gain. */
    readonly groups: Readonly<Record<string, { readonly error: IEstimate; readonly average: number; readonly ratio: number }>>;
    /** Mean absolute error of each colour over its channels (sRGB 0..1), and that of the average face. */
    readonly colors: Readonly<Record<string, { readonly error: IEstimate; readonly average: number }>>;
    /** Share of right options of each discrete block, and what chance gives. */
    readonly styles: Readonly<Record<string, { readonly hits: IEstimate; readonly chance: number }>>;
    readonly similarity: Readonly<Record<LikenessNetwork, ISyntheticSimilarity>>;
}

/** What one picture is taken with: pose within 15 and 8 degrees, a smile up to 0.7, light from anywhere in front, any background. */
function RandomShot(x: Float32Array, random: SeededRandom): IShot {
    const nuisance: INuisance = {
        pose: { yaw: random.between(-15, 15), pitch: random.between(-8, 8), roll: random.between(-8, 8) },
        expression: { mouthSmile: random.between(0, 0.7) },
        light: RandomLight(random),
    };
    return { x, nuisance, background: [random.uniform(), random.uniform(), random.uniform()] };
}

/** The photo-like picture of a face. Made once for each state of the project. */
async function WritePhotoAsync(studio: Studio, state: string, x: Float32Array, i: number, folder: string): Promise<string> {
    const path = join(folder, `${state}-${i}.jpg`);
    const random = new SeededRandom(Seed, 1_000_000 + i);
    await WritePhotoLikeAsync(studio, RandomShot(x, random), random, path);
    return path;
}

/**
 * Fits photo-like pictures of random plausible faces and compares the results with the truth.
 * @param job what to measure, and with what
 * @returns the figures with intervals over faces
 */
export async function MeasureSyntheticAsync({
    studio,
    store,
    reference,
    variant,
    count,
    folder,
    onFit,
}: IDrawnFacesJob): Promise<ISyntheticFigures> {
    const { schema } = studio;
    const truths: Float32Array[] = [];
    const found: Float32Array[] = [];
    const pictures: { truth: IPicture; result: IPicture }[] = [];
    for (let i = 0; i < count; i++) {
        const x = FaceToVector(schema, RandomFace(schema, Seed, i));
        const fit = await store.fitAsync(await WritePhotoAsync(studio, store.state, x, i, folder), `synthetic/${i}`, variant);
        onFit(`synthetic ${i}`, fit);
        if (IsFitted(fit)) {
            truths.push(x);
            found.push(FaceToVector(schema, fit.face));
            pictures.push({ truth: await studio.drawOneAsync(x), result: await ReadPictureAsync(fit.picture) });
        }
    }
    const average = await studio.drawAverageAsync();
    return {
        method: variant.name,
        faces: truths.length,
        failed: count - truths.length,
        ...CompareVectors(schema, truths, found),
        similarity: {
            judge: await CompareAsync(reference, "judge", pictures, average),
            F1: await CompareAsync(reference, "F1", pictures, average),
        },
    };
}

/**
 * Errors of vectors against the truth.
 * @param schema the head's parameters
 * @param truths vectors of the true faces
 * @param found vectors of the faces that were found
 * @returns errors by parameter group, colour and block
 */
export function CompareVectors(
    schema: IFaceSchema,
    truths: readonly Float32Array[],
    found: readonly Float32Array[],
): Pick<ISyntheticFigures, "groups" | "colors" | "styles"> {
    const layout = GetVectorLayout(schema);
    const neutral = AverageVector(schema);
    const errors = (indices: readonly number[], guess: (i: number) => Float32Array): number[] =>
        truths.map((truth, i) => Mean(indices.map((k) => Math.abs(guess(i)[k] - truth[k]))));
    const compare = (indices: readonly number[]): { error: IEstimate; average: number; ratio: number } => {
        const error = EstimateMean(errors(indices, (i) => found[i]));
        const average = Mean(errors(indices, () => neutral));
        return { error, average, ratio: error.value / average };
    };
    const groups = [...new Set(schema.continuous.map(({ group }) => group))];
    const chosen = (x: Float32Array, { offset, count }: { offset: number; count: number }): number => {
        const block = x.subarray(offset, offset + count);
        return block.indexOf(Math.max(...block));
    };
    return {
        groups: Object.fromEntries(
            groups.map((group) => [group, compare(schema.continuous.flatMap((one, i) => (one.group === group ? [i] : [])))]),
        ),
        colors: Object.fromEntries(
            schema.colors.map(({ id }, i) => {
                const { error, average } = compare([0, 1, 2].map((c) => layout.colorOffset + 3 * i + c));
                return [id, { error, average }];
            }),
        ),
        styles: Object.fromEntries(
            schema.discrete.map(({ id }, i) => {
                const hits = truths.map((truth, k) => (chosen(truth, layout.blocks[i]) === chosen(found[k], layout.blocks[i]) ? 1 : 0));
                return [id, { hits: EstimateMean(hits), chance: 1 / layout.blocks[i].count }];
            }),
        ),
    };
}

async function CompareAsync(
    reference: ILikenessReference,
    network: LikenessNetwork,
    pictures: readonly { readonly truth: IPicture; readonly result: IPicture }[],
    average: IPicture,
): Promise<ISyntheticSimilarity> {
    const { m } = reference.embeddings[network];
    const similarity = (a: Float32Array | undefined, b: Float32Array | undefined): number => ToSimilarity(a && b ? Cosine(a, b) : -1, m);
    const neutral = await reference.embedAsync(network, average);
    const truths: (Float32Array | undefined)[] = [];
    const results: (Float32Array | undefined)[] = [];
    for (const { truth, result } of pictures) {
        truths.push(await reference.embedAsync(network, truth));
        results.push(await reference.embedAsync(network, result));
    }
    return {
        result: EstimateMedian(results.map((result, i) => similarity(result, truths[i]))),
        average: EstimateMedian(truths.map((truth) => similarity(neutral, truth))),
        stranger: EstimateMedian(results.map((result, i) => similarity(result, truths[(i + 1) % truths.length]))),
    };
}
