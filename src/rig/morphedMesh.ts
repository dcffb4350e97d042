import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";

import { UpdateBounds } from "./meshBounds.js";
import { AddMorph, CreateSparseMorph, type ISparseMorph } from "./sparseMorph.js";
import { WeldedNormals } from "./weldedNormals.js";

/**
 * A mesh whose morph targets are baked into its vertices on the CPU. A head has about two hundred targets, of which a Face moves most
 * at once, and they change only when the Face does: so they cost nothing a frame and no texture memory.
 */
export class MorphedMesh {
    /** Positions that were baked last, three a vertex. */
    public readonly positions: Float32Array;
    /** Normals that were applied last, three a vertex. */
    public readonly normals: Float32Array;
    /** Authored normals of the rest shape. */
    public readonly restNormals: Float32Array;

    private readonly _welded: WeldedNormals;
    /** Targets with their slots in the influences. */
    private readonly _morphs: readonly { readonly slot: number; readonly morph: ISparseMorph }[];
    private readonly _applied: Float64Array;
    private _version = 0;

    /**
     * Takes the morph targets off a mesh.
     * @param mesh the mesh as it was loaded; its morph target manager is disposed
     * @param targets names of the morph targets, in the order of the influences
     * @returns the morphed mesh, or null when no target moves a vertex of this mesh
     */
    public static Take(mesh: Mesh, targets: readonly string[]): MorphedMesh | null {
        const manager = mesh.morphTargetManager;
        const rest = mesh.getVerticesData(VertexBuffer.PositionKind);
        if (!manager || !rest) {
            return null;
        }
        const morphs: { slot: number; morph: ISparseMorph }[] = [];
        for (let i = 0; i < manager.numTargets; i++) {
            const target = manager.getTarget(i);
            const slot = targets.indexOf(target.name);
            const positions = target.getPositions();
            if (slot >= 0 && positions) {
                const morph = CreateSparseMorph(target.name, rest, positions);
                if (morph.indices.length > 0) {
                    morphs.push({ slot, morph });
                }
            }
        }
        mesh.morphTargetManager = null;
        manager.dispose();
        return morphs.length > 0 ? new MorphedMesh(mesh, Float32Array.from(rest), morphs) : null;
    }

    private constructor(
        /** The mesh. */
        public readonly mesh: Mesh,
        /** Positions of the rest shape. */
        public readonly rest: Float32Array,
        morphs: readonly { readonly slot: number; readonly morph: ISparseMorph }[],
    ) {
        this._morphs = morphs;
        this._applied = new Float64Array(morphs.length);
        this.positions = rest.slice();
        const indices = Uint32Array.from(mesh.getIndices() ?? []);
        this.normals = Float32Array.from(mesh.getVerticesData(VertexBuffer.NormalKind) ?? new Float32Array(rest.length));
        this.restNormals = this.normals.slice();
        this._welded = new WeldedNormals(indices, rest, this.restNormals);
        mesh.setVerticesData(VertexBuffer.PositionKind, this.positions, true);
        mesh.setVerticesData(VertexBuffer.NormalKind, this.normals, true);
    }

    /** Grows with each bake that changed something; 0 is the rest shape. */
    public get version(): number {
        return this._version;
    }

    /** The targets of this mesh, each with its slot in the influences. */
    public get morphs(): readonly { readonly slot: number; readonly morph: ISparseMorph }[] {
        return this._morphs;
    }

    /**
     * Bakes influences into `positions`, if they differ from what was baked last.
     * @param influences one weight for each of the target names given to {@link MorphedMesh.Take}
     * @returns whether the positions changed
     */
    public bake(influences: Float64Array): boolean {
        let changed = false;
        this._morphs.forEach(({ slot }, i) => {
            changed ||= this._applied[i] !== influences[slot];
            this._applied[i] = influences[slot];
        });
        if (!changed) {
            return false;
        }
        this._version++;
        this.positions.set(this.rest);
        this._morphs.forEach(({ morph }, i) => {
            if (this._applied[i] !== 0) {
                AddMorph(morph, this._applied[i], this.positions);
            }
        });
        return true;
    }

    /**
     * Bakes influences and uploads the vertices, if they differ from what was applied last.
     * @param influences as in {@link MorphedMesh.bake}
     */
    public apply(influences: Float64Array): void {
        if (!this.bake(influences)) {
            return;
        }
        this._welded.compute(this.positions, this.normals);
        this.mesh.updateVerticesData(VertexBuffer.PositionKind, this.positions);
        this.mesh.updateVerticesData(VertexBuffer.NormalKind, this.normals);
        UpdateBounds(this.mesh, this.positions);
    }
}
