import sharp from "sharp";

import { type ILookGeometry } from "../lookGeometry.types.js";
import { Byte, Mix, Smooth, SrgbByte } from "./lookMath.js";
import { LoadBroadTonesAsync, SamplePicture } from "./skinPicture.js";
import { BuildSkinSurface, type ISkinSurface, RegionAt, Spot } from "./skinSurface.js";
import { AtTexel, RasterizeTexels } from "./texelMap.js";

/** Encoded pictures of the skin; all in the head's UVs. */
export interface ISkinPictures {
    /** Neutral detail: linear skin colour times this is the look; 0.8 on the cheek. */
    readonly albedo: Buffer;
    readonly normal: Buffer;
    /** Ambient occlusion, roughness, metalness. */
    readonly surface: Buffer;
}

const AlbedoSize = 2048;
const SurfaceSize = 1024;
/** The detail map's linear value on the cheek, which leaves room for lighter places. */
const CheekLevel = 0.8;
/** Share of the cheek's red that is taken for the skin's own colour: the cheek is redder than the skin. */
const CheekShare = 0.1;
/** Metres of one unit of the relief's height. */
const Relief = 1.7e-4;
/** Skin whose broad tones are used. */
const SourceSkin = "young_caucasian_male/textures/young_lightskinned_male_diffuse2.png";

/** Linear factors, one a channel, that move a colour by `amount` towards a tint. */
function Tint(color: number[], amount: number, red: number, green: number, blue: number): void {
    color[0] *= Mix(1, red, amount);
    color[1] *= Mix(1, green, amount);
    color[2] *= Mix(1, blue, amount);
}

/** Paints where blood, shade and oil change a face's colour: cheeks, nose, ears, sockets, lids, chin, mouth's surroundings. */
function PaintZones(geometry: ILookGeometry, surface: ISkinSurface, texel: number, color: number[]): void {
    const { landmarks, head } = geometry;
    const { eyeL, noseTip, mouthCenter, mouthCornerL, chin, forehead } = landmarks;
    const [x, y, z] = [surface.position[texel * 3], surface.position[texel * 3 + 1], surface.position[texel * 3 + 2]];
    const region = (name: keyof typeof head.regions) => RegionAt(geometry, surface.map, head.regions[name], texel);
    const uneven = 1 + surface.mottle[texel] * 1.2;
    const cheek = Spot(x, y, z, [eyeL[0] * 1.3, noseTip[1] + 0.006, noseTip[2] - 0.042], 0.019, true);
    Tint(color, cheek * 0.7 * uneven, 0.99, 0.78, 0.76);
    Tint(color, Spot(x, y, z, noseTip, 0.012, false) * 0.9 * uneven, 0.98, 0.82, 0.81);
    Tint(color, Spot(x, y, z, [0.014, noseTip[1] - 0.002, noseTip[2] - 0.016], 0.008, true) * 0.8, 0.95, 0.8, 0.78);
    Tint(color, region("ears") * 0.9, 0.97, 0.74, 0.72);
    Tint(color, Spot(x, y, z, chin, 0.016, false) * 0.6, 0.99, 0.86, 0.85);
    Tint(color, Spot(x, y, z, forehead, 0.035, false) * 0.6, 1.02, 0.99, 0.93);
    // Around the eyes: a dark, slightly violet hollow below and in the inner corner; lids thinner and redder.
    Tint(color, Spot(x, y, z, [eyeL[0] * 0.8, eyeL[1] - 0.0165, eyeL[2] + 0.008], 0.009, true) * 0.8, 0.88, 0.8, 0.86);
    Tint(color, Spot(x, y, z, [eyeL[0] - 0.0165, eyeL[1] + 0.002, eyeL[2] + 0.006], 0.008, true) * 0.8, 0.82, 0.7, 0.72);
    Tint(color, Smooth(0.25, 0.9, region("eyelids")) * 0.75, 0.9, 0.8, 0.8);
    Tint(color, Smooth(0.3, 0.9, region("eyeSocket")), 0.75, 0.5, 0.48);
    // Corners and line of the mouth, and the red of the lips under their overlay.
    Tint(color, Spot(x, y, z, mouthCornerL, 0.006, true) * 0.8, 0.82, 0.68, 0.66);
    Tint(color, Spot(x, y, z, [0, mouthCenter[1] - 0.017, mouthCenter[2] - 0.004], 0.008, false) * 0.5, 0.88, 0.82, 0.82);
    Tint(color, Smooth(0.35, 0.65, region("lips")), 0.88, 0.62, 0.6);
    Tint(color, Smooth(0.3, 0.9, region("neck")) * 0.6, 0.96, 0.93, 0.9);
    Tint(color, Smooth(0.4, 0.8, region("scalp")) * 0.3, 0.96, 0.94, 0.93);
}

