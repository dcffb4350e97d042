import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { Matrix } from "@babylonjs/core/Maths/math.vector.js";
import { type IMorphWeights, type MorphedMesh } from "./morphedMesh.js";

/** A morph target's share in some vertices. */
interface IPart {
    readonly slot: number;
    /** Numbers among the wanted vertices, ascending. */
    readonly at: Uint32Array;
    readonly deltas: Float32Array;
}

/** Where some vertices of a morphed and skinned mesh are on an identity, whatever the mesh shows: as a joint sees them that is in rest. */
export class IdentityPoints {
    /** Three metres a vertex, in the order that was asked for. */
    public readonly positions: Float64Array;

    private readonly _parts: readonly IPart[];
    /** Joints and weights of each point, four of each. */
    private readonly _joints: Float32Array;
    private readonly _weights: Float32Array;
    private readonly _joint: number;
    private readonly _back = new Matrix();
    private readonly _seen = new Matrix();

    /**
     * @param _morphed the mesh
     * @param _vertices numbers of its vertices
     * @param joint name of the joint
     */
    public constructor(
        private readonly _morphed: MorphedMesh,
        private readonly _vertices: readonly number[],
        joint: string,
    ) {
        const places = new Map<number, number[]>();
        _vertices.forEach((vertex, i) => places.set(vertex, [...(places.get(vertex) ?? []), i]));
        this._parts = _morphed.morphs.flatMap(({ slot, morph }): IPart[] => {
            const at: number[] = [];
            const deltas: number[] = [];
            morph.indices.forEach((vertex, k) => {
                for (const i of places.get(vertex) ?? []) {
                    at.push(i);
                    deltas.push(...morph.deltas.subarray(3 * k, 3 * k + 3));
                }
            });
            return at.length > 0 ? [{ slot, at: Uint32Array.from(at), deltas: Float32Array.from(deltas) }] : [];
        });
        this.positions = new Float64Array(3 * _vertices.length);
        const pick = (kind: string): Float32Array => {
            const values = _morphed.mesh.getVerticesData(kind);
            return Float32Array.from({ length: 4 * _vertices.length }, (_, k) => values?.[4 * _vertices[Math.floor(k / 4)] + (k % 4)] ?? 0);
        };
        this._joints = pick(VertexBuffer.MatricesIndicesKind);
        this._weights = pick(VertexBuffer.MatricesWeightsKind);
        const bone = _morphed.mesh.skeleton?.bones.find(({ name }) => name === joint);
        this._joint = bone?.getIndex() ?? -1;
    }

    /**
     * Computes the positions. The joints must stand as the identity and any pose of the joint put them.
     * @param weights of the identity, without expressions
     */
    public update(weights: IMorphWeights): void {
        const { rest } = this._morphed;
        for (let i = 0; i < this._vertices.length; i++) {
            for (let c = 0; c < 3; c++) {
                this.positions[3 * i + c] = rest[3 * this._vertices[i] + c];
            }
        }
        for (const part of this._parts) {
            const left = weights.leftAdditions?.[part.slot] ?? 0;
            if (weights.influences[part.slot] !== 0 || left !== 0) {
                this._add(part, weights.influences[part.slot], left);
            }
        }
        this._skin();
    }

    private _add({ at, deltas }: IPart, influence: number, left: number): void {
        const { positions } = this;
        for (let k = 0, d = 0; k < at.length; k++, d += 3) {
            const weight = left === 0 ? influence : influence + left * this._morphed.leftShares[this._vertices[at[k]]];
            const p = 3 * at[k];
            positions[p] += weight * deltas[d];
            positions[p + 1] += weight * deltas[d + 1];
            positions[p + 2] += weight * deltas[d + 2];
        }
    }

    /** Moves the points by the joints, and back by the joint that sees them. */
    private _skin(): void {
        const { mesh } = this._morphed;
        const { _joints: joints, _weights: weights } = this;
        if (!mesh.skeleton || this._joint < 0) {
            return;
        }
        mesh.skeleton.prepare(true);
        const matrices = mesh.skeleton.getTransformMatrices(mesh);
        Matrix.FromArrayToRef(matrices, 16 * this._joint, this._back);
        this._back.invert();
        const seen = mesh.skeleton.bones.map((_, bone) => {
            Matrix.FromArrayToRef(matrices, 16 * bone, this._seen);
            return this._seen.multiply(this._back).asArray();
        });
        const { positions } = this;
        for (let i = 0; i < this._vertices.length; i++) {
            const p = 3 * i;
            const x = positions[p];
            const y = positions[p + 1];
            const z = positions[p + 2];
            positions[p] = positions[p + 1] = positions[p + 2] = 0;
            for (let k = 4 * i; k < 4 * i + 4; k++) {
                const weight = weights[k];
                if (weight > 0) {
                    const m = seen[joints[k]];
                    positions[p] += weight * (x * m[0] + y * m[4] + z * m[8] + m[12]);
                    positions[p + 1] += weight * (x * m[1] + y * m[5] + z * m[9] + m[13]);
                    positions[p + 2] += weight * (x * m[2] + y * m[6] + z * m[10] + m[14]);
                }
            }
        }
    }
}
