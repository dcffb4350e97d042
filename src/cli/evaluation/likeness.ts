import { join } from "node:path";
import { WriteFileAsync } from "../pictureFiles.js";
import { type IFitVariant } from "./fitVariant.js";
import { type FitStore, type IFailedFit, IsFitted, type IStoredFit } from "./fitStore.js";
import { type IPersonGroups } from "./groups.js";
import {
    CompareLikeness,
    type ILikenessEmbeddings,
    type ILikenessFigures,
    type IPairedDifference,
    MeasureLikeness,
} from "./likenessFigures.js";
import { type ILikenessReference, type LikenessNetwork, LikenessNetworks } from "./likenessReference.js";
import { type IWorkplace } from "./options.js";
import { EncodePictureAsync, ReadPictureAsync } from "./pictureFiles.js";
import { Median } from "./scores.js";
import { type IMixedPerson, type IPersonPhotos } from "./split.js";
import { CompareTwoPhotosAsync, type ITwoPhotoFigures } from "./twoPhotos.js";

/** Medians over people of the parts of the time, in milliseconds; `step` is one step of the descent. */
export type StageTimes = Readonly<Record<"photo" | "fit" | "verify" | "total", number>>;

/** What one method reached. */
export interface IMethodFigures {
    /** The variant's name, or `average`. */
    readonly method: string;
    readonly people: number;
    /** People whose photo could not be fitted; they count with the average face, which the player keeps. */
    readonly failed: readonly { readonly id: string; readonly code: string }[];
    readonly networks: Readonly<Record<LikenessNetwork, ILikenessFigures>>;
    /** By the judge; only for people who are reported on. */
    readonly groups: Readonly<Record<string, Omit<ILikenessFigures, "each" | "everybodySecond" | "londonSecond">>> | undefined;
    /** The faces of one person's two photos, where both were fitted. */
    readonly twoPhotos: ITwoPhotoFigures | undefined;
    readonly timesMs: StageTimes | undefined;
    readonly medianLossDrop: number;
    /** Less the figures of another method, which is named. */
    readonly paired: (Readonly<Record<LikenessNetwork, IPairedDifference>> & { readonly control: string }) | undefined;
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
 * @param variant the method; `average` fits nobody and takes the average face for all: what chance gives
 * @param control figures to compare with
 * @returns the figures
 */
export async function MeasureMethodAsync(
    job: ILikenessJob,
    variant: IFitVariant | "average",
    control: IMethodFigures | undefined,
): Promise<IMethodFigures> {
    const { people, reference } = job;
    const fits = variant === "average" ? [] : await FitPeopleAsync(job, people, variant);
    const networks = {} as Record<LikenessNetwork, ILikenessFigures>;
    const results = {} as Record<LikenessNetwork, (Float32Array | undefined)[]>;
    const indices = people.map((_, i) => i);
    for (const network of LikenessNetworks) {
        results[network] = await EmbedFitsAsync(reference, network, people, fits);
        networks[network] = MeasureLikeness(reference.embeddings[network], results[network], indices);
    }
    const good = fits.filter(IsFitted);
    const median = (value: (fit: IStoredFit) => number): number => Median(good.map(value));
    let twoPhotos: ITwoPhotoFigures | undefined;
    if (job.pairs && variant !== "average") {
        const pairs: (readonly [IStoredFit, IStoredFit])[] = [];
        for (const [i, person] of people.entries()) {
            const first = fits[i];
            const [second] = await FitPeopleAsync(job, [{ id: `${person.id}.second`, photo: person.second }], variant);
            if (IsFitted(first) && IsFitted(second)) {
                pairs.push([first, second]);
            }
        }
        twoPhotos = await CompareTwoPhotosAsync(job.workplace.studio.schema, reference, pairs);
    }
    return {
        method: variant === "average" ? variant : variant.name,
        people: people.length,
        failed: fits.flatMap((fit, i) => (IsFitted(fit) ? [] : [{ id: people[i].id, code: fit.code }])),
        networks,
        groups: job.groups && MeasureGroups(job.groups, reference.embeddings.judge, results.judge),
        twoPhotos,
        timesMs: good.length > 0 ? StagesOf(median) : undefined,
        medianLossDrop: median(({ report }) => 1 - report.loss.end.total / report.loss.start.total),
        paired: control && {
            control: control.method,
            judge: CompareLikeness(networks.judge, control.networks.judge),
            F1: CompareLikeness(networks.F1, control.networks.F1),
        },
    };
}

/**
 * Fits people's first photos, or takes what was fitted.
 * @param job where the results are kept and who hears of them
 * @param people whom
 * @param variant the method
 * @returns a fit for each
 */
export async function FitPeopleAsync(
    { store, onFit }: Pick<ILikenessJob, "store" | "onFit">,
    people: readonly Pick<IMixedPerson, "id" | "photo">[],
    variant: IFitVariant,
): Promise<(IStoredFit | IFailedFit)[]> {
    const fits: (IStoredFit | IFailedFit)[] = [];
    for (const { id, photo } of people) {
        const fit = await store.fitAsync(photo, id, variant);
        onFit(id, fit);
        fits.push(fit);
    }
    return fits;
}

/**
 * Embeds the engine's pictures of fits.
 * @param reference embeds
 * @param network in whose eyes
 * @param people who were fitted
 * @param fits their fits; who has none, or a failed one, counts with the average face, which the player keeps
 * @returns an embedding for each person; undefined where the network finds no face in the picture
 */
export async function EmbedFitsAsync(
    reference: ILikenessReference,
    network: LikenessNetwork,
    people: readonly unknown[],
    fits: readonly (IStoredFit | IFailedFit)[],
): Promise<(Float32Array | undefined)[]> {
    const results: (Float32Array | undefined)[] = [];
    for (const i of people.keys()) {
        const fit = fits.at(i);
        results.push(
            fit && IsFitted(fit)
                ? await reference.embedAsync(network, await ReadPictureAsync(fit.picture))
                : reference.embeddings[network].average,
        );
    }
    return results;
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
    await WriteFileAsync(join(out, "average.png"), await EncodePictureAsync(average));
}
