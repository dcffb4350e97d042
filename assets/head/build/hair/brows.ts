import { type ISkinField } from "../joints.js";
import { type IBuiltMesh } from "../mesh.types.js";
import { PackOperator } from "../operator.js";
import { FollowGround, type IGround, type Point } from "./ground.js";

/** A brow by its strokes; lengths in millimetres on the skin, t runs from the patch's inner (0) to its outer end (1). */
export interface IBrowStyle {
    readonly id: string;
    readonly label: string;
    /** Thickness at the head, in the middle and near the tail. */
    readonly thickness: readonly [number, number, number];
    /** Height of the arch over the line from head to tail, and its place. */
    readonly arch: readonly [height: number, at: number];
    /** Where head and tail lie. */
    readonly span: readonly [from: number, to: number];
    /** How far the tail lies below the head. */
    readonly drop: number;
    /** Strokes a square millimetre. */
    readonly density: number;
    /** Length of the strokes. */
    readonly stroke: number;
    /** Scatter of their direction, radians. */
    readonly unruly: number;
}

/** The patch that brows are drawn on: |x| from and to, and its centre line; decimetres on the average face. */
export const BrowPatch = { from: 0.05, to: 0.62, half: 0.11, length: 57, height: 22 } as const;
const [Columns, Rows] = [18, 5];

function Style(
    id: string,
    label: string,
    thickness: IBrowStyle["thickness"],
    arch: IBrowStyle["arch"],
    span: IBrowStyle["span"],
    drop: number,
    density: number,
    stroke = 6,
    unruly = 0.15,
): IBrowStyle {
    return { id, label, thickness, arch, span, drop, density, stroke, unruly };
}

/** Brows by script, after those of the source in the vector x. */
export const BrowStyles: readonly IBrowStyle[] = [
    Style("straight", "Straight", [5, 5.5, 3], [0.6, 0.6], [0.08, 0.84], 0.5, 3.2),
    Style("straightThin", "Straight, thin", [2.6, 2.8, 1.6], [0.4, 0.6], [0.09, 0.84], 0.3, 3.6, 4.5),
    Style("straightHeavy", "Straight, heavy", [8, 8.4, 5], [0.4, 0.5], [0.05, 0.86], 0.6, 3.2, 7, 0.22),
    Style("soft", "Soft arch", [4.6, 4.8, 2.2], [3, 0.6], [0.09, 0.87], 2, 2.8),
    Style("softThin", "Soft arch, thin", [2.4, 2.4, 1.2], [3.2, 0.6], [0.1, 0.88], 2, 3.6, 4.5),
    Style("softHeavy", "Soft arch, heavy", [7.4, 7.6, 3.6], [3, 0.6], [0.06, 0.89], 2.4, 3, 7),
    Style("high", "High arch", [4.4, 4.6, 1.8], [5.6, 0.66], [0.1, 0.88], 3.5, 3.2),
    Style("highThin", "High arch, thin", [2.2, 2.2, 1], [6, 0.62], [0.1, 0.9], 4.5, 3.8, 4),
    Style("peaked", "Peaked", [5, 4.6, 1.6], [5.2, 0.76], [0.08, 0.9], 1.5, 3.2, 5),
    Style("round", "Round", [3.4, 3.4, 1.6], [6.2, 0.5], [0.1, 0.86], 5.5, 3.2, 4.5),
    Style("sloped", "Sloped down", [5, 5, 3.2], [1.8, 0.4], [0.1, 0.84], 6, 3),
    Style("rising", "Rising", [4.6, 4.8, 2.4], [1.4, 0.6], [0.08, 0.88], -4, 3),
    Style("risingHeavy", "Rising, heavy", [7.2, 7, 4.4], [1.2, 0.6], [0.06, 0.9], -4.5, 3.2, 7, 0.2),
    Style("bushy", "Bushy", [8.6, 9.4, 6.4], [2, 0.6], [0.04, 0.88], 2.4, 2.2, 9, 0.45),
    Style("sparse", "Sparse", [5.6, 5.6, 3.4], [1.8, 0.6], [0.08, 0.86], 1.8, 0.9, 6, 0.3),
    Style("short", "Short", [5.4, 5.2, 3.2], [1.6, 0.5], [0.08, 0.58], 0.8, 3),
    Style("longTail", "Long tail", [4.2, 4, 1.8], [3.2, 0.55], [0.09, 0.98], 5, 3.2),
    Style("close", "Close together", [6, 5.6, 3], [1.6, 0.6], [0, 0.84], 1.4, 2.8, 7, 0.25),
    Style("apart", "Far apart", [4.6, 4.6, 2.2], [2.6, 0.62], [0.22, 0.9], 2, 3),
    Style("risingThin", "Rising, thin", [2.4, 2.4, 1.2], [1.4, 0.65], [0.1, 0.9], -4, 3.6, 4.5),
    Style("peakedThin", "Peaked, thin", [2.2, 2.2, 1], [5.4, 0.78], [0.1, 0.92], 1.5, 3.8, 4),
    Style("peakedHeavy", "Peaked, heavy", [7.6, 6.8, 2.4], [4.8, 0.74], [0.06, 0.92], 1, 3, 6.5),
    Style("slopedThin", "Sloped down, thin", [2.4, 2.4, 1.4], [1.8, 0.4], [0.12, 0.86], 6.5, 3.6, 4.5),
    Style("slopedHeavy", "Sloped down, heavy", [7.4, 7.2, 4.6], [1.6, 0.4], [0.07, 0.86], 6, 3, 7, 0.2),
    Style("roundHeavy", "Round, heavy", [6.4, 6.6, 3.2], [5, 0.5], [0.07, 0.86], 4.5, 3, 6),
    Style("feathered", "Feathered upward", [7, 6, 3], [2, 0.65], [0.07, 0.87], 1.4, 1.6, 9, 0.2),
    Style("sparseThin", "Sparse, thin", [3, 3, 1.8], [2.2, 0.6], [0.1, 0.84], 1.8, 1.1, 4.5, 0.25),
    Style("shortHeavy", "Short, heavy", [8.4, 8, 5.2], [1, 0.5], [0.07, 0.6], 0.4, 3, 7, 0.2),
    Style("bushyStraight", "Bushy, straight, close", [8, 9, 7.4], [0.2, 0.5], [-0.02, 0.86], -0.6, 2.2, 9, 0.5),
    Style("tapered", "Broad head, thin tail", [7, 4.4, 1.2], [3, 0.62], [0.07, 0.92], 3, 3),
];

