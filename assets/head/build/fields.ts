import { type IAnatomy } from "./anatomy.js";
import { Interpolate } from "./average.js";
import { EyeHelpers, MeanOf } from "./average.js";
import { type IBuiltMesh } from "./mesh.types.js";
import { type FieldRegion, type IBrowSource, type IFieldSource, type ILashSource } from "./parameters/parameterRow.js";
import { EarWeights } from "./regions.js";
import { type ISource } from "./source.types.js";
import { BuildNormals } from "./surface.js";

/** Decimetres in a millimetre. */
const Millimetre = 0.01;
/** Weights below this count as none; the others shrink towards it, so that a field ends smoothly. */
const FieldEnd = 0.03;
/** Base vertices of the lashes and of the hair's helper, which follow the skin nearest to them. */
const Followers = { lashes: [14742, 14991], hair: [18722, 19149] } as const;
/** The line through the corners of the left eye. */
const EyeLine = [
    [0.16, 7.323],
    [0.19, 7.328],
    [0.412, 7.344],
    [0.46, 7.35],
] as const;
/** Height of the line where the lips meet. */
const LipLine = 6.687;

/** Makes displacement fields on the average face. */
export interface IFieldBuilder {
    /** Displacements of the base vertices at the value 1, decimetres. */
    skin(field: IFieldSource): Float32Array;
    /** Displacements of the brows' meshes at the value 1, decimetres. */
    brows(field: IBrowSource): ReadonlyMap<string, Float32Array>;
    /** Displacements of the lashes' mesh at the value 1, decimetres. */
    lashes(field: ILashSource): ReadonlyMap<string, Float32Array>;
}

function SmoothStep(from: number, to: number, x: number): number {
    const t = Math.max(0, Math.min(1, (x - from) / (to - from)));
    return t * t * (3 - 2 * t);
}

/**
 * Prepares the fields.
 * @param source verified source
 * @param base base vertices of the average face, decimetres
 * @param anatomy control mesh
 * @param meshes meshes of the head, for those that have fields of their own
 * @returns the builder
 */
export function BuildFields(source: ISource, base: Float32Array, anatomy: IAnatomy, meshes: readonly IBuiltMesh[]): IFieldBuilder {
    const skin = Uint32Array.from(new Set(anatomy.faces.flatMap(({ corners }) => corners)));
    const normals = ControlNormals(base, anatomy);
    const regions = BuildFieldRegions(source, base, anatomy);
    const followed = Follow(base, skin, anatomy);
    const eye = MeanOf(base, EyeHelpers.left);
    return {
        skin: (field) => {
            const delta = new Float32Array(base.length);
            const [cx, cy] = field.at;
            const cz = field.at[2] ?? Foremost(base, skin, cx, cy);
            const [sx, sy, sz = 0.22] = field.size;
            const region = regions(field.region);
            const weight = (v: number): number => {
                const gauss = (sign: number): number => {
                    const x = (sign * base[v * 3] - cx) / sx;
                    const y = (base[v * 3 + 1] - cy) / sy;
                    const z = (base[v * 3 + 2] - cz) / sz;
                    return Math.exp(-0.5 * (x * x + y * y + z * z));
                };
                // Off the middle, the two sides meet without a ridge.
                const both = cx === 0 ? gauss(1) : Math.hypot(gauss(1), gauss(-1));
                return (Math.max(0, both - FieldEnd) / (1 - FieldEnd)) * region(v);
            };
            const move = (v: number, w: number): void => {
                // Sideways motion changes its sign across the middle.
                const sign = cx === 0 ? 0 : Math.tanh(base[v * 3] / 0.02);
                const { motion } = field;
                if (motion.type === "move") {
                    delta[v * 3] += w * motion.by[0] * Millimetre * sign;
                    delta[v * 3 + 1] += w * motion.by[1] * Millimetre;
                    delta[v * 3 + 2] += w * motion.by[2] * Millimetre;
                } else if (motion.type === "inflate") {
                    [0, 1, 2].forEach((c) => (delta[v * 3 + c] += w * motion.by * Millimetre * normals[v * 3 + c]));
                } else if (motion.type === "lid" && motion.axis === "y") {
                    const angle = (w * motion.degrees * Math.PI) / 180;
                    delta[v * 3] += angle * (base[v * 3 + 2] - eye[2]) * sign;
                    delta[v * 3 + 2] -= angle * (Math.abs(base[v * 3]) - eye[0]);
                } else {
                    const pivot = motion.type === "lid" ? eye : motion.pivot;
                    const angle = (w * motion.degrees * Math.PI) / 180;
                    delta[v * 3 + 1] += angle * (base[v * 3 + 2] - pivot[2]);
                    delta[v * 3 + 2] -= angle * (base[v * 3 + 1] - pivot[1]);
                }
            };
            for (const v of skin) {
                const w = weight(v);
                if (w > 0) {
                    move(v, w);
                }
            }
            followed.forEach(([v, on]) => [0, 1, 2].forEach((c) => (delta[v * 3 + c] = delta[on * 3 + c])));
            return delta;
        },
        brows: (field) => new Map(meshes.filter(({ name }) => name.startsWith("brow_")).map((mesh) => [mesh.name, BrowDelta(mesh, field)])),
        lashes: (field) => {
            const margin = skin.filter((v) => anatomy.eyeRing[v] >= 0 && anatomy.eyeRing[v] <= 3);
            return new Map(meshes.filter(({ name }) => name === "lashes").map((mesh) => [mesh.name, LashDelta(mesh, base, margin, field)]));
        },
    };
}

