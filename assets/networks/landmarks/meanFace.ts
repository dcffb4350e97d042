import { AverageVector, GetVectorLayout } from "../../../src/face/faceVector.js";
import { type IFaceSchema } from "../../../src/face/faceSchema.js";
import { PartLabels } from "../../../src/face/partLabels.js";
import { type ILabelMap } from "../../../src/face/picture.js";
import { SolveCholesky } from "../../../src/fitting/cholesky.js";

/** Draws the part labels of x from the front, 512 pixels, neutral. */
export type DrawLabelsAsync = (x: Float32Array) => Promise<ILabelMap>;

/** Rows at which the face's width is measured, photo-booth pixels at 512: below the mouth, where the jaw is bare of ears and hair. */
const JawRows = [365, 390] as const;
/** Share of a part's pixels that is beyond its extents, at each end: lashes and corners are drawn and set more or less sharply. */
const Tail = 0.02;
/** How surely a figure is the shape's, in pixels: where brows end is the style's more than the shape's. */
const [Sure, Unsure] = [0.7, 4];
/** Parameters are moved by this to see what they do, and are expected to be moved by about `Spread`; 0..1. */
const [Step, Spread] = [0.2, 0.15];
const Rounds = 3;

interface IFigure {
    readonly value: number;
    /** Standard deviation in pixels. */
    readonly error: number;
}

/** Where the middle of a part's pixels lies: left, right, top, bottom. */
function Extents({ data, width, height }: ILabelMap, labels: readonly number[]): number[] {
    const [columns, rows] = [new Float64Array(width), new Float64Array(height)];
    data.forEach((label, i) => {
        if (labels.includes(label)) {
            columns[i % width]++;
            rows[Math.floor(i / width)]++;
        }
    });
    return [columns, rows].flatMap((counts) => {
        const total = counts.reduce((sum, count) => sum + count, 0);
        return [Tail, 1 - Tail].map((share) => {
            let sum = 0;
            const at = counts.findIndex((count) => (sum += count) >= share * total);
            return at + 1 - (sum - share * total) / counts[at];
        });
    });
}

/**
 * Figures of a face's shape in a label map whose pupils lie as in the photo-booth frame. Where the eyes end sideways is left out, but for their width: the
 * engine's lashes count as eyes.
 * @param map part labels, 512 x 512
 * @returns figures in pixels, always in the same order
 */
export function MeasureShape(map: ILabelMap): IFigure[] {
    const { rightEye, leftEye, rightBrow, leftBrow, nose, upperLip, innerMouth, lowerLip, skin } = PartLabels;
    const eyes = [rightEye, leftEye].flatMap((label) => {
        const [x0, x1, y0, y1] = Extents(map, [label]);
        return [x1 - x0, y1 - y0, (y0 + y1) / 2];
    });
    const brows = [rightBrow, leftBrow].flatMap((label) => Extents(map, [label]));
    const [noseLeft, noseRight, , noseBase] = Extents(map, [nose]);
    const [lipsLeft, lipsRight, lipsTop, lipsBottom] = Extents(map, [upperLip, innerMouth, lowerLip]);
    const mouth = (Extents(map, [upperLip])[3] + Extents(map, [lowerLip])[2]) / 2;
    const { data, width } = map;
    const middle = width / 2;
    const chin = data.reduce((last, label, i) => (label === skin && Math.abs((i % width) - middle) < 2 ? Math.floor(i / width) + 1 : last), 0);
    const widths = JawRows.map((row) => {
        const isFace = Array.from(data.subarray(row * width, (row + 1) * width), (label) => label >= skin && label <= lowerLip);
        return isFace.lastIndexOf(true) + 1 - isFace.indexOf(true);
    });
    const sure = [...eyes, noseRight - noseLeft, noseBase, lipsRight - lipsLeft, lipsTop, lipsBottom, mouth, chin, ...widths];
    return [...sure.map((value) => ({ value, error: Sure })), ...brows.map((value) => ({ value, error: Unsure }))];
}

/**
 * The face of a head that has the shape of people, as hand-set points tell it: no landmark detector has a say. Found from the average face by Gauss-Newton
 * steps, for which each parameter is moved and drawn; macro parameters stay.
 * @param schema the head
 * @param people mean figures of people, as `MeasureShape` orders them
 * @param drawAsync draws part labels
 * @param report told how far the figures are off before each step, in pixels (root mean square)
 * @returns its vector
 */
export async function FindMeanFaceAsync(
    schema: IFaceSchema,
    people: readonly number[],
    drawAsync: DrawLabelsAsync,
    report: (error: number) => void,
): Promise<Float32Array> {
    const { continuousCount } = GetVectorLayout(schema);
    const x = AverageVector(schema);
    const moved = [...Array(continuousCount).keys()].filter((i) => schema.continuous[i].group !== "macro");
    const slopes: number[][] = [];
    for (const i of moved) {
        const [low, high] = [x.slice(), x.slice()];
        low[i] -= Step;
        high[i] += Step;
        const [before, after] = [MeasureShape(await drawAsync(low)), MeasureShape(await drawAsync(high))];
        slopes.push(after.map(({ value }, k) => (value - before[k].value) / (2 * Step)));
    }
    const count = people.length;
    for (let round = 0; round < Rounds; round++) {
        const seen = MeasureShape(await drawAsync(x));
        const missing = Float64Array.from(people, (value, k) => value - seen[k].value);
        report(Math.sqrt(missing.reduce((sum, value) => sum + value * value, 0) / count));
        const covariance = new Float64Array(count * count);
        for (let a = 0; a < count; a++) {
            for (let b = 0; b < count; b++) {
                const shared = slopes.reduce((sum, slope) => sum + slope[a] * slope[b], 0) * Spread * Spread;
                covariance[a * count + b] = shared + (a === b ? seen[a].error ** 2 : 0);
            }
        }
        const weights = SolveCholesky(covariance, missing);
        if (!weights) {
            throw new Error("the figures of the shape do not tell parameters");
        }
        moved.forEach((i, row) => {
            const change = Spread * Spread * slopes[row].reduce((sum, slope, k) => sum + slope * weights[k], 0);
            x[i] = Math.min(1, Math.max(0, x[i] + change));
        });
    }
    return x;
}
