import sharp from "sharp";

import { Chance } from "../hair/strands.js";
import { Byte, Clamp01, Mix, Smooth, SrgbByte } from "./lookMath.js";
import { ValueNoise } from "./noise.js";

/** Pictures of strands that hair styles share. */
export type HairAtlas = "straight" | "curly";

type AtlasCell = readonly [uFrom: number, uTo: number, vFrom: number, vTo: number];

/** Cells of the picture of straight strands, roots at the top; cap and braid are opaque. */
export const StraightCells = {
    dense: [0.004, 0.146, 0, 1],
    full: [0.154, 0.296, 0, 1],
    thin: [0.304, 0.446, 0, 1],
    wisps: [0.454, 0.566, 0, 1],
    coarse: [0.58, 0.7, 0, 1],
    cap: [0.735, 0.85, 0, 1],
    braid: [0.88, 0.995, 0, 1],
} as const satisfies Record<string, AtlasCell>;

/** Cells of the picture of curls: ribbons of ringlets, round tufts, and what lies beneath, which is opaque. */
export const CurlyCells = {
    dense: [0.004, 0.162, 0, 1],
    full: [0.17, 0.33, 0, 1],
    thin: [0.338, 0.49, 0, 1],
    tufts: [
        [0.5, 0.75, 0, 0.25],
        [0.75, 1, 0, 0.25],
        [0.5, 0.75, 0.25, 0.5],
        [0.75, 1, 0.25, 0.5],
        [0.5, 0.75, 0.5, 0.75],
        [0.75, 1, 0.5, 0.75],
    ],
    cap: [0.51, 0.99, 0.77, 0.99],
} as const satisfies Record<string, AtlasCell | readonly AtlasCell[]>;

const Size = 1024;

interface IStrokes {
    readonly count: number;
    /** Half a strand's width, pixels. */
    readonly width: number;
    /** Where strands begin at the latest, 0 root to 1 tip: roots of a lock lie beside and behind each other. */
    readonly starts: number;
    /** Where strands end at the earliest, 0 root to 1 tip. */
    readonly ends: number;
    /** Share of the cell that strands wander sideways, and how often. */
    readonly curl: number;
    readonly turns: number;
}

/** Grey values and coverage as strokes are laid over each other. */
class Canvas {
    public readonly cover = new Float32Array(Size * Size);
    public readonly value = new Float32Array(Size * Size).fill(0.7);

    public dab(x: number, y: number, radius: number, tone: number): void {
        const reach = Math.ceil(radius * 1.8);
        for (let py = Math.floor(y) - reach; py <= y + reach; py++) {
            for (let px = Math.floor(x) - reach; px <= x + reach; px++) {
                const ink = Math.exp(-(((px - x) ** 2 + (py - y) ** 2) / (radius * radius)));
                this.ink(px, py, ink, tone);
            }
        }
    }

    public row(x: number, y: number, radius: number, tone: number): void {
        const reach = Math.ceil(radius * 1.8);
        for (let px = Math.floor(x) - reach; px <= x + reach; px++) {
            this.ink(px, y, Math.exp(-(((px - x) / radius) ** 2)), tone);
        }
    }

    public ink(px: number, py: number, ink: number, tone: number): void {
        if (px < 0 || py < 0 || px >= Size || py >= Size || ink < 0.04) {
            return;
        }
        const i = py * Size + px;
        this.value[i] += (tone - this.value[i]) * ink * 0.9;
        this.cover[i] = Math.max(this.cover[i], ink);
    }
}

/** Tones of strands over a cell: broad locks of like tone, single strands that differ. */
function Tone(place: number, chance: number, seed: number): number {
    return 0.3 + 0.55 * ValueNoise(place * 6, seed, 5) + 0.4 * chance ** 1.4;
}

function PaintStrands(canvas: Canvas, [from, to]: AtlasCell, strokes: IStrokes, seed: number): void {
    const span = (to - from) * Size;
    for (let s = 0; s < strokes.count; s++) {
        const chance = (salt: number): number => Chance(seed * 1000 + s, salt);
        const place = chance(1);
        const wander = strokes.curl * span * (0.4 + 0.6 * chance(5));
        const room = Math.max(0.05, 0.5 - (wander + 2) / span);
        const start = from * Size + span * (0.5 + (place - 0.5) * 2 * room);
        const begin = strokes.starts * (0.6 * chance(8) + 0.4 * ValueNoise(place * 7, seed, 11));
        const end = strokes.ends + (1.02 - strokes.ends) * (0.45 * chance(2) + 0.55 * ValueNoise(place * 6, seed, 8));
        // Strands of a lock turn together.
        const phase = ValueNoise(place * 5, seed, 1) * 9 + chance(4) * 1.2;
        const turns = strokes.turns * (0.9 + 0.2 * chance(6));
        const lean = (chance(7) - 0.5) * 0.16 * span;
        const tone = Tone(place, chance(3), seed);
        for (let y = Math.floor(begin * Size); y < Size && y / Size <= end; y++) {
            const t = y / Size;
            const taper = Mix(0.4, 1, Smooth(begin - 0.01, begin + 0.05, t)) * Mix(1, 0.35, Smooth(end - 0.3, end, t));
            const x = start + lean * t * room * 2 + wander * Math.sin(phase + turns * 6.28 * t) * Math.min(1, t * 4 + 0.2);
            const inside = Math.min(from * Size + span - 1.5, Math.max(from * Size + 1.5, x));
            canvas.row(inside, y, strokes.width * taper, tone);
        }
    }
}

