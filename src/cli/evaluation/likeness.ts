import { join } from "node:path";
import { FaceToVector, GetVectorLayout } from "../../face/faceVector.js";
import { type IPicture } from "../../face/picture.js";
import { type FitMethod } from "../../fitting/fit.types.js";
import { EncodePngAsync, WriteFileAsync } from "../pictureFiles.js";
import { type EmbeddingCache } from "./embeddingCache.js";
import { type IFaceDistances, MeasureFaceDistances } from "./faceDistance.js";
import { type FitStore, type IFailedFit, IsFitted, type IStoredFit } from "./fitStore.js";
import { type IPersonGroups } from "./groups.js";
import { type Judge } from "./judge.js";
import {
    CompareLikeness,
    type ILikenessEmbeddings,
    type ILikenessFigures,
    type IPairedDifference,
    MeasureLikeness,
} from "./likenessFigures.js";
import { type IWorkplace } from "./options.js";
import { ReadPictureAsync } from "./pictureFiles.js";
import { MeanImpostorCosine, Median } from "./scores.js";
import { type IPersonPhotos, ReadGalleryAsync, ReadLondonPeopleAsync, ReadPairPeopleAsync, type SplitPart } from "./split.js";

/** The networks that judge: one that is in no loss, and the one in the loss. */
export type LikenessNetwork = "judge" | "F1";

/** What results are compared with: embeddings of photos and how results are embedded. */
export interface ILikenessReference {
    readonly embeddings: Readonly<Record<LikenessNetwork, ILikenessEmbeddings>>;
    embedAsync(network: LikenessNetwork, picture: IPicture): Promise<Float32Array | undefined>;
}

/** Medians over people of the parts of the time, in milliseconds; `step` is one step of the descent. */
export type StageTimes = Readonly<Record<"photo" | "fit" | "verify" | "total", number>>;

/** What one method reached. */
export interface IMethodFigures {
    readonly method: FitMethod | "average";
    readonly people: number;
    /** People whose photo could not be fitted; they count with the average face, which the player keeps. */
    readonly failed: readonly { readonly id: string; readonly code: string }[];
    readonly networks: Readonly<Record<LikenessNetwork, ILikenessFigures>>;
    /** By the judge; only for people who are reported on. */
    readonly groups: Readonly<Record<string, Omit<ILikenessFigures, "each" | "everybodySecond" | "londonSecond">>> | undefined;
    /** Distance of the faces of one person's two photos, where both were fitted. */
    readonly twoPhotos: IFaceDistances | undefined;
    readonly timesMs: StageTimes | undefined;
    readonly medianLossDrop: number;
    readonly paired: Readonly<Record<LikenessNetwork, IPairedDifference>> | undefined;
}

/**
 * Embeds the photos that results are compared with: those of all London people of the part, its gallery, and for m of the judge's similarity
 * the choosing people (London and pairs, two photos each). F1's m is the constant that the fit uses, measured on the same people.
 * @param workplace engine and networks
 * @param judge the judge
 * @param caches embeddings of photo files
 * @param faces folder with the photographs
 * @param part which part of the split
 * @returns the reference
 */
export async function ReadReferenceAsync(
    { networks, average }: IWorkplace,
    judge: Judge,
    caches: Readonly<Record<LikenessNetwork, EmbeddingCache>>,
    faces: string,
    part: SplitPart,
): Promise<ILikenessReference> {
    const people = await ReadLondonPeopleAsync(faces, part);
    const gallery = await ReadGalleryAsync(faces, part);
    const choosing = [...(await ReadLondonPeopleAsync(faces, "choose")), ...(await ReadPairPeopleAsync(faces, "choose"))];
    const embedAsync = async (network: LikenessNetwork, picture: IPicture): Promise<Float32Array | undefined> =>
        network === "judge" ? await judge.embedAsync(picture) : await networks.embedFrameAsync(picture);
    const embeddingsOfAsync = async (network: LikenessNetwork): Promise<ILikenessEmbeddings> => {
        const cache = caches[network];
        const m = network === "F1" ? networks.networks.recognizer.impostorCosine : await MeasureMAsync(cache, choosing);
        const embeddings = {
            m,
            photos: await cache.embedAllAsync(people.map(({ photo }) => photo)),
            seconds: await cache.embedAllAsync(people.map(({ second }) => second)),
            gallery: await cache.embedAllAsync(gallery),
            average: await embedAsync(network, average),
        };
        await cache.saveAsync();
        return embeddings;
    };
    return { embeddings: { judge: await embeddingsOfAsync("judge"), F1: await embeddingsOfAsync("F1") }, embedAsync };
}

/**
 * Mean cosine of strangers.
 * @param cache embeddings of one network
 * @param people the choosing people, two photos each
 * @returns m of the similarity
 */
export async function MeasureMAsync(cache: EmbeddingCache, people: readonly IPersonPhotos[]): Promise<number> {
    const photos = people.flatMap(({ photo, second }) => [photo, second]);
    const owners = people.flatMap(({ key }) => [key, key]);
    const embeddings = await cache.embedAllAsync(photos);
    const seen = embeddings.flatMap((embedding, i) => (embedding ? [{ embedding, owner: owners[i] }] : []));
    return MeanImpostorCosine(
        seen.map(({ embedding }) => embedding),
        seen.map(({ owner }) => owner),
    );
}

