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

/** Coverage and tone of hairs that lie over each other. */
class HairCanvas {
    public readonly cover: Float32Array;
    public readonly value: Float32Array;
    /** Ink of the hair that is being drawn, by texel. */
    private readonly _ink = new Map<number, number>();

    public constructor(
        private readonly _width: number,
        private readonly _height: number,
        tone: number,
    ) {
        this.cover = new Float32Array(_width * _height);
        this.value = new Float32Array(_width * _height).fill(tone);
    }

    /** A round dab of the hair that is being drawn; dabs of one hair do not add up. */
    public dab(x: number, y: number, radius: number, strength: number): void {
        const reach = Math.ceil(radius * 1.7);
        for (let py = Math.max(0, Math.floor(y) - reach); py <= Math.min(this._height - 1, Math.floor(y) + reach + 1); py++) {
            for (let px = Math.max(0, Math.floor(x) - reach); px <= Math.min(this._width - 1, Math.floor(x) + reach + 1); px++) {
                const ink = Math.exp(-(((px - x) ** 2 + (py - y) ** 2) / (radius * radius))) * strength;
                const at = py * this._width + px;
                if (ink > 0.02 && ink > (this._ink.get(at) ?? 0)) {
                    this._ink.set(at, ink);
                }
            }
        }
    }

    /** Lays the hair that was drawn over the others. */
    public finishHair(tone: number): void {
        for (const [at, ink] of this._ink) {
            this.value[at] += (tone - this.value[at]) * ink;
            this.cover[at] += (1 - this.cover[at]) * ink;
        }
        this._ink.clear();
    }
}

/**
 * Paints a brow as single hairs: upright and sparse at the head, lying down towards the tail, upper ones bent down onto lower ones; hairs thin out towards every
 * border, some stray beyond it.
 * @param style the brow
 * @param seed of all that is random
 * @returns WebP with alpha
 */
export async function BuildBrowStrokesAsync(style: IBrowStyle, seed: number): Promise<Buffer> {
    const [width, height] = BrowSize;
    const [perX, perY] = [width / BrowPatch.length, height / BrowPatch.height];
    const canvas = new HairCanvas(width, height, 0.7);
    const [from, to] = style.span;
    const length = (to - from) * BrowPatch.length;
    const count = Math.round(style.density * length * ((style.thickness[0] + style.thickness[1] * 2 + style.thickness[2]) / 4) * 1.5);
    for (let k = 0; k < count; k++) {
        const chance = (salt: number): number => Chance(seed * 5003 + k, salt);
        const s = chance(1);
        const strays = chance(8) < 0.05;
        // Dense in the middle; two chances fall off towards the borders.
        const across = (chance(2) + 0.8 * chance(9) - 0.9) * (strays ? 1.5 : 1.2);
        const thick = Thickness(style, s);
        const rare = Mix(0.35, 1, Smooth(0, 0.2, s)) * Mix(1, 0.55, Smooth(0.75, 1, s));
        if (thick < style.thickness[2] * 0.25 * chance(7) || chance(10) > rare) {
            continue;
        }
        const slope = (CenterLine(style, Math.min(1, s + 0.02)) - CenterLine(style, Math.max(0, s - 0.02))) / (0.04 * length);
        const angle = Math.atan(slope) + Mix(1.15, 0.12, Smooth(0, 0.55, s)) - across * 0.4 + (chance(3) - 0.5) * 2 * style.unruly;
        const reach = style.stroke * (0.45 + 0.75 * chance(4)) * Mix(1, 0.7, s) * Math.min(1, thick / 3 + 0.3);
        const [x0, y0] = [
            from * BrowPatch.length + s * length,
            CenterLine(style, s) + (across * thick) / 2 - Math.sin(angle) * reach * 0.4,
        ];
        const border = Smooth(1.25, 0.4, Math.abs(across));
        const strength = Mix(0.45, 0.95, border) * Mix(0.7, 1, chance(11)) * Mix(0.75, 1, Smooth(0, 0.15, s));
        const thin = 0.8 + 0.4 * chance(6);
        const steps = Math.ceil(reach * 14);
        for (let i = 0; i <= steps; i++) {
            const t = i / steps;
            const bend = angle - 0.35 * t;
            const x = (x0 + Math.cos(bend) * reach * t) * perX;
            const y = (BrowPatch.height / 2 - (y0 + Math.sin(bend) * reach * t)) * perY;
            const inside = Smooth(0, 14, x) * Smooth(width, width - 14, x);
            canvas.dab(x, y, Mix(1.25, 0.55, t) * thin, strength * Mix(1, 0.6, t) * inside);
        }
        canvas.finishHair(0.45 + 0.55 * chance(5));
    }
    const bytes = Buffer.alloc(width * height * 4);
    for (let i = 0; i < width * height; i++) {
        bytes.fill(SrgbByte(canvas.value[i]), i * 4, i * 4 + 3);
        bytes[i * 4 + 3] = Byte(canvas.cover[i] * 0.95);
    }
    return await sharp(bytes, { raw: { width, height, channels: 4 } })
        .webp({ quality: 70, alphaQuality: 85, effort: 5 })
        .toBuffer();
}

