import { ScalpWeight } from "../regions.js";
import { type Point } from "./ground.js";

/** Smooth step from 0 at `from` to 1 at `to`. */
export function Smooth(from: number, to: number, x: number): number {
    const t = Math.max(0, Math.min(1, (x - from) / (to - from)));
    return t * t * (3 - 2 * t);
}

/** 1 on top of the head, 0 at its sides and back. */
export function Top(p: Point): number {
    return Smooth(7.75, 8.12, p[1] - 0.12 * Math.abs(p[0]));
}

/** 1 at the front hairline, 0 elsewhere. */
export function Front(p: Point): number {
    return Smooth(0.6, 1.1, p[2]) * Smooth(7.6, 7.95, p[1]);
}

function Blend(a: Point, b: Point, t: number): Point {
    return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

/** Combed back over the head, down at the back. */
export function Back(p: Point): Point {
    return [p[0] * 0.25, p[2] > 0.4 ? 0.3 : -0.4 - Math.max(0, -p[2]), p[2] > -0.2 ? -1 : -0.15];
}

/** Close to the sides: down and back. */
export function SidesDown(p: Point): Point {
    return [p[0] * 0.1, -1, -0.35 + 0.2 * Smooth(0, -0.4, p[2])];
}

/** One flow on top, another at the sides and back. */
export function OnTop(top: (p: Point, root: Point) => Point, sides: (p: Point, root: Point) => Point): (p: Point, root: Point) => Point {
    return (p, root) => Blend(sides(p, root), top(p, root), Top(p));
}

/** Down on all sides, away from the face. */
export function Down(p: Point): Point {
    const side = p[0] < 0 ? -1 : 1;
    const onFace = Smooth(0.55, 1.05, p[2]) * Smooth(6.2, 7.4, p[1]);
    return [side * (0.25 + 1.1 * onFace * Smooth(0.7, 0.3, Math.abs(p[0]))), -1 + 0.45 * onFace, -0.55 * onFace];
}

/** Parted at x, then down, past the face. */
export function Parted(at: number): (p: Point, root: Point) => Point {
    return (p, root) => {
        const side = root[0] < at ? -1 : 1;
        const top = Smooth(7.7, 8.25, p[1]);
        const onFace = Smooth(0.55, 1.05, p[2]) * Smooth(6.2, 7.4, p[1]) * Smooth(0.72, 0.35, Math.abs(p[0]));
        return [side * (0.03 + 1.2 * top + 1.1 * onFace), -1 + 0.5 * top, -0.3 * top - 0.6 * onFace + 0.05];
    };
}

/** From the parting over the top to the right and left, falling from there. */
export function Swept(at: number): (p: Point, root: Point) => Point {
    return (p, root) => {
        const right = root[0] < at;
        const over = Smooth(-0.72, -0.4, p[0]);
        return right ? [-1, -0.9 * (1 - over), 0.12 - 0.35 * Smooth(0.9, 0.2, p[2])] : [0.8, -0.8, -0.3];
    };
}

/** Forward and down over the forehead. */
export function Forward(p: Point): Point {
    return [p[0] * 0.3, p[2] > 1 ? -0.9 : 0, p[2] > 1 ? 0.35 : 1];
}

/** Keeps hair out of the face: below 0 where eyes, nose and mouth are. */
export function ClearOfFace(p: Point): number {
    return p[2] > 0.85 && Math.abs(p[0]) < 0.52 && p[1] < 7.72 ? -1 : 1;
}

/** Keeps a fringe above the brows. */
export function ClearOfBrows(p: Point): number {
    return p[2] > 0.8 && p[1] < 7.6 ? -1 : 1;
}

/** Lets go of what hangs below the ears. */
export function Hanging(p: Point): number {
    return 0.7 * Smooth(7.1, 7.6, p[1]);
}

/** Keeps broad locks off the front hairline: their ends lie on hair, where no step is seen, and not on the forehead. */
export function BehindHairline(p: Point): boolean {
    return p[2] < 0.5 || ScalpWeight(...p) > 0.7;
}
