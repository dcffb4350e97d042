import { Mix, Smooth } from "../look/lookMath.js";
import { CellNoise, ValueNoise } from "../look/noise.js";
import { type ILookGeometry } from "../lookGeometry.types.js";
import { type ICanvas, type ISkinPoint } from "./paintArea.js";

/** A point of the lips as lipstick sees it. */
interface ILipPoint extends ISkinPoint {
    /** Metres inside the border of the lips' red; negative outside. */
    readonly inside: number;
    /** 0 on the border, 1 where the lips meet. */
    readonly depth: number;
    readonly isUpper: boolean;
    /** 0 in the middle, 1 at the corner of the mouth. */
    readonly along: number;
}

/** Grey value for the lipstick's colour, and coverage. */
type LipPaint = readonly [value: number, alpha: number];

/** Half the width of a painted edge, metres. */
const EdgeWidth = 0.0003;
const Millimetre = 0.001;

/** Coverage that ends where the lips do, or `grow` metres beyond. */
function Edge({ inside }: ILipPoint, grow = 0, width = EdgeWidth): number {
    return Smooth(-width, width, inside + grow);
}

function Bump(x: number, center: number, width: number): number {
    return Math.exp(-(((x - center) / width) ** 2));
}

/** Irregular patches, 0..1. */
function Patches({ x, y, z }: ISkinPoint, frequency: number): number {
    return 0.65 * ValueNoise(x * frequency, y * frequency, z * frequency) + 0.35 * ValueNoise(x * frequency * 3, y * frequency * 3, 9);
}

function Flecks({ x, y, z }: ISkinPoint): number {
    return Smooth(0.5, 0.25, CellNoise(x * 950, y * 950, z * 950)) * Smooth(0.25, 0.5, ValueNoise(x * 900, y * 900, z * 900 + 5));
}

/** How far a sharp and a round cupid's bow go beyond the lips' own, metres. */
function SharpBow({ across, isUpper }: ILipPoint): number {
    const peak = Math.max(0, 1 - Math.abs(across / Millimetre - 5.5) / 4.5);
    return isUpper ? (1.25 * peak - 1.1 * Math.max(0, 1 - across / Millimetre / 3)) * Millimetre : 0;
}

function RoundBow({ across, isUpper }: ILipPoint): number {
    return isUpper ? (1.7 * Bump(across / Millimetre, 0, 5) - 0.9 * Bump(across / Millimetre, 13, 6)) * Millimetre : 0;
}

/** How each lipstick is painted; grey values below 1 darken its colour. */
export const LipPaints: Readonly<Record<string, (p: ILipPoint) => LipPaint>> = {
    sheer: (p) => [0.9, 0.42 * Edge(p, -0.2 * Millimetre, 0.0011)],
    satin: (p) => [0.92, 0.9 * Edge(p)],
    matte: (p) => [0.84, 0.98 * Edge(p, 0.1 * Millimetre)],
    gloss: (p) => [0.96, 0.84 * Edge(p, -0.15 * Millimetre)],
    overlined: (p) => [0.9, 0.95 * Edge(p, 1.5 * Millimetre * (1 - p.along ** 4))],
    blotted: (p) => [0.86, 0.85 * Smooth(0.1, 0.62, p.depth + (Patches(p, 420) - 0.5) * 0.5) * Smooth(1, 0.6, p.along)],
    gradientIn: (p) => [Mix(1, 0.7, p.depth), Math.min(1, 1.05 * Smooth(0.12, 0.85, p.depth))],
    gradientOut: (p) => [Mix(0.28, 1, Smooth(0.05, 0.55, p.depth)), 0.94 * Edge(p, 0.2 * Millimetre)],
    liner: (p) => [0.62, 0.94 * Edge(p, 0.5 * Millimetre) * Smooth(1.6 * Millimetre, 0.8 * Millimetre, p.inside)],
    linerLight: (p) => {
        const rim = Smooth(1.8 * Millimetre, 1 * Millimetre, p.inside);
        return [Mix(1, 0.3, rim), Mix(0.5, 0.95, rim) * Edge(p, 0.5 * Millimetre)];
    },
    bowSharp: (p) => [0.9, 0.95 * Edge(p, SharpBow(p), EdgeWidth * 0.7)],
    bowRound: (p) => [0.9, 0.95 * Edge(p, RoundBow(p))],
    upper: (p) => [0.9, p.isUpper ? 0.95 * Edge(p) : 0],
    lower: (p) => [0.9, p.isUpper ? 0 : 0.95 * Edge(p)],
    twoTone: (p) => [p.isUpper ? 0.28 : 1, 0.95 * Edge(p)],
    glitter: (p) => [Mix(0.3, 1, Flecks(p)), 0.94 * Edge(p)],
    worn: (p) => {
        const left = Smooth(0.42, 0.3, p.depth * 0.75 + (Patches(p, 700) - 0.5) * 0.9);
        return [0.86, 0.92 * Edge(p) * Mix(0.12, 1, left)];
    },
    bud: (p) => {
        // Round below, narrower towards the edge of the lips.
        const reach = (p.isUpper ? 9 + 3 * p.depth : 7 + 5 * Math.sqrt(p.depth)) * Millimetre;
        return [0.9, 0.97 * Edge(p, 0.2 * Millimetre) * Smooth(reach + 0.6 * Millimetre, reach - 0.6 * Millimetre, p.across)];
    },
};

/**
 * What lipstick is painted by.
 * @param canvas the lips
 * @param geometry the average head
 * @returns one point for each of the canvas
 */
export function MeasureLips(canvas: ICanvas, { head, landmarks }: ILookGeometry): ILipPoint[] {
    const { lipDepth, upperLip } = head.regions;
    const raw = canvas.points.map((point) => ({
        point,
        depth: canvas.at(lipDepth, point) * 2 - 1,
    }));
    const border = raw.filter(({ depth }) => Math.abs(depth) < 0.02).map(({ point }) => point);
    const halfWidth = landmarks.mouthCornerL[0];
    const middle = landmarks.mouthCenter[1];
    return raw.map(({ point, depth }) => {
        let nearest = Infinity;
        for (const { x, y, z } of border) {
            nearest = Math.min(nearest, (x - point.x) ** 2 + (y - point.y) ** 2 + (z - point.z) ** 2);
        }
        const upper = canvas.at(upperLip, point);
        return {
            ...point,
            inside: Math.sign(depth) * Math.sqrt(nearest),
            depth: Math.max(0, depth),
            isUpper: depth > 0.15 ? upper > 0.4 : point.y > middle,
            along: Math.min(1, point.across / halfWidth),
        };
    });
}

/**
 * The paint of a lipstick at a point: furrows and the line between the lips stay visible.
 * @param style option id
 * @param p the point
 * @returns grey value and coverage
 * @throws when there is no such lipstick
 */
export function PaintLips(style: string, p: ILipPoint): LipPaint {
    const [value, alpha] = LipPaints[style](p);
    const furrow = ValueNoise(p.x * 1500, p.y * 150, p.z * 150) - 0.5;
    return [value * (1 + 0.07 * furrow) * (1 - 0.45 * Smooth(0.72, 0.95, p.depth)), alpha];
}
