import { Interpolate } from "../average.js";
import { type IHeadSurface } from "../headMesh.js";
import { type IBuiltMesh } from "../mesh.types.js";
import { PackOperator } from "../operator.js";
import { type ILookRegions } from "../lookGeometry.types.js";
import { type Point } from "./ground.js";

/** A beard: where it grows, how dense and how long. */
export interface IBeardStyle {
    readonly id: string;
    readonly label: string;
    /** 0..1 at a point of the average face, 0.5 at the border; |x| is given. */
    readonly where: (p: Point) => number;
    /** Share of the skin that hair covers. */
    readonly density: number;
    /** Decimetres above the skin of the outermost shell; 0 is stubble on the skin. */
    readonly length: number;
    readonly shells: number;
}

/** Height of the border between cheek and beard by |x|, decimetres. */
const CheekLine = [
    [0, 6.56],
    [0.14, 6.575],
    [0.22, 6.64],
    [0.3, 6.7],
    [0.42, 6.78],
    [0.54, 6.94],
    [0.62, 7.12],
    [0.7, 7.3],
] as const;

function Step(x: number, width = 0.05): number {
    return Math.max(0, Math.min(1, 0.5 + x / width));
}

function Jaw([x, y, z]: Point): number {
    const neck = 6.19 + 0.55 * Math.max(0, 1.05 - z);
    return Math.min(Step(Interpolate(CheekLine, x) - y, 0.2), Step(y - neck, 0.24), Step(z - 0.56, 0.2));
}

/** 0 behind the jaw: the nape is as high as the mouth. */
function InFront(z: number): number {
    return Step(z - 0.7, 0.2);
}

function Moustache([x, y, z]: Point): number {
    return Math.min(
        InFront(z),
        Step(6.885 - y - 0.25 * x, 0.05),
        Step(y - 6.72 + 0.35 * Math.max(0, x - 0.12), 0.04),
        Step(0.29 - x, 0.07),
    );
}

/** From the moustache's ends down beside the mouth. */
function Bridge([x, y, z]: Point): number {
    return Math.min(InFront(z), Step(x - 0.225, 0.05), Step(0.3 - x, 0.07), Step(6.78 - y), Step(y - 6.42 - 0.2 * (0.3 - x), 0.08));
}

function Chin([x, y, z]: Point): number {
    return Math.min(Step(0.2 - x + 0.5 * Math.max(0, y - 6.4), 0.1), Step(6.535 - y, 0.05), Step(y - 6.22, 0.08), Step(z - 0.95));
}

function Strap(p: Point): number {
    const [x, y] = p;
    const upper = Interpolate(
        [
            [0, 6.4],
            [0.3, 6.45],
            [0.5, 6.68],
            [0.62, 6.95],
            [0.7, 7.3],
        ],
        x,
    );
    return Math.min(Jaw(p), Step(upper - y));
}

/** Jaw, chin and moustache, joined beside the mouth. */
function Whole(p: Point): number {
    return Math.max(Jaw(p), Moustache(p), Bridge(p));
}

/** Beards beside `none`, in the order of the vector x. */
export const BeardStyles: readonly IBeardStyle[] = [
    { id: "stubble", label: "Stubble", where: (p) => Math.max(Jaw(p), Moustache(p)), density: 0.38, length: 0, shells: 1 },
    { id: "moustache", label: "Moustache", where: Moustache, density: 0.75, length: 0.03, shells: 3 },
    { id: "goatee", label: "Goatee", where: (p) => Math.max(Chin(p), Moustache(p), Bridge(p)), density: 0.7, length: 0.03, shells: 3 },
    { id: "chinStrap", label: "Chin strap", where: Strap, density: 0.6, length: 0.025, shells: 3 },
    { id: "short", label: "Short full beard", where: Whole, density: 0.7, length: 0.025, shells: 3 },
    { id: "full", label: "Full beard", where: Whole, density: 0.85, length: 0.075, shells: 4 },
];

/**
 * Makes the beards: shells over the skin.
 * @param surface the skin's surface
 * @param head the head's mesh
 * @param regions region weights of its vertices
 * @returns one mesh a style
 */
export function BuildBeards(surface: IHeadSurface, head: IBuiltMesh, regions: ILookRegions): IBuiltMesh[] {
    return BeardStyles.map((style) => {
        const { positions, normals } = head;
        const weight = (v: number): number => {
            const w = style.where([Math.abs(positions[v * 3]), positions[v * 3 + 1], positions[v * 3 + 2]]);
            const blocked =
                surface.islands[v] !== 0 ? 1 : Math.max(regions.lips[v], regions.nose[v] > 0.6 ? 1 : 0, regions.ears[v] > 0.5 ? 1 : 0);
            return w * (1 - Math.min(1, blocked * 1.4));
        };
        const weights = Float32Array.from(surface.islands, (_, v) => weight(v));
        const triangles: number[] = [];
        for (let t = 0; t < head.indices.length; t += 3) {
            const corners = [0, 1, 2].map((k) => head.indices[t + k]);
            if (corners.every((v) => surface.islands[v] === 0) && corners.some((v) => weights[v] > 0.2)) {
                triangles.push(...corners);
            }
        }
        const vertices = [...new Set(triangles)];
        const ids = new Map(vertices.map((v, i) => [v, i]));
        const copies = Array.from({ length: style.shells }, (_, s) => vertices.map((v) => ({ v, s }))).flat();
        const rise = ({ v, s }: { readonly v: number; readonly s: number }): number =>
            0.004 + (style.length * (s + 1) * Math.min(1, weights[v] * 1.3)) / style.shells;
        const pick = (values: Float32Array, size: number): Float32Array =>
            Float32Array.from({ length: copies.length * size }, (_, i) => values[copies[Math.floor(i / size)].v * size + (i % size)]);
        // Long beards hang.
        const droop = (i: number, c: number): number => (c === 1 ? -0.45 * style.length * (copies[i].s / style.shells) ** 2 : 0);
        return {
            name: `beard_${style.id}`,
            material: `beard_${style.id}`,
            operator: PackOperator([]),
            positions: Float32Array.from({ length: copies.length * 3 }, (_, i) => {
                const copy = copies[Math.floor(i / 3)];
                const at = copy.v * 3 + (i % 3);
                return positions[at] + normals[at] * rise(copy) + droop(Math.floor(i / 3), i % 3);
            }),
            normals: pick(normals, 3),
            uv: pick(head.uv, 2),
            indices: Uint32Array.from(
                { length: style.shells * triangles.length },
                (_, i) => (ids.get(triangles[i % triangles.length]) ?? 0) + Math.floor(i / triangles.length) * vertices.length,
            ),
            skin: copies.map(({ v }) => head.skin[v]),
            alpha: pick(weights, 1),
            follow: Uint32Array.from({ length: copies.length * 4 }, (_, i) => copies[Math.floor(i / 4)].v),
            morphThreshold: 0,
            expressions: false,
        };
    });
}
