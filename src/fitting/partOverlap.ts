import { BoothFrame } from "../face/boothFrame.js";
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
    /** What the overlap, and who wears an option, count beside everything else by which options are chosen. */
    readonly weight: number;
    /** What a pixel of the part counts where the photo shows the bare face. Default 1. */
    readonly onFace?: number;
    /** What a pixel below the eyes counts. Default 1. */
    readonly belowEyes?: number;
}

/** By the block's id; the options of the others are told apart by what they look like. */
export const PartRankings: Readonly<Record<string, IPartRanking>> = {
    // A fringe over a bare forehead is seen at once, and so is whether hair hangs beside the cheeks; volume above is not
    hair: { labels: [PartLabels.hair], size: 128, reach: [0, 0], look: false, weight: 2, onFace: 4, belowEyes: 2 },
    brow: { labels: [PartLabels.leftBrow, PartLabels.rightBrow], size: 256, reach: [2, 3], look: true, weight: 1 },
};

/** Where the eyes are in the photo-booth frame, as a share of its height. */
const EyeLine = BoothFrame.middle[1] / BoothFrame.size;

/** Labels of pixels that show the face itself. */
const FaceLabels: ReadonlySet<number> = new Set([
    PartLabels.skin,
    PartLabels.leftBrow,
    PartLabels.rightBrow,
    PartLabels.leftEye,
    PartLabels.rightEye,
    PartLabels.nose,
]);

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
 * @param a a label map, the photo's
 * @param b another, of the same side or a multiple of it
 * @param part the part's labels; how far it may be moved, in pixels of `a`, default not at all; its weights on the bare face of `a` and below the eyes
 * @returns 0..1; 1 when the part is in neither
 */
export function PartOverlap(a: ILabelMap, b: ILabelMap, part: Pick<IPartRanking, "labels"> & Partial<IPartRanking>): number {
    const { labels, onFace = 1, belowEyes = 1, reach = [0, 0] } = part;
    const size = a.width;
    const [inA, inB] = [PartCoverage(a, labels, size), PartCoverage(b, labels, size)];
    const total = (coverage: Float32Array): number => coverage.reduce((sum, value) => sum + value, 0);
    if (Math.max(total(inA), total(inB)) <= MinLabelShare * a.data.length) {
        return 1;
    }
    const below = Math.ceil(EyeLine * a.height) * size;
    for (const coverage of belowEyes === 1 ? [] : [inA, inB]) {
        coverage.set(
            coverage.subarray(below).map((value) => belowEyes * value),
            below,
        );
    }
    const [sumA, sumB] = [total(inA), total(inB)];
    const covered = [...inA.keys()].filter((i) => inA[i] > 0);
    const bare = onFace === 1 ? [] : [...inB.keys()].filter((i) => inB[i] > 0 && FaceLabels.has(a.data[i]));
    const unwanted = bare.reduce((sum, i) => sum + (onFace - 1) * inB[i], 0);
    let best = 0;
    for (let dy = -reach[1]; dy <= reach[1]; dy++) {
        for (let dx = -reach[0]; dx <= reach[0]; dx++) {
            const both = covered.reduce((sum, i) => sum + Math.min(inA[i], inB[i + dy * size + dx] ?? 0), 0);
            best = Math.max(best, both / (sumA + sumB + unwanted - both));
        }
    }
    return best;
}
