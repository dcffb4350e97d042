import sharp from "sharp";

import { Chance } from "../hair/strands.js";
import { Byte, Clamp01, Mix, Smooth, SrgbByte } from "./lookMath.js";
import { ValueNoise } from "./noise.js";

/** Pictures of strands that hair styles share. */
export type HairAtlas = "straight" | "curly";

/** Columns of the pictures: u from, u to. The cap's column is opaque. */
export const AtlasColumns = {
    dense: [0.005, 0.155],
    full: [0.165, 0.315],
    thin: [0.325, 0.475],
    wisps: [0.485, 0.615],
    cap: [0.64, 0.99],
} as const;

const Size = 512;

interface IStrokes {
    readonly count: number;
    readonly width: number;
    /** Where strands end at the earliest, 0 root to 1 tip. */
    readonly ends: number;
}

const Strokes: Readonly<Record<keyof typeof AtlasColumns, IStrokes>> = {
    dense: { count: 70, width: 1.7, ends: 0.8 },
    full: { count: 48, width: 1.6, ends: 0.7 },
    thin: { count: 26, width: 1.4, ends: 0.6 },
    wisps: { count: 11, width: 1.2, ends: 0.5 },
    cap: { count: 260, width: 1.8, ends: 1.2 },
};

/**
 * Paints strands as grey values for the hair's colour, roots at the top.
 * @param atlas straight strands or curls
 * @returns WebP with alpha
 */
export async function BuildHairAtlasAsync(atlas: HairAtlas): Promise<Buffer> {
    const cover = new Float32Array(Size * Size);
    const value = new Float32Array(Size * Size);
    Object.entries(AtlasColumns).forEach(([name, [from, to]], column) => {
        const { count, width, ends } = Strokes[name as keyof typeof AtlasColumns];
        const span = (to - from) * Size;
        for (let s = 0; s < count; s++) {
            const chance = (salt: number): number => Chance(column * 1000 + s, salt);
            const start = from * Size + span * (0.06 + 0.88 * chance(1));
            const end = ends + (1.02 - ends) * chance(2);
            const tone = 0.55 + 0.75 * chance(3);
            const phase = chance(4) * 6.28;
            const curl = atlas === "curly" ? 0.16 * span * (0.5 + chance(5)) : 0.03 * span;
            const turns = atlas === "curly" ? 4 + 3 * chance(6) : 0.8 + chance(6);
            const lean = (chance(7) - 0.5) * 0.25 * span;
            for (let y = 0; y < Size; y++) {
                const t = y / Size;
                if (t > end) {
                    break;
                }
                const middle = start + lean * t + curl * Math.sin(phase + turns * 6.28 * t) * Math.min(1, t * 4);
                const taper = width * Mix(1, 0.45, Smooth(end - 0.35, end, t));
                for (let x = Math.floor(middle - 4); x <= middle + 4; x++) {
                    if (x < from * Size || x >= to * Size) {
                        continue;
                    }
                    const ink = Math.exp(-(((x - middle) / taper) ** 2));
                    const i = y * Size + x;
                    if (ink > 0.05) {
                        const near = ink * 0.9;
                        value[i] = value[i] * (1 - near) + tone * near;
                        cover[i] = Math.max(cover[i], ink);
                    }
                }
            }
        }
    });
    const bytes = Buffer.alloc(Size * Size * 4);
    for (let i = 0; i < Size * Size; i++) {
        const [u, t] = [(i % Size) / Size, Math.floor(i / Size) / Size];
        const isCap = u >= AtlasColumns.cap[0] - 0.012;
        const shade = isCap ? 0.62 : Mix(0.62, 1, Smooth(0, 0.45, t));
        const tone = cover[i] > 0.02 ? value[i] : isCap ? 0.6 : 0.8;
        bytes.fill(SrgbByte(0.62 * tone * shade * Mix(0.85, 1.1, ValueNoise(u * 40, t * 6, 3))), i * 4, i * 4 + 3);
        bytes[i * 4 + 3] = isCap ? 255 : Byte(Clamp01(cover[i] * 1.15) * Smooth(0, 0.07, t) * Smooth(1, 0.985, t));
    }
    return await sharp(bytes, { raw: { width: Size, height: Size, channels: 4 } })
        .webp({ quality: 80, alphaQuality: 90, effort: 5 })
        .toBuffer();
}
