/** Name of the detector's weight that holds its anchors: top, left, bottom, right in fractions of the input. */
export const SsdAnchorsName = "Output/extra_dim";

/** A box that the detector found, in fractions of its input. */
export interface IScoredBox {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    /** 0..1. */
    readonly score: number;
}

/**
 * Reads the boxes off the detector's output: those of enough score, each face once.
 * @param anchors four values an anchor
 * @param boxes four values an anchor: vertical and horizontal shift, height and width, coded against the anchor
 * @param scores one value an anchor
 * @param minScore least score
 * @param maxOverlap largest intersection over union of two boxes
 * @returns boxes, best first
 */
export function DecodeBoxes(
    anchors: Float32Array,
    boxes: Float32Array,
    scores: Float32Array,
    minScore: number,
    maxOverlap: number,
): IScoredBox[] {
    const found: IScoredBox[] = [];
    scores.forEach((score, i) => {
        if (score < minScore) {
            return;
        }
        const [top, left, bottom, right] = anchors.subarray(4 * i, 4 * i + 4);
        const [dy, dx, dh, dw] = boxes.subarray(4 * i, 4 * i + 4);
        const y = (top + bottom) / 2 + (dy / 10) * (bottom - top);
        const x = (left + right) / 2 + (dx / 10) * (right - left);
        const halfHeight = (Math.exp(dh / 5) * (bottom - top)) / 2;
        const halfWidth = (Math.exp(dw / 5) * (right - left)) / 2;
        found.push({ left: x - halfWidth, top: y - halfHeight, right: x + halfWidth, bottom: y + halfHeight, score });
    });
    return KeepDistinct(found, maxOverlap);
}

/**
 * Drops boxes that overlap a better one.
 * @param boxes any boxes
 * @param maxOverlap largest intersection over union that two kept boxes may have
 * @returns the kept ones, best first
 */
export function KeepDistinct(boxes: readonly IScoredBox[], maxOverlap: number): IScoredBox[] {
    const kept: IScoredBox[] = [];
    for (const box of [...boxes].sort((a, b) => b.score - a.score)) {
        if (kept.every((other) => Overlap(box, other) <= maxOverlap)) {
            kept.push(box);
        }
    }
    return kept;
}

function Overlap(a: IScoredBox, b: IScoredBox): number {
    const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    const common = Math.max(0, width) * Math.max(0, height);
    return common / (Area(a) + Area(b) - common);
}

function Area(box: IScoredBox): number {
    return (box.right - box.left) * (box.bottom - box.top);
}
