import { type IAnatomy } from "./anatomy.js";
import { LookIsland } from "./regions.js";
import { type ILookRegions } from "./lookGeometry.types.js";
import { type ISkinField } from "./joints.js";
import { type IBuiltMesh } from "./mesh.types.js";
import { ApplyOperator, SelectRows, type IOperator } from "./operator.js";
import { type ISource } from "./source.types.js";
import { Subdivide } from "./subdivision.js";
import { BuildNormals, BuildSurface, CutTriangles, type ISurface } from "./surface.js";
import { LayoutUv } from "./uvLayout.js";

/** The skin's surface before joints and regions are known. */
export interface IHeadSurface {
    readonly surface: ISurface;
    /** From base vertices to the surface's vertices. */
    readonly operator: IOperator;
    /** Decimetres. */
    readonly positions: Float32Array;
    /** From the top left, in the source's own skin pictures. */
    readonly sourceUv: Float32Array;
    /** Island of the look, one value a vertex. */
    readonly islands: Uint8Array;
}

/**
 * Subdivides the bust once and lays out its UVs.
 * @param source verified source
 * @param anatomy control mesh
 * @param base base vertices of the average face, decimetres
 * @returns the surface
 */
export function BuildHeadSurface(source: ISource, anatomy: IAnatomy, base: Float32Array): IHeadSurface {
    const fine = Subdivide(anatomy.faces, source.mesh.uvs);
    const finePositions = ApplyOperator(fine.operator, base);
    // Each quad becomes four, in order.
    const tags = Uint8Array.from(fine.faces, (_, f) => anatomy.islands[Math.floor(f / 4)]);
    const toUv = (uv: number, tag: number): [number, number] => LayoutUv(fine.uvs[uv * 2], fine.uvs[uv * 2 + 1], tag);
    const surface = BuildSurface(fine.faces, finePositions, toUv, tags);
    const operator = SelectRows(fine.operator, surface.vertices);
    return {
        surface,
        operator,
        positions: ApplyOperator(operator, base),
        sourceUv: SourceUv(surface, fine.uvs),
        islands: surface.tags.map(LookIsland),
    };
}

function SourceUv(surface: ISurface, uvs: readonly number[]): Float32Array {
    const out = new Float32Array(surface.uvNumbers.length * 2);
    surface.uvNumbers.forEach((uv, i) => out.set([uvs[uv * 2], 1 - uvs[uv * 2 + 1]], i * 2));
    return out;
}

/**
 * The head, and the overlays on it: lips (0.1 mm out) and scalp (0.5 mm out), which carry an alpha that fades at their border.
 * @param head the skin's surface
 * @param regions region weights of its vertices
 * @param field joints
 * @param jaw how much of each vertex follows the jaw
 * @returns head, lips, scalp
 */
export function BuildHeadMeshes(head: IHeadSurface, regions: ILookRegions, field: ISkinField, jaw: Float32Array): IBuiltMesh[] {
    const { positions, operator, surface } = head;
    const normals = BuildNormals(positions, surface.indices);
    const skin = Array.from({ length: operator.count }, (_, i) =>
        field.at(positions[i * 3], positions[i * 3 + 1], positions[i * 3 + 2], jaw[i]),
    );
    const common = { morphThreshold: 0, expressions: true };
    const mesh: IBuiltMesh = {
        name: "head",
        material: "skin",
        operator,
        positions,
        normals,
        uv: surface.uv,
        indices: surface.indices,
        skin,
        ...common,
    };
    const overlay = (name: string, offset: number, alpha: Float32Array): IBuiltMesh => {
        const outside = (v: number): boolean => head.islands[v] === 0;
        const cut = CutTriangles(surface.indices, (a, b, c) => Math.max(alpha[a], alpha[b], alpha[c]) > 0 && [a, b, c].every(outside));
        const pick = (values: Float32Array, size: number): Float32Array =>
            Float32Array.from(
                { length: cut.vertices.length * size },
                (_, i) => values[cut.vertices[Math.floor(i / size)] * size + (i % size)],
            );
        const out = pick(normals, 3);
        return {
            name,
            material: name,
            operator: SelectRows(operator, cut.vertices),
            positions: pick(positions, 3).map((x, i) => x + out[i] * offset),
            normals: out,
            uv: pick(surface.uv, 2),
            indices: cut.indices,
            skin: Array.from(cut.vertices, (v) => skin[v]),
            alpha: pick(alpha, 1),
            follow: Uint32Array.from({ length: cut.vertices.length * 4 }, (_, i) => cut.vertices[Math.floor(i / 4)]),
            ...common,
        };
    };
    return [mesh, overlay("lips", 0.001, regions.lips), overlay("scalp", 0.005, regions.scalp)];
}
