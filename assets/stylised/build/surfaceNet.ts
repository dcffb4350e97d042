import { Gradient, type Sdf, type Vec } from "./fieldMath.js";

/** Triangles with normals. */
export interface ISurface {
    readonly positions: Vec[];
    readonly normals: Vec[];
    readonly indices: number[];
}

/** Steps that pull a vertex onto the surface. */
const PullSteps = 3;

/**
 * The surface of a distance function by naive surface nets: a vertex in each cell that it crosses, a quad about each edge.
 * @param sdf the distance, metres
 * @param low corner of the box that holds the surface
 * @param high the other corner
 * @param step side of a cell, metres
 * @returns the surface, normals outwards
 */
export function SurfaceNet(sdf: Sdf, low: Vec, high: Vec, step: number): ISurface {
    const count = [0, 1, 2].map((c) => Math.ceil((high[c] - low[c]) / step) + 1);
    const at = (i: number, j: number, k: number): number => (k * count[1] + j) * count[0] + i;
    const place = (i: number, j: number, k: number): Vec => [low[0] + i * step, low[1] + j * step, low[2] + k * step];
    const values = new Float64Array(count[0] * count[1] * count[2]);
    for (let k = 0; k < count[2]; k++) {
        for (let j = 0; j < count[1]; j++) {
            for (let i = 0; i < count[0]; i++) {
                values[at(i, j, k)] = sdf(place(i, j, k));
            }
        }
    }
    const surface: ISurface = { positions: [], normals: [], indices: [] };
    const cells = new Map<number, number>();
    const vertexOf = (i: number, j: number, k: number): number => {
        const key = at(i, j, k);
        let vertex = cells.get(key);
        if (vertex === undefined) {
            vertex = surface.positions.length;
            cells.set(key, vertex);
            let p = place(i + 0.5, j + 0.5, k + 0.5);
            for (let s = 0; s < PullSteps; s++) {
                const [d, g] = [sdf(p), Gradient(sdf, p)];
                p = [p[0] - d * g[0], p[1] - d * g[1], p[2] - d * g[2]];
            }
            surface.positions.push(p);
            surface.normals.push(Gradient(sdf, p));
        }
        return vertex;
    };
    const quad = (a: number, b: number, c: number, d: number, flip: boolean): void => {
        surface.indices.push(...(flip ? [a, c, b, a, d, c] : [a, b, c, a, c, d]));
    };
    for (let k = 1; k < count[2] - 1; k++) {
        for (let j = 1; j < count[1] - 1; j++) {
            for (let i = 1; i < count[0] - 1; i++) {
                const inside = values[at(i, j, k)] < 0;
                if (inside !== values[at(i + 1, j, k)] < 0) {
                    quad(vertexOf(i, j - 1, k - 1), vertexOf(i, j, k - 1), vertexOf(i, j, k), vertexOf(i, j - 1, k), !inside);
                }
                if (inside !== values[at(i, j + 1, k)] < 0) {
                    quad(vertexOf(i - 1, j, k - 1), vertexOf(i - 1, j, k), vertexOf(i, j, k), vertexOf(i, j, k - 1), !inside);
                }
                if (inside !== values[at(i, j, k + 1)] < 0) {
                    quad(vertexOf(i - 1, j - 1, k), vertexOf(i, j - 1, k), vertexOf(i, j, k), vertexOf(i - 1, j, k), !inside);
                }
            }
        }
    }
    return surface;
}

/**
 * Looks along -z for a surface.
 * @param sdf the distance
 * @param x metres
 * @param y metres
 * @returns z of the first point that is met, from the front
 */
export function FrontOf(sdf: Sdf, x: number, y: number): number {
    let z = 0.16;
    for (let s = 0; s < 200 && z > -0.1; s++) {
        const d = sdf([x, y, z]);
        if (d < 1e-5) {
            break;
        }
        z -= Math.max(1e-4, 0.7 * d);
    }
    return z;
}