function Center(x: number): number {
    // The middle of the source's brows: highest at two thirds.
    const t = (x - BrowPatch.from) / (BrowPatch.to - BrowPatch.from);
    return 7.455 + 0.04 * Math.sin(Math.PI * Math.min(1, t * 0.9)) - 0.055 * t * t;
}

function OnSkin(ground: IGround, x: number, y: number): Point {
    let p: Point = [x, y, 1.5];
    for (let step = 0; step < 12; step++) {
        const { distance, normal } = ground.above(p);
        // Towards the skin along z, by what the slope asks for.
        p = [x, y, p[2] - (distance - 0.006) / Math.max(0.35, normal[2])];
    }
    return p;
}

/**
 * Makes the patch of both brows for each style.
 * @param ground the skin
 * @param field joints
 * @returns one mesh a style
 */
export function BuildBrows(ground: IGround, field: ISkinField): IBuiltMesh[] {
    const [positions, normals, uv, indices]: number[][] = [[], [], [], []];
    for (const side of [1, -1]) {
        const first = positions.length / 3;
        for (let i = 0; i <= Columns; i++) {
            const x = BrowPatch.from + ((BrowPatch.to - BrowPatch.from) * i) / Columns;
            for (let j = 0; j <= Rows; j++) {
                const p = OnSkin(ground, x, Center(x) + BrowPatch.half * (1 - (2 * j) / Rows));
                const { normal } = ground.above(p);
                positions.push(side * p[0], p[1], p[2]);
                normals.push(side * normal[0], normal[1], normal[2]);
                uv.push(i / Columns, j / Rows);
                if (i > 0 && j > 0) {
                    const d = first + i * (Rows + 1) + j;
                    const [a, b, c] = [d - Rows - 2, d - 1, d - Rows - 1];
                    indices.push(...(side > 0 ? [a, c, b, b, c, d] : [a, b, c, b, d, c]));
                }
            }
        }
    }
    const at = Float32Array.from(positions);
    const follow = FollowGround(ground, at);
    const skin = Array.from({ length: at.length / 3 }, (_, i) => field.at(at[i * 3], at[i * 3 + 1], at[i * 3 + 2], 0));
    return BrowStyles.map(({ id }) => ({
        name: `brow_${id}`,
        material: `brow_${id}`,
        operator: PackOperator([]),
        positions: at,
        normals: Float32Array.from(normals),
        uv: Float32Array.from(uv),
        indices: Uint32Array.from(indices),
        skin,
        follow,
        morphThreshold: 0,
        expressions: false,
    }));
}
