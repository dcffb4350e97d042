import { type IPicture } from "../../face/picture.js";
import { type EmbeddingCache } from "./embeddingCache.js";
import { type Judge } from "./judge.js";
import { type ILikenessEmbeddings } from "./likenessFigures.js";
import { type IWorkplace } from "./options.js";
import { MeanImpostorCosine } from "./scores.js";
import { type IPersonPhotos, ReadGalleryAsync, ReadLondonPeopleAsync, ReadPairPeopleAsync, type SplitPart } from "./split.js";

/** The networks that judge: one that is in no loss, and the one in the loss. */
export const LikenessNetworks = ["judge", "F1"] as const;

/** One of them. */
export type LikenessNetwork = (typeof LikenessNetworks)[number];

/** What results are compared with: embeddings of photos and how results are embedded. */
export interface ILikenessReference {
    readonly embeddings: Readonly<Record<LikenessNetwork, ILikenessEmbeddings>>;
    embedAsync(network: LikenessNetwork, picture: IPicture): Promise<Float32Array | undefined>;
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
