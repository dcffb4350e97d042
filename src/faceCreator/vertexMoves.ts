import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { type AbstractMesh } from "@babylonjs/core/Meshes/abstractMesh.js";
import { type FaceSide } from "../face/asymmetry.js";
import { AverageVector } from "../face/faceVector.js";
import { type HeadRig } from "../rig/HeadRig.js";
import { type MorphedMesh } from "../rig/morphedMesh.js";
import { BoneChannelCount, RigEvaluator } from "../rig/rigEvaluator.js";

/** A vertex that belongs to either side by less than this share is in the middle. */
const MiddleShare = 0.2;

/**
 * Where each continuous parameter moves the vertices of a head: its own morph targets and bones, nothing guessed. It tells what a point of
 * the face belongs to, and how parameters follow a hand that drags it.
 */
export class VertexMoves {
    /** The longest move of any vertex by each parameter, going from 0.5 to 1, in metres. */
    public readonly peaks: Float32Array;
    /** Names of the bones that parameters move. */
    public readonly bones: readonly string[];
    private readonly _rig: HeadRig;
    /** For each parameter: influences of the morph targets, and offsets of the bones. */
    private readonly _influences: readonly Float64Array[];
    private readonly _channels: readonly Float64Array[];

    /** @param rig the head */
    public constructor(rig: HeadRig) {
        this._rig = rig;
        const evaluator = new RigEvaluator(rig.rig);
        this.bones = evaluator.bones;
        const average = AverageVector(rig.schema);
        const each = rig.schema.continuous.map((_, i) => {
            const x = average.slice();
            x[i] = 1;
            evaluator.evaluate(x);
            return [evaluator.influences.slice(), evaluator.channels.slice()] as const;
        });
        this._influences = each.map(([influences]) => influences);
        this._channels = each.map(([, channels]) => channels);
        const longest = this._longestOfTargets(evaluator.influences.length);
        this.peaks = Float32Array.from(each, ([influences, channels]) => {
            const byTarget = influences.reduce((most, influence, slot) => Math.max(most, Math.abs(influence) * longest[slot]), 0);
            return channels.reduce((most, offset, i) => (i % BoneChannelCount < 3 ? Math.max(most, Math.abs(offset)) : most), byTarget);
        });
    }

    /** How many morph targets the head has. */
    public get targetCount(): number {
        return this._influences[0]?.length ?? 0;
    }

    /**
     * Adds parameters up, each as far as it moves a point along an axis.
     * @param targets takes the influence of each morph target, `targetCount` values
     * @param channels takes the offsets of the bones
     * @param parameters the parameters
     * @param point how each parameter moves the point, as `at` says
     * @param axis 0, 1 or 2
     */
    public combine(targets: Float64Array, channels: Float64Array, parameters: readonly number[], point: Float32Array, axis: number): void {
        targets.fill(0);
        channels.fill(0);
        for (const i of parameters) {
            const weight = point[3 * i + axis];
            this._influences[i].forEach((influence, slot) => (targets[slot] += weight * influence));
            this._channels[i].forEach((offset, k) => (channels[k] += weight * offset));
        }
    }

    /**
     * How far each parameter moves a vertex when it goes from 0.5 to 1.
     * @param mesh a mesh of the head
     * @param vertex vertex number
     * @returns x, y, z for each continuous parameter, in metres of the mesh's own space
     */
    public at(mesh: AbstractMesh, vertex: number): Float32Array {
        const moves = new Float32Array(3 * this._influences.length);
        const morphed = this._rig.morphedMeshes.find((candidate) => candidate.mesh === mesh);
        const targets = morphed ? TargetsAt(morphed, vertex) : [];
        const bones = this._bonesAt(mesh, vertex);
        this._influences.forEach((influences, i) => {
            for (const { slot, move } of targets) {
                for (let c = 0; c < 3; c++) {
                    moves[3 * i + c] += influences[slot] * move[c];
                }
            }
            for (const { bone, weight } of bones) {
                for (let c = 0; c < 3; c++) {
                    moves[3 * i + c] += weight * this._channels[i][bone * BoneChannelCount + c];
                }
            }
        });
        return moves;
    }

    /**
     * The side of the face that a vertex is on.
     * @param mesh a mesh of the head
     * @param vertex vertex number
     * @returns the subject's own side; undefined about the midline
     */
    public sideOf(mesh: AbstractMesh, vertex: number): FaceSide | undefined {
        const share = this._rig.morphedMeshes.find((candidate) => candidate.mesh === mesh)?.leftShares[vertex] ?? 0.5;
        return share > 1 - MiddleShare ? "left" : share < MiddleShare ? "right" : undefined;
    }

    private _longestOfTargets(count: number): Float64Array {
        const longest = new Float64Array(count);
        for (const { slot, morph } of this._rig.morphedMeshes.flatMap((mesh) => mesh.morphs)) {
            for (let d = 0; d < morph.deltas.length; d += 3) {
                longest[slot] = Math.max(longest[slot], Math.hypot(morph.deltas[d], morph.deltas[d + 1], morph.deltas[d + 2]));
            }
        }
        return longest;
    }

    private _bonesAt(mesh: AbstractMesh, vertex: number): { bone: number; weight: number }[] {
        const indices = mesh.getVerticesData(VertexBuffer.MatricesIndicesKind);
        const weights = mesh.getVerticesData(VertexBuffer.MatricesWeightsKind);
        const skeleton = mesh.skeleton;
        if (!indices || !weights || !skeleton) {
            return [];
        }
        return [0, 1, 2, 3].flatMap((k) => {
            const name = skeleton.bones[indices[4 * vertex + k]]?.getTransformNode()?.name;
            const bone = name === undefined ? -1 : this.bones.indexOf(name);
            const weight = weights[4 * vertex + k];
            return bone >= 0 && weight > 0 ? [{ bone, weight }] : [];
        });
    }
}

/** The morph targets that move a vertex, with how they move it at influence 1. */
function TargetsAt(mesh: MorphedMesh, vertex: number): { slot: number; move: readonly [number, number, number] }[] {
    return mesh.morphs.flatMap(({ slot, morph: { indices, deltas } }) => {
        let low = 0;
        let high = indices.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (indices[middle] < vertex) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return indices[low] === vertex ? [{ slot, move: [deltas[3 * low], deltas[3 * low + 1], deltas[3 * low + 2]] as const }] : [];
    });
}
