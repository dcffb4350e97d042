import { Smooth, type Vec } from "./fieldMath.js";
import { Eye, Head } from "./shapes.js";
import { FrontOf, type ISurface } from "./surfaceNet.js";

/** Rows of points that become a surface; each row has the same number. */
function Grid(rows: readonly (readonly Vec[])[], isClosed: boolean): ISurface {
    const width = rows[0].length;
    const positions = rows.flat();
    const indices: number[] = [];
    for (let r = 0; r + 1 < rows.length; r++) {
        for (let s = 0; s < (isClosed ? width : width - 1); s++) {
            const [a, b] = [r * width + s, r * width + ((s + 1) % width)];
            indices.push(a, b, a + width, b, b + width, a + width);
        }
    }
    return { positions, normals: FaceNormals(positions, indices), indices };
}

function FaceNormals(positions: readonly Vec[], indices: readonly number[]): Vec[] {
    const sums = positions.map(() => [0, 0, 0]);
    for (let i = 0; i < indices.length; i += 3) {
        const [a, b, c] = [0, 1, 2].map((k) => positions[indices[i + k]]);
        const [u, v] = [b.map((x, k) => x - a[k]), c.map((x, k) => x - a[k])];
        const n = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
        for (let k = 0; k < 3; k++) {
            n.forEach((value, m) => (sums[indices[i + k]][m] += value));
        }
    }
    return sums.map((n) => {
        const length = Math.hypot(...n) || 1;
        return [n[0] / length, n[1] / length, n[2] / length];
    });
}

/**
 * Puts surfaces into one.
 * @param surfaces the parts
 * @returns all of them
 */
export function Join(...surfaces: readonly ISurface[]): ISurface {
    const joined: ISurface = { positions: [], normals: [], indices: [] };
    for (const { positions, normals, indices } of surfaces) {
        const start = joined.positions.length;
        joined.positions.push(...positions);
        joined.normals.push(...normals);
        joined.indices.push(...indices.map((index) => index + start));
    }
    return joined;
}

/**
 * A surface and its image on the other side.
 * @param surface on the side of +x
 * @returns both
 */
export function BothSides(surface: ISurface): ISurface {
    const flip = (p: Vec): Vec => [-p[0], p[1], p[2]];
    const image = {
        positions: surface.positions.map(flip),
        normals: surface.normals.map(flip),
        indices: surface.indices.map((_, i, all) => all[i - (i % 3) + [0, 2, 1][i % 3]]),
    };
    return Join(surface, image);
}

/** A tube along a line; radii across (up) and out (to the front) may change along it. */
function Tube(line: readonly Vec[], radius: (t: number) => readonly [up: number, out: number]): ISurface {
    const around = 12;
    const rows = line.map((p, i): Vec[] => {
        const [before, after] = [line[Math.max(0, i - 1)], line[Math.min(line.length - 1, i + 1)]];
        const along = after.map((x, c) => x - before[c]);
        const length = Math.hypot(...along);
        // Up lies in the picture's plane, across the line; out is towards the viewer and across both.
        const flat = Math.hypot(along[0], along[1]) || 1;
        const up: Vec = [-along[1] / flat, along[0] / flat, 0];
        const [tx, ty, tz] = along.map((x) => x / length);
        const out: Vec = [ty * up[2] - tz * up[1], tz * up[0] - tx * up[2], tx * up[1] - ty * up[0]];
        const sign = out[2] < 0 ? -1 : 1;
        const [ru, ro] = radius(i / (line.length - 1));
        return Array.from({ length: around }, (_, k): Vec => {
            const angle = (2 * Math.PI * k) / around;
            const [u, o] = [ru * Math.cos(angle), sign * ro * Math.sin(angle)];
            return [p[0] + u * up[0] + o * out[0], p[1] + u * up[1] + o * out[1], p[2] + u * up[2] + o * out[2]];
        });
    });
    const surface = Grid(rows, true);
    return IsInsideOut(surface) ? Reverse(surface) : surface;
}

