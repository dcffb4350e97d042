import sharp from "sharp";
import { PartLabels } from "../../../src/face/partLabels.js";
import { type Vec } from "./fieldMath.js";
import { type IPartMesh, Unwrap } from "./meshes.js";
import { Ear, Head, Neck, Nose } from "./shapes.js";
import { FrontOf } from "./surfaceNet.js";

/** Side of the label texture. */
const Size = 512;

/** How near to a part's own surface a point of the head is the part, metres. */
const Reach = { nose: 0.0022, ear: 0.003, neck: 0.005 } as const;

/**
 * Paints nose, ears and neck of the skin into a label texture: red is label * 20.
 * @param head the skin's mesh
 * @returns a PNG
 */
export async function PaintLabelsAsync({ surface }: IPartMesh): Promise<Buffer> {
    const pixels = Buffer.alloc(3 * Size * Size, 20 * PartLabels.skin);
    const { positions, indices } = surface;
    for (let i = 0; i < indices.length; i += 3) {
        const corners = [0, 1, 2].map((k) => positions[indices[i + k]]);
        const middle = [0, 1, 2].map((c) => corners.reduce((sum, p) => sum + p[c], 0) / 3) as unknown as Vec;
        const label = LabelAt(middle);
        if (label !== PartLabels.skin) {
            Fill(
                pixels,
                corners.map((p) => Unwrap(p).map((value) => value * Size)),
                20 * label,
            );
        }
    }
    return await sharp(pixels, { raw: { width: Size, height: Size, channels: 3 } })
        .png()
        .toBuffer();
}

function LabelAt(p: Vec): number {
    if (Nose(p) < Reach.nose && p[2] > 0.06 && FrontOf(Head, p[0], p[1]) - p[2] < 0.02) {
        return PartLabels.nose;
    }
    if (Ear(p) < Reach.ear) {
        return PartLabels.other;
    }
    return p[1] < -0.1 && Neck(p) < Reach.neck ? PartLabels.other : PartLabels.skin;
}

/** Fills a triangle, a pixel wider than it is so that no gaps stay; triangles over the seam at the back are left out. */
function Fill(pixels: Buffer, corners: readonly number[][], value: number): void {
    const [xs, ys] = [0, 1].map((c) => corners.map((p) => p[c]));
    if (Math.max(...xs) - Math.min(...xs) > Size / 2) {
        return;
    }
    for (let y = Math.floor(Math.min(...ys)); y <= Math.max(...ys); y++) {
        for (let x = Math.floor(Math.min(...xs)); x <= Math.max(...xs); x++) {
            if (x >= 0 && y >= 0 && x < Size && y < Size && IsNear(corners, x + 0.5, y + 0.5)) {
                pixels.fill(value, 3 * (y * Size + x), 3 * (y * Size + x) + 3);
            }
        }
    }
}

function IsNear(corners: readonly number[][], x: number, y: number): boolean {
    const sides = corners.map((a, i) => {
        const b = corners[(i + 1) % 3];
        const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
        return ((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) / length;
    });
    return Math.min(...sides) > -0.75 || Math.max(...sides) < 0.75;
}
