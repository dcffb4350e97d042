import { Estimate, type IEstimate } from "./bootstrap.js";
import { PartClassCount, PartLabels, type PartLabelName } from "../../face/partLabels.js";

/** Pixels of one person or picture by class: in both maps, and in one plus in the other. */
export interface IDiceCounts {
    readonly overlap: Float64Array;
    readonly total: Float64Array;
    /** Pixels of the class in the truth. */
    readonly truth: Float64Array;
}

/** Dice of one class over people. */
export interface IDice {
    /** 2 |A and B| / (|A| + |B|) over the pixels of all people together. */
    readonly dice: IEstimate;
    /** Pixels of the class in the truth; with few the score says little. */
    readonly truthPixels: number;
}

/** What is reported: classes alone, and pairs of classes together. */
export type DiceName = Exclude<PartLabelName, "other"> | "brows" | "eyes" | "lips";

const Groups: Readonly<Record<"brows" | "eyes" | "lips", readonly number[]>> = {
    brows: [PartLabels.leftBrow, PartLabels.rightBrow],
    eyes: [PartLabels.leftEye, PartLabels.rightEye],
    lips: [PartLabels.upperLip, PartLabels.lowerLip],
};

/**
 * Counts the agreement of two label maps; pixels that are `other` in the truth are left out.
 * @param guess labels
 * @param truth as many labels
 * @returns counts by class
 */
export function CountDice(guess: ArrayLike<number>, truth: ArrayLike<number>): IDiceCounts {
    const overlap = new Float64Array(PartClassCount);
    const total = new Float64Array(PartClassCount);
    const inTruth = new Float64Array(PartClassCount);
    for (let i = 0; i < truth.length; i++) {
        if (truth[i] >= PartClassCount) {
            continue;
        }
        inTruth[truth[i]]++;
        total[truth[i]]++;
        if (guess[i] < PartClassCount) {
            total[guess[i]]++;
        }
        if (guess[i] === truth[i]) {
            overlap[truth[i]]++;
        }
    }
    return { overlap, total, truth: inTruth };
}

/**
 * Dice of each class over people, with intervals.
 * @param counts of each person
 * @returns by name; a class that is nowhere has NaN
 */
export function MeasureDice(counts: readonly IDiceCounts[]): Record<DiceName, IDice> {
    const measure = (classes: readonly number[]): IDice => {
        const sumOf = (values: Float64Array): number => classes.reduce((sum, c) => sum + values[c], 0);
        const rows = counts.map((one) => ({ overlap: sumOf(one.overlap), total: sumOf(one.total) }));
        return {
            dice: Estimate(rows.length, (weights) => {
                let [overlap, total] = [0, 0];
                rows.forEach((row, i) => {
                    overlap += weights[i] * row.overlap;
                    total += weights[i] * row.total;
                });
                return (2 * overlap) / total;
            }),
            truthPixels: counts.reduce((sum, one) => sum + sumOf(one.truth), 0),
        };
    };
    const names = (Object.keys(PartLabels) as PartLabelName[]).filter((name) => name !== "other");
    return Object.fromEntries([
        ...names.map((name) => [name, measure([PartLabels[name]])]),
        ...Object.entries(Groups).map(([name, classes]) => [name, measure(classes)]),
    ]) as Record<DiceName, IDice>;
}
