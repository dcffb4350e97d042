import { join } from "node:path";
import { PartLabels } from "../../face/partLabels.js";
import { FaceToVector } from "../../face/faceVector.js";
import { type INuisance } from "../../face/nuisance.js";
import { type ILabelMap, type IPicture } from "../../face/picture.js";
import { RandomFace } from "../../face/randomFace.js";
import { type SimilarityTransform } from "../../photo/photo.types.js";
import { AlignPicture } from "../../photo/alignPicture.js";
import { ApplySimilarity, InvertSimilarity, ScaleSimilarity } from "../../photo/similarity.js";
import { RasteriseContours, ReadContourPointsAsync } from "./contours.js";
import { DegradeAsync, type IDegradation } from "./degrade.js";
import { CountDice, type DiceName, type IDice, type IDiceCounts, MeasureDice } from "./dice.js";
import { EyesOf, OccludeAsync, OcclusionKinds, WithoutCovered } from "./occlude.js";
import { type PhotoNetworks } from "./photoNetworks.js";
import { ReadPictureAsync } from "./pictureFiles.js";
import { CountInCrop, SegmentFrameAsync, type SegmenterCrop, WarpLabels } from "./segmentationMap.js";
import { ReadSplitAsync, type SplitPart } from "./split.js";
import { type Studio } from "./studio.js";

/** Side of the label maps that are compared; they cover the photo-booth frame. */
const MapSize = 256;
/** Side of the aligned pictures, as in a fit. */
const PhotoSize = 256;
/** Seed of the faces that are drawn; `sample` was never run with it. */
const RenderSeed = 90210;

/** Versions of the photos. `rolled`: turned by 15 degrees in the picture plane before the face is looked for. */
export const PhotoVersions = {
    plain: {},
    grey: { grey: true },
    dark: { brightness: 0.35 },
    blurred: { blur: 6 },
} as const satisfies Record<string, IDegradation>;

/** Angle of the version `rolled`, in degrees. */
const RollDegrees = 15;

/** Kinds of renders: neutral, with an open mouth (jaw from a third to fully open), turned to a side by 25 degrees and brought to the frame like a photo. */
export const RenderKinds = {
    neutral: (): INuisance => ({}),
    openMouth: (i: number): INuisance => ({ expression: { jawOpen: 0.34 + 0.66 * ((i % 5) / 4) } }),
    turned: (i: number): INuisance => ({ pose: { yaw: i % 2 ? 25 : -25 } }),
} as const;

/** Dice of one set of pictures. */
export interface ISegmentationTest {
    readonly pictures: number;
    /** Pictures in which no face was found; they count as nothing found at all. */
    readonly noFace: number;
    readonly classes: Readonly<Record<DiceName, IDice>>;
}

/** Dice by set of pictures. */
export interface ISegmentationFigures {
    readonly photos: Readonly<Record<keyof typeof PhotoVersions | "rolled" | "occluded", ISegmentationTest>>;
    readonly renders: Readonly<Record<keyof typeof RenderKinds | "occluded", ISegmentationTest>>;
}

/** A photo with hand-set points. */
interface IContourPhoto {
    readonly path: string;
    readonly contours: string;
}

async function ListContourPhotosAsync(faces: string, part: SplitPart): Promise<IContourPhoto[]> {
    const split = await ReadSplitAsync(faces);
    const stems = [
        ...split[part].london.map((id) => join(faces, "london", `${id}_neutral`)),
        ...split[part].canada.map((id) => join(faces, "canada", id)),
    ];
    return stems.map((stem) => ({ path: `${stem}.jpg`, contours: `${stem}.json` }));
}

/** A turn about the middle of a picture. */
function RollTransform({ width, height }: IPicture, degrees: number): SimilarityTransform {
    const [a, b] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    return [a, b, width / 2 - (a * width - b * height) / 2, height / 2 - (b * width + a * height) / 2];
}

/** Agreement on one picture, and whether a face was found. */
export interface ISegmentationOutcome {
    readonly counts: IDiceCounts;
    readonly found: boolean;
}

/** What segments, and where it looks. */
export interface ISegmentationJob {
    readonly networks: PhotoNetworks;
    readonly crop: SegmenterCrop;
}

/**
 * Compares what the network finds on a photo, aligned as in a fit, with a truth that is drawn through the same alignment.
 * @param job the network
 * @param photo the photo
 * @param truthOf gets the transform from pixels of the photo to those of the 256 x 256 map that covers the photo-booth frame, returns the labels there
 * @returns counts inside the square that the network sees, and whether a face was found; without one nothing counts as found
 */
export async function ComparePhotoAsync(
    { networks, crop }: ISegmentationJob,
    photo: IPicture,
    truthOf: (transform: SimilarityTransform) => ILabelMap,
): Promise<ISegmentationOutcome> {
    const aligned = await networks.alignAsync(photo, PhotoSize);
    if (!aligned) {
        const scale = MapSize / Math.max(photo.width, photo.height);
        const nothing = new Uint8Array(MapSize * MapSize).fill(PartLabels.other);
        return { counts: CountDice(nothing, truthOf([scale, 0, 0, 0]).data), found: false };
    }
    const guess = await SegmentFrameAsync(networks.networks.segmenter, aligned.photo, crop, MapSize);
    return { counts: CountInCrop(guess, truthOf(ScaleSimilarity(aligned.transform, MapSize / 512))), found: true };
}

