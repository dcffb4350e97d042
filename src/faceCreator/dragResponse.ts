import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { type FaceSide } from "../face/asymmetry.js";
import { type HeadRig } from "../rig/HeadRig.js";
import { type MorphedMesh } from "../rig/morphedMesh.js";
import { BoneChannelCount } from "../rig/rigEvaluator.js";
import { type VertexMoves } from "./vertexMoves.js";

/** Numbers of a vertex: how far it follows along x, y and z for a hand along each of them. */
const Parts = 9;

/** How far each vertex of the skin follows a hand that drags a point of the face: by the morph targets and bones of the parameters that the drag moves. */
export class DragResponse {
    /** The skin: the mesh that most morph targets move. */
    public readonly skin: MorphedMesh;
    /** How far each vertex of the skin follows, as a share of the point itself, 0..1; the last one computed. */
    public readonly shares: Float32Array;
    private readonly _moves: VertexMoves;
    private readonly _fields: Float32Array;
    /** Influence of each morph target, and translation of each bone, for a hand along x, y and z. */
    private readonly _targets: readonly Float64Array[];
    private readonly _channels: readonly Float64Array[];
    private readonly _boneOf: Int32Array;

    /**
     * @param rig the head
     * @param moves where its parameters move it
     */
    public constructor(rig: HeadRig, moves: VertexMoves) {
        this.skin = rig.morphedMeshes.reduce((most, mesh) => (mesh.morphs.length > most.morphs.length ? mesh : most));
        const count = this.skin.rest.length / 3;
        this.shares = new Float32Array(count);
        this._moves = moves;
        this._fields = new Float32Array(Parts * count);
        this._targets = [0, 1, 2].map(() => new Float64Array(moves.targetCount));
        this._channels = [0, 1, 2].map(() => new Float64Array(moves.bones.length * BoneChannelCount));
        const bones = this.skin.mesh.skeleton?.bones ?? [];
        this._boneOf = Int32Array.from(bones, (bone) => moves.bones.indexOf(bone.getTransformNode()?.name ?? ""));
    }

    /**
     * Computes `shares`.
     * @param point how each parameter moves the point that is dragged, as `VertexMoves.at` says
     * @param parameters the parameters that the drag moves
     * @param side the side that follows; default: both
     */
    public compute(point: Float32Array, parameters: readonly number[], side?: FaceSide): void {
        // Each parameter goes as far as it moves the point along the hand.
        this._targets.forEach((targets, c) => this._moves.combine(targets, this._channels[c], parameters, point, c));
        this._fields.fill(0);
        this._addTargets();
        this._addBones();
        const whole = this._lengthAtPoint(point, parameters);
        const { leftShares } = this.skin;
        for (let vertex = 0; vertex < this.shares.length; vertex++) {
            let sum = 0;
            for (let k = Parts * vertex; k < Parts * (vertex + 1); k++) {
                sum += this._fields[k] * this._fields[k];
            }
            const half = side === undefined ? 1 : side === "left" ? leftShares[vertex] : 1 - leftShares[vertex];
            this.shares[vertex] = whole > 0 ? Math.min(1, (half * Math.sqrt(sum)) / whole) : 0;
        }
    }

    private _addTargets(): void {
        const fields = this._fields;
        const [x, y, z] = this._targets;
        for (const { slot, morph } of this.skin.morphs) {
            if (x[slot] === 0 && y[slot] === 0 && z[slot] === 0) {
                continue;
            }
            const { indices, deltas } = morph;
            for (let i = 0; i < indices.length; i++) {
                const at = Parts * indices[i];
                for (let c = 0; c < 3; c++) {
                    const delta = deltas[3 * i + c];
                    fields[at + c] += x[slot] * delta;
                    fields[at + 3 + c] += y[slot] * delta;
                    fields[at + 6 + c] += z[slot] * delta;
                }
            }
        }
    }

    private _addBones(): void {
        const { mesh } = this.skin;
        const isMoved = this._channels.some((channels) => channels.some((value) => value !== 0));
        const indices = isMoved ? mesh.getVerticesData(VertexBuffer.MatricesIndicesKind) : null;
        const weights = isMoved ? mesh.getVerticesData(VertexBuffer.MatricesWeightsKind) : null;
        if (!indices || !weights) {
            return;
        }
        for (let i = 0; i < indices.length; i++) {
            const bone = this._boneOf[indices[i]] ?? -1;
            if (bone >= 0 && weights[i] > 0) {
                const at = Parts * (i >> 2);
                for (let c = 0; c < Parts; c++) {
                    this._fields[at + c] += weights[i] * this._channels[Math.floor(c / 3)][bone * BoneChannelCount + (c % 3)];
                }
            }
        }
    }

    /** The same for the point itself, which may lie on another mesh. */
    private _lengthAtPoint(point: Float32Array, parameters: readonly number[]): number {
        let sum = 0;
        for (let a = 0; a < 3; a++) {
            for (let b = 0; b < 3; b++) {
                let part = 0;
                for (const i of parameters) {
                    part += point[3 * i + a] * point[3 * i + b];
                }
                sum += part * part;
            }
        }
        return Math.sqrt(sum);
    }
}
