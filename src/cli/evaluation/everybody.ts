import { type EmbeddingCache } from "./embeddingCache.js";
import { FindControl, type IFitVariant } from "./fitVariant.js";
import { type IFailedFit, IsFitted, type IStoredFit } from "./fitStore.js";
import { EmbedFitsAsync, FitPeopleAsync, type ILikenessJob } from "./likeness.js";
import { CompareLikeness, type ILikenessFigures, type IPairedDifference, MeasureLikeness } from "./likenessFigures.js";
import { type LikenessNetwork, LikenessNetworks } from "./likenessReference.js";
import { MeasureRetrieval } from "./retrieval.js";
import { type IMixedPerson } from "./split.js";

/** Likeness of people of one collection, or of all. */
export type CollectionFigures = Pick<
    ILikenessFigures,
    "similarity" | "similarityMedian" | "average" | "gain" | "aboveAverage" | "everybody" | "everybodySecond" | "each"
>;

/** What one method reached on the people of all collections. */
export interface IEverybodyFigures {
    /** The variant's name, or `average`. */
    readonly method: string;
    /** People whose photo could not be fitted; they count with the average face, which the player keeps. */
    readonly failed: readonly { readonly id: string; readonly code: string }[];
    readonly networks: Readonly<
        Record<
            LikenessNetwork,
            {
                /**
                 * `all`, `fitted` (those whose photo every method took), `london`, `canada`, `pairs`. Second photos are those of people who have any; the
                 * others stay candidates by their only one.
                 */
                readonly collections: Readonly<Record<string, CollectionFigures>>;
                /** Less the figures of another method, which is named. */
                readonly paired: (IPairedDifference & { readonly control: string }) | undefined;
            }
        >
    >;
}

/** How the people of all collections are measured. */
export interface IEverybodyJob extends Pick<ILikenessJob, "store" | "reference" | "onFit"> {
    /** In the order of the candidates. */
    readonly people: readonly IMixedPerson[];
    /** Embeddings of photo files. */
    readonly caches: Readonly<Record<LikenessNetwork, EmbeddingCache>>;
}

/**
 * Fits the first photos of people of all collections and searches for each among everybody: studio photos with one light and portraits from many
 * places in one test, and enough people for narrow intervals.
 * @param job what to measure
 * @param variants the methods; `average` fits nobody and takes the average face for all
 * @returns the figures of each
 */
export async function MeasureEverybodyAsync(
    job: IEverybodyJob,
    variants: readonly (IFitVariant | "average")[],
): Promise<IEverybodyFigures[]> {
    const { people } = job;
    const fits: (readonly (IStoredFit | IFailedFit)[])[] = [];
    for (const variant of variants) {
        fits.push(variant === "average" ? [] : await FitPeopleAsync(job, people, variant));
    }
    const fitted = [...people.keys()].filter((i) => fits.every((all) => all.length === 0 || IsFitted(all[i])));
    const figures: IEverybodyFigures[] = [];
    for (const [i, variant] of variants.entries()) {
        const control = variant === "average" ? undefined : FindControl(variant, figures);
        const networks = {} as Record<LikenessNetwork, IEverybodyFigures["networks"][LikenessNetwork]>;
        for (const network of LikenessNetworks) {
            const collections = await MeasureCollectionsAsync(job, network, fits[i], fitted);
            const other = control?.networks[network].collections["all"];
            const paired = control && other && { control: control.method, ...CompareLikeness(collections["all"], other) };
            networks[network] = { collections, paired };
        }
        const failed = fits[i].flatMap((fit, k) => (IsFitted(fit) ? [] : [{ id: people[k].id, code: fit.code }]));
        figures.push({ method: variant === "average" ? variant : variant.name, failed, networks });
    }
    return figures;
}

async function MeasureCollectionsAsync(
    { people, reference, caches }: IEverybodyJob,
    network: LikenessNetwork,
    fits: readonly (IStoredFit | IFailedFit)[],
    fitted: readonly number[],
): Promise<Record<string, CollectionFigures>> {
    const { m, photos, gallery, average } = reference.embeddings[network];
    const candidates = [...photos, ...gallery];
    const strangers = candidates.slice(people.length);
    const firsts = candidates.slice(0, people.length);
    const seconds = await caches[network].embedAllAsync(people.map(({ photo, second }) => second ?? photo));
    await caches[network].saveAsync();
    const results = await EmbedFitsAsync(reference, network, people, fits);
    const measure = (indices: readonly number[]): CollectionFigures => {
        const own = indices.map((i) => results[i]);
        const likeness = MeasureLikeness({ m, photos: firsts, seconds, gallery: strangers, average }, own, indices);
        const { similarity, similarityMedian, average: averages, gain, aboveAverage, everybody, each } = likeness;
        const twice = indices.filter((i) => people[i].second);
        const everybodySecond = MeasureRetrieval(
            twice.map((i) => results[i]),
            [...seconds, ...strangers],
            twice,
        );
        return { similarity, similarityMedian, average: averages, gain, aboveAverage, everybody, everybodySecond, each };
    };
    const all = [...people.keys()];
    const names = people.map(({ key }) => key.split("/")[0]);
    return {
        all: measure(all),
        fitted: measure(fitted),
        ...Object.fromEntries([...new Set(names)].map((name) => [name, measure(all.filter((i) => names[i] === name))])),
    };
}
