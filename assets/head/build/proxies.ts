import { MeshoptSimplifier } from "meshoptimizer";
import { BrowTable, PartProxies } from "./partTable.js";
import { type ISkinField } from "./joints.js";
import { type IBuiltMesh, type VertexSkin } from "./mesh.types.js";
import { ApplyOperator, PackOperator, SelectRows, type IOperator } from "./operator.js";
import { type ISource, type ISourceProxy } from "./source.types.js";
import { BuildNormals, BuildSurface, CutTriangles } from "./surface.js";

/** How a fitted mesh is skinned: like the skin below it, with the jaw only, or with head and neck only. */
type Skinning = "skin" | "jaw" | "body";

/** Triangles that the teeth are reduced to. */
const TeethTriangles = 1500;

interface IProxyOptions {
    readonly name: string;
    readonly proxy: string;
    readonly texture: string;
    readonly skinning: Skinning;
    readonly triangles?: number;
}

/**
 * The operator of a fitted mesh.
 * @param proxy the mesh
 * @returns from base vertices to its vertices, without the offsets
 */
export function ProxyOperator(proxy: ISourceProxy): IOperator {
    return PackOperator(
        proxy.references.map((references, i) => {
            const row = new Map<number, number>();
            references.forEach((v, k) => {
                if (proxy.weights[i][k] !== 0) {
                    row.set(v, (row.get(v) ?? 0) + proxy.weights[i][k]);
                }
            });
            return row;
        }),
    );
}

/**
 * Lashes, teeth, tongue, brows and hair.
 * @param source verified source
 * @param base base vertices of the average face, decimetres
 * @param field joints
 * @param jaw how much of each base vertex follows the jaw
 * @returns the meshes
 */
export async function BuildProxiesAsync(source: ISource, base: Float32Array, field: ISkinField, jaw: Float32Array): Promise<IBuiltMesh[]> {
    await MeshoptSimplifier.ready;
    const rows: IProxyOptions[] = [
        { name: "lashes", proxy: PartProxies.lashes, texture: "eyelashes03.png", skinning: "skin" },
        { name: "teeth", proxy: PartProxies.teeth, texture: "teeth.png", skinning: "jaw", triangles: TeethTriangles },
        { name: "tongue", proxy: PartProxies.tongue, texture: "tongue01_diffuse.png", skinning: "jaw" },
        ...BrowTable.map(({ id, proxy, texture }): IProxyOptions => ({ name: `brow_${id}`, proxy, texture, skinning: "skin" })),
    ];
    return rows.map((row) => BuildProxy(source, base, field, jaw, row));
}

function BuildProxy(source: ISource, base: Float32Array, field: ISkinField, jaw: Float32Array, row: IProxyOptions): IBuiltMesh {
    const proxy = source.proxy(row.proxy);
    const all = ProxyOperator(proxy);
    const placed = ApplyOperator(all, base).map((x, i) => x + proxy.offsets[Math.floor(i / 3)][i % 3]);
    const surface = BuildSurface(proxy.faces, placed, (uv) => [proxy.uvs[uv * 2], 1 - proxy.uvs[uv * 2 + 1]]);
    const full = Float32Array.from(
        { length: surface.vertices.length * 3 },
        (_, i) => placed[surface.vertices[Math.floor(i / 3)] * 3 + (i % 3)],
    );
    const uv = row.name.startsWith("brow_") ? MirroredUv(full, surface.uv) : surface.uv;
    const reduced =
        row.triangles === undefined
            ? surface.indices
            : MeshoptSimplifier.simplify(surface.indices, full, 3, row.triangles * 3, 1, ["Prune"])[0];
    const cut = CutTriangles(reduced, () => true);
    const operator = SelectRows(
        all,
        Array.from(cut.vertices, (v) => surface.vertices[v]),
    );
    const positions = Float32Array.from({ length: cut.vertices.length * 3 }, (_, i) => full[cut.vertices[Math.floor(i / 3)] * 3 + (i % 3)]);
    return {
        name: row.name,
        material: row.name,
        operator,
        positions,
        normals: BuildNormals(positions, cut.indices),
        uv: Float32Array.from({ length: cut.vertices.length * 2 }, (_, i) => uv[cut.vertices[Math.floor(i / 2)] * 2 + (i % 2)]),
        indices: cut.indices,
        skin: SkinProxy(operator, positions, base, field, jaw, row.skinning),
        morphThreshold: row.skinning === "body" ? 8e-3 : 1e-4,
        expressions: row.skinning !== "body",
        sourceTexture: source.texture(`public/data/proxies/${row.proxy}/textures/${row.texture}`),
    };
}

/** The source paints the two brows of a style unlike: the right one takes the left one's picture. */
function MirroredUv(positions: Float32Array, uv: Float32Array): Float32Array {
    const left = [...Array(positions.length / 3).keys()].filter((i) => positions[i * 3] > 0);
    const partner = (v: number): number => {
        const distance = (i: number): number =>
            Math.hypot(
                positions[i * 3] + positions[v * 3],
                positions[i * 3 + 1] - positions[v * 3 + 1],
                positions[i * 3 + 2] - positions[v * 3 + 2],
            );
        return left.reduce((best, i) => (distance(i) < distance(best) ? i : best), left[0]);
    };
    return uv.map((x, k) => {
        const v = Math.floor(k / 2);
        return positions[v * 3] < 0 ? uv[partner(v) * 2 + (k % 2)] : x;
    });
}

/** Points are skinned where they are rooted on the base mesh, so that lashes and brows move with the skin below them. */
function SkinProxy(
    operator: IOperator,
    positions: Float32Array,
    base: Float32Array,
    field: ISkinField,
    jaw: Float32Array,
    skinning: Skinning,
): VertexSkin[] {
    const roots = ApplyOperator(operator, base);
    const jaws = ApplyOperator(operator, jaw, 1);
    return Array.from({ length: operator.count }, (_, i): VertexSkin => {
        if (skinning === "body") {
            return field.body(positions[i * 3 + 1], positions[i * 3 + 2]);
        }
        if (skinning === "skin") {
            return field.at(roots[i * 3], roots[i * 3 + 1], roots[i * 3 + 2], jaws[i]);
        }
        const share = Math.max(0, Math.min(1, jaws[i]));
        const both: VertexSkin = [
            [field.joint("jaw"), share],
            [field.joint("head"), 1 - share],
        ];
        return both.filter(([, w]) => w > 0);
    });
}
