import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";

import { AddMorph, CreateSparseMorph, type ISparseMorph } from "./sparseMorph.js";
import { WeldedNormals } from "./weldedNormals.js";

/**
 * A mesh whose morph targets are baked into its vertices on the CPU. A head has about two hundred targets, of which a Face moves most
 * at once, and they change only when the Face does: so they cost nothing a frame and no texture memory.
 */
export class MorphedMesh {
    private readonly _positions: Float32Array;
    private readonly _normals: Float32Array;
    private readonly _welded: WeldedNormals;
    private readonly _rest: Float32Array;
    /** Targets with their slots in the influences. */
    private readonly _morphs: readonly { readonly slot: number; readonly morph: ISparseMorph }[];
    private readonly _applied: Float64Array;

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
        rest: Float32Array,
        morphs: readonly { readonly slot: number; readonly morph: ISparseMorph }[],
    ) {
        this._rest = rest;
        this._morphs = morphs;
        this._applied = new Float64Array(morphs.length);
        this._positions = rest.slice();
        const indices = Uint32Array.from(mesh.getIndices() ?? []);
        this._normals = Float32Array.from(mesh.getVerticesData(VertexBuffer.NormalKind) ?? new Float32Array(rest.length));
        this._welded = new WeldedNormals(indices, rest, this._normals.slice());
        mesh.setVerticesData(VertexBuffer.PositionKind, this._positions, true);
        mesh.setVerticesData(VertexBuffer.NormalKind, this._normals, true);
    }

    /** The targets of this mesh, each with its slot in the influences. */
    public get morphs(): readonly { readonly slot: number; readonly morph: ISparseMorph }[] {
        return this._morphs;
    }

    /**
     * Applies influences and uploads the vertices, if they differ from what was applied last.
     * @param influences one weight for each of the target names given to {@link MorphedMesh.Take}
     * @returns whether the mesh changed
     */
    public apply(influences: Float64Array): boolean {
        let changed = false;
        this._morphs.forEach(({ slot }, i) => {
            changed ||= this._applied[i] !== influences[slot];
            this._applied[i] = influences[slot];
        });
        if (!changed) {
            return false;
        }
        const positions = this._positions;
        positions.set(this._rest);
        this._morphs.forEach(({ morph }, i) => {
            if (this._applied[i] !== 0) {
                AddMorph(morph, this._applied[i], positions);
            }
        });
        this._welded.compute(positions, this._normals);
        this.mesh.updateVerticesData(VertexBuffer.PositionKind, positions);
        this.mesh.updateVerticesData(VertexBuffer.NormalKind, this._normals);
        this._updateBounds();
        return true;
    }

    private _updateBounds(): void {
        const minimum = new Vector3(Infinity, Infinity, Infinity);
        const maximum = new Vector3(-Infinity, -Infinity, -Infinity);
        const p = this._positions;
        for (let i = 0; i < p.length; i += 3) {
            minimum.minimizeInPlaceFromFloats(p[i], p[i + 1], p[i + 2]);
            maximum.maximizeInPlaceFromFloats(p[i], p[i + 1], p[i + 2]);
        }
        this.mesh.buildBoundingInfo(minimum, maximum, this.mesh.getWorldMatrix());
    }
}
