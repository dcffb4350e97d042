import { type ISkinField } from "../joints.js";
import { type IBuiltMesh } from "../mesh.types.js";
import { PackOperator } from "../operator.js";
import { FollowGround, type IGround, type Point } from "./ground.js";
import { Chance, type IStrand } from "./strands.js";
import { AddScaled, Cross, Turn, Unit } from "./vectors.js";

/** Vertices of a hair mesh as they are collected. */
export interface ICardMesh {
    readonly positions: number[];
    readonly normals: number[];
    readonly uv: number[];
    /** Linear brightness and alpha, two values a vertex. */
    readonly tint: number[];
    readonly indices: number[];
}

/** A rectangle of the strand picture: u from, u to, v from, v to. */
export type Cell = readonly [number, number, number, number];

/** How the ribbons of a layer look. */
export interface IRibbonLook {
    /** Decimetres at root, middle and tip. */
    readonly width: readonly [number, number, number];
    /** Cells of the strand picture to choose from. */
    readonly cells: readonly Cell[];
    /** How far ribbons turn about their strand at random, radians. */
    readonly roll: number;
    /** Linear brightness at root and tip. */
    readonly shade: readonly [root: number, tip: number];
}

/** Least length of a ribbon by its width. */
const Slenderness = 2.6;
/** Share of its width that a ribbon has at its very ends: locks come to a point, a straight cut is seen as a step. */
const EndShare = { root: 0.4, tip: 0.45 } as const;

function AddVertex(mesh: ICardMesh, p: Point, n: Point, u: number, v: number, value: number, alpha = 1): number {
    mesh.positions.push(...p);
    mesh.normals.push(...n);
    mesh.uv.push(u, v);
    mesh.tint.push(Math.max(0, Math.min(1, value)), alpha);
    return mesh.positions.length / 3 - 1;
}

function DirectionAt(points: readonly Point[], k: number): Point {
    return Unit(AddScaled(points[Math.min(points.length - 1, k + 1)], points[Math.max(0, k - 1)], -1));
}

/**
 * Adds a ribbon along each strand.
 * @param mesh receives them
 * @param strands the strands
 * @param look of the ribbons
 */
export function AddRibbons(mesh: ICardMesh, strands: readonly IStrand[], { width, cells, roll, shade }: IRibbonLook): void {
    for (const { points, normals, chance } of strands) {
        const [from, to, top, bottom] = cells[Math.floor(chance * 997) % cells.length];
        const flip = Math.floor(chance * 1999) % 2 === 0;
        const angle = (((chance * 61) % 1) - 0.5) * 2 * roll;
        const tone = 0.8 + 0.4 * ((chance * 389) % 1);
        const last = points.length - 1;
        const length = points.slice(1).reduce((sum, p, k) => sum + Math.hypot(...AddScaled(p, points[k], -1)), 0);
        // Short hair is fine hair: no ribbon is broad for its length.
        const scale = Math.min(1, length / (Slenderness * width[1]));
        // Its roots lie in the light.
        const root = shade[1] * 0.88 + (shade[0] - shade[1] * 0.88) * Math.min(1, length / 0.6);
        points.forEach((p, k) => {
            const t = k / last;
            const d = DirectionAt(points, k);
            const n = Turn(normals[k], d, angle);
            const side = Cross(d, n);
            const w = t < 0.5 ? width[0] + (width[1] - width[0]) * t * 2 : width[1] + (width[2] - width[1]) * (t * 2 - 1);
            const end = k === 0 ? EndShare.root : k === last ? EndShare.tip : 1;
            const value = tone * (root + (shade[1] - root) * Math.min(1, t * 1.8));
            for (const sign of [-1, 1]) {
                // A little of the side rounds the ribbon's shading.
                const normal = Unit(AddScaled(normals[k], side, sign * 0.3));
                AddVertex(
                    mesh,
                    AddScaled(p, side, sign * w * end * scale * 0.5),
                    normal,
                    sign < 0 === flip ? from : to,
                    top + (bottom - top) * t,
                    value,
                );
            }
            if (k > 0) {
                const i = mesh.positions.length / 3 - 4;
                mesh.indices.push(i, i + 1, i + 2, i + 1, i + 3, i + 2);
            }
        });
    }
}

/**
 * Adds a round lock along each strand.
 * @param mesh receives them
 * @param strands the strands
 * @param radius decimetres
 * @param cell of the strand picture
 */
export function AddLocks(mesh: ICardMesh, strands: readonly IStrand[], radius: number, [from, to, top, bottom]: Cell): void {
    const sides = 4;
    for (const { points, normals, chance } of strands) {
        const tone = 0.75 + 0.25 * ((chance * 389) % 1);
        points.forEach((p, k) => {
            const t = k / (points.length - 1);
            const d = DirectionAt(points, k);
            const r = radius * (0.85 + 0.3 * chance) * Math.min(1, 0.35 + 6 * (1 - t), 0.45 + 5 * t);
            for (let s = 0; s <= sides; s++) {
                const n = Turn(normals[k], d, (s / sides) * 2 * Math.PI);
                const u = from + (to - from) * (s / sides);
                AddVertex(mesh, AddScaled(p, n, r), n, u, top + (bottom - top) * t, tone * (0.6 + 0.4 * Math.min(1, t * 3)));
                if (k > 0 && s > 0) {
                    const i = mesh.positions.length / 3 - 1;
                    const j = i - sides - 1;
                    mesh.indices.push(j - 1, i - 1, j, j, i - 1, i);
                }
            }
        });
    }
}

