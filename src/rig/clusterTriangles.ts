/**
 * Triangles of a coarser surface through some of a mesh's own vertices, so that it moves with them: the vertices of each cell of a grid become one. Where texture seams
 * cross a cell, the point on the seam is kept, and each vertex becomes that of its copies with the nearest texture coordinates: the surface stays closed.
 * @param indices triangles
 * @param rest rest positions, three a vertex; vertices at equal places are one point
 * @param normals rest normals, three a vertex; vertices that face different eighths of all directions are never joined: thin parts keep their two sides
 * @param uvs texture coordinates, two a vertex; null: none
 * @param cell side of a cell, metres
 * @returns new indices; triangles that became a line or a point are left out
 */
export function ClusterTriangles(
    indices: ArrayLike<number>,
    rest: ArrayLike<number>,
    normals: ArrayLike<number>,
    uvs: ArrayLike<number> | null,
    cell: number,
): Uint32Array {
    const copies = GroupBy(rest.length / 3, (v) => [0, 1, 2].map((c) => Math.round(rest[3 * v + c] * 1e6)).join());
    const cells = GroupBy(rest.length / 3, (v) => {
        const at = [0, 1, 2].map((c) => Math.floor(rest[3 * v + c] / cell));
        return at.join() + [0, 1, 2].map((c) => (normals[3 * v + c] < 0 ? "-" : "+")).join("");
    });
    const copiesOf = new Map(copies.flatMap((group) => group.map((v) => [v, group] as const)));
    const kept = new Uint32Array(rest.length / 3);
    for (const members of cells) {
        const most = members.reduce((count, v) => Math.max(count, copiesOf.get(v)?.length ?? 1), 1);
        const point = NearestToMean(
            members.filter((v) => (copiesOf.get(v)?.length ?? 1) === most),
            members,
            rest,
        );
        const candidates = copiesOf.get(point) ?? [point];
        for (const v of members) {
            kept[v] = uvs ? NearestUv(v, candidates, uvs) : point;
        }
    }
    const coarse: number[] = [];
    const pointOf = (v: number): number => copiesOf.get(v)?.[0] ?? v;
    for (let t = 0; t < indices.length; t += 3) {
        const [a, b, c] = [kept[indices[t]], kept[indices[t + 1]], kept[indices[t + 2]]];
        const [p, q, r] = [pointOf(a), pointOf(b), pointOf(c)];
        if (p !== q && q !== r && r !== p) {
            coarse.push(a, b, c);
        }
    }
    return Uint32Array.from(coarse);
}

function GroupBy(count: number, keyOf: (v: number) => string): number[][] {
    const groups = new Map<string, number[]>();
    for (let v = 0; v < count; v++) {
        const key = keyOf(v);
        const group = groups.get(key);
        if (group) {
            group.push(v);
        } else {
            groups.set(key, [v]);
        }
    }
    return [...groups.values()];
}

/** The candidate that lies nearest to the mean of some vertices. */
function NearestToMean(candidates: readonly number[], members: readonly number[], rest: ArrayLike<number>): number {
    const mean = [0, 1, 2].map((c) => members.reduce((sum, v) => sum + rest[3 * v + c], 0) / members.length);
    return Nearest(candidates, (v) => mean.reduce((sum, m, c) => sum + (rest[3 * v + c] - m) ** 2, 0));
}

function NearestUv(v: number, candidates: readonly number[], uvs: ArrayLike<number>): number {
    return Nearest(candidates, (one) => (uvs[2 * one] - uvs[2 * v]) ** 2 + (uvs[2 * one + 1] - uvs[2 * v + 1]) ** 2);
}

function Nearest(candidates: readonly number[], distanceOf: (v: number) => number): number {
    let [best, least] = [candidates[0], Infinity];
    for (const one of candidates) {
        const distance = distanceOf(one);
        if (distance < least) {
            [best, least] = [one, distance];
        }
    }
    return best;
}