function ControlNormals(base: Float32Array, anatomy: IAnatomy): Float32Array {
    return BuildNormals(base, Uint32Array.from(anatomy.faces.flatMap(({ corners: [a, b, c, d] }) => [a, b, c, a, c, d])));
}

function Foremost(base: Float32Array, skin: Uint32Array, x: number, y: number): number {
    let best = -Infinity;
    let nearest = Infinity;
    for (const v of skin) {
        const distance = Math.hypot(base[v * 3] - x, base[v * 3 + 1] - y);
        if (base[v * 3 + 2] > 0.5 && distance < Math.max(0.05, nearest)) {
            best = distance < 0.05 ? Math.max(nearest < 0.05 ? best : -Infinity, base[v * 3 + 2]) : base[v * 3 + 2];
            nearest = Math.min(nearest, distance);
        }
    }
    return best;
}

/** Each follower with the skin vertex that it follows. */
function Follow(base: Float32Array, skin: Uint32Array, anatomy: IAnatomy): (readonly [number, number])[] {
    const lids = skin.filter((v) => anatomy.eyeRing[v] >= 0 && anatomy.eyeRing[v] <= 4);
    const outer = skin.filter((v) => anatomy.eyeRing[v] !== -1 && anatomy.mouthRing[v] !== -1);
    const nearest = (v: number, among: Uint32Array): number => {
        let [best, least] = [-1, Infinity];
        for (const k of among) {
            const distance =
                (base[v * 3] - base[k * 3]) ** 2 + (base[v * 3 + 1] - base[k * 3 + 1]) ** 2 + (base[v * 3 + 2] - base[k * 3 + 2]) ** 2;
            if (distance < least) {
                [best, least] = [k, distance];
            }
        }
        return best;
    };
    const range = ([first, last]: readonly [number, number]): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);
    return [
        ...range(Followers.lashes).map((v) => [v, nearest(v, lids)] as const),
        ...range(Followers.hair).map((v) => [v, nearest(v, outer)] as const),
    ];
}

function BuildFieldRegions(source: ISource, base: Float32Array, anatomy: IAnatomy): (region: FieldRegion) => (v: number) => number {
    const ears = EarWeights(source);
    const upperLid = (v: number): number => SmoothStep(-0.012, 0.012, base[v * 3 + 1] - Interpolate(EyeLine, Math.abs(base[v * 3])));
    const upperLip = (v: number): number =>
        anatomy.mouthRing[v] >= 0 && anatomy.mouthRing[v] <= 8
            ? SmoothStep(-0.8, 0.8, anatomy.mouthSide[v])
            : SmoothStep(-0.02, 0.02, base[v * 3 + 1] - LipLine);
    const weights: Record<FieldRegion, (v: number) => number> = {
        any: () => 1,
        upperLid,
        lowerLid: (v) => 1 - upperLid(v),
        upperLip,
        lowerLip: (v) => 1 - upperLip(v),
        ears: (v) => ears[v],
        skin: (v) => 1 - ears[v],
    };
    return (region) => weights[region];
}

/** Moves a brow over the skin below it: what would leave the surface is taken out. */
function BrowDelta(mesh: IBuiltMesh, field: IBrowSource): Float32Array {
    const { positions, normals } = mesh;
    const bins: number[][] = [];
    let [inner, outer] = [Infinity, -Infinity];
    for (let i = 0; i < positions.length; i += 3) {
        inner = Math.min(inner, Math.abs(positions[i]));
        outer = Math.max(outer, Math.abs(positions[i]));
    }
    const place = (i: number): number => (Math.abs(positions[i]) - inner) / (outer - inner);
    for (let i = 0; i < positions.length; i += 3) {
        const bin = Math.round(place(i) * 6);
        bins[bin] ??= [];
        bins[bin].push(positions[i + 1]);
    }
    const middle = bins.map((ys, k): [number, number] => [k / 6, (Math.min(...ys) + Math.max(...ys)) / 2]).filter(Boolean);
    const along = field.along.map((w, k): [number, number] => [k / 4, w]);
    const delta = new Float32Array(positions.length);
    for (let i = 0; i < positions.length; i += 3) {
        const t = place(i);
        const w = Interpolate(along, t);
        const [outward, upward, thickness] = field.by;
        const move = [
            w * outward * Millimetre * Math.sign(positions[i]),
            w * (upward * Millimetre + thickness * (positions[i + 1] - Interpolate(middle, t))),
            0,
        ];
        const lift = move[0] * normals[i] + move[1] * normals[i + 1];
        move.forEach((x, c) => (delta[i + c] = x - lift * normals[i + c]));
    }
    return delta;
}

function LashDelta(mesh: IBuiltMesh, base: Float32Array, margin: Uint32Array, field: ILashSource): Float32Array {
    const { positions } = mesh;
    const delta = new Float32Array(positions.length);
    for (let i = 0; i < positions.length; i += 3) {
        let [root, least] = [-1, Infinity];
        for (const v of margin) {
            const distance = Math.hypot(...[0, 1, 2].map((c) => positions[i + c] - base[v * 3 + c]));
            if (distance < least) {
                [root, least] = [v, distance];
            }
        }
        [0, 1, 2].forEach((c) => (delta[i + c] = field.length * (positions[i + c] - base[root * 3 + c])));
    }
    return delta;
}
