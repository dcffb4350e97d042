import { type IFaceSchema } from "../../face/faceSchema.js";
import { FaceToVector, GetVectorLayout } from "../../face/faceVector.js";
import { ToSimilarity } from "../../fitting/renderScore.js";
import { EstimateMean, type IEstimate } from "./bootstrap.js";
import { type IFaceDistances, MeasureFaceDistances } from "./faceDistance.js";
import { type IStoredFit } from "./fitStore.js";
import { type ILikenessReference, type LikenessNetwork } from "./likenessReference.js";
import { ReadPictureAsync } from "./pictureFiles.js";
import { Mean } from "./scores.js";
import { ComparePeople, EstimateAuc } from "./verification.js";

/** How close the faces of one person's two photos are, in parameters and in the engine's pictures. */
export interface ITwoPhotoFigures {
    readonly parameters: IFaceDistances;
    /** Similarity of the two pictures of one person, and of pictures of different people. */
    readonly pictures: Readonly<
        Record<LikenessNetwork, { readonly samePerson: IEstimate; readonly strangers: number; readonly auc: IEstimate }>
    >;
}

/**
 * Compares what two photos of each person gave.
 * @param schema the head's parameters
 * @param reference how pictures are embedded
 * @param pairs the two fits of each person
 * @returns the figures with intervals over people
 */
export async function CompareTwoPhotosAsync(
    schema: IFaceSchema,
    reference: ILikenessReference,
    pairs: readonly (readonly [IStoredFit, IStoredFit])[],
): Promise<ITwoPhotoFigures> {
    const vectors = (k: 0 | 1): Float32Array[] => pairs.map((pair) => FaceToVector(schema, pair[k].face));
    const picturesAsync = async (network: LikenessNetwork): Promise<ITwoPhotoFigures["pictures"][LikenessNetwork]> => {
        const embedAsync = async (k: 0 | 1): Promise<(Float32Array | undefined)[]> => {
            const embeddings: (Float32Array | undefined)[] = [];
            for (const pair of pairs) {
                embeddings.push(await reference.embedAsync(network, await ReadPictureAsync(pair[k].picture)));
            }
            return embeddings;
        };
        const { m } = reference.embeddings[network];
        const comparisons = ComparePeople(await embedAsync(0), await embedAsync(1), false);
        const similarities = (same: boolean): number[] =>
            comparisons.filter(({ a, b }) => (a === b) === same).map(({ score }) => ToSimilarity(score, m));
        return {
            samePerson: EstimateMean(similarities(true)),
            strangers: Mean(similarities(false)),
            auc: EstimateAuc(comparisons, pairs.length, "both"),
        };
    };
    return {
        parameters: MeasureFaceDistances(vectors(0), vectors(1), GetVectorLayout(schema).continuousCount),
        pictures: { judge: await picturesAsync("judge"), F1: await picturesAsync("F1") },
    };
}
