import sharp from "sharp";

import { type IBeardStyle } from "../hair/beards.js";
import { BrowPatch, type IBrowStyle } from "../hair/brows.js";
import { Chance } from "../hair/strands.js";
import { type ILookPart } from "../lookGeometry.types.js";
import { Byte, Clamp01, Mix, Smooth, SrgbByte } from "./lookMath.js";
import { ValueNoise } from "./noise.js";
import { AtTexel, RasterizeTexels } from "./texelMap.js";

const BrowSize = [512, 192] as const;
const BeardSize = 1024;
/** Height of a texel of the beard's picture on the cheek, metres. */
const TexelSize = 0.00035;

function Thickness(style: IBrowStyle, s: number): number {
    const [head, middle, tail] = style.thickness;
    const body = s < 0.45 ? Mix(head, middle, s / 0.45) : Mix(middle, tail, (s - 0.45) / 0.55);
    return body * Smooth(-0.02, 0.1, s) ** 0.6 * Smooth(1.02, 0.8, s) ** 0.7;
}

/** Height of the brow's centre over the patch's, millimetres, at s from head (0) to tail (1). */
function CenterLine(style: IBrowStyle, s: number): number {
    const [height, at] = style.arch;
    const arch = s < at ? Math.sin((s / at) * 1.5708) : Math.cos(((s - at) / (1 - at)) * 1.5708);
    return height * (arch - 0.45) + style.drop * (0.5 - s) * 1.1;
}

/**
 * Paints a brow as single strokes: upright at the head, lying down towards the tail, upper ones bent down onto lower ones.
 * @param style the brow
 * @param seed of all that is random
 * @returns WebP with alpha
 */
export async function BuildBrowStrokesAsync(style: IBrowStyle, seed: number): Promise<Buffer> {
    const [width, height] = BrowSize;
    const [perX, perY] = [width / BrowPatch.length, height / BrowPatch.height];
    const cover = new Float32Array(width * height);
    const value = new Float32Array(width * height).fill(0.7);
    const [from, to] = style.span;
    const length = (to - from) * BrowPatch.length;
    const count = Math.round(style.density * length * ((style.thickness[0] + style.thickness[1] * 2 + style.thickness[2]) / 4));
    for (let k = 0; k < count; k++) {
        const chance = (salt: number): number => Chance(seed * 5003 + k, salt);
        const s = chance(1);
        const across = chance(2) * 2 - 1;
        const thick = Thickness(style, s);
        if (thick < style.thickness[2] * 0.25 * chance(7)) {
            continue;
        }
        const slope = (CenterLine(style, Math.min(1, s + 0.02)) - CenterLine(style, Math.max(0, s - 0.02))) / (0.04 * length);
        const angle = Math.atan(slope) + Mix(1.15, 0.12, Smooth(0, 0.55, s)) - across * 0.4 + (chance(3) - 0.5) * 2 * style.unruly;
        const reach = style.stroke * (0.6 + 0.6 * chance(4)) * Mix(1, 0.7, s) * Math.min(1, thick / 3 + 0.3);
        const [x0, y0] = [
            from * BrowPatch.length + s * length,
            CenterLine(style, s) + (across * thick) / 2 - Math.sin(angle) * reach * 0.4,
        ];
        const tone = 0.5 + 0.5 * chance(5);
        const steps = Math.ceil(reach * 14);
        for (let i = 0; i <= steps; i++) {
            const t = i / steps;
            const bend = angle - 0.35 * t;
            const x = (x0 + Math.cos(bend) * reach * t) * perX;
            const y = (BrowPatch.height / 2 - (y0 + Math.sin(bend) * reach * t)) * perY;
            const radius = Mix(1.5, 0.6, t) * (0.8 + 0.4 * chance(6));
            for (let py = Math.floor(y - 2); py <= y + 2; py++) {
                for (let px = Math.floor(x - 2); px <= x + 2; px++) {
                    if (px >= 0 && py >= 0 && px < width && py < height) {
                        const ink = Math.exp(-(((px - x) ** 2 + (py - y) ** 2) / (radius * radius))) * Mix(1, 0.75, t);
                        const at = py * width + px;
                        if (ink > cover[at]) {
                            cover[at] = ink;
                            value[at] = tone;
                        }
                    }
                }
            }
        }
    }
    const bytes = Buffer.alloc(width * height * 4);
    for (let i = 0; i < width * height; i++) {
        bytes.fill(SrgbByte(value[i]), i * 4, i * 4 + 3);
        bytes[i * 4 + 3] = Byte(Clamp01(cover[i] * 1.1) * 0.92);
    }
    return await sharp(bytes, { raw: { width, height, channels: 4 } })
        .webp({ quality: 70, alphaQuality: 85, effort: 5 })
        .toBuffer();
}

