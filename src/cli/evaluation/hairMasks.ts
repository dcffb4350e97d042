import { readdir } from "node:fs/promises";
import { join, parse } from "node:path";
import sharp from "sharp";
import { FaceCreatorError } from "../../face/faceCreatorError.js";
import { PartLabels } from "../../face/partLabels.js";
import { type ILabelMap } from "../../face/picture.js";
import { ApplySimilarity, InvertSimilarity } from "../../photo/similarity.js";
import { ReadPictureAsync } from "./pictureFiles.js";
import { ComparePhotoAsync, type ISegmentationJob, type ISegmentationTest, Summarise } from "./segmentation.js";
import { WarpLabels } from "./segmentationMap.js";
import { ReadSplitAsync, type SplitPart } from "./split.js";

/** Side of the label maps that are compared. */
const MapSize = 256;

/** A value from which on a pixel of a mask is hair. */
const HairFrom = 128;

/** How well hair is found in portraits with masks that a person drew. */
export interface IHairFigures extends ISegmentationTest {
    /** Dice of the hair of each portrait, in the order of the file names. */
    readonly each: readonly { readonly portrait: string; readonly dice: number }[];
}

/**
 * Reads a mask of hair.
 * @param path a PNG: white (or any palette colour or value from half on) where there is hair, black elsewhere
 * @returns `hair` and `background`, at the mask's own size
 */
export async function ReadHairMaskAsync(path: string): Promise<ILabelMap> {
    const { data, info } = await sharp(path).removeAlpha().toColourspace("b-w").raw().toBuffer({ resolveWithObject: true });
    const labels = new Uint8Array(info.width * info.height).map((_, i) =>
        data[i * info.channels] >= HairFrom ? PartLabels.hair : PartLabels.background,
    );
    return { width: info.width, height: info.height, data: labels };
}

/** The portraits that have masks: names of the files without ending. */
async function ListMasksAsync(masks: string, faces: string, part: SplitPart): Promise<string[]> {
    const files = await readdir(masks).catch((): string[] => []);
    const names = files
        .filter((file) => file.endsWith(".png"))
        .map((file) => parse(file).name)
        .sort();
    const split = await ReadSplitAsync(faces);
    const reported = new Set([...split.report.pairs, ...split.report.gallery]);
    const stray = names.find((name) => reported.has(name.split("_")[0]) !== (part === "report"));
    if (stray ?? names.length === 0) {
        throw new FaceCreatorError(
            "E_ARGUMENT",
            stray ? `a mask of somebody who is not under ${part}` : "no masks in the folder",
            stray ?? masks,
            "name masks by portraits of that part, for example A000014_0.png",
        );
    }
    return names;
}

/**
 * Measures how well the segmentation network finds hair, inside the square that it sees, in portraits with masks that a person drew.
 * @param job the network
 * @param masks folder with a PNG for each portrait, named as the portrait and of its aspect at any size; see {@link ReadHairMaskAsync}
 * @param faces folder with `portraits/` and `split.json`
 * @param part which part of the split the portraits are of
 * @returns the figures, with intervals over portraits
 * @throws E_ARGUMENT if there are no masks, or one is of a person of the other part
 */
export async function MeasureHairAsync(job: ISegmentationJob, masks: string, faces: string, part: SplitPart): Promise<IHairFigures> {
    const names = await ListMasksAsync(masks, faces, part);
    const outcomes: Awaited<ReturnType<typeof ComparePhotoAsync>>[] = [];
    for (const name of names) {
        const photo = await ReadPictureAsync(join(faces, "portraits", `${name}.jpg`));
        const mask = await ReadHairMaskAsync(join(masks, `${name}.png`));
        const scale = mask.width / photo.width;
        outcomes.push(
            await ComparePhotoAsync(job, photo, (transform) => {
                const inverse = InvertSimilarity(transform);
                return WarpLabels(
                    mask,
                    (point) => ApplySimilarity(inverse, point).map((value) => value * scale) as [number, number],
                    MapSize,
                );
            }),
        );
    }
    const each = outcomes.map(({ counts }, i) => ({
        portrait: names[i],
        dice: (2 * counts.overlap[PartLabels.hair]) / counts.total[PartLabels.hair],
    }));
    return { ...Summarise(outcomes), each };
}
