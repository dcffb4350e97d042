import sharp from "sharp";
import { PartLabels } from "../../../src/face/partLabels.js";
import { NeckWeight, NoseWeight } from "./regions.js";
import { type ILookHead } from "./lookGeometry.types.js";

/** Side of the label texture. */
const Size = 2048;
/** Texels that labels reach beyond the islands. */
const Bleed = 6;

/**
 * Draws the labels of the head's skin into its UVs: red = label * 20, to be sampled without filtering.
 * @param head head mesh, metres
 * @returns PNG
 */
export async function BuildLabelsAsync(head: ILookHead): Promise<Buffer> {
    const labels = new Uint8Array(Size * Size);
    const { indices, uv } = head;
    for (let t = 0; t < indices.length; t += 3) {
        const v = [indices[t], indices[t + 1], indices[t + 2]];
        const [a, b, c] = v.map((i) => [uv[i * 2] * Size, uv[i * 2 + 1] * Size]);
        const area = (b[1] - c[1]) * (a[0] - c[0]) + (c[0] - b[0]) * (a[1] - c[1]);
        if (Math.abs(area) < 1e-9) {
            continue;
        }
        const [x0, x1] = [Math.floor(Math.min(a[0], b[0], c[0])), Math.ceil(Math.max(a[0], b[0], c[0]))];
        const [y0, y1] = [Math.floor(Math.min(a[1], b[1], c[1])), Math.ceil(Math.max(a[1], b[1], c[1]))];
        for (let y = Math.max(0, y0); y <= Math.min(Size - 1, y1); y++) {
            for (let x = Math.max(0, x0); x <= Math.min(Size - 1, x1); x++) {
                const w0 = ((b[1] - c[1]) * (x + 0.5 - c[0]) + (c[0] - b[0]) * (y + 0.5 - c[1])) / area;
                const w1 = ((c[1] - a[1]) * (x + 0.5 - c[0]) + (a[0] - c[0]) * (y + 0.5 - c[1])) / area;
                const w = [w0, w1, 1 - w0 - w1];
                if (Math.min(...w) >= -1e-6) {
                    labels[y * Size + x] = LabelOf(head, v, w);
                }
            }
        }
    }
    Dilate(labels);
    const pixels = Buffer.alloc(Size * Size * 3);
    labels.forEach((label, i) => pixels.fill(label * 20, i * 3, i * 3 + 3));
    return sharp(pixels, { raw: { width: Size, height: Size, channels: 3 } })
        .png({ compressionLevel: 9, palette: false })
        .toBuffer();
}

function LabelOf(head: ILookHead, v: readonly number[], w: readonly number[]): number {
    const mix = (values: ArrayLike<number>, size = 1, c = 0): number => v.reduce((sum, i, k) => sum + w[k] * values[i * size + c], 0);
    // The functions of regions.ts work in decimetres.
    const [x, y, z] = [0, 1, 2].map((c) => 10 * mix(head.positions, 3, c));
    const island = head.island[v[0]];
    if (island === 1) {
        return PartLabels.innerMouth;
    }
    if (island === 2) {
        return x > 0 ? PartLabels.leftEye : PartLabels.rightEye;
    }
    const { regions } = head;
    if (mix(regions.lips) > 0.5) {
        return mix(regions.upperLip) >= mix(regions.lowerLip) ? PartLabels.upperLip : PartLabels.lowerLip;
    }
    if (NoseWeight(x, y, z) > 0.5) {
        return PartLabels.nose;
    }
    return mix(regions.ears) > 0.5 || NeckWeight(y, z) > 0.5 ? PartLabels.other : PartLabels.skin;
}

/** Grows the labels into the empty texels around the islands, in place. */
function Dilate(labels: Uint8Array): void {
    for (let step = 0; step < Bleed; step++) {
        const from = labels.slice();
        for (let i = Size; i < labels.length - Size; i++) {
            if (from[i] === 0) {
                labels[i] = from[i - 1] || from[i + 1] || from[i - Size] || from[i + Size];
            }
        }
    }
}
