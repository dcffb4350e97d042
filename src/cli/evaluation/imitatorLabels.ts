import { type IPicture } from "../../face/picture.js";
import { CountDice, type DiceName, type IDice, MeasureDice } from "./dice.js";
import { type IImitatedFace } from "./imitatorErrors.js";
import { type PhotoNetworks } from "./photoNetworks.js";
import { CountInCrop, SegmentFrameAsync, type SegmenterCrop } from "./segmentationMap.js";

/** Dice by class against the engine's own labels, of what F2 sees on both pictures of each face. */
export interface IImitatorLabels {
    /** On the imitator's pictures: what the fit's facial content loss rests on. */
    readonly imitated: Readonly<Record<DiceName, IDice>>;
    /** On the engine's: the best that can be expected. */
    readonly engine: Readonly<Record<DiceName, IDice>>;
}

/**
 * Compares the parts that F2 sees on the imitator's pictures with the engine's labels.
 * @param networks whose F2
 * @param crop the square that F2 sees
 * @param faces the pictures
 * @returns Dice with intervals over faces; pixels that F2 does not look at are left out
 */
export async function MeasureImitatorLabelsAsync(
    { networks: { segmenter } }: PhotoNetworks,
    crop: SegmenterCrop,
    faces: readonly IImitatedFace[],
): Promise<IImitatorLabels> {
    const measureAsync = async (pictureOf: (face: IImitatedFace) => IPicture): Promise<Record<DiceName, IDice>> => {
        const counts = [];
        for (const face of faces) {
            counts.push(CountInCrop(await SegmentFrameAsync(segmenter, pictureOf(face), crop, face.labels.width), face.labels));
        }
        return MeasureDice(counts);
    };
    return { imitated: await measureAsync(({ imitated }) => imitated), engine: await measureAsync(({ engine }) => engine) };
}

/**
 * Compares the part labels that the imitator itself draws with the engine's, over whole pictures.
 * @param faces pictures and labels
 * @returns Dice with intervals over faces; undefined where the imitator draws no labels
 */
export function MeasureDrawnLabels(faces: readonly Pick<IImitatedFace, "labels" | "drawnLabels">[]): Record<DiceName, IDice> | undefined {
    const drawn = faces.flatMap(({ labels, drawnLabels }) => (drawnLabels ? [CountDice(drawnLabels.data, labels.data)] : []));
    return drawn.length > 0 ? MeasureDice(drawn) : undefined;
}
