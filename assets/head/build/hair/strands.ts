import { type IGround, type Point } from "./ground.js";
import { SampleRoots } from "./roots.js";
import { AddScaled, Cross, Dot, Mix, Unit } from "./vectors.js";

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
    /** Which of the layer's roots bear a strand; the others are bare and keep their place. Default: all. */
    readonly bears?: (root: Point) => boolean;
    /** Length at a root, decimetres. */
    readonly length: (root: Point) => number;
    /** Direction in which the hair is combed at a point; need not be unit or tangent. */
    readonly flow: (at: Point, root: Point) => Point;
    /** Share of the skin's normal in the first direction, at a root. */
    readonly lift: number | ((root: Point) => number);
    /** Height of the hair's outer surface over the skin, decimetres. */
    readonly height: (at: Point) => number;
    /** Shares of the height between which the layer's strands run. */
    readonly depth: readonly [inner: number, outer: number];
    /** Share of a strand in which it rises from the skin to its height. */
    readonly rise: number;
    /** How far strands keep to their height at a point: 0 loose (they only keep out of the skin) to 1. */
    readonly stick: number | ((at: Point) => number);
    /** How fast strands turn down by their weight, 0..1 a step. */
    readonly gravity: number;
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

/**
 * Grows the strands of a layer over the head.
 * @param ground the skin
 * @param layer how they grow
 * @param seed of all that is random
 * @returns the strands
 */
export function GrowStrands(ground: IGround, layer: IStrandLayer, seed: number): IStrand[] {
    return SampleRoots(ground, layer.spacing, seed, layer.where).flatMap(({ root, normal }, i) => {
        if (layer.bears?.(root) === false) {
            return [];
        }
        const chance = (salt: number): number => Chance(seed * 4099 + i, salt);
        const strand = Grow(ground, layer, root, normal, chance);
        return strand.points.length > 2 ? [Wave(strand, layer, chance(5) * 6.28)] : [];
    });
}

function Grow(ground: IGround, layer: IStrandLayer, root: Point, normal: Point, chance: (salt: number) => number): IStrand {
    const step = (layer.length(root) * (0.8 + 0.4 * chance(1))) / layer.segments;
    const share = layer.depth[0] + (layer.depth[1] - layer.depth[0]) * chance(7);
    const tangent = (flow: Point, n: Point): Point => Unit(AddScaled(flow, n, -Dot(flow, n)));
    const stray: Point = [chance(2) - 0.5, chance(3) - 0.5, chance(4) - 0.5];
    const lift = typeof layer.lift === "number" ? layer.lift : layer.lift(root);
    let direction = Unit(AddScaled(AddScaled(tangent(layer.flow(root, root), normal), normal, lift), stray, layer.scatter));
    let point = AddScaled(root, normal, 0.004);
    const points: Point[] = [point];
    const normals: Point[] = [normal];
    for (let k = 1; k <= layer.segments; k++) {
        const near = ground.above(point);
        const flow = layer.flow(point, root);
        const combed = near.distance < 0.4 ? tangent(flow, near.normal) : Unit(flow);
        direction = Unit(Mix(direction, AddScaled(combed, stray, layer.scatter * 0.5), 0.4));
        direction = Unit(AddScaled(direction, [0, -1, 0], layer.gravity));
        let next = AddScaled(point, direction, step);
        const { distance, normal: out } = ground.above(next);
        const wanted = layer.height(next) * share * Math.min(1, k / layer.segments / layer.rise);
        const stick = typeof layer.stick === "number" ? layer.stick : layer.stick(next);
        const least = Math.max(0.012, wanted * 0.6);
        const moved = distance < least ? least - distance + (wanted - least) * stick : (wanted - distance) * stick;
        next = AddScaled(next, out, moved);
        direction = Unit(AddScaled(next, point, -1));
        if ((layer.until?.(next) ?? 1) < 0) {
            break;
        }
        points.push(next);
        normals.push(Unit(AddScaled(out, direction, -Dot(out, direction))));
        point = next;
    }
    return { points, normals, chance: chance(6) };
}

function Wave({ points, normals, chance }: IStrand, layer: IStrandLayer, phase: number): IStrand {
    const [amplitude, waves] = layer.wave ?? [0, 0];
    const waved = points.map((p, k): Point => {
        const t = k / layer.segments;
        const d = Unit(AddScaled(points[Math.min(points.length - 1, k + 1)], points[Math.max(0, k - 1)], -1));
        const angle = waves * 6.28 * t + phase;
        const size = k === 0 ? 0 : amplitude * Math.min(1, t * 3);
        return AddScaled(AddScaled(p, Cross(d, normals[k]), size * Math.sin(angle)), normals[k], size * 0.5 * Math.cos(angle));
    });
    return { points: waved, normals, chance };
}
