import { Mix, Smooth } from "../look/lookMath.js";
import { CellNoise, ValueNoise } from "../look/noise.js";
import { type ILookGeometry } from "../lookGeometry.types.js";
import { LidMargin } from "./areas.js";
import { type ICanvas, type ISkinPoint, type Paint } from "./paintArea.js";

/** A point about the eye, millimetres. */
interface ILidPoint extends ISkinPoint {
    /** From the lid's margin. */
    readonly off: number;
    /** Above the line through the corners of the eye. */
    readonly isUpper: boolean;
    /** 0 at the inner corner, 1 at the outer one. */
    readonly along: number;
    /** Beyond the outer corner, and above its height. */
    readonly beyond: number;
    readonly height: number;
}

/** A soft band above the lid's margin, wider towards `peak` (0 inner, 1 outer corner). */
function Lid(p: ILidPoint, reach: number, peak: number): number {
    const width = reach * (0.55 + 0.45 * Math.exp(-(((p.along - peak) / 0.5) ** 2)));
    const ends = Smooth(-0.12, 0.12, p.along) * Smooth(1.35, 0.95, p.along);
    return p.isUpper ? Smooth(width, width * 0.35, p.off) * ends : 0;
}

/** A soft band below the eye. */
function Below(p: ILidPoint, reach: number): number {
    return p.isUpper ? 0 : Smooth(reach, reach * 0.2, p.off) * Smooth(0.05, 0.5, p.along) * Smooth(1.2, 0.95, p.along);
}

/** A line on the upper lid that widens outwards and leaves it in a tip. */
function Wing(p: ILidPoint): number {
    const width = Mix(0.5, 2.1, Smooth(0, 1, p.along));
    const line = p.isUpper ? Smooth(width + 0.35, width - 0.35, p.off) * Smooth(-0.02, 0.12, p.along) * Smooth(1.12, 1.02, p.along) : 0;
    const length = 9;
    const center = 0.55 * p.beyond + 0.6;
    const half = 1.5 * (1 - p.beyond / length);
    const tail = p.beyond > -1.5 && p.beyond < length ? Smooth(half + 0.3, half - 0.3, Math.abs(p.height - center)) : 0;
    return Math.max(line, half > 0 ? tail : 0);
}

/** How each eye shadow is painted. */
export const EyePaints: Readonly<Record<string, (p: ILidPoint) => Paint>> = {
    soft: (p) => [0.09, 0.035, 0.02, 0.82 * Math.max(Lid(p, 13, 0.75), 0.5 * Below(p, 3.5))],
    smoky: (p) => [0.018, 0.015, 0.017, 0.9 * Math.max(Lid(p, 13.5, 0.8), 0.75 * Below(p, 5.5))],
    winged: (p) => [0.008, 0.007, 0.008, 0.97 * Wing(p)],
    shimmer: (p) => {
        const fleck = Smooth(0.3, 0.1, CellNoise(p.x * 1300, p.y * 1300, p.z * 1300));
        const light = 0.75 + 0.5 * fleck + 0.2 * ValueNoise(p.x * 600, p.y * 600, p.z * 600);
        return [0.62 * light, 0.4 * light, 0.14 * light, 0.85 * Lid(p, 11, 0.45)];
    },
    vivid: (p) => {
        const outer = Smooth(0.25, 0.85, p.along);
        const violet = [Mix(0.02, 0.24, outer), Mix(0.32, 0.03, outer), Mix(0.38, 0.4, outer)];
        return [violet[0], violet[1], violet[2], 0.82 * Math.max(Lid(p, 17, 0.9), 0.6 * Below(p, 3))];
    },
};

/**
 * What eye shadow is painted by.
 * @param canvas the skin about the eyes
 * @param geometry the average head
 * @returns one point for each of the canvas
 */
export function MeasureLids(canvas: ICanvas, { head }: ILookGeometry): ILidPoint[] {
    const margin = LidMargin(head)
        .map((v) => [0, 1, 2].map((c) => head.positions[v * 3 + c] * 1000))
        .filter(([x]) => x > 0);
    const inner = margin.reduce((best, p) => (p[0] < best[0] ? p : best));
    const outer = margin.reduce((best, p) => (p[0] > best[0] ? p : best));
    return canvas.points.map((point): ILidPoint => {
        const [x, y, z] = [point.across * 1000, point.y * 1000, point.z * 1000];
        const off = margin.reduce((least, p) => Math.min(least, Math.hypot(p[0] - x, p[1] - y, p[2] - z)), Infinity);
        const along = (x - inner[0]) / (outer[0] - inner[0]);
        return {
            ...point,
            off,
            along,
            isUpper: y > Mix(inner[1], outer[1], along),
            beyond: Math.hypot(Math.max(0, x - outer[0]), Math.min(0, z - outer[2])) + Math.min(0, x - outer[0]),
            height: y - outer[1],
        };
    });
}