async function PaintAlbedoAsync(geometry: ILookGeometry, surface: ISkinSurface, occlusion: Float32Array): Promise<Buffer> {
    const { head } = geometry;
    const { size, triangle } = surface.map;
    const tones = await LoadBroadTonesAsync(geometry.skinPicture(SourceSkin), 5);
    const colors = new Float32Array(size * size * 3);
    const color = [0, 0, 0];
    const cheekSum = [0, 0, 0];
    let cheekWeight = 0;
    const { eyeL, noseTip } = geometry.landmarks;
    for (let texel = 0; texel < size * size; texel++) {
        if (triangle[texel] < 0) {
            continue;
        }
        const u = AtTexel(surface.map, head, head.makeHumanUv, 2, 0, texel);
        const v = AtTexel(surface.map, head, head.makeHumanUv, 2, 1, texel);
        const scalp = Smooth(0.2, 0.7, RegionAt(geometry, surface.map, head.regions.scalp, texel));
        const brow = Smooth(0.1, 0.6, RegionAt(geometry, surface.map, head.regions.brows, texel));
        const uneven = surface.mottle[texel];
        const open = AtTexel(surface.map, head, occlusion, 1, 0, texel);
        const island = head.island[head.indices[triangle[texel]]];
        for (let c = 0; c < 3; c++) {
            // A part of the source's broad tones; none where hair is painted on it.
            const tone = Math.pow(SamplePicture(tones, u, v, c) / [0.68, 0.42, 0.29][c], 0.4);
            color[c] = Mix(Math.min(1.15, Math.max(0.7, tone)), [1, 0.98, 0.96][c], Math.max(scalp, brow * 0.7));
            color[c] *= 1 + uneven * [0.09, 0.17, 0.18][c] - surface.pore[texel] * [0.08, 0.13, 0.14][c];
            // Light that is reflected between close skin is red, so hidden places keep red longest.
            color[c] *= Math.pow(open, [0.22, 0.4, 0.42][c]);
        }
        if (island === 0) {
            PaintZones(geometry, surface, texel, color);
            const [x, y, z] = [surface.position[texel * 3], surface.position[texel * 3 + 1], surface.position[texel * 3 + 2]];
            const weight = Math.max(0, Spot(x, y, z, [eyeL[0] * 1.2, noseTip[1] + 0.002, noseTip[2] - 0.04], 0.016, true) - 0.3);
            cheekWeight += weight;
            color.forEach((value, c) => (cheekSum[c] += value * weight));
        } else {
            const depth = Math.pow(open, 0.5);
            color.splice(0, 3, ...(island === 1 ? [0.34 * depth, 0.1 * depth, 0.09 * depth] : [0.5 * depth, 0.3 * depth, 0.28 * depth]));
        }
        colors.set(color, texel * 3);
    }
    const gray = cheekSum.reduce((sum, value) => sum + value, 0) / 3 / cheekWeight;
    // The cheek keeps some of its red: normalising it away would turn the rest of the face green.
    const gain = cheekSum.map((value) => CheekLevel / Mix(gray, value / cheekWeight, CheekShare));
    const bytes = Buffer.alloc(size * size * 3, 230);
    for (let i = 0; i < colors.length; i++) {
        if (triangle[Math.floor(i / 3)] >= 0) {
            bytes[i] = SrgbByte(colors[i] * gain[i % 3]);
        }
    }
    return await sharp(bytes, { raw: { width: size, height: size, channels: 3 } })
        .webp({ quality: 90, effort: 5 })
        .toBuffer();
}