/**
 * Adds tufts of curls: small cards that face outward, tilted at random.
 * @param mesh receives them
 * @param places middle of each tuft and the outward direction there
 * @param size decimetres across
 * @param cells of the strand picture to choose from
 * @param shade linear brightness
 * @param seed of all that is random
 */
export function AddTufts(
    mesh: ICardMesh,
    places: readonly { readonly at: Point; readonly out: Point }[],
    size: number,
    cells: readonly Cell[],
    shade: number,
    seed: number,
): void {
    places.forEach(({ at, out }, i) => {
        const chance = (salt: number): number => Chance(seed * 6151 + i, salt);
        const across = Unit(Cross(out, [chance(1) - 0.5, chance(2) - 0.5, chance(3) - 0.5]));
        const facing = Turn(out, across, (chance(4) - 0.5) * 2);
        const up = Cross(facing, across);
        const half = size * (0.38 + 0.3 * chance(5));
        const [from, to, top, bottom] = cells[Math.floor(chance(6) * cells.length)];
        const value = shade * (0.75 + 0.45 * chance(7));
        const first = mesh.positions.length / 3;
        for (const [x, y] of [
            [-1, -1],
            [1, -1],
            [-1, 1],
            [1, 1],
        ]) {
            const offset = AddScaled([across[0] * x * half, across[1] * x * half, across[2] * x * half], up, y * half);
            const normal = Unit(AddScaled(out, offset, 0.5 / half));
            const depth = 1 + (0.25 * (offset[0] * out[0] + offset[1] * out[1] + offset[2] * out[2])) / half;
            AddVertex(mesh, AddScaled(at, offset, 1), normal, x < 0 ? from : to, y < 0 ? top : bottom, value * depth);
        }
        mesh.indices.push(first, first + 1, first + 2, first + 1, first + 3, first + 2);
    });
}

/**
 * Adds a shell over the scalp: what is seen between ribbons.
 * @param mesh receives it
 * @param ground the skin
 * @param shell decimetres above the skin, and alpha, at a point; where alpha is 0 there is no shell
 * @param toUv place in the strand picture
 * @param shade linear brightness
 */
export function AddCap(
    mesh: ICardMesh,
    ground: IGround,
    shell: (p: Point, scalp: number) => readonly [height: number, alpha: number],
    toUv: (p: Point) => readonly [number, number],
    shade: number,
): void {
    const ids = new Map<number, number>();
    const point = (v: number): Point => [ground.positions[v * 3], ground.positions[v * 3 + 1], ground.positions[v * 3 + 2]];
    const normal = (v: number): Point => [ground.normals[v * 3], ground.normals[v * 3 + 1], ground.normals[v * 3 + 2]];
    const shells = new Map<number, readonly [number, number]>();
    const shellAt = (v: number): readonly [number, number] => {
        const known = shells.get(v) ?? shell(point(v), ground.scalp[v]);
        shells.set(v, known);
        return known;
    };
    for (let t = 0; t < ground.indices.length; t += 3) {
        const corners = [0, 1, 2].map((k) => ground.indices[t + k]);
        if (corners.some((v) => ground.scalp[v] <= 0.2) || corners.every((v) => shellAt(v)[1] <= 0)) {
            continue;
        }
        for (const v of corners) {
            const [height, alpha] = shellAt(v);
            const id = ids.get(v) ?? AddVertex(mesh, AddScaled(point(v), normal(v), height), normal(v), ...toUv(point(v)), shade, alpha);
            ids.set(v, id);
            mesh.indices.push(id);
        }
    }
}

/**
 * Finishes a hair mesh.
 * @param name node and material name
 * @param mesh what was collected
 * @param ground the skin
 * @param field joints
 * @returns the mesh
 */
export function FinishCards(name: string, mesh: ICardMesh, ground: IGround, field: ISkinField): IBuiltMesh {
    const positions = Float32Array.from(mesh.positions);
    const tint = (i: number): number => mesh.tint[Math.floor(i / 4) * 2 + (i % 4 === 3 ? 1 : 0)];
    return {
        name,
        material: name,
        operator: PackOperator([]),
        positions,
        normals: Float32Array.from(mesh.normals),
        uv: Float32Array.from(mesh.uv),
        tint: Float32Array.from({ length: mesh.tint.length * 2 }, (_, i) => tint(i)),
        indices: Uint32Array.from(mesh.indices),
        skin: Array.from({ length: positions.length / 3 }, (_, i) => field.body(positions[i * 3 + 1], positions[i * 3 + 2])),
        morphThreshold: 0,
        follow: FollowGround(ground, positions),
        expressions: false,
    };
}