/** Strokes of a beard by its length: how many a texel, length and half width in texels, and what is seen of the skin's shade between. */
function BeardStrokes({ density, length, shells }: IBeardStyle): {
    readonly perTexel: number;
    readonly reach: number;
    readonly radius: number;
    readonly base: number;
} {
    return length === 0
        ? { perTexel: 0.075 * density, reach: 2.6, radius: 0.75, base: 0.2 }
        : { perTexel: 0.11 * density, reach: 8 + 110 * length, radius: 0.68, base: (0.45 * density) / shells };
}

/**
 * Paints a beard in the head's UVs, stroke by stroke: hairs lie downwards and fan outwards, and thin out towards the border.
 * @param part the beard's mesh with its weights
 * @param style the beard
 * @returns WebP with alpha
 */
export async function BuildBeardPictureAsync(part: ILookPart, style: IBeardStyle): Promise<Buffer> {
    const map = RasterizeTexels(part, BeardSize, 4);
    const weights = part.alpha ?? new Float32Array(part.positions.length / 3).fill(1);
    const { perTexel, reach, radius, base } = BeardStrokes(style);
    const count = BeardSize * BeardSize;
    const cover = new Float32Array(count);
    const value = new Float32Array(count).fill(0.6);
    const inside = new Float32Array(count);
    const place = (texel: number): readonly [number, number, number] => {
        const at = (c: number): number => AtTexel(map, part, part.positions, 3, c, texel);
        return [at(0), at(1), at(2)];
    };
    for (let texel = 0; texel < count; texel++) {
        if (map.triangle[texel] >= 0) {
            const [x, y, z] = place(texel);
            const uneven = (ValueNoise(x * 130, y * 130, z * 130) - 0.5) * 0.25;
            inside[texel] = Smooth(0.18, 0.9, AtTexel(map, part, weights, 1, 0, texel) + uneven);
            // Where the picture is stretched, strokes would be broad: they thin out.
            for (const next of [texel + 1, texel + BeardSize]) {
                if (next < count && map.triangle[next] >= 0) {
                    const [nx, ny, nz] = place(next);
                    inside[texel] *= Smooth(2.1, 1.4, Math.hypot(nx - x, ny - y, nz - z) / TexelSize);
                }
            }
        }
    }
    for (let texel = 0; texel < count; texel++) {
        const chance = (salt: number): number => Chance(texel, salt);
        if (inside[texel] === 0 || chance(1) > perTexel * inside[texel]) {
            continue;
        }
        const [x0, y0] = [texel % BeardSize, Math.floor(texel / BeardSize)];
        const fan = (x0 / BeardSize - 0.5) * 1.2 + (chance(2) - 0.5) * 0.7;
        const long = reach * (0.5 + 0.7 * chance(3)) * Mix(0.55, 1, inside[texel]);
        const tone = 0.4 + 0.55 * chance(4) ** 1.3;
        const steps = Math.ceil(long * 1.3);
        for (let k = 0; k <= steps; k++) {
            const t = k / steps;
            const [x, y] = [x0 + Math.sin(fan * (1 - 0.4 * t)) * long * t, y0 + Math.cos(fan) * long * t];
            const r = radius * Mix(1, 0.6, t);
            for (let py = Math.floor(y - 1); py <= y + 2; py++) {
                for (let px = Math.floor(x - 1); px <= x + 2; px++) {
                    const at = py * BeardSize + px;
                    const ink = Math.exp(-(((px - x) ** 2 + (py - y) ** 2) / (r * r))) * Mix(1, 0.7, t);
                    if (px >= 0 && py >= 0 && px < BeardSize && py < BeardSize && ink > cover[at]) {
                        cover[at] = ink;
                        value[at] = tone;
                    }
                }
            }
        }
    }
    const bytes = Buffer.alloc(count * 4);
    for (let i = 0; i < count; i++) {
        bytes.fill(SrgbByte(value[i]), i * 4, i * 4 + 3);
        bytes[i * 4 + 3] = Byte(Clamp01(Math.max(cover[i] * (style.length === 0 ? 0.62 : 0.92), base * inside[i] ** 1.5)));
    }
    return await sharp(bytes, { raw: { width: BeardSize, height: BeardSize, channels: 4 } })
        .webp({ quality: 70, alphaQuality: 82, effort: 5 })
        .toBuffer();
}