/** Tangent-space normals of the relief; the slope is measured on the surface, in metres. */
async function PaintNormalsAsync(geometry: ILookGeometry, surface: ISkinSurface): Promise<Buffer> {
    const { size, triangle } = surface.map;
    const { position, height } = surface;
    const bytes = Buffer.alloc(size * size * 3);
    const span = (a: number, b: number) =>
        Math.hypot(position[a * 3] - position[b * 3], position[a * 3 + 1] - position[b * 3 + 1], position[a * 3 + 2] - position[b * 3 + 2]);
    for (let y = 0; y < size; y++) {
        for (let x = 0; x < size; x++) {
            const texel = y * size + x;
            let across = 0;
            let up = 0;
            if (x > 0 && y > 0 && x < size - 1 && y < size - 1) {
                const near = [texel - 1, texel + 1, texel - size, texel + size];
                const inside = near.every((t) => triangle[t] >= 0) && triangle[texel] >= 0;
                if (inside && geometry.head.island[geometry.head.indices[triangle[texel]]] === 0) {
                    across = (-(height[texel + 1] - height[texel - 1]) * Relief) / Math.max(span(texel + 1, texel - 1), 2e-4);
                    up = ((height[texel + size] - height[texel - size]) * Relief) / Math.max(span(texel + size, texel - size), 2e-4);
                }
            }
            const length = Math.hypot(across, up, 1);
            bytes[texel * 3] = Byte((across / length) * 0.5 + 0.5);
            bytes[texel * 3 + 1] = Byte((up / length) * 0.5 + 0.5);
            bytes[texel * 3 + 2] = Byte(0.5 / length + 0.5);
        }
    }
    return await sharp(bytes, { raw: { width: size, height: size, channels: 3 } })
        .webp({ quality: 86, effort: 5 })
        .toBuffer();
}

async function PaintSurfaceAsync(geometry: ILookGeometry, surface: ISkinSurface, occlusion: Float32Array): Promise<Buffer> {
    const { size, triangle } = surface.map;
    const { head, landmarks } = geometry;
    const { noseTip, forehead, chin, eyeL } = landmarks;
    const step = AlbedoSize / SurfaceSize;
    const bytes = Buffer.alloc(SurfaceSize * SurfaceSize * 3);
    for (let i = 0; i < SurfaceSize * SurfaceSize; i++) {
        const texel = Math.floor(i / SurfaceSize) * step * size + (i % SurfaceSize) * step;
        if (triangle[texel] < 0) {
            bytes.set([255, 128, 0], i * 3);
            continue;
        }
        const [x, y, z] = [surface.position[texel * 3], surface.position[texel * 3 + 1], surface.position[texel * 3 + 2]];
        const region = (name: keyof typeof head.regions) => RegionAt(geometry, surface.map, head.regions[name], texel);
        // The T-zone and the upper cheeks are oily.
        const oily = Math.max(
            Spot(x, y, z, [0, noseTip[1] + 0.008, noseTip[2]], 0.016, false),
            Spot(x, y, z, forehead, 0.03, false) * 0.75,
            Spot(x, y, z, chin, 0.012, false) * 0.6,
            Spot(x, y, z, [eyeL[0] * 1.25, eyeL[1] - 0.024, eyeL[2]], 0.014, true) * 0.55,
        );
        let roughness = 0.56 + surface.mottle[texel] * 0.1 + surface.pore[texel] * 0.12 - oily * 0.15;
        roughness = Mix(roughness, 0.38 + surface.mottle[texel] * 0.1, Smooth(0.4, 0.6, region("lips")));
        roughness = Mix(roughness, 0.34, Smooth(0.4, 0.9, region("eyeSocket")));
        if (head.island[head.indices[triangle[texel]]] > 0) {
            roughness = 0.7;
        }
        // Where the lips meet, each shades the other: no light glances off there.
        const meeting = Math.exp(-(((y - landmarks.mouthCenter[1]) / 0.0022) ** 2)) * Smooth(0.3, 0.7, region("lips"));
        const open = AtTexel(surface.map, head, occlusion, 1, 0, texel) * (1 - 0.65 * meeting);
        bytes.set([Byte(open), Byte(Mix(roughness, 0.95, meeting)), 0], i * 3);
    }
    return await sharp(bytes, { raw: { width: SurfaceSize, height: SurfaceSize, channels: 3 } })
        .webp({ quality: 85, effort: 5 })
        .toBuffer();
}

/**
 * Paints the pictures of the skin.
 * @param geometry the head
 * @param occlusion ambient occlusion of the head's vertices
 * @returns encoded WebP pictures
 */
export async function BuildSkinPicturesAsync(geometry: ILookGeometry, occlusion: Float32Array): Promise<ISkinPictures> {
    const surface = BuildSkinSurface(geometry, RasterizeTexels(geometry.head, AlbedoSize, 8));
    return {
        albedo: await PaintAlbedoAsync(geometry, surface, occlusion),
        normal: await PaintNormalsAsync(geometry, surface),
        surface: await PaintSurfaceAsync(geometry, surface, occlusion),
    };
}
