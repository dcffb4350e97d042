import { FaceToVector } from "../../face/faceVector.js";
import { type INuisance } from "../../face/nuisance.js";
import { type IPicture } from "../../face/picture.js";
import { RandomFace } from "../../face/randomFace.js";
import { type IEmbedder } from "./embedder.types.js";
import { type EmbeddingCache } from "./embeddingCache.js";
import { Mean } from "./scores.js";
import { type IPersonPhotos } from "./split.js";
import { type Studio } from "./studio.js";
import { ComparePeople, type IComparison, type IVerification, MeasureVerification } from "./verification.js";

/** Verification, and in how many pictures no face was found: these count as like nobody. */
export interface IRecognitionTest extends IVerification {
    readonly noFace: number;
    /** Share of first photos whose most alike second photo is of the same person. */
    readonly top1: number;
}

/** What one recogniser scored. */
export interface IRecognitionFigures {
    readonly network: string;
    /** First portrait against second, and all portraits of different people. */
    readonly pairs: IRecognitionTest;
    /** London: neutral against smiling. */
    readonly london: IRecognitionTest;
    /** Renders: the neutral picture of an identity against one with nuisance, by kind of nuisance. */
    readonly renders: Readonly<Record<NuisanceKind, IRecognitionTest>>;
    /** Milliseconds from a picture of 512 x 512 to its embedding, search for the face included. */
    readonly millisecondsPerPicture: number;
}

/** Kinds of nuisance; each is drawn alone. */
export type NuisanceKind = keyof typeof Nuisances;

/**
 * What changes the picture but not the identity. Each identity is drawn once with each: the angle and the side alternate.
 * Pose: 20 degrees to a side and 8 up or down. Expression: a full smile with the jaw a third open. Light: from the side, warm, half the ambient.
 */
export const Nuisances = {
    pose: (i: number): INuisance => ({ pose: { yaw: i % 2 ? 20 : -20, pitch: i % 4 < 2 ? 8 : -8 } }),
    expression: (): INuisance => ({ expression: { mouthSmile: 1, jawOpen: 0.33 } }),
    light: (i: number): INuisance => ({
        light: { azimuth: i % 2 ? 60 : -60, elevation: 25, key: 1.2, ambient: 0.5, color: [1.1, 1, 0.8] },
    }),
} as const;

/** Seed of the identities that are drawn. */
const IdentitySeed = 4711;
const PictureSize = 512;

function TestOf(
    first: readonly (Float32Array | undefined)[],
    second: readonly (Float32Array | undefined)[],
    crossed: boolean,
): IRecognitionTest {
    const comparisons = ComparePeople(first, second, crossed);
    const best = new Map<number, IComparison>();
    for (const comparison of ComparePeople(first, second, false)) {
        if (comparison.score > (best.get(comparison.a)?.score ?? -Infinity)) {
            best.set(comparison.a, comparison);
        }
    }
    return {
        ...MeasureVerification(comparisons, first.length),
        top1: [...best.values()].filter(({ a, b }) => a === b).length / first.length,
        noFace: [...first, ...second].filter((embedding) => !embedding).length,
    };
}

/** Pictures of random plausible identities: neutral, and once with each nuisance. */
export type IdentityPictures = Readonly<Record<NuisanceKind | "neutral", readonly IPicture[]>>;

/**
 * Draws identities for {@link MeasureRecognitionAsync}, so that every recogniser sees the same pictures.
 * @param studio the engine
 * @param count number of identities
 * @returns the pictures
 */
export async function DrawIdentitiesAsync(studio: Studio, count: number): Promise<IdentityPictures> {
    const faces = Array.from({ length: count }, (_, i) => FaceToVector(studio.schema, RandomFace(studio.schema, IdentitySeed, i)));
    const drawAsync = async (nuisance?: (i: number) => INuisance): Promise<IPicture[]> => {
        const shots = faces.map((x, i) => ({ x, nuisance: nuisance?.(i) }));
        return (await studio.drawAsync(shots, { size: PictureSize })).map(({ picture }) => picture);
    };
    const entries: [string, IPicture[]][] = [["neutral", await drawAsync()]];
    for (const [kind, nuisance] of Object.entries(Nuisances)) {
        entries.push([kind, await drawAsync(nuisance)]);
    }
    return Object.fromEntries(entries) as unknown as IdentityPictures;
}

/**
 * Measures one recogniser.
 * @param embedder the recogniser
 * @param cache its embeddings of photo files
 * @param pairs people with two portraits
 * @param london people of the London set
 * @param identities pictures of {@link DrawIdentitiesAsync}
 * @returns the figures
 */
export async function MeasureRecognitionAsync(
    embedder: IEmbedder,
    cache: EmbeddingCache,
    pairs: readonly IPersonPhotos[],
    london: readonly IPersonPhotos[],
    identities: IdentityPictures,
): Promise<IRecognitionFigures> {
    const photosAsync = async (people: readonly IPersonPhotos[]): Promise<IRecognitionTest> =>
        TestOf(
            await cache.embedAllAsync(people.map(({ photo }) => photo)),
            await cache.embedAllAsync(people.map(({ second }) => second)),
            true,
        );
    const times: number[] = [];
    const embedAsync = async (pictures: readonly IPicture[]): Promise<(Float32Array | undefined)[]> => {
        const embeddings: (Float32Array | undefined)[] = [];
        for (const picture of pictures) {
            const start = performance.now();
            embeddings.push(await embedder.embedAsync(picture));
            times.push(performance.now() - start);
        }
        return embeddings;
    };
    const neutral = await embedAsync(identities.neutral);
    const renders: [string, IRecognitionTest][] = [];
    for (const kind of Object.keys(Nuisances) as NuisanceKind[]) {
        renders.push([kind, TestOf(neutral, await embedAsync(identities[kind]), false)]);
    }
    return {
        network: embedder.name,
        pairs: await photosAsync(pairs),
        london: await photosAsync(london),
        renders: Object.fromEntries(renders) as Record<NuisanceKind, IRecognitionTest>,
        millisecondsPerPicture: Mean(times),
    };
}
