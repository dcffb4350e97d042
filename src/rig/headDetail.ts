import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { type IndicesArray } from "@babylonjs/core/types.js";
import { ClusterTriangles } from "./clusterTriangles.js";
import { type MorphedMesh } from "./morphedMesh.js";
import { type MaterialPreset } from "./rigFile.types.js";

/** How much of a head is drawn: 0 is all of it; each further level is for a head farther away. */
export type HeadDetailLevel = 0 | 1 | 2 | 3;

/** A part of a head as levels see it: how it is shaded, or the lenses of glasses. */
export type DetailPart = MaterialPreset | "lenses";

/** What each level leaves out, by how a part is shaded, and the grid (metres) on which the skin's vertices are joined; null: the skin stays. */
const Levels: readonly { readonly hidden: readonly DetailPart[]; readonly cell: number | null }[] = [
    { hidden: [], cell: null },
    { hidden: ["cornea", "lidShadow"], cell: null },
    { hidden: ["cornea", "lidShadow", "lashes", "teeth", "freckles", "makeup", "lenses"], cell: 0.004 },
    { hidden: ["cornea", "lidShadow", "lashes", "teeth", "freckles", "makeup", "lenses", "lipstick"], cell: 0.008 },
];

/** Draws a head more cheaply: parts that nobody sees from afar are left out, and the skin has fewer triangles between its own vertices. So it keeps following face and bones. */
export class HeadDetail {
    private readonly _hidden = new Set<Mesh>();
    private readonly _indices = new Map<Mesh, (IndicesArray | null)[]>();
    private _level: HeadDetailLevel = 0;

    /** @param _partOf what a mesh is */
    public constructor(private readonly _partOf: (mesh: Mesh) => DetailPart | undefined) {}

    /** What is drawn. */
    public get level(): HeadDetailLevel {
        return this._level;
    }

    /**
     * Shows a level.
     * @param level what is to be drawn
     * @param meshes every mesh of the head that is loaded
     * @param morphed those of them whose shape follows the face
     */
    public apply(level: HeadDetailLevel, meshes: readonly Mesh[], morphed: readonly MorphedMesh[]): void {
        this._level = level;
        for (const mesh of meshes) {
            this._hide(mesh, this._isHidden(mesh));
        }
        for (const one of morphed) {
            if (this._partOf(one.mesh) === "skin") {
                this._coarsen(one);
            }
        }
    }

    /**
     * Whether the level leaves a mesh out.
     * @param mesh the mesh
     * @returns true for meshes that need not follow the face
     */
    public hides(mesh: Mesh): boolean {
        return this._hidden.has(mesh);
    }

    private _isHidden(mesh: Mesh): boolean {
        const part = this._partOf(mesh);
        return part !== undefined && Levels[this._level].hidden.includes(part);
    }

    /** A mesh that the host hid itself stays hidden. */
    private _hide(mesh: Mesh, isHidden: boolean): void {
        if (isHidden && mesh.isVisible) {
            this._hidden.add(mesh);
            mesh.isVisible = false;
        } else if (!isHidden && this._hidden.delete(mesh)) {
            mesh.isVisible = true;
        }
    }

    private _coarsen({ mesh, rest, restNormals }: MorphedMesh): void {
        let byLevel = this._indices.get(mesh);
        if (!byLevel) {
            byLevel = Levels.map(() => null);
            byLevel[0] = mesh.getIndices();
            this._indices.set(mesh, byLevel);
        }
        const { cell } = Levels[this._level];
        const [full] = byLevel;
        if (!full) {
            return;
        }
        if (cell !== null) {
            byLevel[this._level] ??= ClusterTriangles(full, rest, restNormals, mesh.getVerticesData(VertexBuffer.UVKind), cell);
        }
        const indices = byLevel[this._level] ?? full;
        if (mesh.getIndices() !== indices) {
            mesh.setIndices(indices);
        }
    }
}
