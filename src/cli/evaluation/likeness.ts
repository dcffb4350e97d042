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
import { type ILikenessReference, type LikenessNetwork } from "./likenessReference.js";
import { type IWorkplace } from "./options.js";
import { EncodePictureAsync, ReadPictureAsync } from "./pictureFiles.js";
import { Median } from "./scores.js";
import { type IPersonPhotos } from "./split.js";
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
    const { people, reference, store } = job;
    const fitAsync = async (photo: string, name: string): Promise<IStoredFit | IFailedFit> => {
        const fit = await store.fitAsync(photo, name, variant as IFitVariant);
        job.onFit(name, fit);
        return fit;
    };
    const fits: (IStoredFit | IFailedFit)[] = [];
    for (const person of variant === "average" ? [] : people) {
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
    let twoPhotos: ITwoPhotoFigures | undefined;
    if (job.pairs && variant !== "average") {
        const pairs: (readonly [IStoredFit, IStoredFit])[] = [];
        for (const [i, person] of people.entries()) {
            const [first, second] = [fits[i], await fitAsync(person.second, `${person.id}.second`)];
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
