import { PartLabels } from "../../face/partLabels.js";
import { type ILabelMap, type IPicture } from "../../face/picture.js";
import { EstimateMean, type IEstimate } from "./bootstrap.js";
import { Mean } from "./scores.js";

/** A face as the engine and as the imitator draws it. */
export interface IImitatedFace {
    /** Where the face comes from, for example `uniform 12`. */
    readonly name: string;
    /** The engine's picture, at the imitator's size. */
    readonly engine: IPicture;
    /** The engine's part labels, same size. */
    readonly labels: ILabelMap;
    readonly imitated: IPicture;
    /** The part labels that the imitator draws, where it does. */
    readonly drawnLabels?: ILabelMap;
}

/** Errors of one set of faces; colours sRGB 0..1. */
export interface IImitatorErrors {
    readonly faces: number;
    /** Mean absolute error inside the head. */
    readonly head: IEstimate;
    /** Mean absolute error inside each head of one picture for all, the mean of the uniform faces: what is drawn by who knows nothing of x. */
    readonly meanPicture: number;
    /** `head` as a share of `meanPicture`. */
    readonly ratio: IEstimate;
    /** Mean absolute error by part. */
    readonly parts: Readonly<Record<string, number>>;
    /** Of each face, inside the head. */
    readonly each: readonly number[];
}

const Parts: Readonly<Record<string, readonly number[]>> = {
    skin: [PartLabels.skin],
    brows: [PartLabels.leftBrow, PartLabels.rightBrow],
    eyes: [PartLabels.leftEye, PartLabels.rightEye],
    nose: [PartLabels.nose],
    mouth: [PartLabels.upperLip, PartLabels.innerMouth, PartLabels.lowerLip],
    hair: [PartLabels.hair],
};

/** Mean absolute difference over the pixels whose label counts; NaN where there are none. */
function ErrorWhere(picture: ArrayLike<number>, engine: IPicture, labels: ILabelMap, counts: (label: number) => boolean): number {
    let [sum, pixels] = [0, 0];
    for (let i = 0; i < labels.data.length; i++) {
        if (counts(labels.data[i])) {
            for (let c = 0; c < 3; c++) {
                sum += Math.abs(picture[4 * i + c] - engine.data[4 * i + c]) / 255;
            }
            pixels += 3;
        }
    }
    return sum / pixels;
}

/**
 * Errors of an imitator inside the head: everything that is not background, neck and ears included.
 * @param faces pictures of one set
 * @param others the pictures whose mean is compared with; default: the set's own
 * @returns the errors with intervals over faces
 */
export function MeasureImitatorErrors(
    faces: readonly Pick<IImitatedFace, "engine" | "imitated" | "labels">[],
    others: readonly IPicture[] = faces.map(({ engine }) => engine),
): IImitatorErrors {
    const inHead = (label: number): boolean => label !== PartLabels.background;
    const mean = MeanPicture(others);
    const each = faces.map(({ engine, imitated, labels }) => ErrorWhere(imitated.data, engine, labels, inHead));
    const byMean = faces.map(({ engine, labels }) => ErrorWhere(mean, engine, labels, inHead));
    const parts = Object.entries(Parts).map(([name, labelsOf]): [string, number] => {
        const errors = faces.map(({ engine, imitated, labels }) =>
            ErrorWhere(imitated.data, engine, labels, (label) => labelsOf.includes(label)),
        );
        return [name, Mean(errors.filter((error) => !Number.isNaN(error)))];
    });
    const meanPicture = Mean(byMean);
    const head = EstimateMean(each);
    const ratio = { value: head.value / meanPicture, low: head.low / meanPicture, high: head.high / meanPicture };
    return { faces: faces.length, head, meanPicture, ratio, parts: Object.fromEntries(parts), each };
}

function MeanPicture(pictures: readonly IPicture[]): Float64Array {
    const sum = new Float64Array(pictures[0].data.length);
    for (const { data } of pictures) {
        for (let i = 0; i < sum.length; i++) {
            sum[i] += data[i] / pictures.length;
        }
    }
    return sum;
}

/**
 * What two pictures differ in, about grey: 128 is no difference.
 * @param a one
 * @param b the other, of the same size
 * @returns a new picture
 */
export function DifferencePicture(a: IPicture, b: IPicture): IPicture {
    const data = a.data.map((value, i) => (i % 4 === 3 ? 255 : 128 + (value - b.data[i])));
    return { width: a.width, height: a.height, data };
}
