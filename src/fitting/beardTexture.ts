import { LumaWeights } from "../face/srgb.js";
import { PartLabels } from "../face/partLabels.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";
import { type Point2D } from "../photo/photo.types.js";

/** Fewer pixels say nothing. */
const MinPixels = 80;
/** A picture with less detail than this (median of luma, 0..255) on chin and cheeks is drawn, or blurred beyond telling. */
const MinDetail = 0.4;
/** How far the outline of the face is drawn in towards the nose, so that the rim and the throat are outside. */
const Inset = 0.14;
/** The chin begins below the lower lip and ends above its own rim: shares of the way from lip to rim. */
const ChinBand = [0.12, 0.95] as const;
/** The cheeks begin below the eyes: share of the way from the lower lids to the nose's base. */
const CheekTop = 0.25;
/** How far the cheeks are from the nose's wings, in photo-booth pixels at 512. */
const NoseGap = 10;
/** Of the ratio's parts, so that it is finite. */
const Epsilon = 0.01;
/** Binomial weights of the blur whose remainder is fine detail. */
const Blur = [0.25, 0.5, 0.25] as const;

/** Whether a point is inside a polygon, by the crossings of a ray. */
function IsInside([x, y]: Point2D, polygon: readonly Point2D[]): boolean {
    return polygon.reduce((inside, [x1, y1], i) => {
        const [x0, y0] = polygon[(i + polygon.length - 1) % polygon.length];
        const crosses = y1 > y !== y0 > y && x < ((x0 - x1) * (y - y1)) / (y0 - y1) + x1;
        return crosses ? !inside : inside;
    }, false);
}

/** Absolute luma of each pixel less that of its blurred surroundings; 0 at the border. */
function FineDetail({ data, width, height }: IPicture): Float32Array {
    const luma = Float32Array.from({ length: width * height }, (_, i) =>
        LumaWeights.reduce((sum, weight, c) => sum + weight * data[4 * i + c], 0),
    );
    const detail = new Float32Array(luma.length);
    for (let y = 1; y < height - 1; y++) {
        for (let x = 1; x < width - 1; x++) {
            const i = y * width + x;
            let blurred = 0;
            for (let dy = -1; dy <= 1; dy++) {
                for (let dx = -1; dx <= 1; dx++) {
                    blurred += Blur[dy + 1] * Blur[dx + 1] * luma[i + dy * width + dx];
                }
            }
            detail[i] = Math.abs(luma[i] - blurred);
        }
    }
    return detail;
}

function Median(values: readonly number[]): number {
    return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/**
 * How much more fine detail the chin shows than the cheeks: hair that is too short to be a shape, or too light to be a shadow, is still rough, and what
 * roughens the whole picture is on the cheeks as well.
 * @param picture in the photo-booth frame
 * @param labels its part labels, of any size
 * @param landmarks its 68 landmarks, in photo-booth pixels at 512
 * @returns natural logarithm of the ratio of the medians: about 0 on bare skin; undefined where either is hardly to be seen, or nothing is rough
 */
export function MeasureBeardTexture(picture: IPicture, labels: ILabelMap, landmarks: readonly Point2D[]): number | undefined {
    const nose = landmarks[33];
    const rim = [...landmarks.slice(0, 17), landmarks[26], landmarks[17]];
    const face = rim.map(([x, y]): Point2D => [x + Inset * (nose[0] - x), y + Inset * (nose[1] - y)]);
    const between = (from: number, to: number, share: number): number => from + share * (to - from);
    const [lip, chin] = [landmarks[57][1], landmarks[8][1]];
    const lids = Math.max(...[40, 41, 46, 47].map((i) => landmarks[i][1]));
    const cheekTop = between(lids, nose[1], CheekTop);
    const detail = FineDetail(picture);
    const [onChin, onCheeks]: [number[], number[]] = [[], []];
    for (let j = 0; j < picture.height; j++) {
        const y = ((j + 0.5) * 512) / picture.height;
        const isChin = y > between(lip, chin, ChinBand[0]) && y < between(lip, chin, ChinBand[1]);
        if (!isChin && !(y > cheekTop && y < nose[1])) {
            continue;
        }
        const row = Math.floor((j * labels.height) / picture.height) * labels.width;
        for (let i = 0; i < picture.width; i++) {
            const x = ((i + 0.5) * 512) / picture.width;
            const isSkin = labels.data[row + Math.floor((i * labels.width) / picture.width)] === PartLabels.skin;
            const isBeside = x < landmarks[31][0] - NoseGap || x > landmarks[35][0] + NoseGap;
            if (isSkin && (isChin || isBeside) && IsInside([x, y], face)) {
                (isChin ? onChin : onCheeks).push(detail[j * picture.width + i]);
            }
        }
    }
    if (Math.min(onChin.length, onCheeks.length) < MinPixels) {
        return undefined;
    }
    const [chinDetail, cheekDetail] = [Median(onChin), Median(onCheeks)];
    return Math.max(chinDetail, cheekDetail) < MinDetail ? undefined : Math.log((chinDetail + Epsilon) / (cheekDetail + Epsilon));
}
