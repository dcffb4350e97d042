import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { FaceToVector } from "../../face/faceVector.js";
import { FaceCreatorError } from "../../face/faceCreatorError.js";
import { RandomFace } from "../../face/randomFace.js";
import { ToSimilarity } from "../../fitting/renderScore.js";
import { DrawSample } from "../../training/sampling.js";
import { ProjectFolder } from "../projectPaths.js";
import { EstimateMedian, type IEstimate } from "./bootstrap.js";
import { type FitStore, IsFitted } from "./fitStore.js";
import { type IEmbedder } from "./embedder.types.js";
import { type IImitatedFace } from "./imitatorErrors.js";
import { type IWorkplace } from "./options.js";
import { Cosine } from "./scores.js";
import { ReadLondonPeopleAsync } from "./split.js";

/** Where the faces of an evaluation come from. */
export type ImitatorSet = "uniform" | "prior" | "fits";

/** Seed of the uniform and the plausible faces. No imitator may have been trained on it. */
export const HeldOutSeed = 424242;

/**
 * Makes sure that the imitator was not trained on the seed of the held-out faces.
 * @throws E_ARGUMENT where its manifest names that seed, or names none
 */
export async function RequireHeldOutAsync(): Promise<void> {
    const path = join(ProjectFolder, "assets", "networks", "imitator", "manifest.json");
    const { provenance } = JSON.parse(await readFile(path, "utf8")) as { provenance: unknown };
    const seeds = TrainingSeeds(provenance);
    if (seeds.length === 0 || seeds.includes(HeldOutSeed)) {
        const advice = "its provenance must name the seeds of its datasets, and the evaluation's must not be among them";
        throw new FaceCreatorError("E_ARGUMENT", "the held-out faces are not known to be held out from", path, advice);
    }
}

/**
 * Seeds of datasets in the provenance of a network.
 * @param provenance as in its manifest
 * @returns every value under the key `seed`
 */
export function TrainingSeeds(provenance: unknown): number[] {
    if (provenance === null || typeof provenance !== "object") {
        return [];
    }
    return Object.entries(provenance).flatMap(([key, value]) =>
        key === "seed" && typeof value === "number" ? [value] : TrainingSeeds(value),
    );
}

/**
 * Vectors of one set of faces that the imitator has not been trained on: uniform in the box, random plausible faces, or results of fits (method
 * `default`) to the London photos of the choosing people, as far as `count` goes.
 * @param workplace engine and networks
 * @param store where fits are kept
 * @param faces folder with the photographs
 * @param set which
 * @param count how many
 * @returns the vectors
 */
export async function ListVectorsAsync(
    { studio: { schema } }: IWorkplace,
    store: FitStore,
    faces: string,
    set: ImitatorSet,
    count: number,
): Promise<Float32Array[]> {
    const indices = Array.from({ length: count }, (_, i) => i);
    if (set === "uniform") {
        return indices.map((i) => DrawSample({ schema, kind: "uniform", seed: HeldOutSeed }, i).x);
    }
    if (set === "prior") {
        return indices.map((i) => FaceToVector(schema, RandomFace(schema, HeldOutSeed, i)));
    }
    const vectors: Float32Array[] = [];
    for (const { id, photo, second } of await ReadLondonPeopleAsync(faces, "choose")) {
        for (const [path, name] of [
            [photo, id],
            [second, `${id}.second`],
        ]) {
            // prettier-ignore
            const fit = vectors.length < count ? await store.fitAsync(path, name, "default") : undefined;
            if (fit && IsFitted(fit)) {
                vectors.push(FaceToVector(schema, fit.face));
            }
        }
    }
    return vectors;
}

/**
 * Draws faces with the engine and with the imitator, at the imitator's size.
 * @param workplace engine and networks
 * @param set name of the set
 * @param vectors the faces
 * @returns the pictures
 */
export async function DrawBothAsync(
    { studio, networks }: IWorkplace,
    set: ImitatorSet,
    vectors: readonly Float32Array[],
): Promise<IImitatedFace[]> {
    const size = networks.networks.imitator.outputSize;
    const drawn = await studio.drawAsync(
        vectors.map((x) => ({ x })),
        { size, labels: true },
    );
    const faces: IImitatedFace[] = [];
    for (const [i, { picture, labels }] of drawn.entries()) {
        faces.push({ name: `${set} ${i}`, engine: picture, labels, imitated: await networks.imitateAsync(vectors[i]) });
    }
    return faces;
}

/**
 * How alike the two pictures of each face are to a recogniser.
 * @param faces the pictures
 * @param embedAsync the recogniser
 * @param m mean cosine of strangers
 * @returns median similarity with its interval, and the pictures of the imitator in which no face was found (they count as like nobody)
 */
export async function MeasureImitatorSimilarityAsync(
    faces: readonly IImitatedFace[],
    embedAsync: IEmbedder["embedAsync"],
    m: number,
): Promise<{ readonly similarity: IEstimate; readonly noFace: number }> {
    const values: number[] = [];
    let noFace = 0;
    for (const { engine, imitated } of faces) {
        const [a, b] = [await embedAsync(engine), await embedAsync(imitated)];
        noFace += b ? 0 : 1;
        values.push(ToSimilarity(a && b ? Cosine(a, b) : -1, m));
    }
    return { similarity: EstimateMedian(values), noFace };
}
