import { readFile } from "node:fs/promises";
import { PartLabels } from "../../face/partLabels.js";
import { type ILabelMap, type IPicture } from "../../face/picture.js";
import { type Point2D, type SimilarityTransform } from "../../photo/photo.types.js";
import { ApplySimilarity, InvertSimilarity } from "../../photo/similarity.js";

/**
 * How the 189 hand-set points of the London and Canada photos become part labels: polygons by part, later ones over earlier ones. Left and right are
 * the subject's. The template leaves the nose open; it is closed by the list that stands here, from the bridge (50, 51, 52, 53) down the subject's
 * left side (61, 62, 63, 64, 55), along the base (69, 68, 67, 66) and up the other side (59, 58, 57, 56). The face is closed by hairline,
 * temples and jaw. The segmentation network's recipe uses the same lists.
 */
export const ContourPolygons: readonly { readonly label: number; readonly points: readonly number[] }[] = [
    {
        label: PartLabels.skin,
        points: [
            109, 134, 135, 136, 137, 138, 139, 140, 141, 142, 143, 144, 112, 187, 113, 188, 114, 133, 132, 131, 130, 129, 128, 127, 126,
            125, 111, 186, 110, 185,
        ],
    },
    { label: PartLabels.nose, points: [50, 51, 52, 53, 61, 62, 63, 64, 55, 69, 68, 67, 66, 59, 58, 57, 56] },
    { label: PartLabels.rightBrow, points: [71, 72, 73, 74, 75, 76, 84, 83] },
    { label: PartLabels.leftBrow, points: [77, 78, 79, 80, 81, 82, 86, 85] },
    { label: PartLabels.rightEye, points: [18, 19, 20, 21, 22, 30, 29, 28] },
    { label: PartLabels.leftEye, points: [23, 24, 25, 26, 27, 33, 32, 31] },
    { label: PartLabels.upperLip, points: [87, 88, 89, 90, 91, 92, 93, 98, 97, 96, 95, 94] },
    { label: PartLabels.innerMouth, points: [87, 94, 95, 96, 97, 98, 93, 103, 102, 101, 100, 99] },
    { label: PartLabels.lowerLip, points: [87, 99, 100, 101, 102, 103, 93, 108, 107, 106, 105, 104] },
];

/** Ears are `other`. */
const Ears = [
    [109, 115, 116, 117, 118, 119, 111, 186, 110, 185],
    [112, 120, 121, 122, 123, 124, 114, 188, 113, 187],
] as const;

/** Largest difference of a channel (0..255) from the backdrop at which a pixel outside the face, above the chin, is surely background ... */
const BackgroundDistance = 22;
/** ... and least one at which, above the ears' tops, it is surely hair. In between it is `other`. */
const HairDistance = 45;
/** Pixels at each end of a row that show the backdrop; in between it is interpolated. */
const EdgeWidth = 16;

/**
 * Reads the hand-set points of a photo.
 * @param path the photo's `.json`
 * @returns 189 points in pixels of the photo
 */
export async function ReadContourPointsAsync(path: string): Promise<Point2D[]> {
    return (JSON.parse(await readFile(path, "utf8")) as { points: Point2D[] }).points;
}

/**
 * The part labels of a photo, seen through an alignment. Parts come from the hand-set points; background and hair, which have none, from colour where
 * it leaves no doubt: compared with the backdrop at both ends of the row, as the constants of this file say. Everything else, ears and neck
 * included, is `other`.
 * @param photo the photo
 * @param points its hand-set points
 * @param transform from pixels of the photo to pixels of the map
 * @param size side of the map
 * @returns the labels; what lies outside the photo is `other`
 */
export function RasteriseContours(photo: IPicture, points: readonly Point2D[], transform: SimilarityTransform, size: number): ILabelMap {
    const inverse = InvertSimilarity(transform);
    // The last one that holds a pixel counts.
    const polygons = ContourPolygons.map(({ label, points: ids }) => ({ label, corners: ids.map((id) => points[id]) })).reverse();
    const ears = Ears.map((ids) => ids.map((id) => points[id]));
    const backdrop = RowBackdrops(photo);
    const chin = points[129][1];
    const earTops = (points[109][1] + points[112][1]) / 2;
    const data = new Uint8Array(size * size).fill(PartLabels.other);
    for (let i = 0; i < data.length; i++) {
        const at = ApplySimilarity(inverse, [(i % size) + 0.5, Math.floor(i / size) + 0.5]);
        const [x, y] = [Math.floor(at[0]), Math.floor(at[1])];
        if (x < 0 || y < 0 || x >= photo.width || y >= photo.height) {
            continue;
        }
        const part = polygons.find(({ corners }) => IsInside(corners, at));
        if (part) {
            data[i] = part.label;
        } else if (!ears.some((corners) => IsInside(corners, at))) {
            const k = 4 * (y * photo.width + x);
            const share = x / (photo.width - 1);
            const distance = Math.max(
                ...[0, 1, 2].map((c) => Math.abs(photo.data[k + c] - (1 - share) * backdrop[y].left[c] - share * backdrop[y].right[c])),
            );
            if (distance < BackgroundDistance && at[1] < chin) {
                data[i] = PartLabels.background;
            } else if (distance > HairDistance && at[1] < earTops) {
                data[i] = PartLabels.hair;
            }
        }
    }
    return { width: size, height: size, data };
}

/** Even-odd rule. */
function IsInside(corners: readonly Point2D[], [x, y]: Point2D): boolean {
    let inside = false;
    for (let i = 0, k = corners.length - 1; i < corners.length; k = i++) {
        const [[xi, yi], [xk, yk]] = [corners[i], corners[k]];
        if (yi > y !== yk > y && x < ((xk - xi) * (y - yi)) / (yk - yi) + xi) {
            inside = !inside;
        }
    }
    return inside;
}

/** Median colour of both ends of each row. */
function RowBackdrops({ width, height, data }: IPicture): { left: number[]; right: number[] }[] {
    const median = (y: number, first: number): number[] =>
        [0, 1, 2].map(
            (c) => Array.from({ length: EdgeWidth }, (_, i) => data[4 * (y * width + first + i) + c]).sort((a, b) => a - b)[EdgeWidth / 2],
        );
    return Array.from({ length: height }, (_, y) => ({ left: median(y, 0), right: median(y, width - EdgeWidth) }));
}
