import { type ISource, type ISourceFace } from "./source.types.js";

/** Islands of the source's UVs on the bust. */
export const Islands = { skin: 0, mouth: 1, socket: 2, chest: 3 } as const;

/** What the bust's control mesh is made of; arrays hold one value a base vertex. */
export interface IAnatomy {
    /** Quads of the bust. */
    readonly faces: readonly ISourceFace[];
    /** Island of each quad. */
    readonly islands: Uint8Array;
    /** Edge loops away from the seam inside the lips: 0 at the seam, -1 in the cavity, 99 far away. */
    readonly mouthRing: Float32Array;
    /** 1 upper lip side, -1 lower, 0 at the corners; fades outward with the loops. */
    readonly mouthSide: Float32Array;
    /** Edge loops away from the seam inside the lids: 0 at the seam, -1 in the socket, 99 far away. */
    readonly eyeRing: Float32Array;
}

const Far = 99;
/** Loops that are counted. */
const LastRing = 16;

/**
 * Cuts the bust out of the base mesh and measures loops around mouth and eyes.
 * @param source verified source
 * @param positions average face, decimetres
 * @param inside which quads belong to the bust, by their centre
 * @returns the control mesh
 */
export function BuildAnatomy(source: ISource, positions: Float32Array, inside: (x: number, y: number, z: number) => boolean): IAnatomy {
    const { mesh } = source;
    const faces = mesh.faces.filter((face, i) => {
        if (mesh.groups[i] !== "body" || !face.corners.every((v) => source.headSkin[v] === 1)) {
            return false;
        }
        const mean = [0, 1, 2].map((c) => face.corners.reduce((sum, v) => sum + positions[v * 3 + c], 0) / 4);
        return inside(mean[0], mean[1], mean[2]);
    });
    const islands = Uint8Array.from(faces, (face) => FindIsland(face, mesh.uvs));
    const neighbours = FindNeighbours(faces);
    const mouthRing = Rings(faces, islands, Islands.mouth, neighbours, source.count);
    const eyeRing = Rings(faces, islands, Islands.socket, neighbours, source.count);
    return { faces, islands, mouthRing, eyeRing, mouthSide: MouthSides(positions, mouthRing, neighbours) };
}

function FindIsland(face: ISourceFace, uvs: readonly number[]): number {
    const mean = (c: number): number => face.uvs.reduce((sum, uv) => sum + uvs[uv * 2 + c], 0) / face.uvs.length;
    const [u, v] = [mean(0), mean(1)];
    if (u > 0.74 && v < 0.15) {
        return Islands.mouth;
    }
    if (u < 0.16 && v > 0.53 && v < 0.65) {
        return Islands.socket;
    }
    return u < 0.62 && v > 0.7 ? Islands.chest : Islands.skin;
}

function FindNeighbours(faces: readonly ISourceFace[]): Map<number, Set<number>> {
    const neighbours = new Map<number, Set<number>>();
    const link = (a: number, b: number): void => {
        const set = neighbours.get(a) ?? new Set<number>();
        neighbours.set(a, set.add(b));
    };
    for (const { corners } of faces) {
        corners.forEach((a, k) => {
            const b = corners[(k + 1) % corners.length];
            link(a, b);
            link(b, a);
        });
    }
    return neighbours;
}

function Rings(
    faces: readonly ISourceFace[],
    islands: Uint8Array,
    island: number,
    neighbours: ReadonlyMap<number, ReadonlySet<number>>,
    count: number,
): Float32Array {
    const rings = new Float32Array(count).fill(Far);
    const outer = new Set<number>();
    faces.forEach((face, f) => islands[f] !== island && face.corners.forEach((v) => outer.add(v)));
    let front: number[] = [];
    faces.forEach((face, f) => {
        if (islands[f] === island) {
            for (const v of face.corners) {
                if (outer.has(v) && rings[v] !== 0) {
                    front.push(v);
                }
                rings[v] = outer.has(v) ? 0 : -1;
            }
        }
    });
    for (let ring = 1; ring <= LastRing; ring++) {
        const next: number[] = [];
        for (const v of front) {
            for (const n of neighbours.get(v) ?? []) {
                if (rings[n] === Far) {
                    rings[n] = ring;
                    next.push(n);
                }
            }
        }
        front = next;
    }
    return rings;
}

/** Walks the seam inside the lips from corner to corner both ways: the higher way is the upper lip; sides spread outward from there. */
function MouthSides(positions: Float32Array, rings: Float32Array, neighbours: ReadonlyMap<number, ReadonlySet<number>>): Float32Array {
    const sides = new Float32Array(rings.length);
    const onRing = (v: number, ring: number): number[] => [...(neighbours.get(v) ?? [])].filter((n) => rings[n] === ring);
    const seam = [...rings.keys()].filter((v) => rings[v] === 0);
    const corners = [-1, 1].map((sign) =>
        seam.reduce((best, v) => (sign * positions[v * 3] > sign * positions[best * 3] ? v : best), seam[0]),
    );
    const ways = onRing(corners[0], 0).map((start) => {
        const way = [corners[0], start];
        while (way[way.length - 1] !== corners[1]) {
            const next = onRing(way[way.length - 1], 0).find((n) => n !== way[way.length - 2]);
            if (next === undefined || way.length > seam.length) {
                throw new Error("head anatomy: the seam inside the lips is not a loop");
            }
            way.push(next);
        }
        return way.slice(1, -1);
    });
    const height = (way: readonly number[]): number => way.reduce((sum, v) => sum + positions[v * 3 + 1], 0) / way.length;
    ways.forEach((way, i) => way.forEach((v) => (sides[v] = height(way) > height(ways[1 - i]) ? 1 : -1)));
    for (let ring = 1; ring <= LastRing; ring++) {
        rings.forEach((r, v) => {
            if (r === ring) {
                const inner = onRing(v, ring - 1);
                sides[v] = inner.reduce((sum, n) => sum + sides[n], 0) / inner.length;
            }
        });
    }
    return sides;
}
