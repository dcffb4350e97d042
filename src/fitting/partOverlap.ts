import { PartLabels } from "../face/partLabels.js";
import { type ILabelMap } from "../face/picture.js";

/** How the options of a block are told apart by the pixels that a part covers. */
export interface IPartRanking {
    readonly labels: readonly number[];
    /** Side of the engine's label maps; a multiple of the side of the photo's. */
    readonly size: number;
    /** How far the photo's part may be moved to meet the option's, in pixels of the photo's label map: x, y. */
    readonly reach: readonly [number, number];
    /** Whether what the options look like counts too: how dark and dense they are. */
    readonly look: boolean;
}

/** By the block's id; the options of the others are told apart by what they look like. */
export const PartRankings: Readonly<Record<string, IPartRanking>> = {
    hair: { labels: [PartLabels.hair], size: 128, reach: [0, 0], look: false },
    brow: { labels: [PartLabels.leftBrow, PartLabels.rightBrow], size: 256, reach: [2, 3], look: true },
};

/** A smaller part of the label map is none: a part that is not there must not be matched by noise. */
const MinLabelShare = 0.002;

/** How much of each pixel of a smaller map a part covers, 0..1. */
function PartCoverage({ data, width }: ILabelMap, labels: readonly number[], size: number): Float32Array {
    const factor = width / size;
    const coverage = new Float32Array(size * size);
    data.forEach((label, i) => {
        if (labels.includes(label)) {
            coverage[Math.floor(Math.floor(i / width) / factor) * size + Math.floor((i % width) / factor)] += 1 / (factor * factor);
        }
    });
    return coverage;
}

/**
 * How well a part covers the same pixels in two label maps: intersection over union, at the best place within reach.
 * @param a a label map
 * @param b another, of the same side or a multiple of it
 * @param labels the part's labels
 * @param reach how far the part may be moved, in pixels of `a`: x, y
 * @returns 0..1; 1 when the part is in neither
 */
export function PartOverlap(a: ILabelMap, b: ILabelMap, labels: readonly number[], reach: readonly [number, number] = [0, 0]): number {
    const size = a.width;
    const [inA, inB] = [PartCoverage(a, labels, size), PartCoverage(b, labels, size)];
    const [sumA, sumB] = [inA, inB].map((coverage) => coverage.reduce((sum, value) => sum + value, 0));
    if (Math.max(sumA, sumB) <= MinLabelShare * a.data.length) {
        return 1;
    }
    const covered = [...inA.keys()].filter((i) => inA[i] > 0);
    let best = 0;
    for (let dy = -reach[1]; dy <= reach[1]; dy++) {
        for (let dx = -reach[0]; dx <= reach[0]; dx++) {
            const both = covered.reduce((sum, i) => sum + Math.min(inA[i], inB[i + dy * size + dx] ?? 0), 0);
            best = Math.max(best, both / (sumA + sumB - both));
        }
    }
    return best;
}
