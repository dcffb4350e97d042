/** 32 random bits of a cell of the integer lattice. */
function Bits(x: number, y: number, z: number): number {
    let h = (Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(z, 2147483629)) | 0;
    h = Math.imul(h ^ (h >>> 13), 1274126177);
    return (h ^ (h >>> 16)) >>> 0;
}

/** A number in 0..1 of a cell. */
function Hash(x: number, y: number, z: number): number {
    return Bits(x, y, z) / 4294967296;
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
    const near = Plane(cx, cy, cz, fx, fy);
    return near + (Plane(cx, cy, cz + 1, fx, fy) - near) * fz;
}

function Plane(x: number, y: number, z: number, fx: number, fy: number): number {
    const a = Hash(x, y, z);
    const b = Hash(x, y + 1, z);
    const top = a + (Hash(x + 1, y, z) - a) * fx;
    return top + (b + (Hash(x + 1, y + 1, z) - b) * fx - top) * fy;
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
                const bits = Bits(i, j, k);
                const dx = i + (bits & 1023) / 1024 - x;
                const dy = j + ((bits >>> 10) & 1023) / 1024 - y;
                const dz = k + (bits >>> 20) / 4096 - z;
                nearest = Math.min(nearest, dx * dx + dy * dy + dz * dz);
            }
        }
    }
    return Math.sqrt(nearest);
}

/**
 * Visits the random points of the cells about a point, one a cell.
 * @param x in cells
 * @param y in cells
 * @param z in cells
 * @param visit gets the distance to the point in cells and two numbers in 0..1 that belong to it
 */
export function CellPoints(x: number, y: number, z: number, visit: (distance: number, first: number, second: number) => void): void {
    const cell = [x, y, z].map(Math.floor);
    for (let i = cell[0] - 1; i <= cell[0] + 1; i++) {
        for (let j = cell[1] - 1; j <= cell[1] + 1; j++) {
            for (let k = cell[2] - 1; k <= cell[2] + 1; k++) {
                const bits = Bits(i, j, k);
                const [dx, dy, dz] = [i + (bits & 1023) / 1024 - x, j + ((bits >>> 10) & 1023) / 1024 - y, k + (bits >>> 20) / 4096 - z];
                visit(Math.hypot(dx, dy, dz), Hash(i + 7919, j, k), Hash(i, j + 7919, k));
            }
        }
    }
}