/** Hairs of a beard by its length: how many a texel, length and half width in texels, and what is seen of the skin's shade between. */
function BeardStrokes({ density, length, shells }: IBeardStyle): {
    readonly perTexel: number;
    readonly reach: number;
    readonly radius: number;
    readonly base: number;
} {
    return length === 0
        ? { perTexel: 0.09 * density, reach: 2.6, radius: 0.75, base: 0.2 }
        : { perTexel: 0.12 * density, reach: 8 + 110 * length, radius: 0.68, base: (0.6 * density) / shells };
}

/** Stubble about a longer beard: hairs a texel, and their length in texels. */
const Fringe = { perTexel: 0.03, reach: 2.4 } as const;

/**
 * Paints a beard in the head's UVs, hair by hair: hairs lie downwards and fan outwards; towards the border they get fewer, shorter and finer, and end as stubble.
 * @param part the beard's mesh with its weights
 * @param style the beard
 * @returns WebP with alpha
 */
export async function BuildBeardPictureAsync(part: ILookPart, style: IBeardStyle): Promise<Buffer> {
    const map = RasterizeTexels(part, BeardSize, 4);
    const weights = part.alpha ?? new Float32Array(part.positions.length / 3).fill(1);
    const { perTexel, reach, radius, base } = BeardStrokes(style);
    const count = BeardSize * BeardSize;
    const canvas = new HairCanvas(BeardSize, BeardSize, 0.6);
    const inside = new Float32Array(count);
    const fringe = new Float32Array(count);
    const place = (texel: number): readonly [number, number, number] => {
        const at = (c: number): number => AtTexel(map, part, part.positions, 3, c, texel);
        return [at(0), at(1), at(2)];
    };
    for (let texel = 0; texel < count; texel++) {
        if (map.triangle[texel] >= 0) {
            const [x, y, z] = place(texel);
            const uneven = (ValueNoise(x * 130, y * 130, z * 130) - 0.5) * 0.25;
            const weight = AtTexel(map, part, weights, 1, 0, texel);
            inside[texel] = Smooth(0.18, 0.95, weight + uneven) ** 1.6;
            fringe[texel] = Smooth(0.04, 0.35, weight + uneven * 0.5);
            // Where the picture is stretched, strokes would be broad: they thin out.
            for (const next of [texel + 1, texel + BeardSize]) {
                if (next < count && map.triangle[next] >= 0) {
                    const [nx, ny, nz] = place(next);
                    const stretched = Smooth(2.1, 1.4, Math.hypot(nx - x, ny - y, nz - z) / TexelSize);
                    inside[texel] *= stretched;
                    fringe[texel] *= stretched;
                }
            }
        }
    }
    for (let texel = 0; texel < count; texel++) {
        const chance = (salt: number): number => Chance(texel, salt);
        const isBeard = chance(1) < perTexel * inside[texel];
        const isStubble = !isBeard && style.length > 0 && chance(5) < Fringe.perTexel * fringe[texel];
        if (!isBeard && !isStubble) {
            continue;
        }
        const [x0, y0] = [texel % BeardSize, Math.floor(texel / BeardSize)];
        const fan = (x0 / BeardSize - 0.5) * 1.2 + (chance(2) - 0.5) * 0.7;
        const grown = isBeard ? inside[texel] : 0;
        const long = isBeard ? reach * (0.5 + 0.7 * chance(3)) * Mix(0.3, 1, grown) : Fringe.reach * (0.6 + 0.8 * chance(3));
        const strength = style.length === 0 ? 0.62 * Mix(0.6, 1, grown) : Mix(0.42, 0.92, grown);
        const steps = Math.ceil(long * 1.3);
        for (let k = 0; k <= steps; k++) {
            const t = k / steps;
            const [x, y] = [x0 + Math.sin(fan * (1 - 0.4 * t)) * long * t, y0 + Math.cos(fan) * long * t];
            canvas.dab(x, y, radius * Mix(1, 0.6, t), strength * Mix(1, 0.6, t));
        }
        canvas.finishHair(0.45 + 0.45 * chance(4) ** 1.3);
    }
    const bytes = Buffer.alloc(count * 4);
    for (let i = 0; i < count; i++) {
        bytes.fill(SrgbByte(canvas.value[i]), i * 4, i * 4 + 3);
        bytes[i * 4 + 3] = Byte(Clamp01(Math.max(canvas.cover[i], base * inside[i])));
    }
    return await sharp(bytes, { raw: { width: BeardSize, height: BeardSize, channels: 4 } })
        .webp({ quality: 70, alphaQuality: 82, effort: 5 })
        .toBuffer();
}
