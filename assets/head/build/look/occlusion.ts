import { type ILookMesh } from "../lookGeometry.types.js";
import { type RayCaster } from "./rayCaster.js";

/** How far and how finely {@link BakeOcclusion} looks. */
export interface IOcclusionOptions {
    /** Metres after which a hit hides nothing. */
    readonly reach: number;
    /** Metres by which rays start above the surface. */
    readonly lift: number;
    readonly rays: number;
}

/** Cosine-weighted directions about +z. */
function Hemisphere(count: number): Float64Array {
    const directions = new Float64Array(count * 3);
    for (let i = 0; i < count; i++) {
        const radius = Math.sqrt((i + 0.5) / count);
        const phi = i * Math.PI * (3 - Math.sqrt(5));
        directions.set([radius * Math.cos(phi), radius * Math.sin(phi), Math.sqrt(1 - radius * radius)], i * 3);
    }
    return directions;
}

/**
 * Ambient occlusion of each vertex: how much of a bright surrounding reaches it, with hits counting less the farther they are.
 * @param mesh the receiver
 * @param caster what hides the surrounding
 * @param options reach and number of rays
 * @returns one value a vertex, 0 hidden to 1 open
 */
export function BakeOcclusion(mesh: ILookMesh, caster: RayCaster, options: IOcclusionOptions): Float32Array {
    const hemisphere = Hemisphere(options.rays);
    const count = mesh.positions.length / 3;
    const result = new Float32Array(count);
    const known = new Map<string, number>();
    const origin = [0, 0, 0];
    const direction = [0, 0, 0];
    for (let vertex = 0; vertex < count; vertex++) {
        const [nx, ny, nz] = [mesh.normals[vertex * 3], mesh.normals[vertex * 3 + 1], mesh.normals[vertex * 3 + 2]];
        const position = [mesh.positions[vertex * 3], mesh.positions[vertex * 3 + 1], mesh.positions[vertex * 3 + 2]];
        const key = [...position, nx, ny, nz].map((value) => value.toFixed(6)).join();
        const before = known.get(key);
        if (before !== undefined) {
            result[vertex] = before;
            continue;
        }
        [nx, ny, nz].forEach((n, c) => (origin[c] = position[c] + n * options.lift));
        const sign = nz >= 0 ? 1 : -1;
        const a = -1 / (sign + nz);
        const b = nx * ny * a;
        let open = 0;
        for (let i = 0; i < hemisphere.length; i += 3) {
            const [u, v, w] = [hemisphere[i], hemisphere[i + 1], hemisphere[i + 2]];
            direction[0] = u * (1 + sign * nx * nx * a) + v * b + w * nx;
            direction[1] = u * sign * b + v * (sign + ny * ny * a) + w * ny;
            direction[2] = -u * sign * nx - v * ny + w * nz;
            open += caster.cast(origin, direction, options.reach) / options.reach;
        }
        result[vertex] = open / options.rays;
        known.set(key, result[vertex]);
    }
    return result;
}
