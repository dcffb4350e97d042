import { type Point } from "./ground.js";

/** A vector of length 1; a zero vector stays. */
export function Unit(v: Point): Point {
    const length = Math.hypot(v[0], v[1], v[2]) || 1;
    return [v[0] / length, v[1] / length, v[2] / length];
}

/** From a (t = 0) to b (t = 1). */
export function Mix(a: Point, b: Point, t: number): Point {
    return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

/** a + b t. */
export function AddScaled(a: Point, b: Point, t: number): Point {
    return [a[0] + b[0] * t, a[1] + b[1] * t, a[2] + b[2] * t];
}

/** The dot product. */
export function Dot(a: Point, b: Point): number {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** The cross product. */
export function Cross(a: Point, b: Point): Point {
    return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Turns a vector about a unit axis that is perpendicular to it, radians. */
export function Turn(v: Point, axis: Point, angle: number): Point {
    const c = Cross(axis, v);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return [v[0] * cos + c[0] * sin, v[1] * cos + c[1] * sin, v[2] * cos + c[2] * sin];
}
