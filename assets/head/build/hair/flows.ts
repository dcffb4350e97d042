import { type Point } from "./ground.js";

/** Smooth step from 0 at `from` to 1 at `to`. */
export function Smooth(from: number, to: number, x: number): number {
    const t = Math.max(0, Math.min(1, (x - from) / (to - from)));
    return t * t * (3 - 2 * t);
}

/** 1 on top of the head, 0 at its sides and back. */
export function Top(p: Point): number {
    return Smooth(7.8, 8.15, p[1] - 0.1 * Math.abs(p[0]));
}

/** 1 at the front hairline, 0 elsewhere. */
export function Front(p: Point): number {
    return Smooth(0.75, 1.1, p[2]) * Smooth(7.6, 7.9, p[1]);
}

/** Combed back over the head, down at the back. */
export function Back(p: Point): Point {
    return [p[0] * 0.2, p[2] > 0.3 ? 0.25 : -1, p[2] > -0.1 ? -1 : -0.1];
}

/** Down on all sides, away from the face. */
export function Down(p: Point): Point {
    const side = p[0] < 0 ? -1 : 1;
    const onFace = Smooth(0.55, 1.05, p[2]) * Smooth(6.2, 7.4, p[1]);
    return [side * (0.25 + 1.1 * onFace * Smooth(0.7, 0.3, Math.abs(p[0]))), -1 + 0.45 * onFace, -0.55 * onFace];
}

/** Parted at x, then down. */
export function Parted(at: number): (p: Point, root: Point) => Point {
    return (p, root) => {
        const side = root[0] < at ? -1 : 1;
        const top = Smooth(7.7, 8.25, p[1]);
        const onFace = Smooth(0.55, 1.05, p[2]) * Smooth(6.2, 7.4, p[1]) * Smooth(0.72, 0.35, Math.abs(p[0]));
        return [side * (0.03 + 1.2 * top + 1.1 * onFace), -1 + 0.5 * top, -0.3 * top - 0.6 * onFace + 0.05];
    };
}

/** Forward and down over the forehead. */
export function Forward(p: Point): Point {
    return [p[0] * 0.25, p[2] > 0.9 ? -0.9 : 0.05, p[2] > 0.9 ? 0.35 : 1];
}

/** Keeps hair out of the face: below 0 where eyes, nose and mouth are. */
export function ClearOfFace(p: Point): number {
    return p[2] > 0.85 && Math.abs(p[0]) < 0.52 && p[1] < 7.72 ? -1 : 1;
}

/** Keeps a fringe above the brows. */
export function ClearOfBrows(p: Point): number {
    return p[2] > 0.8 && p[1] < 7.66 ? -1 : 1;
}
