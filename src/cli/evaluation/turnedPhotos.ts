import { join } from "node:path";
import { FaceToVector } from "../../face/faceVector.js";
import { SeededRandom } from "../../face/random.js";
import { RandomFace } from "../../face/randomFace.js";
import { ToSimilarity } from "../../fitting/renderScore.js";
import { EstimateMean, type IEstimate } from "./bootstrap.js";
import { IsFitted } from "./fitStore.js";
import { type IDrawnFacesJob, RandomLight, WritePhotoLikeAsync } from "./photoLike.js";
import { ReadPictureAsync } from "./pictureFiles.js";
import { Cosine } from "./scores.js";

/** Seed of the faces and of what is done to their pictures. */
const Seed = 90210;
/** Degrees by which the heads are turned, to either side in turn. */
const Yaw = 25;

/** How much likeness a turned photo costs, on drawn faces whose truth is known. By the judge, result against truth, both drawn neutral and frontal. */
export interface ITurnedFigures {
    /** The variant's name. */
    readonly method: string;
    /** Faces of whom both photos were fitted; `failed` are the others. */
    readonly faces: number;
    readonly failed: number;
    readonly frontal: IEstimate;
    readonly turned: IEstimate;
    /** Frontal less turned, paired by face. */
    readonly lost: IEstimate;
}

/**
 * Fits two photo-like pictures of each of some random plausible faces, frontal and turned by 25 degrees in the same light, and compares the results with
 * the truth.
 * @param job what to measure, and with what
 * @returns the figures with intervals over faces
 */
export async function MeasureTurnedAsync({
    studio,
    store,
    reference,
    variant,
    count,
    folder,
    onFit,
}: IDrawnFacesJob): Promise<ITurnedFigures> {
    const { schema } = studio;
    const { m } = reference.embeddings.judge;
    const pairs: (readonly [number, number])[] = [];
    for (let i = 0; i < count; i++) {
        const x = FaceToVector(schema, RandomFace(schema, Seed, i));
        const truth = await reference.embedAsync("judge", await studio.drawOneAsync(x));
        const likenesses: number[] = [];
        for (const yaw of [0, i % 2 === 0 ? Yaw : -Yaw]) {
            const random = new SeededRandom(Seed, 1_000_000 + i);
            const background = [random.uniform(), random.uniform(), random.uniform()] as const;
            const nuisance = { pose: { yaw, pitch: 0, roll: 0 }, light: RandomLight(random) };
            const path = join(folder, `${store.state}-turned-${i}-${yaw === 0 ? "frontal" : "turned"}.jpg`);
            await WritePhotoLikeAsync(studio, { x, nuisance, background }, random, path);
            const name = `turned/${i}-${yaw === 0 ? "frontal" : "turned"}`;
            const fit = await store.fitAsync(path, name, variant);
            onFit(name, fit);
            const found = IsFitted(fit) ? await reference.embedAsync("judge", await ReadPictureAsync(fit.picture)) : undefined;
            if (found && truth) {
                likenesses.push(ToSimilarity(Cosine(found, truth), m));
            }
        }
        if (likenesses.length === 2) {
            pairs.push([likenesses[0], likenesses[1]]);
        }
    }
    return {
        method: variant.name,
        faces: pairs.length,
        failed: count - pairs.length,
        frontal: EstimateMean(pairs.map(([frontal]) => frontal)),
        turned: EstimateMean(pairs.map(([, turned]) => turned)),
        lost: EstimateMean(pairs.map(([frontal, turned]) => frontal - turned)),
    };
}
