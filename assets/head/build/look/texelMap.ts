import { type ILookMesh } from "../lookGeometry.types.js";

/** Which point of a mesh each texel of a square picture shows. */
export interface ITexelMap {
    readonly size: number;
    /** Offset of the triangle's first index in the mesh's `indices`; -1 where the picture is empty. */
    readonly triangle: Int32Array;
    /** Barycentric weights of the triangle's first and second vertex. */
    readonly weights: Float32Array;
    /** 1 where a triangle covers the texel itself, 0 where it was only spread there. */
    readonly covered: Uint8Array;
}

/**
 * Draws a mesh into its texture space.
 * @param mesh the mesh; UV (0, 0) is the top left corner
 * @param size pixels of the picture's side
 * @param spread texels by which the drawn islands are widened, so that filtering finds no seam
 * @returns the map
 */
export function RasterizeTexels(mesh: ILookMesh, size: number, spread: number): ITexelMap {
    const triangle = new Int32Array(size * size).fill(-1);
    const weights = new Float32Array(size * size * 2);
    for (let t = 0; t < mesh.indices.length; t += 3) {
        DrawTriangle(mesh, t, size, triangle, weights);
    }
    const covered = Uint8Array.from(triangle, (value) => (value < 0 ? 0 : 1));
    for (let pass = 0; pass < spread; pass++) {
        Spread(size, triangle, weights);
    }
    return { size, triangle, weights, covered };
}

function DrawTriangle(mesh: ILookMesh, t: number, size: number, triangle: Int32Array, weights: Float32Array): void {
    const u = (k: number) => mesh.uv[mesh.indices[t + k] * 2] * size;
    const v = (k: number) => mesh.uv[mesh.indices[t + k] * 2 + 1] * size;
    const [ax, bx, cx, ay, by, cy] = [u(0), u(1), u(2), v(0), v(1), v(2)];
    const area = (by - cy) * (ax - cx) + (cx - bx) * (ay - cy);
    if (Math.abs(area) < 1e-9) {
        return;
    }
    const left = Math.max(0, Math.floor(Math.min(ax, bx, cx) - 0.5));
    const right = Math.min(size - 1, Math.ceil(Math.max(ax, bx, cx)));
    const top = Math.max(0, Math.floor(Math.min(ay, by, cy) - 0.5));
    const bottom = Math.min(size - 1, Math.ceil(Math.max(ay, by, cy)));
    for (let y = top; y <= bottom; y++) {
        for (let x = left; x <= right; x++) {
            const w0 = ((by - cy) * (x + 0.5 - cx) + (cx - bx) * (y + 0.5 - cy)) / area;
            const w1 = ((cy - ay) * (x + 0.5 - cx) + (ax - cx) * (y + 0.5 - cy)) / area;
            if (w0 < -1e-6 || w1 < -1e-6 || w0 + w1 > 1 + 1e-6) {
                continue;
            }
            const texel = y * size + x;
            triangle[texel] = t;
            weights[texel * 2] = w0;
            weights[texel * 2 + 1] = w1;
        }
    }
}

/** Copies the drawn texels to their empty neighbours. */
function Spread(size: number, triangle: Int32Array, weights: Float32Array): void {
    const before = triangle.slice();
    for (let y = 0; y < size; y++) {
        for (let x = 0; x < size; x++) {
            const texel = y * size + x;
            if (before[texel] >= 0) {
                continue;
            }
            const from =
                x > 0 && before[texel - 1] >= 0
                    ? texel - 1
                    : x < size - 1 && before[texel + 1] >= 0
                      ? texel + 1
                      : y > 0 && before[texel - size] >= 0
                        ? texel - size
                        : y < size - 1 && before[texel + size] >= 0
                          ? texel + size
                          : -1;
            if (from >= 0) {
                triangle[texel] = before[from];
                weights[texel * 2] = weights[from * 2];
                weights[texel * 2 + 1] = weights[from * 2 + 1];
            }
        }
    }
}

/**
 * A vertex attribute at a texel that is not empty.
 * @param map the map
 * @param mesh the mesh that the map was made from
 * @param values `stride` values a vertex
 * @param stride values a vertex
 * @param channel which of them
 * @param texel index of the texel, y * size + x
 * @returns the interpolated value
 */
export function AtTexel(
    map: ITexelMap,
    mesh: ILookMesh,
    values: ArrayLike<number>,
    stride: number,
    channel: number,
    texel: number,
): number {
    const t = map.triangle[texel];
    const w0 = map.weights[texel * 2];
    const w1 = map.weights[texel * 2 + 1];
    const { indices } = mesh;
    return (
        w0 * values[indices[t] * stride + channel] +
        w1 * values[indices[t + 1] * stride + channel] +
        (1 - w0 - w1) * values[indices[t + 2] * stride + channel]
    );
}
