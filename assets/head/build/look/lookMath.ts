import { LinearToSrgb } from "../../../../src/face/srgb.js";

/** Clamps to 0..1. */
export function Clamp01(x: number): number {
    return x < 0 ? 0 : x > 1 ? 1 : x;
}

/** Smooth step from 0 at `edge0` to 1 at `edge1`; the edges may be in either order. */
export function Smooth(edge0: number, edge1: number, x: number): number {
    const t = Clamp01((x - edge0) / (edge1 - edge0));
    return t * t * (3 - 2 * t);
}

/** Linear blend. */
export function Mix(a: number, b: number, t: number): number {
    return a + (b - a) * t;
}

/** A byte, rounded. */
export function Byte(x: number): number {
    return Math.round(Clamp01(x) * 255);
}

/** The sRGB-encoded byte of a linear value. */
export function SrgbByte(linear: number): number {
    return Byte(LinearToSrgb(linear));
}
