import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { FaceToVector } from "../../face/faceVector.js";
import { FaceCreatorError } from "../../face/faceCreatorError.js";
import { NuisanceToVector } from "../../face/nuisanceVector.js";
import { type IPicture } from "../../face/picture.js";
import { RandomFace } from "../../face/randomFace.js";
import { ToSimilarity } from "../../fitting/renderScore.js";
import { type INetworkManifest } from "../../networks/networkFile.types.js";
import { DrawSamplesAsync } from "../../training/evaluateImitator.js";
import { DrawSample } from "../../training/sampling.js";
import { ProjectFolder } from "../projectPaths.js";
import { EstimateMedian, type IEstimate } from "./bootstrap.js";
import { type FitStore, IsFitted } from "./fitStore.js";
import { ParseVariants } from "./fitVariant.js";
import { type IEmbedder } from "./embedder.types.js";
import { type IImitatedFace } from "./imitatorErrors.js";
import { type IWorkplace } from "./options.js";
import { Cosine } from "./scores.js";
import { ReadFitPhotosAsync, type SplitPart } from "./split.js";
import { type IShot } from "./studio.js";

/** Where the faces of an evaluation come from; those of `posed` have a pose, expressions and a light, all others none. */
export type ImitatorSet = "uniform" | "prior" | "posed" | "fits";

/** Seed of the uniform and the plausible faces. No imitator may have been trained on it. */
export const HeldOutSeed = 424242;

/**
 * Makes sure that the imitator was not trained on the seed of the held-out faces.
 * @returns its manifest
 * @throws E_ARGUMENT where its manifest names that seed, or names none
 */
export async function RequireHeldOutAsync(): Promise<INetworkManifest> {
    const path = join(ProjectFolder, "assets", "networks", "imitator", "manifest.json");
    const manifest = JSON.parse(await readFile(path, "utf8")) as INetworkManifest;
    const seeds = TrainingSeeds(manifest.provenance);
    if (seeds.length === 0 || seeds.includes(HeldOutSeed)) {
        const advice = "its provenance must name the seeds of its datasets, and the evaluation's must not be among them";
        throw new FaceCreatorError("E_ARGUMENT", "the held-out faces are not known to be held out from", path, advice);
    }
    return manifest;
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
 * One set of faces that the imitator has not been trained on: uniform in the box, random plausible faces, posed ones as it was trained on, or results
 * of fits (method `default`) to photos of people of a part of the split, as far as `count` goes.
 * @param workplace engine and networks
 * @param store where fits are kept
 * @param faces folder with the photographs
 * @param part whose photos are fitted
 * @param set which
 * @param count how many
 * @returns the faces
 */
export async function ListShotsAsync(
    { studio: { schema } }: IWorkplace,
    store: FitStore,
    faces: string,
    part: SplitPart,
    set: ImitatorSet,
    count: number,
): Promise<IShot[]> {
    const indices = Array.from({ length: count }, (_, i) => i);
    if (set === "uniform") {
        return indices.map((i) => ({ x: DrawSample({ schema, kind: "uniform", seed: HeldOutSeed }, i).x }));
    }
    if (set === "prior") {
        return indices.map((i) => ({ x: FaceToVector(schema, RandomFace(schema, HeldOutSeed, i)) }));
    }
    if (set === "posed") {
        return indices.map((i) => {
            const { x, capture } = DrawSample({ schema, kind: "posed", seed: HeldOutSeed }, i);
            return { x, nuisance: capture.nuisance };
        });
    }
    const shots: IShot[] = [];
    const [variant] = ParseVariants("default");
    for (const { id, photo } of await ReadFitPhotosAsync(faces, part)) {
        const fit = shots.length < count ? await store.fitAsync(photo, id, variant) : undefined;
        if (fit && IsFitted(fit)) {
            shots.push({ x: FaceToVector(schema, fit.face) });
        }
    }
    return shots;
}

/**
 * Draws faces with the engine and with the imitator, at the imitator's size.
 * @param workplace engine and networks
 * @param set name of the set
 * @param shots the faces
 * @returns the pictures and labels
 */
export async function DrawBothAsync(
    { studio, networks: { networks } }: IWorkplace,
    set: ImitatorSet,
    shots: readonly IShot[],
): Promise<IImitatedFace[]> {
    const { imitator } = networks;
    const size = imitator.outputSize;
    const drawn = await studio.drawAsync(shots, { size, labels: true });
    const faces: IImitatedFace[] = [];
    for (const [i, { picture, labels }] of drawn.entries()) {
        const { x, nuisance } = shots[i];
        const behind = imitator.nuisanceLength > 0 ? [...NuisanceToVector(studio.schema, nuisance)] : [];
        const { pictures, labels: classes } = await DrawSamplesAsync(imitator, Float32Array.from([...x, ...behind]));
        const drawnLabels = classes && { width: size, height: size, data: Uint8Array.from(classes) };
        faces.push({
            name: `${set} ${i}`,
            engine: picture,
            labels,
            imitated: ToPicture(pictures, size),
            ...(drawnLabels && { drawnLabels }),
        });
    }
    return faces;
}

/** Size * size * 3 values in 0..1 as a picture. */
function ToPicture(values: Float32Array, size: number): IPicture {
    const data = new Uint8ClampedArray(4 * size * size).fill(255);
    values.forEach((value, i) => (data[4 * Math.floor(i / 3) + (i % 3)] = Math.round(255 * value)));
    return { width: size, height: size, data };
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