/**
 * Dice over pictures.
 * @param outcomes of {@link ComparePhotoAsync}
 * @returns Dice with intervals over pictures
 */
export function Summarise(outcomes: readonly ISegmentationOutcome[]): ISegmentationTest {
    return {
        pictures: outcomes.length,
        noFace: outcomes.filter(({ found }) => !found).length,
        classes: MeasureDice(outcomes.map(({ counts }) => counts)),
    };
}

/**
 * Measures the segmentation network on photos with hand-set points, on versions of them, some with things drawn before the face, and on renders with exact labels.
 * @param studio the engine
 * @param networks the networks
 * @param crop the square that the segmentation network sees
 * @param source folder with the photographs, which part of the split, number of photos (default all) and of renders of each kind
 * @param onProgress gets the name of the set that is measured next
 * @returns the figures, with intervals over people
 */
export async function MeasureSegmentationAsync(
    studio: Studio,
    networks: PhotoNetworks,
    crop: SegmenterCrop,
    source: { readonly faces: string; readonly part: SplitPart; readonly limit?: number; readonly count: number },
    onProgress: (set: string) => void,
): Promise<ISegmentationFigures> {
    const job = { networks, crop };
    const list = (await ListContourPhotosAsync(source.faces, source.part)).slice(0, source.limit);
    const photos: Record<string, ISegmentationOutcome[]> = { rolled: [], occluded: [] };
    for (const [i, { path, contours }] of list.entries()) {
        onProgress(path);
        const [photo, points] = [await ReadPictureAsync(path), await ReadContourPointsAsync(contours)];
        const truthOf = (transform: SimilarityTransform): ILabelMap => RasteriseContours(photo, points, transform, MapSize);
        for (const [version, how] of Object.entries<IDegradation>(PhotoVersions)) {
            (photos[version] ??= []).push(await ComparePhotoAsync(job, await DegradeAsync(photo, how), truthOf));
        }
        const roll = RollTransform(photo, RollDegrees);
        const rolled = AlignPicture(photo, roll, photo.width, photo.height);
        photos["rolled"].push(await ComparePhotoAsync(job, rolled, (transform) => truthOf(Compose(transform, roll))));
        const { picture, covered } = await OccludeAsync(photo, [points[0], points[1]], OcclusionKinds[i % OcclusionKinds.length]);
        photos["occluded"].push(
            await ComparePhotoAsync(job, picture, (transform) => {
                const inverse = InvertSimilarity(transform);
                const mask = WarpLabels({ ...photo, data: covered }, (point) => ApplySimilarity(inverse, point), MapSize);
                return WithoutCovered(truthOf(transform), mask.data);
            }),
        );
    }
    const faces = Array.from({ length: source.count }, (_, i) => FaceToVector(studio.schema, RandomFace(studio.schema, RenderSeed, i)));
    const renders: [string, ISegmentationTest][] = [];
    const occluded: ISegmentationOutcome[] = [];
    for (const [kind, nuisance] of Object.entries(RenderKinds)) {
        onProgress(`renders, ${kind}`);
        const shots = faces.map((x, i) => ({ x, nuisance: nuisance(i) }));
        const outcomes: ISegmentationOutcome[] = [];
        for (const [i, { picture, labels }] of (await studio.drawAsync(shots, { size: 512, labels: true })).entries()) {
            if (kind === "turned") {
                outcomes.push(
                    await ComparePhotoAsync(job, picture, (transform) => {
                        const inverse = InvertSimilarity(transform);
                        return WarpLabels(labels, (point) => ApplySimilarity(inverse, point), MapSize);
                    }),
                );
            } else {
                outcomes.push(await CompareRenderAsync(job, picture, labels));
                if (kind === "neutral") {
                    const hidden = await OccludeAsync(picture, EyesOf(labels), OcclusionKinds[i % OcclusionKinds.length]);
                    occluded.push(await CompareRenderAsync(job, hidden.picture, WithoutCovered(labels, hidden.covered)));
                }
            }
        }
        renders.push([kind, Summarise(outcomes)]);
    }
    renders.push(["occluded", Summarise(occluded)]);
    return {
        photos: Object.fromEntries(Object.entries(photos).map(([name, outcomes]) => [name, Summarise(outcomes)])),
        renders: Object.fromEntries(renders),
    } as unknown as ISegmentationFigures;
}

/** Compares with the engine's labels of a picture that stands in the frame as it is. */
async function CompareRenderAsync(
    { networks, crop }: ISegmentationJob,
    picture: IPicture,
    labels: ILabelMap,
): Promise<ISegmentationOutcome> {
    const guess = await SegmentFrameAsync(networks.networks.segmenter, picture, crop, MapSize);
    const truth = WarpLabels(labels, ([x, y]) => [2 * x, 2 * y], MapSize);
    return { counts: CountInCrop(guess, truth), found: true };
}

/** First `inner`, then `outer`. */
function Compose(outer: SimilarityTransform, inner: SimilarityTransform): SimilarityTransform {
    const [tx, ty] = ApplySimilarity(outer, [inner[2], inner[3]]);
    return [outer[0] * inner[0] - outer[1] * inner[1], outer[0] * inner[1] + outer[1] * inner[0], tx, ty];
}
