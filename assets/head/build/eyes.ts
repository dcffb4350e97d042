import { EyeHelpers, MeanOf } from "./average.js";
import { type ISkinField } from "./joints.js";
import { type IBuiltMesh } from "./mesh.types.js";
import { ApplyOperator, PackOperator } from "./operator.js";
import { BuildNormals } from "./surface.js";

/** Radii of the eyeball, decimetres: those of the source's eyes, which fill its lids. */
export const EyeRadii = [0.1555, 0.152, 0.1545] as const;
/** Radius of the iris seen from the front, decimetres. */
export const IrisRadius = 0.052;
/** How far the iris lies over the eyeball, decimetres. */
const IrisRaise = 0.0015;
const CorneaRadius = 0.062;
/** Step of radius from which the growth of the iris is taken. */
const GrowthStep = 0.05;
/** How far the cornea bulges over the eyeball, decimetres. */
const CorneaBulge = 0.012;

/** A surface of revolution about the eye's axis: rings of a distance from the axis and a depth, and their v 0..1 from the centre. */
interface IProfile {
    readonly name: "sclera" | "iris" | "cornea";
    readonly rings: readonly { readonly radius: number; readonly depth: number; readonly t: number }[];
    readonly segments: number;
}

function Depth(radius: number): number {
    return EyeRadii[2] * Math.sqrt(Math.max(0, 1 - (radius / EyeRadii[0]) ** 2));
}

function Profiles(irisRadius = IrisRadius): IProfile[] {
    const steps = (count: number): number[] => Array.from({ length: count }, (_, i) => (i + 1) / count);
    const sclera = steps(18).map((t) => ({ radius: EyeRadii[0] * Math.sin(t * Math.PI), depth: EyeRadii[2] * Math.cos(t * Math.PI), t }));
    const disc = (size: number, raise: (t: number) => number) =>
        steps(5).map((t) => ({ radius: t * size, depth: Depth(t * size) + raise(t), t }));
    return [
        { name: "sclera", rings: sclera, segments: 28 },
        { name: "iris", rings: disc(irisRadius, () => IrisRaise), segments: 32 },
        { name: "cornea", rings: disc(CorneaRadius, (t) => 0.002 + CorneaBulge * (1 - t * t)), segments: 28 },
    ];
}

/**
 * Eyeball, iris and cornea of both eyes. They follow the affine motion of the source's eye helpers. UVs are azimuthal, equidistant from the
 * pupil at (0.5, 0.5): on the iris the outer edge is at distance 0.5, on the sclera the back pole is; +u is the subject's left, v down.
 * @param base base vertices of the average face, decimetres
 * @param field joints
 * @returns sclera, iris, cornea
 */
export function BuildEyes(base: Float32Array, field: ISkinField): IBuiltMesh[] {
    return Profiles().map((profile) => BuildEyePart(profile, base, field));
}

/**
 * How the iris grows on the eyeball.
 * @param base base vertices of the average face, decimetres
 * @param field joints
 * @returns displacements of the iris mesh that would double its radius, decimetres
 */
export function BuildIrisGrowth(base: Float32Array, field: ISkinField): Float32Array {
    const [small, large] = [1 - GrowthStep, 1 + GrowthStep].map(
        (factor) => BuildEyePart(Profiles(IrisRadius * factor)[1], base, field).positions,
    );
    return large.map((x, i) => (x - small[i]) / (2 * GrowthStep));
}

function BuildEyePart(profile: IProfile, base: Float32Array, field: ISkinField): IBuiltMesh {
    const rows: Map<number, number>[] = [];
    const [uv, indices]: number[][] = [[], []];
    const skin: IBuiltMesh["skin"][number][] = [];
    for (const side of ["L", "R"] as const) {
        const place = AffineRows(base, side === "L" ? EyeHelpers.left : EyeHelpers.right);
        const joint = field.joint(`eye${side}`);
        const first = rows.length;
        const n = profile.segments;
        const add = (x: number, y: number, z: number, u: number, v: number): void => {
            rows.push(place([x, y, z]));
            uv.push(u, v);
            skin.push([[joint, 1]]);
        };
        const front = profile.name === "cornea" ? 0.002 + CorneaBulge : profile.name === "iris" ? IrisRaise : 0;
        add(0, 0, EyeRadii[2] + front, 0.5, 0.5);
        for (const { radius, depth, t } of profile.rings) {
            for (let k = 0; k < n; k++) {
                const [x, y] = [Math.cos((2 * Math.PI * k) / n), Math.sin((2 * Math.PI * k) / n)];
                add(radius * x, ((radius * EyeRadii[1]) / EyeRadii[0]) * y, depth, 0.5 + 0.5 * t * x, 0.5 - 0.5 * t * y);
            }
        }
        for (let k = 0; k < n; k++) {
            indices.push(first, first + 1 + k, first + 1 + ((k + 1) % n));
        }
        for (let r = 0; r + 1 < profile.rings.length; r++) {
            for (let k = 0; k < n; k++) {
                const [a, b] = [first + 1 + r * n + k, first + 1 + r * n + ((k + 1) % n)];
                indices.push(a, a + n, b + n, a, b + n, b);
            }
        }
    }
    const operator = PackOperator(rows);
    const positions = ApplyOperator(operator, base);
    const triangles = Uint32Array.from(indices);
    return {
        name: profile.name,
        material: profile.name,
        operator,
        positions,
        normals: BuildNormals(positions, triangles),
        uv: Float32Array.from(uv),
        indices: triangles,
        skin,
        morphThreshold: 1e-4,
        expressions: false,
    };
}

/**
 * Weights over a set of vertices that reproduce any point under any affine motion of the set: 1/n + t (sum q q^T)^-1 q, the least-squares fit.
 */
function AffineRows(base: Float32Array, range: readonly [number, number]): (t: readonly [number, number, number]) => Map<number, number> {
    const center = MeanOf(base, range);
    const n = range[1] - range[0] + 1;
    const q = Array.from({ length: n }, (_, i) => center.map((x, c) => base[(range[0] + i) * 3 + c] - x));
    const m = [0, 1, 2].map((a) => [0, 1, 2].map((b) => q.reduce((sum, p) => sum + p[a] * p[b], 0)));
    const inverse = Invert(m);
    return (t) => {
        const s = inverse.map((row) => row[0] * t[0] + row[1] * t[1] + row[2] * t[2]);
        return new Map(q.map((p, i) => [range[0] + i, 1 / n + s[0] * p[0] + s[1] * p[1] + s[2] * p[2]]));
    };
}

/** Inverse of a 3x3 matrix by cofactors. */
function Invert(m: readonly (readonly number[])[]): number[][] {
    const minor = (r: number, c: number): number => {
        const [a, b] = [(r + 1) % 3, (r + 2) % 3];
        const [d, e] = [(c + 1) % 3, (c + 2) % 3];
        return m[a][d] * m[b][e] - m[a][e] * m[b][d];
    };
    const determinant = m[0][0] * minor(0, 0) + m[0][1] * minor(0, 1) + m[0][2] * minor(0, 2);
    return [0, 1, 2].map((r) => [0, 1, 2].map((c) => minor(c, r) / determinant));
}
