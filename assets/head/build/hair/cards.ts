import { type ISkinField } from "../joints.js";
import { type IBuiltMesh } from "../mesh.types.js";
import { PackOperator } from "../operator.js";
import { FollowGround, type IGround, type Point } from "./ground.js";
import { type IStrand } from "./strands.js";

/** Vertices of a hair mesh as they are collected. */
export interface ICardMesh {
    readonly positions: number[];
    readonly normals: number[];
    readonly uv: number[];
    readonly indices: number[];
}

/** A column of the strand picture: u from, u to. */
export type Column = readonly [number, number];

/**
 * Adds a ribbon along each strand.
 * @param mesh receives them
 * @param strands the strands
 * @param width decimetres at root, middle and tip
 * @param columns columns of the strand picture to choose from
 * @param roll how far ribbons turn about their strand at random, radians
 */
export function AddRibbons(
    mesh: ICardMesh,
    strands: readonly IStrand[],
    width: readonly [number, number, number],
    columns: readonly Column[],
    roll: number,
): void {
    for (const { points, normals, chance } of strands) {
        const [from, to] = columns[Math.floor(chance * 997) % columns.length];
        const flip = Math.floor(chance * 1999) % 2 === 0;
        const angle = (chance - 0.5) * 2 * roll;
        const last = points.length - 1;
        points.forEach((p, k) => {
            const t = k / last;
            const [a, b] = [points[Math.max(0, k - 1)], points[Math.min(last, k + 1)]];
            const d = Unit([b[0] - a[0], b[1] - a[1], b[2] - a[2]]);
            const n = Turn(normals[k], d, angle);
            const side = Unit([d[1] * n[2] - d[2] * n[1], d[2] * n[0] - d[0] * n[2], d[0] * n[1] - d[1] * n[0]]);
            const w = t < 0.5 ? width[0] + (width[1] - width[0]) * t * 2 : width[1] + (width[2] - width[1]) * (t * 2 - 1);
            for (const sign of [-1, 1]) {
                mesh.positions.push(...[0, 1, 2].map((c) => p[c] + side[c] * sign * w * 0.5));
                // A little of the side rounds the ribbon's shading.
                mesh.normals.push(...Unit([0, 1, 2].map((c) => normals[k][c] + side[c] * sign * 0.35) as unknown as Point));
                mesh.uv.push(sign < 0 === flip ? from : to, t);
            }
            if (k > 0) {
                const i = mesh.positions.length / 3 - 4;
                mesh.indices.push(i, i + 1, i + 2, i + 1, i + 3, i + 2);
            }
        });
    }
}

function Unit(v: Point): Point {
    const length = Math.hypot(v[0], v[1], v[2]) || 1;
    return [v[0] / length, v[1] / length, v[2] / length];
}

/** Turns a vector about a unit axis that is perpendicular to it. */
function Turn(v: Point, axis: Point, angle: number): Point {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return [
        v[0] * c + (axis[1] * v[2] - axis[2] * v[1]) * s,
        v[1] * c + (axis[2] * v[0] - axis[0] * v[2]) * s,
        v[2] * c + (axis[0] * v[1] - axis[1] * v[0]) * s,
    ];
}

/**
 * Adds a shell over the scalp: what is seen between ribbons.
 * @param mesh receives it
 * @param ground the skin
 * @param thickness decimetres above the skin at a point; below 0 leaves it out
 * @param toUv place in the strand picture
 */
export function AddCap(
    mesh: ICardMesh,
    ground: IGround,
    thickness: (p: Point, scalp: number) => number,
    toUv: (p: Point) => readonly [number, number],
): void {
    const ids = new Map<number, number>();
    const point = (v: number): Point => [ground.positions[v * 3], ground.positions[v * 3 + 1], ground.positions[v * 3 + 2]];
    const height = (v: number): number => thickness(point(v), ground.scalp[v]);
    for (let t = 0; t < ground.indices.length; t += 3) {
        const corners = [0, 1, 2].map((k) => ground.indices[t + k]);
        if (corners.some((v) => ground.scalp[v] <= 0.3 || height(v) < 0)) {
            continue;
        }
        for (const v of corners) {
            let id = ids.get(v);
            if (id === undefined) {
                id = mesh.positions.length / 3;
                ids.set(v, id);
                const h = height(v);
                mesh.positions.push(...[0, 1, 2].map((c) => ground.positions[v * 3 + c] + ground.normals[v * 3 + c] * h));
                mesh.normals.push(...[0, 1, 2].map((c) => ground.normals[v * 3 + c]));
                mesh.uv.push(...toUv(point(v)));
            }
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
    return {
        name,
        material: name,
        operator: PackOperator([]),
        positions,
        normals: Float32Array.from(mesh.normals),
        uv: Float32Array.from(mesh.uv),
        indices: Uint32Array.from(mesh.indices),
        skin: Array.from({ length: positions.length / 3 }, (_, i) => field.body(positions[i * 3 + 1], positions[i * 3 + 2])),
        morphThreshold: 0,
        follow: FollowGround(ground, positions),
        expressions: false,
    };
}
