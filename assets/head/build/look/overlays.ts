import sharp from "sharp";

import { type ILookGeometry, type ILookPart } from "../lookGeometry.types.js";
import { Byte, Mix, Smooth, SrgbByte } from "./lookMath.js";
import { CellNoise, ValueNoise } from "./noise.js";
import { AtTexel, type ITexelMap, RasterizeTexels } from "./texelMap.js";

const OverlaySize = 1024;

/** Grey value and alpha of an overlay at a point: metres, and the overlay's weight, 0.5 at its border. */
type OverlayPainter = (x: number, y: number, z: number, weight: number) => readonly [value: number, alpha: number];

async function PaintOverlayAsync(part: ILookPart, weights: Float32Array, paint: OverlayPainter): Promise<Buffer> {
    const map: ITexelMap = RasterizeTexels(part, OverlaySize, 6);
    const bytes = Buffer.alloc(OverlaySize * OverlaySize * 4);
    for (let texel = 0; texel < OverlaySize * OverlaySize; texel++) {
        if (map.triangle[texel] < 0) {
            bytes.fill(200, texel * 4, texel * 4 + 3);
            continue;
        }
        const at = (channel: number) => AtTexel(map, part, part.positions, 3, channel, texel);
        const [value, alpha] = paint(at(0), at(1), at(2), AtTexel(map, part, weights, 1, 0, texel));
        bytes.fill(SrgbByte(value), texel * 4, texel * 4 + 3);
        bytes[texel * 4 + 3] = Byte(alpha);
    }
    return await sharp(bytes, { raw: { width: OverlaySize, height: OverlaySize, channels: 4 } })
        .webp({ quality: 84, alphaQuality: 92, effort: 5 })
        .toBuffer();
}

/** The weight that a part carries. */
function WeightOf(part: ILookPart): Float32Array {
    if (!part.alpha) {
        throw new Error(`look: ${part.name} has no alpha`);
    }
    return part.alpha;
}

/**
 * The red of the lips: a clear but soft edge, fine furrows, darker where the lips meet.
 * @param part the lips' mesh, in the head's UVs
 * @param geometry for the mouth's place
 * @returns WebP with alpha, grey values for the lips' colour
 */
export async function BuildLipsPictureAsync(part: ILookPart, geometry: ILookGeometry): Promise<Buffer> {
    const { mouthCenter } = geometry.landmarks;
    return await PaintOverlayAsync(part, WeightOf(part), (x, y, z, weight) => {
        const furrow = ValueNoise(x * 1500 + (y - mouthCenter[1]) * x * 9000, y * 120, z * 120) - 0.5;
        const meeting = Math.exp(-(((y - mouthCenter[1]) / 0.0014) ** 2));
        // Blood shows most in the middle of the lips, least at their border.
        const pad = Math.exp(-((x / 0.017) ** 2)) * Smooth(0.6, 1, weight);
        const inner = Smooth(0.55, 0.95, weight);
        const upper = Smooth(mouthCenter[1] - 0.0005, mouthCenter[1] + 0.002, y);
        const value = 0.74 + furrow * 0.1 + inner * 0.03 + pad * 0.06 - meeting * 0.34 - upper * 0.14;
        // Some of the skin shows through, which ties the lips to the face.
        return [value, 0.84 * Smooth(0.16, 0.8, weight + furrow * 0.12)];
    });
}

/**
 * Very short hair on the scalp: dense dots with a hairline that thins out.
 * @param part the scalp's mesh, in the head's UVs
 * @returns WebP with alpha, grey values for the hair's colour
 */
export async function BuildScalpPictureAsync(part: ILookPart): Promise<Buffer> {
    return await PaintOverlayAsync(part, WeightOf(part), (x, y, z, weight) => {
        const ragged = (ValueNoise(x * 260, y * 260, z * 260) - 0.5) * 0.16 + (ValueNoise(x * 70, y * 70, z * 70) - 0.5) * 0.1;
        const dense = Smooth(0.3, 0.85, weight + ragged);
        const dot = Smooth(0.62, 0.3, CellNoise(x * 1100, y * 1100, z * 1100));
        return [Mix(0.42, 0.6, ValueNoise(x * 500, y * 500, z * 500)), dense * Mix(0.76, 0.97, dot) * 0.95];
    });
}