/** A round tuft: many small coils, dense in the middle, loose at its border. */
function PaintTuft(canvas: Canvas, [uFrom, uTo, vFrom, vTo]: AtlasCell, seed: number): void {
    const [cx, cy] = [((uFrom + uTo) / 2) * Size, ((vFrom + vTo) / 2) * Size];
    const half = ((uTo - uFrom) / 2) * Size;
    for (let s = 0; s < 75; s++) {
        const chance = (salt: number): number => Chance(seed * 3001 + s, salt);
        const angle = chance(1) * 6.28;
        const far = Math.sqrt(chance(2)) * 0.68;
        const [x0, y0] = [cx + Math.cos(angle) * far * half, cy + Math.sin(angle) * far * half];
        const coil = half * (0.13 + 0.13 * chance(3));
        const [arc, start] = [3 + 4 * chance(4), chance(5) * 6.28];
        const squash = 0.45 + 0.55 * chance(6);
        const turn = chance(7) * 3.14;
        const tone = 0.32 + 0.7 * (s / 75) * (0.5 + chance(8));
        const steps = Math.ceil(arc * coil * 0.4);
        for (let k = 0; k <= steps; k++) {
            const a = start + (arc * k) / steps;
            const [x, y] = [Math.cos(a) * coil, Math.sin(a) * coil * squash];
            canvas.dab(x0 + x * Math.cos(turn) - y * Math.sin(turn), y0 + x * Math.sin(turn) + y * Math.cos(turn), 4.2, tone);
        }
    }
}

/** A braid of three, or a twisted lock: strands cross in a row of V. */
function BraidValue(u: number, t: number): number {
    const across = Math.abs(u - 0.5) * 2;
    const row = (t * 26 + across * 0.7) % 1;
    const bulge = Math.sin(Math.PI * row) ** 0.6;
    return (0.2 + 0.55 * bulge) * (0.8 + 0.4 * ValueNoise(u * 60 + row * 8, t * 90, 2));
}

function PaintStraight(canvas: Canvas): void {
    const { dense, full, thin, wisps, coarse, cap } = StraightCells;
    PaintStrands(canvas, dense, { count: 150, width: 1.6, starts: 0.13, ends: 0.76, curl: 0.02, turns: 0.8 }, 1);
    PaintStrands(canvas, full, { count: 85, width: 1.5, starts: 0.13, ends: 0.68, curl: 0.03, turns: 0.9 }, 2);
    PaintStrands(canvas, thin, { count: 38, width: 1.4, starts: 0.1, ends: 0.6, curl: 0.04, turns: 1 }, 3);
    PaintStrands(canvas, wisps, { count: 14, width: 1.3, starts: 0.1, ends: 0.5, curl: 0.05, turns: 1 }, 4);
    PaintStrands(canvas, coarse, { count: 17, width: 3.6, starts: 0.12, ends: 0.6, curl: 0.06, turns: 0.6 }, 9);
    PaintStrands(canvas, cap, { count: 200, width: 1.7, starts: 0, ends: 1.2, curl: 0.01, turns: 0.7 }, 5);
}

function PaintCurly(canvas: Canvas): void {
    const { dense, full, thin, tufts } = CurlyCells;
    PaintStrands(canvas, dense, { count: 110, width: 1.8, starts: 0.13, ends: 0.78, curl: 0.16, turns: 4.5 }, 6);
    PaintStrands(canvas, full, { count: 70, width: 1.8, starts: 0.12, ends: 0.78, curl: 0.2, turns: 5 }, 7);
    PaintStrands(canvas, thin, { count: 34, width: 1.7, starts: 0.1, ends: 0.65, curl: 0.24, turns: 5.5 }, 8);
    tufts.forEach((cell, i) => PaintTuft(canvas, cell, 20 + i));
}

/** Value and alpha where nothing but the cell decides: opaque cells; null else. */
function Opaque(atlas: HairAtlas, u: number, t: number, value: number): number | null {
    if (atlas === "curly") {
        return u > 0.5 && t > 0.755 ? 0.25 + 0.5 * ValueNoise(u * 150, t * 150, 4) : null;
    }
    const [from, to] = StraightCells.braid;
    if (u > 0.865) {
        return BraidValue(Clamp01((u - from) / (to - from)), t);
    }
    return u > 0.72 ? value : null;
}

/**
 * Paints strands as grey values for the hair's colour.
 * @param atlas straight strands or curls
 * @returns WebP with alpha
 */
export async function BuildHairAtlasAsync(atlas: HairAtlas): Promise<Buffer> {
    const canvas = new Canvas();
    (atlas === "straight" ? PaintStraight : PaintCurly)(canvas);
    const bytes = Buffer.alloc(Size * Size * 4);
    for (let i = 0; i < Size * Size; i++) {
        const [u, t] = [(i % Size) / Size, Math.floor(i / Size) / Size];
        const opaque = Opaque(atlas, u, t, canvas.value[i]);
        const isTuft = atlas === "curly" && u > 0.5;
        const ends = isTuft ? 1 : Smooth(0, 0.05, t) * Smooth(1, 0.985, t);
        bytes.fill(SrgbByte(0.74 * (opaque ?? canvas.value[i])), i * 4, i * 4 + 3);
        bytes[i * 4 + 3] = opaque === null ? Byte(Clamp01(canvas.cover[i] * 1.15) * ends) : 255;
    }
    return await sharp(bytes, { raw: { width: Size, height: Size, channels: 4 } })
        .webp({ quality: 76, alphaQuality: 85, effort: 5 })
        .toBuffer();
}
