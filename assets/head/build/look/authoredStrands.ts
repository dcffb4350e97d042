import sharp from "sharp";

import { type IBeardStyle } from "../hair/beards.js";
import { BrowPatch, type IBrowStyle } from "../hair/brows.js";
import { Chance } from "../hair/strands.js";
import { type ILookPart } from "../lookGeometry.types.js";
import { Byte, Clamp01, Mix, Smooth, SrgbByte } from "./lookMath.js";
import { CellNoise, ValueNoise } from "./noise.js";
import { AtTexel, RasterizeTexels } from "./texelMap.js";

const BrowSize = [512, 192] as const;
const BeardSize = 1024;

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

/**
 * Paints a beard in the head's UVs: dots where it is stubble, combed-down hair else.
 * @param part the beard's mesh with its weights
 * @param style the beard
 * @returns WebP with alpha
 */
export async function BuildBeardPictureAsync(part: ILookPart, style: IBeardStyle): Promise<Buffer> {
    const map = RasterizeTexels(part, BeardSize, 4);
    const bytes = Buffer.alloc(BeardSize * BeardSize * 4);
    const weights = part.alpha ?? new Float32Array(part.positions.length / 3).fill(1);
    for (let texel = 0; texel < BeardSize * BeardSize; texel++) {
        if (map.triangle[texel] < 0) {
            bytes.fill(150, texel * 4, texel * 4 + 3);
            continue;
        }
        const [x, y, z] = [0, 1, 2].map((c) => AtTexel(map, part, part.positions, 3, c, texel));
        const ragged = (ValueNoise(x * 300, y * 300, z * 300) - 0.5) * 0.5;
        const inside = Smooth(0.2, 0.95, AtTexel(map, part, weights, 1, 0, texel) + ragged * 0.9);
        const bend = ValueNoise(x * 60, y * 60, z * 60) * 0.004;
        const hair = ValueNoise((x + bend) * 1500, y * 170, z * 1500) * 0.6 + ValueNoise((x - bend) * 2600, y * 260, z * 2600 + 7) * 0.4;
        const dots = Smooth(0.5, 0.2, CellNoise(x * 1250, y * 1250, z * 1250));
        const strands = style.length > 0 ? Smooth(0.72 - style.density * 0.36, 0.8 - style.density * 0.3, hair) : dots * 0.75 + 0.25;
        const alpha = style.length > 0 ? inside * Mix(0.1, 0.85, strands) : inside * strands * style.density * 1.5;
        bytes.fill(SrgbByte(Mix(0.45, 1, hair)), texel * 4, texel * 4 + 3);
        bytes[texel * 4 + 3] = Byte(Clamp01(alpha));
    }
    return await sharp(bytes, { raw: { width: BeardSize, height: BeardSize, channels: 4 } })
        .webp({ quality: 70, alphaQuality: 82, effort: 5 })
        .toBuffer();
}
