import { type ILookHead } from "../lookGeometry.types.js";
import { CutTriangles } from "../surface.js";

/** A part of the skin that makeup is painted on. */
export type MakeupArea = "lips" | "eyes" | "face";

/** A rectangle of the head's UVs: left, top, width, height. */
export type UvBox = readonly [number, number, number, number];

/** Triangles of an area, and the rectangle of UVs that they lie in. */
export interface ICutArea {
    readonly indices: Uint32Array;
    /** The head's vertex of each vertex. */
    readonly vertices: Uint32Array;
    readonly box: UvBox;
}

/** UVs around an area, so that filtering finds no edge. */
const Margin = 0.004;

/** Whether a vertex of the average head (metres) belongs to an area. */
function IsIn(head: ILookHead, area: MakeupArea, v: number): boolean {
    const [x, y, z] = [Math.abs(head.positions[v * 3]), head.positions[v * 3 + 1], head.positions[v * 3 + 2]];
    const { lipDepth, neck, scalp, ears, eyeSocket } = head.regions;
    switch (area) {
        case "lips":
            return lipDepth[v] > 0.3;
        case "eyes":
            return Math.hypot((x - 0.034) / 0.034, (y - EyeHeight(head)) / 0.03) < 1 && z > 0.06 && eyeSocket[v] < 0.9;
        default:
            return z - 0.02 > 0.3 * x && z > 0.035 && neck[v] < 0.8 && scalp[v] < 0.9 && ears[v] < 0.3 && eyeSocket[v] < 0.9;
    }
}

/** Mean height of the lid margins, metres. */
function EyeHeight(head: ILookHead): number {
    const ring = LidMargin(head);
    return ring.reduce((sum, v) => sum + head.positions[v * 3 + 1], 0) / ring.length;
}

const Margins = new WeakMap<ILookHead, readonly number[]>();

/**
 * The vertices on the lid margins of both eyes.
 * @param head the average head
 * @returns vertex numbers
 */
export function LidMargin(head: ILookHead): readonly number[] {
    const known = Margins.get(head) ?? [...head.regions.eyeSocket.keys()].filter((v) => Math.abs(head.regions.eyeSocket[v] - 0.5) < 0.02);
    Margins.set(head, known);
    return known;
}

/**
 * Cuts an area out of the head.
 * @param head the average head
 * @param area which
 * @returns its triangles
 */
export function CutArea(head: ILookHead, area: MakeupArea): ICutArea {
    const inside = Uint8Array.from(head.island, (island, v) => (island === 0 && IsIn(head, area, v) ? 1 : 0));
    const cut = CutTriangles(head.indices, (a, b, c) => inside[a] + inside[b] + inside[c] === 3);
    const range = (c: number): readonly [number, number] =>
        cut.vertices.reduce<readonly [number, number]>(
            ([low, high], v) => [Math.min(low, head.uv[v * 2 + c]), Math.max(high, head.uv[v * 2 + c])],
            [1, 0],
        );
    const [[left, right], [top, bottom]] = [range(0), range(1)];
    return { ...cut, box: [left - Margin, top - Margin, right - left + 2 * Margin, bottom - top + 2 * Margin] };
}
