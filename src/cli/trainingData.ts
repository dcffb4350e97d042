import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IImitatorConfig, PictureChannels } from "../networks/imitatorConfig.js";
import { MeanPicture } from "../training/evaluateImitator.js";
import { type IHeldOutSet } from "../training/imitatorFile.js";
import { type ITrainingSet, JoinSets, SubsetOf } from "../training/trainingSet.js";
import { type IDatasetManifest, ReadTrainingSetAsync, RequireDatasetManifestAsync } from "./datasetFiles.js";

/** Kinds of samples that have a pose, expressions and a light. */
const PosedKinds: readonly string[] = ["posed", "varied"];

/** What several datasets have in common, and whether an imitator can learn more than neutral faces from them. */
export interface IDatasets {
    readonly folders: readonly string[];
    readonly manifests: readonly IDatasetManifest[];
    readonly rig: IDatasetManifest["rig"];
    /** Length of x. */
    readonly vectorLength: number;
    /** Length of the nuisance vector; 0 where it is the same in all samples. */
    readonly nuisanceLength: number;
    /** Whether all of them have part labels. */
    readonly labels: boolean;
}

/** What to train on, and what to measure on. */
export interface ITrainingData {
    readonly train: ITrainingSet;
    readonly heldOut: readonly IHeldOutSet[];
    /** Of each dataset, with the number of samples that were read. */
    readonly provenance: readonly Pick<IDatasetManifest, "kind" | "count" | "seed" | "size">[];
}

/**
 * Looks at datasets.
 * @param folders at least one
 * @returns what they are
 * @throws E_READ where one is missing, E_RIG_MISMATCH where they are of different heads
 */
export async function OpenDatasetsAsync(folders: readonly string[]): Promise<IDatasets> {
    const manifests = await Promise.all(folders.map(RequireDatasetManifestAsync));
    const [{ rig, schemaLength, nuisanceLength }] = manifests;
    const other = manifests.findIndex((manifest) => manifest.rig.hash !== rig.hash);
    if (other >= 0) {
        throw new FaceCreatorError(
            "E_RIG_MISMATCH",
            "the datasets were drawn of different heads:",
            `${folders[0]}, ${folders[other]}`,
            "draw them anew with `sample --rig`",
        );
    }
    return {
        folders,
        manifests,
        rig,
        vectorLength: schemaLength,
        nuisanceLength: manifests.some(({ kind }) => PosedKinds.includes(kind)) ? nuisanceLength : 0,
        labels: manifests.every((manifest) => manifest.labels),
    };
}

/**
 * Reads datasets for a training; the last samples of each are held out.
 * @param datasets which
 * @param config the imitator to train
 * @param options samples to read of each from the first (default all), and how many of them are held out
 * @returns the samples
 * @throws E_ARGUMENT where an imitator of neutral faces shall learn from posed ones, or the samples do not suffice
 */
export async function ReadTrainingDataAsync(
    { folders, manifests, nuisanceLength }: IDatasets,
    config: IImitatorConfig,
    options: { readonly samples?: number; readonly heldOut: number },
): Promise<ITrainingData> {
    const nuisance = (config.nuisanceLength ?? 0) > 0;
    if (nuisanceLength > 0 && !nuisance) {
        const kinds = manifests.map(({ kind }) => kind).join(", ");
        throw new FaceCreatorError("E_ARGUMENT", "this architecture draws neutral faces only, not", kinds, "leave posed datasets out");
    }
    const { samples, heldOut: count } = options;
    const { outputSize: size, outputChannels } = config;
    const parts: ITrainingSet[] = [];
    const heldOut: IHeldOutSet[] = [];
    const provenance = [];
    for (const folder of folders) {
        const labels = outputChannels > PictureChannels;
        const { set, manifest } = await ReadTrainingSetAsync(folder, { samples, size, nuisance, labels });
        if (set.count <= count) {
            const found = `${folder} (${set.count})`;
            throw new FaceCreatorError("E_ARGUMENT", "all samples would be held out of", found, "draw more, or hold fewer out");
        }
        const part = SubsetOf(set, 0, set.count - count);
        const { kind, seed } = manifest;
        const name = manifests.filter((one) => one.kind === kind).length > 1 ? `${kind}, seed ${seed}` : kind;
        parts.push(part);
        heldOut.push({ name, set: SubsetOf(set, part.count), mean: MeanPicture(part) });
        provenance.push({ kind, count: set.count, seed, size: manifest.size });
    }
    return { train: JoinSets(parts), heldOut, provenance };
}
