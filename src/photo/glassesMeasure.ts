import { type IFaceProbe, ProbeEyeDistance, ProbeSize } from "./faceProbe.js";

/** Columns and rows of a probe, from and up to. */
type Area = readonly [number, number, number, number];

/** Between the eyes, from the brows down to where the bridge of glasses may sit. */
const Bridge: Area = [58, 70, 34, 50];

/** Outside the eye at the image's left, where the arms of glasses go to the ears; the other is its mirror image. */
const Temple: Area = [18, 28, 36, 46];

/** Rows between the middle of a line and what it is compared with. */
const LineReach = ProbeEyeDistance / 20;

/** How strongly a horizontal line crosses an area: mean over the columns, then the row that differs most from those above and below it. */
function MeasureLine({ luma }: IFaceProbe, [left, right, top, bottom]: Area): number {
    const rows = Array.from({ length: bottom - top }, (_, i) => {
        let sum = 0;
        for (let x = left; x < right; x++) {
            sum += luma[(top + i) * ProbeSize + x];
        }
        return sum / (right - left);
    });
    return Math.max(...rows.slice(2 * LineReach).map((below, i) => Math.abs(2 * rows[i + LineReach] - rows[i] - below)));
}

/** Mean step from row to row in an area and its mirror image. */
function MeasureSteps({ luma }: IFaceProbe, [left, right, top, bottom]: Area): number {
    let sum = 0;
    for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
            for (const column of [x, ProbeSize - 1 - x]) {
                sum += Math.abs(luma[(y + 1) * ProbeSize + column] - luma[(y - 1) * ProbeSize + column]) / 2;
            }
        }
    }
    return sum / (2 * (right - left) * (bottom - top));
}

/**
 * How much a face looks as if it wore glasses: a line across the bridge of the nose, and lines from the eyes to the ears, both in units of the face's own
 * contrast. Skin and brows have one of the two at most: a frown has no arms, hair at the temples no bridge.
 * @param probe the face
 * @param contrast standard deviation of the luma in the face
 * @returns the geometric mean of both
 */
export function MeasureGlasses(probe: IFaceProbe, contrast: number): number {
    const deviation = Math.max(contrast, 1e-3);
    return Math.sqrt((MeasureLine(probe, Bridge) / deviation) * (MeasureSteps(probe, Temple) / deviation));
}
