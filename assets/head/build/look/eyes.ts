import sharp from "sharp";

import { type ILookGeometry, type ILookPart, type Vector3Tuple } from "../lookGeometry.types.js";
import { Byte, Clamp01, Mix, Smooth, SrgbByte } from "./lookMath.js";
import { ValueNoise } from "./noise.js";
import { AtTexel, type ITexelMap, RasterizeTexels } from "./texelMap.js";

const EyeSize = 512;

/** A texel of an eye, seen from the front of its eyeball. */
interface IEyePoint {
    /** Metres from the eyeball's axis. */
    readonly distance: number;
    /** Radians about the axis. */
    readonly angle: number;
    /** Metres in front of the eyeball's centre. */
    readonly depth: number;
    readonly side: number;
}

function EyePoint(part: ILookPart, map: ITexelMap, texel: number, eyeL: Vector3Tuple): IEyePoint {
    const x = AtTexel(map, part, part.positions, 3, 0, texel);
    const y = AtTexel(map, part, part.positions, 3, 1, texel);
    const z = AtTexel(map, part, part.positions, 3, 2, texel);
    const dx = Math.abs(x) - eyeL[0];
    const dy = y - eyeL[1];
    return { distance: Math.hypot(dx, dy), angle: Math.atan2(dy, dx), depth: z - eyeL[2], side: Math.sign(x) };
}

/** Radius of the iris: the farthest of its vertices from the eyeball's axis. */
function IrisRadius(part: ILookPart, eyeL: Vector3Tuple): number {
    let radius = 0;
    for (let v = 0; v < part.positions.length; v += 3) {
        radius = Math.max(radius, Math.hypot(Math.abs(part.positions[v]) - eyeL[0], part.positions[v + 1] - eyeL[1]));
    }
    return radius;
}

/** Grey value of the iris at `r` (0 axis, 1 edge) and `angle`: pupil, collarette, fibres, limbal ring. */
function IrisValue(r: number, angle: number): number {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const fibres = (n: number, seed: number) => ValueNoise(c * n + seed, s * n, r * 3.5) - 0.5;
    const fine = fibres(22, 3) * 0.75 + fibres(44, 17) * 0.55;
    const crypts = Smooth(0.56, 0.8, ValueNoise(c * 7 + 31, s * 7, r * 5));
    let value = 0.72 + fine * 0.75;
    const collarette = Math.exp(-(((r - 0.46 - fibres(9, 5) * 0.06) / 0.09) ** 2));
    value += collarette * 0.28 - crypts * 0.22 * Smooth(0.5, 0.65, r);
    value *= Mix(0.62, 1, Smooth(0.34, 0.5, r));
    value *= Mix(1, 0.22, Smooth(0.8 + fibres(5, 11) * 0.04, 1, r));
    return Clamp01(value) * Smooth(0.335, 0.375, r);
}

/**
 * Paints the iris as grey values, so that the iris colour tints it; alpha fades at the edge.
 * @param part the iris' mesh
 * @param geometry for the eyeballs' centres
 * @returns WebP with alpha
 */
export async function BuildIrisPictureAsync(part: ILookPart, geometry: ILookGeometry): Promise<Buffer> {
    const map = RasterizeTexels(part, EyeSize, 6);
    const { eyeL } = geometry.landmarks;
    const radius = IrisRadius(part, eyeL);
    const bytes = Buffer.alloc(EyeSize * EyeSize * 4);
    for (let texel = 0; texel < EyeSize * EyeSize; texel++) {
        if (map.triangle[texel] < 0) {
            continue;
        }
        const point = EyePoint(part, map, texel, eyeL);
        const r = point.distance / radius;
        const value = IrisValue(r, point.angle + (point.side < 0 ? 2 : 0));
        // The upper lid shades the upper part.
        const shade = 1 - 0.4 * Smooth(0.1, 1, r * Math.sin(point.angle));
        bytes.fill(SrgbByte(value * shade), texel * 4, texel * 4 + 3);
        bytes[texel * 4 + 3] = Byte(Smooth(1, 0.94, r));
    }
    return await Encode(bytes, EyeSize, 4);
}

/**
 * Paints the white of the eye: off-white, redder and darker towards the lids and corners, with faint veins; hidden places darker.
 * @param part the eyeballs' mesh
 * @param occlusion ambient occlusion of its vertices by the lids
 * @param iris the iris' mesh, for the dark ring about it; none leaves it out
 * @param geometry for the eyeballs' centres
 * @returns WebP
 */
export async function BuildScleraPictureAsync(
    part: ILookPart,
    occlusion: Float32Array,
    iris: ILookPart | undefined,
    geometry: ILookGeometry,
): Promise<Buffer> {
    const map = RasterizeTexels(part, EyeSize, 6);
    const { eyeL, eyeRadius } = geometry.landmarks;
    const irisRadius = iris ? IrisRadius(iris, eyeL) : eyeRadius * 0.48;
    const bytes = Buffer.alloc(EyeSize * EyeSize * 3, 128);
    for (let texel = 0; texel < EyeSize * EyeSize; texel++) {
        if (map.triangle[texel] < 0) {
            continue;
        }
        const { distance, angle, depth, side } = EyePoint(part, map, texel, eyeL);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        const away = Smooth(irisRadius, eyeRadius, distance);
        const twist = angle * 5 + (ValueNoise(c * 4 + side * 9, s * 4, distance * 500) - 0.5) * 1.6;
        const vein = Smooth(0.12, 0, Math.abs(ValueNoise(twist * 1.4 + 50, distance * 90, side * 3) - 0.5)) * away;
        const open = Math.pow(AtTexel(map, part, occlusion, 1, 0, texel), 0.85);
        // The upper lid and its lashes shade what is just below them.
        const lid = 1 - 0.58 * Smooth(0.0002, 0.0055, distance * Math.sin(angle));
        const shade = lid * Mix(0.78, 1, Smooth(0.05, 0.75, open)) * (depth < 0 ? 0.8 : 1);
        const limbus = 1 - 0.55 * Smooth(irisRadius * 1.13, irisRadius * 0.98, distance);
        const color = [0.415, 0.392, 0.376].map((value, k) => value * [1, 1 - 0.16 * away - 0.13 * vein, 1 - 0.2 * away - 0.12 * vein][k]);
        color.forEach((value, k) => (bytes[texel * 3 + k] = SrgbByte(value * Math.pow(shade, [0.85, 1, 1.02][k]) * limbus)));
    }
    return await Encode(bytes, EyeSize, 3);
}

async function Encode(bytes: Buffer, size: number, channels: 3 | 4): Promise<Buffer> {
    return await sharp(bytes, { raw: { width: size, height: size, channels } })
        .webp({ quality: 86, alphaQuality: 90, effort: 5 })
        .toBuffer();
}
