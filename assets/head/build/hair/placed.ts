import { type Point } from "./ground.js";
import { Chance, type IStrand } from "./strands.js";
import { AddScaled, Cross, Dot, Mix, Unit } from "./vectors.js";

/** Outward direction across a strand, from the middle of what it is part of. */
function Outward(point: Point, middle: Point, direction: Point): Point {
    const out = AddScaled(point, middle, -1);
    return Unit(AddScaled(out, direction, -Dot(out, direction)));
}

function Finish(points: readonly Point[], middles: readonly Point[], chance: number): IStrand {
    const normals = points.map((p, k) => {
        const d = Unit(AddScaled(points[Math.min(points.length - 1, k + 1)], points[Math.max(0, k - 1)], -1));
        return Outward(p, middles[k], d);
    });
    return { points, normals, chance };
}

/**
 * A tail of hair along a path, held together at its start.
 * @param path points along its middle, decimetres
 * @param radii of the tail at these points: across and in depth
 * @param count strands
 * @param seed of all that is random
 * @returns the strands
 */
export function Tail(path: readonly Point[], radii: readonly (readonly [number, number])[], count: number, seed: number): IStrand[] {
    return Array.from({ length: count }, (_, i) => {
        const chance = (salt: number): number => Chance(seed * 5077 + i, salt);
        const angle = chance(1) * 2 * Math.PI;
        const far = Math.sqrt(0.25 + 0.75 * chance(2));
        const end = 0.72 + 0.28 * chance(3);
        const segments = 10;
        const middles: Point[] = [];
        const points = Array.from({ length: segments + 1 }, (_unused, k): Point => {
            const s = (k / segments) * end * (path.length - 1);
            const at = Math.min(path.length - 2, Math.floor(s));
            const middle = Mix(path[at], path[at + 1], s - at);
            const along = Unit(AddScaled(path[Math.min(path.length - 1, at + 1)], path[at], -1));
            const across = Unit(Cross(along, [0, 0.35, 1]));
            const depth = Cross(across, along);
            const [a, b] = [0, 1].map((c) => radii[at][c] + (radii[at + 1][c] - radii[at][c]) * (s - at));
            const sway = 0.03 * Math.sin(k * 0.9 + chance(4) * 6.28);
            middles.push(middle);
            return AddScaled(AddScaled(middle, across, Math.cos(angle) * far * a + sway), depth, Math.sin(angle) * far * b);
        });
        return Finish(points, middles, chance(5));
    });
}

/**
 * A knot of hair: strands wound about a ball.
 * @param middle of the ball
 * @param radius decimetres
 * @param count strands
 * @param seed of all that is random
 * @returns the strands
 */
export function Knot(middle: Point, radius: number, count: number, seed: number): IStrand[] {
    return Array.from({ length: count }, (_, i) => {
        const chance = (salt: number): number => Chance(seed * 5077 + i, salt);
        const tilt = (chance(1) - 0.5) * 1.5;
        const turn = chance(2) * 2 * Math.PI;
        const axis = Unit([Math.sin(tilt) * Math.cos(turn), Math.cos(tilt), Math.sin(tilt) * Math.sin(turn) - 0.35]);
        const first = Unit(Cross(axis, [0.3, 0.2, 1]));
        const second = Cross(axis, first);
        const start = chance(3) * 2 * Math.PI;
        const lift = (chance(4) - 0.5) * 1.5;
        const r = radius * (0.9 + 0.14 * chance(5));
        const points = Array.from({ length: 8 }, (_unused, k): Point => {
            const a = start + (k / 7) * 2.6;
            const height = lift + 0.25 * Math.sin(a + turn);
            const flat = Math.cos(height);
            const p = AddScaled(
                AddScaled(AddScaled(middle, first, r * flat * Math.cos(a)), second, r * flat * Math.sin(a)),
                axis,
                r * 0.85 * Math.sin(height),
            );
            return p;
        });
        return Finish(
            points,
            points.map(() => middle),
            chance(6),
        );
    });
}
