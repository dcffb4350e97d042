import { type IAnatomy } from "./anatomy.js";
import { type ISource } from "./source.types.js";

/** Ancestries that the neutral macro blend averages. */
export const Ancestries = ["african", "asian", "caucasian"] as const;

/** Vertices of the eye helpers, first and last. */
export const EyeHelpers = { left: [14598, 14669], right: [14670, 14741] } as const;

/**
 * The neutral blend of the macro targets: young, both genders and the three ancestries in equal parts.
 * @param source verified source
 * @returns positions of the base vertices, decimetres
 */
export function BuildAverage(source: ISource): Float32Array {
    const positions = Float32Array.from(source.mesh.positions);
    for (const gender of ["male", "female"]) {
        Ancestries.forEach((ancestry) => AddScaled(positions, source.target(`macrodetails/${ancestry}-${gender}-young`), 1 / 6));
        AddScaled(positions, source.target(`macrodetails/universal-${gender}-young-averagemuscle-averageweight`), 0.5);
    }
    return positions;
}

/**
 * Adds `scale * values`, in place.
 * @param sum changed
 * @param values what is added
 * @param scale factor
 * @returns `sum`
 */
export function AddScaled(sum: Float32Array, values: ArrayLike<number>, scale: number): Float32Array {
    for (let i = 0; i < sum.length; i++) {
        sum[i] += values[i] * scale;
    }
    return sum;
}

/**
 * Mean of a range of vertices.
 * @param positions three values a vertex
 * @param range first and last vertex
 * @returns the mean
 */
export function MeanOf(positions: ArrayLike<number>, range: readonly [number, number]): [number, number, number] {
    const mean: [number, number, number] = [0, 0, 0];
    for (let v = range[0]; v <= range[1]; v++) {
        for (let c = 0; c < 3; c++) {
            mean[c] += positions[v * 3 + c] / (range[1] - range[0] + 1);
        }
    }
    return mean;
}

/** How far the lips are pressed into each other beyond contact, decimetres; subdivision takes it back. */
const LipOverlap = 0.016;

/**
 * Closes the lips, which the source leaves slightly parted, in place: both lips move by half of the gap measured at their x, fading out
 * over the loops of the lips.
 * @param positions average face, decimetres; changed
 * @param anatomy loops around the mouth
 */
export function CloseLips(positions: Float32Array, anatomy: IAnatomy): void {
    const { mouthRing, mouthSide } = anatomy;
    const columns = (side: 1 | -1): [number, number][] => {
        const best = new Map<number, number>();
        mouthRing.forEach((ring, v) => {
            if (ring >= 1 && ring <= 3 && mouthSide[v] * side > 0.5) {
                const key = Math.round(Math.abs(positions[v * 3]) / 0.02);
                const y = positions[v * 3 + 1];
                const old = best.get(key);
                best.set(key, old === undefined ? y : side > 0 ? Math.min(old, y) : Math.max(old, y));
            }
        });
        return [...best].map(([key, y]): [number, number] => [key * 0.02, y]).sort((a, b) => a[0] - b[0]);
    };
    const [upper, lower] = [columns(1), columns(-1)];
    const corner = Math.min(upper[upper.length - 1][0], lower[lower.length - 1][0]);
    mouthRing.forEach((ring, v) => {
        if (ring < 0 || ring > 8) {
            return;
        }
        const x = Math.min(Math.abs(positions[v * 3]), corner);
        const gap = Math.max(0, Interpolate(upper, x) - Interpolate(lower, x)) + LipOverlap;
        const fade = ring <= 3 ? 1 : 1 - (ring - 3) / 6;
        positions[v * 3 + 1] -= 0.5 * gap * mouthSide[v] * fade;
    });
}

/**
 * Piecewise linear function.
 * @param knots x and y, ascending x
 * @param x where
 * @returns y, constant outside
 */
export function Interpolate(knots: readonly (readonly [number, number])[], x: number): number {
    if (x <= knots[0][0]) {
        return knots[0][1];
    }
    for (let i = 1; i < knots.length; i++) {
        if (x <= knots[i][0]) {
            const t = (x - knots[i - 1][0]) / (knots[i][0] - knots[i - 1][0]);
            return knots[i - 1][1] + t * (knots[i][1] - knots[i - 1][1]);
        }
    }
    return knots[knots.length - 1][1];
}

/** Centre and radii of the ellipsoid that cuts the bust off, decimetres. It lies outside of the photo-booth frame. */
const BustCut = { center: [0, 6.9, 0.3], radii: [2.05, 2.05, 2.05] } as const;

/**
 * Whether a point belongs to the bust.
 * @returns true inside of the cut
 */
export function IsInBust(x: number, y: number, z: number): boolean {
    return BustDistance(x, y, z) < 1;
}

function BustDistance(x: number, y: number, z: number): number {
    const { center, radii } = BustCut;
    return Math.hypot((x - center[0]) / radii[0], (y - center[1]) / radii[1], (z - center[2]) / radii[2]);
}

/**
 * Moves the vertices of the bust's open edge onto the cut, in place, so that the edge is a clean curve.
 * @param positions average face, decimetres; changed
 * @param anatomy the control mesh
 */
export function SmoothBustEdge(positions: Float32Array, anatomy: IAnatomy): void {
    const count = new Map<string, [number, number, number]>();
    for (const { corners } of anatomy.faces) {
        corners.forEach((a, k) => {
            const b = corners[(k + 1) % corners.length];
            const key = a < b ? `${a} ${b}` : `${b} ${a}`;
            count.set(key, [a, b, (count.get(key)?.[2] ?? 0) + 1]);
        });
    }
    const edge = new Set([...count.values()].filter((e) => e[2] === 1).flatMap((e) => [e[0], e[1]]));
    for (const v of edge) {
        const r = BustDistance(positions[v * 3], positions[v * 3 + 1], positions[v * 3 + 2]);
        for (let c = 0; c < 3; c++) {
            positions[v * 3 + c] = BustCut.center[c] + (positions[v * 3 + c] - BustCut.center[c]) / r;
        }
    }
}
