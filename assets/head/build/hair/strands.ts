import { type IGround, type Point } from "./ground.js";

/** A hair strand from root to tip, decimetres, with the outward direction at each point. */
export interface IStrand {
    readonly points: readonly Point[];
    readonly normals: readonly Point[];
    /** 0..1, the same for everything random about the strand. */
    readonly chance: number;
}

/** How the strands of a layer grow. */
export interface IStrandLayer {
    /** Distance between roots, decimetres. */
    readonly spacing: number;
    /** Which part of the scalp bears the layer: keeps roots above 0. */
    readonly where?: (root: Point) => number;
    /** Length at a root, decimetres. */
    readonly length: (root: Point) => number;
    /** Direction in which the hair is combed at a point; need not be unit or tangent. */
    readonly flow: (at: Point, root: Point) => Point;
    /** Share of the skin's normal in the first direction, at a root. */
    readonly lift: number | ((root: Point) => number);
    /** How much of what lies above `over` is pressed down at each step, 0 loose to 1 plastered. */
    readonly stick: number;
    /** How fast strands turn down by their weight, 0..1 a step. */
    readonly gravity: number;
    /** Least distance from the skin, decimetres, at roots and at tips. */
    readonly over: readonly [root: number, tip: number];
    /** Where strands start above the skin, if not at `over`: decimetres at a root. */
    readonly from?: (root: Point) => number;
    /** Sideways waves: amplitude in decimetres, waves along the strand. */
    readonly wave?: readonly [amplitude: number, count: number];
    /** Segments of a strand. */
    readonly segments: number;
    /** Strands end where this falls below 0. */
    readonly until?: (at: Point) => number;
    /** Scatter of directions. */
    readonly scatter: number;
}

/** A repeatable random number 0..1 of whole numbers. */
export function Chance(seed: number, salt: number): number {
    let h = Math.imul(seed + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(salt + 0x7f4a7c15, 0xc2b2ae35);
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
    h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
    return ((h ^ (h >>> 15)) >>> 0) / 4294967296;
}

function Normalize(v: Point): Point {
    const length = Math.hypot(v[0], v[1], v[2]) || 1;
    return [v[0] / length, v[1] / length, v[2] / length];
}

function Mix(a: Point, b: Point, t: number): Point {
    return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

function AddScaled(a: Point, b: Point, t: number): Point {
    return [a[0] + b[0] * t, a[1] + b[1] * t, a[2] + b[2] * t];
}

function Dot(a: Point, b: Point): number {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Roots on the scalp, mirrored pairs, no two nearer than the spacing. */
function SampleRoots(ground: IGround, layer: IStrandLayer): { readonly root: Point; readonly normal: Point }[] {
    const candidates = [...ground.scalp.keys()].filter((v) => ground.scalp[v] > 0.5 && ground.positions[v * 3] >= -1e-4);
    candidates.sort((a, b) => Chance(a, 11) - Chance(b, 11));
    const kept: Point[] = [];
    const roots: { root: Point; normal: Point }[] = [];
    for (const v of candidates) {
        const root: Point = [ground.positions[v * 3], ground.positions[v * 3 + 1], ground.positions[v * 3 + 2]];
        const normal: Point = [ground.normals[v * 3], ground.normals[v * 3 + 1], ground.normals[v * 3 + 2]];
        if (kept.every((k) => Math.hypot(k[0] - root[0], k[1] - root[1], k[2] - root[2]) >= layer.spacing)) {
            kept.push(root);
            roots.push({ root, normal });
            if (root[0] > layer.spacing / 2) {
                roots.push({ root: [-root[0], root[1], root[2]], normal: [-normal[0], normal[1], normal[2]] });
            }
        }
    }
    return roots.filter(({ root }) => (layer.where?.(root) ?? 1) > 0);
}

/**
 * Grows the strands of a layer over the head.
 * @param ground the skin
 * @param layer how they grow
 * @param seed of all that is random
 * @returns the strands
 */
export function GrowStrands(ground: IGround, layer: IStrandLayer, seed: number): IStrand[] {
    return SampleRoots(ground, layer).flatMap(({ root, normal }, i) => {
        const chance = (salt: number): number => Chance(seed * 4099 + i, salt);
        const length = layer.length(root) * (0.85 + 0.3 * chance(1));
        const step = length / layer.segments;
        const tangent = (flow: Point, n: Point): Point => Normalize(AddScaled(flow, n, -Dot(flow, n)));
        const stray: Point = [chance(2) - 0.5, chance(3) - 0.5, chance(4) - 0.5];
        const lift = typeof layer.lift === "number" ? layer.lift : layer.lift(root);
        let direction = Normalize(AddScaled(AddScaled(tangent(layer.flow(root, root), normal), normal, lift), stray, layer.scatter));
        const start = layer.from?.(root) ?? layer.over[0];
        let point = AddScaled(root, normal, start);
        const [points, normals]: Point[][] = [[point], [normal]];
        for (let k = 1; k <= layer.segments; k++) {
            const t = k / layer.segments;
            const near = ground.above(point);
            const flow = layer.flow(point, root);
            const combed = near.distance < 0.35 ? tangent(flow, near.normal) : Normalize(flow);
            direction = Normalize(Mix(direction, AddScaled(combed, stray, layer.scatter * 0.5), 0.35));
            direction = Normalize(AddScaled(direction, [0, -1, 0], layer.gravity));
            let next = AddScaled(point, direction, step);
            const over = layer.over[0] + (layer.over[1] - layer.over[0]) * t;
            const { distance, normal: out } = ground.above(next);
            if (distance < over) {
                next = AddScaled(next, out, over - distance);
                direction = Normalize([next[0] - point[0], next[1] - point[1], next[2] - point[2]]);
            }
            if (distance > over && distance < 0.5) {
                next = AddScaled(next, out, (over - distance) * layer.stick);
                direction = Normalize([next[0] - point[0], next[1] - point[1], next[2] - point[2]]);
            }
            if ((layer.until?.(next) ?? 1) < 0) {
                break;
            }
            points.push(next);
            normals.push(Normalize(AddScaled(out, direction, -Dot(out, direction))));
            point = next;
        }
        const [amplitude, waves] = layer.wave ?? [0, 0];
        const phase = chance(5) * 6.28;
        const waved = points.map((p, k): Point => {
            const t = k / layer.segments;
            const along = k === 0 ? 0 : amplitude * Math.sin(waves * 6.28 * t + phase) * Math.min(1, t * 3);
            const next = points[Math.min(points.length - 1, k + 1)];
            const last = points[Math.max(0, k - 1)];
            const d = Normalize([next[0] - last[0], next[1] - last[1], next[2] - last[2]]);
            const n = normals[k];
            return AddScaled(p, [d[1] * n[2] - d[2] * n[1], d[2] * n[0] - d[0] * n[2], d[0] * n[1] - d[1] * n[0]], along);
        });
        return points.length > 2 ? [{ points: waved, normals, chance: chance(6) }] : [];
    });
}
