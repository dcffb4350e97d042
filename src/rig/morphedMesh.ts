import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";

import { FindMidline, type IMidline, LeftShares } from "./leftShares.js";
import { MarkedList } from "./markedList.js";
import { UpdateBounds } from "./meshBounds.js";
import { AddMorph, AddSidedMorph, CreateSparseMorph, type ISparseMorph } from "./sparseMorph.js";
import { WeldedNormals } from "./weldedNormals.js";

/** The weights of morph targets on a head, one for each target name. */
export interface IMorphWeights {
    /** Influences; where left and right of the head differ, those of the right. */
    readonly influences: Float64Array;
    /** What is added on the subject's left. Default: nothing. */
    readonly leftAdditions?: Float64Array;
}

/** After so many additions the rest shape is baked anew: each adds at most the rounding of 64 bits, which is far below that of 32. */
const MostAdditions = 1000;

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
    /** Version at which each vertex got its place or its normal; 0 is the rest shape. */
    public readonly changedAt: Uint32Array;

    private readonly _welded: WeldedNormals;
    private readonly _applied: Float64Array;
    private readonly _appliedLeft: Float64Array;
    /** How much each vertex is left, once left and right differ. */
    private _leftShares: Float64Array | undefined;
    /** `positions` before they were rounded to 32 bits, so that changes can be added. */
    private readonly _sums: Float64Array;
    /** What the last bake moved. */
    private readonly _moved: MarkedList;
    /** Bakes since the last one from the rest shape. */
    private _additions = 0;
    private _version = 0;

    /**
     * Takes the morph targets off a mesh.
     * @param mesh the mesh as it was loaded; its morph target manager is disposed
     * @param targets names of the morph targets, in the order of the influences
     * @param reach half the width of the band in which left goes over into right, in metres
     * @returns the morphed mesh, or null when no target moves a vertex of this mesh
     */
    public static Take(mesh: Mesh, targets: readonly string[], reach: number): MorphedMesh | null {
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
        return morphs.length > 0 ? new MorphedMesh(mesh, Float32Array.from(rest), morphs, FindMidline(mesh, reach)) : null;
    }

    private constructor(
        /** The mesh. */
        public readonly mesh: Mesh,
        /** Positions of the rest shape. */
        public readonly rest: Float32Array,
        /** The targets of this mesh, each with its slot in the influences. */
        public readonly morphs: readonly { readonly slot: number; readonly morph: ISparseMorph }[],
        private readonly _midline: IMidline,
    ) {
        this._applied = new Float64Array(morphs.length);
        this._appliedLeft = new Float64Array(morphs.length);
        this._sums = Float64Array.from(rest);
        this._moved = new MarkedList(rest.length / 3);
        this.changedAt = new Uint32Array(rest.length / 3);
        this.positions = rest.slice();
        const indices = Uint32Array.from(mesh.getIndices() ?? []);
        this.normals = Float32Array.from(mesh.getVerticesData(VertexBuffer.NormalKind) ?? new Float32Array(rest.length));
        this.restNormals = this.normals.slice();
        this._welded = new WeldedNormals(indices, rest, this.restNormals);
        mesh.setVerticesData(VertexBuffer.PositionKind, this.positions, true);
        mesh.setVerticesData(VertexBuffer.NormalKind, this.normals, true);
    }

    /** How much each vertex belongs to the subject's left, 0..1; computed when it is first asked for. */
    public get leftShares(): Float64Array {
        this._leftShares ??= LeftShares(this.rest, this._midline);
        return this._leftShares;
    }

    /** Grows with each bake that changed something; 0 is the rest shape. */
    public get version(): number {
        return this._version;
    }

    /**
     * Bakes influences into `positions`, if they differ from what was baked last: what a few targets change is added, many are baked from the rest shape.
     * Normals stay; a mesh that is baked alone is never applied.
     * @param weights one for each of the target names given to {@link MorphedMesh.Take}
     * @returns whether the positions changed
     */
    public bake(weights: IMorphWeights): boolean {
        const { influences, leftAdditions } = weights;
        let changed = 0;
        let all = 0;
        for (let i = 0; i < this.morphs.length; i++) {
            const { slot, morph } = this.morphs[i];
            const left = leftAdditions ? leftAdditions[slot] : 0;
            changed += this._applied[i] === influences[slot] && this._appliedLeft[i] === left ? 0 : morph.indices.length;
            all += influences[slot] === 0 && left === 0 ? 0 : morph.indices.length;
        }
        if (changed === 0) {
            return false;
        }
        this._moved.clear();
        if (changed < all && ++this._additions < MostAdditions) {
            this._add(weights);
        } else {
            this._additions = 0;
            this._bakeAll(weights);
        }
        this._version++;
        this._stamp(this._moved);
        return true;
    }

    /**
     * Bakes influences and uploads the vertices, if they differ from what was applied last.
     * @param weights as in {@link MorphedMesh.bake}
     */
    public apply(weights: IMorphWeights): void {
        if (!this.bake(weights)) {
            return;
        }
        this._welded.compute(this.positions, this.normals, this._moved);
        this._stamp(this._welded.written);
        this.mesh.updateVerticesData(VertexBuffer.PositionKind, this.positions);
        this.mesh.updateVerticesData(VertexBuffer.NormalKind, this.normals);
        UpdateBounds(this.mesh, this.positions);
    }

    /** Adds what changed of the weights. */
    private _add({ influences, leftAdditions }: IMorphWeights): void {
        for (let i = 0; i < this.morphs.length; i++) {
            const { slot, morph } = this.morphs[i];
            const left = leftAdditions ? leftAdditions[slot] : 0;
            this._addTarget(morph, influences[slot] - this._applied[i], left - this._appliedLeft[i]);
        }
        for (let i = 0; i < this.morphs.length; i++) {
            const { slot, morph } = this.morphs[i];
            const left = leftAdditions ? leftAdditions[slot] : 0;
            if (influences[slot] !== this._applied[i] || left !== this._appliedLeft[i]) {
                this._applied[i] = influences[slot];
                this._appliedLeft[i] = left;
                for (const vertex of morph.indices) {
                    this._place(vertex);
                }
            }
        }
    }

    /** Bakes from the rest shape. */
    private _bakeAll({ influences, leftAdditions }: IMorphWeights): void {
        this._sums.set(this.rest);
        for (let i = 0; i < this.morphs.length; i++) {
            const { slot, morph } = this.morphs[i];
            this._applied[i] = influences[slot];
            this._appliedLeft[i] = leftAdditions ? leftAdditions[slot] : 0;
            this._addTarget(morph, this._applied[i], this._appliedLeft[i]);
        }
        for (let vertex = 0; vertex < this.changedAt.length; vertex++) {
            this._place(vertex);
        }
    }

    private _addTarget(morph: ISparseMorph, influence: number, leftAddition: number): void {
        if (leftAddition !== 0) {
            AddSidedMorph(morph, influence, leftAddition, this.leftShares, this._sums);
        } else if (influence !== 0) {
            AddMorph(morph, influence, this._sums);
        }
    }

    /** Puts a vertex where the sums say. */
    private _place(vertex: number): void {
        const { positions, _sums: sums } = this;
        const p = 3 * vertex;
        const x = Math.fround(sums[p]);
        const y = Math.fround(sums[p + 1]);
        const z = Math.fround(sums[p + 2]);
        if (x !== positions[p] || y !== positions[p + 1] || z !== positions[p + 2]) {
            positions[p] = x;
            positions[p + 1] = y;
            positions[p + 2] = z;
            this._moved.add(vertex);
        }
    }

    private _stamp(vertices: MarkedList): void {
        if (vertices.count === this.changedAt.length) {
            this.changedAt.fill(this._version);
            return;
        }
        for (let i = 0; i < vertices.count; i++) {
            this.changedAt[vertices.items[i]] = this._version;
        }
    }
}