/** Outwards means away from the middle of the line, which is near enough for tubes and shells. */
function IsInsideOut({ positions, normals }: ISurface): boolean {
    const ring = positions.slice(positions.length / 2 - 6, positions.length / 2 + 6);
    const middle = [0, 1, 2].map((c) => ring.reduce((sum, p) => sum + p[c], 0) / ring.length);
    return (
        ring.reduce((sum, p, i) => sum + normals[positions.length / 2 - 6 + i].reduce((dot, n, c) => dot + n * (p[c] - middle[c]), 0), 0) <
        0
    );
}

function Reverse({ positions, normals, indices }: ISurface): ISurface {
    return { positions, normals: normals.map(([x, y, z]): Vec => [-x, -y, -z]), indices: [...indices].reverse() };
}

/** A point of a sphere about the left eye: `side` from the middle outwards, `lift` from the front up, radians. */
function OnEye(radius: number, side: number, lift: number): Vec {
    const [x, y, z] = Eye.centre;
    return [x + radius * Math.sin(side), y + radius * Math.cos(side) * Math.sin(lift), z + radius * Math.cos(side) * Math.cos(lift)];
}

/**
 * A round cap about the front of both eyes.
 * @param angle from its middle to its edge, radians; Math.PI is a whole ball
 * @param scale radius as a factor on the eyeball's
 * @returns the surface
 */
export function EyeCap(angle: number, scale: number): ISurface {
    const [x, y, z] = Eye.centre;
    const r = Eye.radius * scale;
    const rows = Array.from({ length: 15 }, (_, i): Vec[] => {
        const a = (angle * i) / 14;
        return Array.from({ length: 28 }, (_, k): Vec => {
            const turn = (2 * Math.PI * k) / 28;
            return [x + r * Math.sin(a) * Math.cos(turn), y + r * Math.sin(a) * Math.sin(turn), z + r * Math.cos(a)];
        });
    });
    const cap = Grid(rows, true);
    const outwards = cap.normals[40][2] > 0 || angle > 3 ? cap : Reverse(cap);
    return BothSides({
        ...outwards,
        indices: FrontFacing(outwards),
        normals: outwards.positions.map((p): Vec => [(p[0] - x) / r, (p[1] - y) / r, (p[2] - z) / r]),
    });
}

/** Winding by the first triangle that is none of the pole's. */
function FrontFacing({ positions, indices }: ISurface): number[] {
    const [a, b, c] = [0, 1, 2].map((k) => positions[indices[3 * 60 + k]]);
    const [u, v] = [b.map((x, k) => x - a[k]), c.map((x, k) => x - a[k])];
    const n = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    const outwards = n.reduce((sum, value, k) => sum + value * (a[k] - Eye.centre[k]), 0) > 0;
    return outwards ? [...indices] : [...indices].reverse();
}

/** Where the edge of each lid is, from the front up, radians: `side` runs from -1 at the inner to 1 at the outer corner. */
export const LidEdges = {
    upper: (side: number): number => 0.5 * (1 - 0.75 * side * side) + 0.05 * side,
    lower: (side: number): number => -0.47 * (1 - 0.85 * side * side),
} as const;

/**
 * A lid of both eyes: a shell over the ball with a thick rim.
 * @param lid which
 * @returns the surface
 */
export function Lid(lid: "upper" | "lower"): ISurface {
    const far = lid === "upper" ? 2 : -2;
    const rows = Array.from({ length: 13 }, (_, i): Vec[] => {
        const t = i / 12;
        return Array.from({ length: 25 }, (_, k): Vec => {
            const side = (2 * k) / 24 - 1;
            const edge = LidEdges[lid](side);
            const bulge = 1.075 - 0.045 * Smooth(0.12, 0, t) + 0.012 * Math.sin(Math.PI * t);
            return OnEye(Eye.radius * bulge, 1.32 * side, edge + (far - edge) * t);
        });
    });
    const shell = Grid(rows, false);
    const outwards = shell.normals[25 * 3 + 12][2] > 0 ? shell : Reverse(shell);
    return BothSides(outwards);
}

