/** A direction, a position or a linear colour. */
type Triple = readonly [number, number, number];

/** A rectangular lamp with soft edges, at infinity. */
interface ISoftbox {
    /** Direction to its middle in rig space (face to +z, +x the subject's left). */
    readonly direction: Triple;
    /** Half extents as tangents of the angles, across and up. */
    readonly size: readonly [number, number];
    /** Width of the soft edge, as part of the half extents. */
    readonly edge: number;
    /** Linear radiance in its middle. */
    readonly color: Triple;
}

/** A softbox with its frame worked out. */
interface IPreparedSoftbox extends ISoftbox {
    readonly axis: Triple;
    readonly across: Triple;
    readonly up: Triple;
}

/** The studio of a portrait: a large warm key from above the camera's left, a dim cool fill, two rims behind, a lamp above, a catch light. */
const Softboxes: readonly ISoftbox[] = [
    { direction: [-0.62, 0.62, 0.78], size: [0.42, 0.5], edge: 0.28, color: [5.4, 5.05, 4.6] },
    { direction: [0.95, 0.12, 0.75], size: [0.5, 0.7], edge: 0.5, color: [0.92, 1.0, 1.12] },
    { direction: [0.95, 0.4, -0.75], size: [0.26, 0.75], edge: 0.3, color: [4.6, 5.0, 5.6] },
    { direction: [-1.0, 0.3, -0.55], size: [0.2, 0.7], edge: 0.3, color: [3.2, 2.9, 2.6] },
    { direction: [0.05, 1.0, 0.1], size: [0.5, 0.4], edge: 0.5, color: [2.1, 2.1, 2.15] },
    { direction: [0, -0.75, 0.65], size: [0.6, 0.3], edge: 0.6, color: [0.62, 0.54, 0.48] },
];

function Normalize(v: Triple): Triple {
    const length = Math.hypot(v[0], v[1], v[2]);
    return [v[0] / length, v[1] / length, v[2] / length];
}

function Cross(a: Triple, b: Triple): Triple {
    return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function Smooth(edge0: number, edge1: number, x: number): number {
    const t = Math.min(1, Math.max(0, (x - edge0) / (edge1 - edge0)));
    return t * t * (3 - 2 * t);
}

const Prepared: readonly IPreparedSoftbox[] = Softboxes.map((box) => {
    const axis = Normalize(box.direction);
    const across = Normalize(Cross(Math.abs(axis[1]) > 0.95 ? [0, 0, 1] : [0, 1, 0], axis));
    return { ...box, axis, across, up: Cross(axis, across) };
});

/**
 * Radiance of the photo booth's surroundings.
 * @param x unit direction in rig space
 * @param y unit direction in rig space
 * @param z unit direction in rig space
 * @param result receives linear RGB
 */
export function StudioRadianceToRef(x: number, y: number, z: number, result: Float64Array): void {
    const height = 0.5 + 0.5 * y;
    const wall = 0.16 + 0.2 * height;
    // A dark part behind the camera gives the cornea and the skin something to contrast with.
    const dark = 1 - 0.35 * Smooth(0.75, 0.98, z);
    result[0] = wall * dark * 0.98;
    result[1] = wall * dark;
    result[2] = wall * dark * 1.05;
    for (const box of Prepared) {
        const along = x * box.axis[0] + y * box.axis[1] + z * box.axis[2];
        if (along <= 0.05) {
            continue;
        }
        const u = Math.abs(x * box.across[0] + y * box.across[1] + z * box.across[2]) / along / box.size[0];
        const v = Math.abs(x * box.up[0] + y * box.up[1] + z * box.up[2]) / along / box.size[1];
        const k = Smooth(1 + box.edge, 1 - box.edge, u) * Smooth(1 + box.edge, 1 - box.edge, v);
        result[0] += box.color[0] * k;
        result[1] += box.color[1] * k;
        result[2] += box.color[2] * k;
    }
}
