/** A point or a displacement, metres; y up, the face looks to +z, +x is the subject's left. */
export type Vec = readonly [number, number, number];

/** Signed distance to a surface, metres, negative inside. */
export type Sdf = (p: Vec) => number;

/**
 * Distance to an ellipsoid, exact near its surface.
 * @param centre its middle
 * @param radii half axes
 * @returns the distance function
 */
export function Ellipsoid(centre: Vec, radii: Vec): Sdf {
    return (p) => {
        const [x, y, z] = [p[0] - centre[0], p[1] - centre[1], p[2] - centre[2]];
        const k0 = Math.hypot(x / radii[0], y / radii[1], z / radii[2]);
        const k1 = Math.hypot(x / radii[0] ** 2, y / radii[1] ** 2, z / radii[2] ** 2);
        return k1 > 0 ? (k0 * (k0 - 1)) / k1 : -Math.min(...radii);
    };
}

/**
 * Distance to a line with round ends whose radius changes along it.
 * @param a one end
 * @param b the other
 * @param ra radius at a
 * @param rb radius at b
 * @returns the distance function
 */
export function Capsule(a: Vec, b: Vec, ra: number, rb = ra): Sdf {
    const ab = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
    const length2 = ab[0] ** 2 + ab[1] ** 2 + ab[2] ** 2;
    return (p) => {
        const dot = (p[0] - a[0]) * ab[0] + (p[1] - a[1]) * ab[1] + (p[2] - a[2]) * ab[2];
        const t = Math.min(1, Math.max(0, dot / length2));
        return Math.hypot(p[0] - a[0] - t * ab[0], p[1] - a[1] - t * ab[1], p[2] - a[2] - t * ab[2]) - ra - t * (rb - ra);
    };
}

/**
 * The same shape on both sides.
 * @param sdf the shape on the side of +x
 * @returns both
 */
export function Mirror(sdf: Sdf): Sdf {
    return (p) => sdf([Math.abs(p[0]), p[1], p[2]]);
}

/**
 * Union with a soft seam.
 * @param a distance to one shape
 * @param b distance to the other
 * @param k width of the seam, metres
 * @returns distance to both
 */
export function Blend(a: number, b: number, k: number): number {
    const h = Math.max(0, k - Math.abs(a - b)) / k;
    return Math.min(a, b) - (h * h * k) / 4;
}

/**
 * A shape without another, with a soft edge.
 * @param a distance to the shape
 * @param b distance to what is taken away
 * @param k width of the edge, metres
 * @returns distance to what is left
 */
export function Carve(a: number, b: number, k: number): number {
    return -Blend(-a, b, k);
}

/**
 * 0 below one value, 1 above the other, smooth between.
 * @param from where it begins
 * @param to where it ends; may be smaller
 * @param value the value
 * @returns 0..1
 */
export function Smooth(from: number, to: number, value: number): number {
    const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
    return t * t * (3 - 2 * t);
}

/**
 * A bell about a place.
 * @param p where
 * @param centre its middle
 * @param radii width along each axis, metres
 * @returns 1 in the middle, towards 0 outside
 */
export function Bell(p: Vec, centre: Vec, radii: Vec): number {
    return Math.exp(-(((p[0] - centre[0]) / radii[0]) ** 2) - ((p[1] - centre[1]) / radii[1]) ** 2 - ((p[2] - centre[2]) / radii[2]) ** 2);
}

/**
 * Direction in which a distance grows.
 * @param sdf the distance
 * @param p where
 * @returns a vector of length 1
 */
export function Gradient(sdf: Sdf, p: Vec): Vec {
    const e = 2e-4;
    const g = [0, 1, 2].map((c) => {
        const step = (s: number): Vec => p.map((value, i) => (i === c ? value + s * e : value)) as unknown as Vec;
        return sdf(step(1)) - sdf(step(-1));
    });
    const length = Math.hypot(...g) || 1;
    return [g[0] / length, g[1] / length, g[2] / length];
}