/**
 * The dark rim of the upper lids, with a wing.
 * @returns the surface
 */
export function Lashes(): ISurface {
    const line = Array.from({ length: 25 }, (_, k): Vec => {
        const side = (2.12 * k) / 24 - 1;
        const s = Math.min(1, side);
        return OnEye(
            Eye.radius * (1.085 + 0.05 * Smooth(0.7, 1.12, side)),
            1.3 * side,
            LidEdges.upper(s) + 0.02 + 0.12 * Smooth(0.6, 1.12, side),
        );
    });
    return BothSides(
        Tube(line, (t) => [
            0.0004 + 0.0016 * Math.sin(Math.PI * (0.12 + 0.72 * t)),
            0.0004 + 0.0014 * Math.sin(Math.PI * (0.12 + 0.72 * t)),
        ]),
    );
}

/** Shapes of brows: height of the middle over the ends, thickness, slope towards the temple, metres. */
export const BrowStyles: Readonly<Record<string, readonly [arch: number, thickness: number, slope: number]>> = {
    soft: [0.0085, 0.0034, -0.001],
    straight: [0.002, 0.0042, 0.001],
    bold: [0.0075, 0.0062, 0.003],
    fine: [0.011, 0.002, -0.002],
};

/**
 * Both brows of a style.
 * @param style one of {@link BrowStyles}
 * @returns the surface
 */
export function Brow(style: string): ISurface {
    const [arch, thickness, slope] = BrowStyles[style];
    const line = Array.from({ length: 21 }, (_, i): Vec => {
        const t = i / 20;
        const x = 0.0145 + 0.047 * t;
        const y = 0.0375 + arch * Math.sin(Math.PI * Math.min(1, 0.08 + 0.8 * t)) + slope * t;
        return [x, y, FrontOf(Head, x, y) + 0.0012];
    });
    return BothSides(Tube(line, (t) => [thickness * (0.3 + 0.7 * Smooth(0, 0.18, t)) * (1 - 0.8 * t * t), 0.0028 * (1 - 0.6 * t)]));
}

/** Half width of the mouth, metres. */
const MouthWidth = 0.0265;

/** The line between the lips, `t` from -1 to 1, with an offset up. */
function MouthPoint(t: number, up: number, out: number): Vec {
    const x = MouthWidth * t;
    const y = -0.0725 + 0.0042 * t * t + up;
    return [x, y, FrontOf(Head, x, y) + out];
}

/**
 * A lip.
 * @param lip which
 * @returns the surface
 */
export function Lip(lip: "upper" | "lower"): ISurface {
    const line = Array.from({ length: 33 }, (_, i): Vec => {
        const t = i / 16 - 1;
        const body = Math.sqrt(Math.max(0, 1 - t * t));
        const bow = lip === "upper" ? 0.0034 * body - 0.0011 * Math.exp(-((t / 0.16) ** 2)) : -0.0046 * body;
        return MouthPoint(t, bow, 0.0006);
    });
    const [up, out] = lip === "upper" ? [0.0036, 0.0034] : [0.0045, 0.0044];
    return Tube(line, (t) => {
        const body = Math.sqrt(Math.max(0.02, 1 - (2 * t - 1) ** 2));
        return [up * body, out * body];
    });
}

/**
 * What is seen between the lips: its upper edge stays, its lower one follows the jaw.
 * @returns the surface
 */
export function MouthGap(): ISurface {
    const rows = [0.002, 0, -0.002].map((up) =>
        Array.from({ length: 21 }, (_, i) => MouthPoint((0.94 * (i - 10)) / 10, up * Math.sqrt(1 - ((i - 10) / 10) ** 2), 0.0022)),
    );
    const patch = Grid(rows, false);
    return patch.normals[31][2] > 0 ? patch : Reverse(patch);
}
