/** Vertex sets over which targets are hashed, ascending vertex numbers. */
export type VertexSets = Readonly<Record<string, readonly number[]>>;

function Span(first: number, last: number): number[] {
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/**
 * The vertex sets of the base mesh: body, face helpers (tongue, eyes, lashes, teeth), hair helper, joints of the head, head skin.
 * @param positions base mesh, decimetres
 * @returns the sets by name; `repair` is head skin and face helpers, `all` is everything but head skin, which is part of the body
 */
export function BuildVertexSets(positions: readonly number[]): VertexSets {
    const ascending = (...lists: number[][]): number[] => lists.flat().sort((a, b) => a - b);
    const body = Span(0, 13379);
    const faceHelpers = [...Span(13380, 13605), ...Span(14598, 15127)];
    const hairHelpers = Span(18722, 19149);
    const headJoints = [...Span(13606, 13621), ...Span(14070, 14101), ...Span(14510, 14597)];
    const headSkin = body.filter((v) => positions[v * 3 + 1] > 4.7 && Math.abs(positions[v * 3]) < 1.9);
    const all = ascending(body, faceHelpers, hairHelpers, headJoints);
    return { body, faceHelpers, hairHelpers, headJoints, headSkin, all, repair: ascending(headSkin, faceHelpers) };
}

/**
 * The partner of each vertex of head skin and face helpers on the other side of x = 0.
 * @param positions base mesh, decimetres
 * @param sets vertex sets
 * @returns vertex number, or -1 for other vertices
 */
export function MirrorMap(positions: readonly number[], sets: VertexSets): Int32Array {
    const kind = (v: number): string => (v < 13380 ? "body" : v < 13606 ? "tongue" : "helper");
    const place = (v: number, sign: number): string => {
        const [x, y, z] = [0, 1, 2].map(
            (c) => Math.sign(positions[v * 3 + c]) * Math.floor(Math.abs(positions[v * 3 + c]) * 1e4 + 0.5 + 1e-9),
        );
        return `${kind(v)} ${x === 0 ? 0 : sign * x} ${y} ${z}`;
    };
    const at = new Map(sets.repair.map((v) => [place(v, 1), v]));
    const mirror = new Int32Array(positions.length / 3).fill(-1);
    for (const v of sets.repair) {
        const other = at.get(place(v, -1));
        if (other === undefined) {
            throw new Error(`head source: vertex ${v} has no mirror partner`);
        }
        mirror[v] = other;
    }
    return mirror;
}

/**
 * Replaces values by mirrored ones, in place.
 * @param values target values, three a vertex; changed
 * @param from values to take
 * @param rule which vertices keep their own value; all others take the mirrored value of their partner
 * @param vertices vertices to repair
 * @param mirror partner of each vertex
 * @param positions base mesh, decimetres
 */
export function RepairTarget(
    values: Int16Array,
    from: Int16Array,
    rule: "keepPositiveX" | "keepNegativeX" | "mirrorOf",
    vertices: readonly number[],
    mirror: Int32Array,
    positions: Float32Array,
): void {
    for (const v of vertices) {
        const x = positions[v * 3];
        const keep = rule === "keepPositiveX" ? x >= 0 : rule === "keepNegativeX" ? x <= 0 : false;
        if (!keep) {
            const m = mirror[v] * 3;
            values[v * 3] = 0 - from[m];
            values[v * 3 + 1] = from[m + 1];
            values[v * 3 + 2] = from[m + 2];
        }
    }
}
