/** A number in 0..1 of a cell of the integer lattice. */
function Hash(x: number, y: number, z: number): number {
    let h = (Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(z, 2147483629)) | 0;
    h = Math.imul(h ^ (h >>> 13), 1274126177);
    h ^= h >>> 16;
    return (h >>> 0) / 4294967296;
}

/** Smooth value noise in 0..1 with one cell a unit. */
export function ValueNoise(x: number, y: number, z: number): number {
    const cx = Math.floor(x);
    const cy = Math.floor(y);
    const cz = Math.floor(z);
    let fx = x - cx;
    let fy = y - cy;
    let fz = z - cz;
    fx = fx * fx * (3 - 2 * fx);
    fy = fy * fy * (3 - 2 * fy);
    fz = fz * fz * (3 - 2 * fz);
    const lerp = (a: number, b: number, t: number) => a + (b - a) * t;
    const plane = (z0: number) =>
        lerp(lerp(Hash(cx, cy, z0), Hash(cx + 1, cy, z0), fx), lerp(Hash(cx, cy + 1, z0), Hash(cx + 1, cy + 1, z0), fx), fy);
    return lerp(plane(cz), plane(cz + 1), fz);
}

/** Distance to the nearest of random points, one a cell (Worley's noise); mostly 0..1. */
export function CellNoise(x: number, y: number, z: number): number {
    const cx = Math.floor(x);
    const cy = Math.floor(y);
    const cz = Math.floor(z);
    let nearest = 9;
    for (let i = cx - 1; i <= cx + 1; i++) {
        for (let j = cy - 1; j <= cy + 1; j++) {
            for (let k = cz - 1; k <= cz + 1; k++) {
                const dx = i + Hash(i, j, k) - x;
                const dy = j + Hash(i + 7919, j, k) - y;
                const dz = k + Hash(i, j + 7919, k) - z;
                nearest = Math.min(nearest, dx * dx + dy * dy + dz * dz);
            }
        }
    }
    return Math.sqrt(nearest);
}