/** How a method is measured. */
export interface ILikenessJob {
    readonly workplace: IWorkplace;
    readonly store: FitStore;
    readonly reference: ILikenessReference;
    /** The first of the part's London people. */
    readonly people: readonly IPersonPhotos[];
    readonly groups: readonly IPersonGroups[] | undefined;
    /** Whether the second photos are fitted too. */
    readonly pairs: boolean;
    onFit(name: string, fit: IStoredFit | IFailedFit): void;
}

/**
 * Fits everybody with a method and measures the likeness.
 * @param job what to measure
 * @param method the method; `average` fits nobody and takes the average face for all: what chance gives
 * @param control figures to compare with
 * @returns the figures
 */
export async function MeasureMethodAsync(
    job: ILikenessJob,
    method: FitMethod | "average",
    control: IMethodFigures | undefined,
): Promise<IMethodFigures> {
    const { people, reference, store, workplace } = job;
    const fitAsync = async (photo: string, name: string): Promise<IStoredFit | IFailedFit> => {
        const fit = await store.fitAsync(photo, name, method as FitMethod);
        job.onFit(name, fit);
        return fit;
    };
    const fits: (IStoredFit | IFailedFit)[] = [];
    for (const person of method === "average" ? [] : people) {
        fits.push(await fitAsync(person.photo, person.id));
    }
    const networks = {} as Record<LikenessNetwork, ILikenessFigures>;
    const results = {} as Record<LikenessNetwork, (Float32Array | undefined)[]>;
    const indices = people.map((_, i) => i);
    for (const network of ["judge", "F1"] as const) {
        results[network] = [];
        for (const i of indices) {
            const fit = fits.at(i);
            const fitted = fit && IsFitted(fit) ? await reference.embedAsync(network, await ReadPictureAsync(fit.picture)) : undefined;
            results[network].push(fit && IsFitted(fit) ? fitted : reference.embeddings[network].average);
        }
        networks[network] = MeasureLikeness(reference.embeddings[network], results[network], indices);
    }
    const good = fits.filter(IsFitted);
    const median = (value: (fit: IStoredFit) => number): number => Median(good.map(value));
    const { schema } = workplace.studio;
    let twoPhotos: IFaceDistances | undefined;
    if (job.pairs && method !== "average") {
        const seconds: (IStoredFit | IFailedFit)[] = [];
        for (const person of people) {
            seconds.push(await fitAsync(person.second, `${person.id}.second`));
        }
        const both = indices.flatMap((i) => {
            const [first, second] = [fits[i], seconds[i]];
            return IsFitted(first) && IsFitted(second) ? [[FaceToVector(schema, first.face), FaceToVector(schema, second.face)]] : [];
        });
        const column = (k: 0 | 1): Float32Array[] => both.map((pair) => pair[k]);
        twoPhotos = MeasureFaceDistances(column(0), column(1), GetVectorLayout(schema).continuousCount);
    }
    return {
        method,
        people: people.length,
        failed: fits.flatMap((fit, i) => (IsFitted(fit) ? [] : [{ id: people[i].id, code: fit.code }])),
        networks,
        groups: job.groups && MeasureGroups(job.groups, reference.embeddings.judge, results.judge),
        twoPhotos,
        timesMs: good.length > 0 ? StagesOf(median) : undefined,
        medianLossDrop: median(({ report }) => 1 - report.loss.end.total / report.loss.start.total),
        paired: control && {
            judge: CompareLikeness(networks.judge, control.networks.judge),
            F1: CompareLikeness(networks.F1, control.networks.F1),
        },
    };
}

function StagesOf(median: (value: (fit: IStoredFit) => number) => number): StageTimes {
    return {
        photo: median(({ report }) => report.timingsMs.photo),
        fit: median(({ report }) => report.timingsMs.fit),
        verify: median(({ report }) => report.timingsMs.verify),
        total: median(({ report }) => report.timingsMs.total),
    };
}

function MeasureGroups(
    groups: readonly IPersonGroups[],
    embeddings: ILikenessEmbeddings,
    results: readonly (Float32Array | undefined)[],
): IMethodFigures["groups"] {
    const names = groups.map(({ gender, age, tone }) => [`gender: ${gender}`, `age: ${age}`, `tone: ${tone}`]);
    return Object.fromEntries(
        [...new Set(names.flat())].sort().map((name) => {
            const members = names.flatMap((own, i) => (own.includes(name) ? [i] : []));
            const figures = MeasureLikeness(
                embeddings,
                members.map((i) => results[i]),
                members,
            );
            const { similarity, similarityMedian, similaritySecond, average, gain, aboveAverage, everybody, london } = figures;
            return [name, { similarity, similarityMedian, similaritySecond, average, gain, aboveAverage, everybody, london }];
        }),
    );
}

/**
 * Writes the engine's picture of the average face beside the results.
 * @param workplace engine and networks
 * @param out the folder
 */
export async function WriteAverageAsync({ average }: IWorkplace, out: string): Promise<void> {
    const base64 = Buffer.from(average.data).toString("base64");
    await WriteFileAsync(join(out, "average.png"), await EncodePngAsync({ width: average.width, height: average.height, base64 }));
}
