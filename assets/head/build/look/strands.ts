import sharp from "sharp";

import { type ILookPart } from "../lookGeometry.types.js";
import { Byte, Clamp01, Mix, Smooth, SrgbByte } from "./lookMath.js";
import { ValueNoise } from "./noise.js";
import { RasterizeTexels } from "./texelMap.js";

const StrandSize = 512;

/** Alpha of a source picture; 0 where no triangle uses the picture, which takes out makers' marks. */
async function LoadAlphaAsync(part: ILookPart): Promise<Float32Array> {
    if (!part.sourceTexture) {
        throw new Error(`look: ${part.name} has no source picture`);
    }
    const map = RasterizeTexels(part, StrandSize, 3);
    const bytes = await sharp(part.sourceTexture).resize(StrandSize, StrandSize).ensureAlpha().raw().toBuffer();
    const count = StrandSize * StrandSize;
    const alpha = new Float32Array(count);
    for (let i = 0; i < count; i++) {
        alpha[i] = map.triangle[i] < 0 ? 0 : bytes[i * 4 + 3] / 255;
    }
    return alpha;
}

/** Box-blurs rows, then columns, twice: near enough to a Gaussian. */
function Blur(values: Float32Array, radius: number): Float32Array {
    const size = StrandSize;
    let from = values;
    for (let pass = 0; pass < 4; pass++) {
        const to = new Float32Array(from.length);
        const [step, line] = pass % 2 === 0 ? [1, size] : [size, 1];
        for (let l = 0; l < size; l++) {
            let sum = 0;
            const at = (i: number) => (i < 0 || i >= size ? 0 : from[l * line + i * step]);
            for (let i = -radius; i < radius; i++) {
                sum += at(i);
            }
            for (let i = 0; i < size; i++) {
                sum += at(i + radius) - at(i - radius - 1);
                to[l * line + i * step] = sum / (2 * radius + 1);
            }
        }
        from = to;
    }
    return from;
}

/**
 * A brow as neutral grey strokes.
 * @param part the brow's mesh with its source picture
 * @returns WebP with alpha
 */
export async function BuildBrowPictureAsync(part: ILookPart): Promise<Buffer> {
    const alpha = await LoadAlphaAsync(part);
    const bytes = Buffer.alloc(alpha.length * 4);
    for (let i = 0; i < alpha.length; i++) {
        const [x, y] = [i % StrandSize, Math.floor(i / StrandSize)];
        const stroke = ValueNoise(x * 0.35, y * 0.35, 7) * 0.5 + ValueNoise(x * 0.09, y * 0.09, 3) * 0.5;
        bytes.fill(SrgbByte(Mix(0.55, 0.95, stroke)), i * 4, i * 4 + 3);
        // Faint single strokes of the source are lines on the skin at a distance: they go.
        bytes[i * 4 + 3] = Byte(Smooth(0.06, 0.85, alpha[i]) * 0.94);
    }
    return await EncodeAsync(bytes, 80);
}

/**
 * Lashes thinned out and lightened, so that they suit any face: dark, neutral, tips fading.
 * @param part the lashes' mesh with its source picture
 * @returns WebP with alpha
 */
export async function BuildLashPictureAsync(part: ILookPart): Promise<Buffer> {
    const alpha = await LoadAlphaAsync(part);
    const core = Blur(alpha, 3);
    const bytes = Buffer.alloc(alpha.length * 4);
    for (let i = 0; i < alpha.length; i++) {
        const [x, y] = [i % StrandSize, Math.floor(i / StrandSize)];
        const dropped = Smooth(0.35, 0.6, ValueNoise(x * 0.22, y * 0.05, 1));
        const shade = Smooth(0.15, 0.75, core[i]);
        bytes.fill(SrgbByte(0.022), i * 4, i * 4 + 3);
        bytes[i * 4 + 3] = Byte(Clamp01(alpha[i] * Mix(0.3, 0.8, dropped) * Mix(0.35, 1, shade)));
    }
    return await EncodeAsync(bytes, 70);
}

async function EncodeAsync(bytes: Buffer, quality: number): Promise<Buffer> {
    return await sharp(bytes, { raw: { width: StrandSize, height: StrandSize, channels: 4 } })
        .webp({ quality, alphaQuality: 88, effort: 5 })
        .toBuffer();
}
