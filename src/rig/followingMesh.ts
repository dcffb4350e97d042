import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";

import { FaceCreatorError } from "../face/faceCreatorError.js";
import { UpdateBounds } from "./meshBounds.js";
import { type IMorphWeights, type MorphedMesh } from "./morphedMesh.js";

/** Vertices of the leader that the model names for each vertex; in overlays, which repeat the leader's own vertices, they are one and the same. */
const LeadersPerVertex = 4;
/** What lies so near (metres) on the leader never comes nearer than it was; what is farther away than the second distance may; between them it fades. */
const KeptDistance = { full: 0.002, none: 0.006 } as const;
/** How much more than what it lacks a vertex is lifted: between the vertices the leader may bulge. */
const LiftFactor = 2;
/** A UV set holds vertex numbers in these parts of 1. */
const UvSteps = 65535;

/** A mesh that lies on a morphed one and moves with it: hair, brows, overlays. May have morph targets of its own besides. */
export class FollowingMesh {
    /** The mesh. */
    public readonly mesh: Mesh;

    /** Vertices of the leader that each vertex follows, {@link _count} a vertex. */
    private readonly _leaders: Uint32Array;
    private readonly _count: number;
    /** Distance that each vertex keeps from the tangent plane at each vertex that it follows. */
    private readonly _distances: Float32Array;
    /** How strictly each vertex does so, 0..1. */
    private readonly _strictness: Float32Array;
    private readonly _rest: Float32Array;
    /** Mean of the rest positions that each vertex follows, and its own rest normal less the mean of theirs. */
    private readonly _ledFrom: Float64Array;
    private readonly _normalsFrom: Float32Array;
    private readonly _positions: Float32Array;
    private readonly _normals: Float32Array;
    /** Versions of the leader and of the own targets that were followed last. */
    private _version = 0;
    private _ownVersion = 0;

    /**
     * Takes the meshes that follow others.
     * @param follow names of meshes and of those that they lie on, from the rig file
     * @param morphed all meshes with morph targets
     * @param meshesOf the meshes of a name
     * @returns the following meshes; those whose leader has no morph targets stay as they are
     */
    public static TakeAll(
        follow: Readonly<Record<string, string>>,
        morphed: readonly MorphedMesh[],
        meshesOf: (name: string) => readonly Mesh[],
    ): FollowingMesh[] {
        return Object.entries(follow).flatMap(([name, leaderName]) => {
            const leader = morphed.find(({ mesh }) => mesh === meshesOf(leaderName).at(0));
            const own = (mesh: Mesh): MorphedMesh | null => morphed.find((one) => one.mesh === mesh) ?? null;
            return leader ? meshesOf(name).map((mesh) => new FollowingMesh(mesh, leader, own(mesh))) : [];
        });
    }

    /**
     * @param mesh the mesh as it was loaded, with the numbers of the leader's vertices in its second and third UV sets, which are taken off
     * @param _leader the mesh that it lies on
     * @param _own the mesh's own morph targets, or null; applied first
     * @throws FaceCreatorError E_RIG_FORMAT when the UV sets are missing
     */
    public constructor(
        mesh: Mesh,
        private readonly _leader: MorphedMesh,
        private readonly _own: MorphedMesh | null,
    ) {
        const [first, second] = [VertexBuffer.UV2Kind, VertexBuffer.UV3Kind].map((kind) => mesh.getVerticesData(kind));
        const rest = mesh.getVerticesData(VertexBuffer.PositionKind);
        const normals = mesh.getVerticesData(VertexBuffer.NormalKind);
        if (!first || !second || !rest || !normals) {
            throw new FaceCreatorError(
                "E_RIG_FORMAT",
                "a mesh that follows another lacks the numbers of its vertices:",
                mesh.name,
                "put them into TEXCOORD_1 and TEXCOORD_2, or take the mesh out of the rig file's follow",
            );
        }
        this.mesh = mesh;
        this._rest = Float32Array.from(rest);
        this._positions = this._rest.slice();
        this._normals = Float32Array.from(normals);
        const leaders = Uint32Array.from({ length: (rest.length / 3) * LeadersPerVertex }, (_, i) => {
            const source = i % LeadersPerVertex < 2 ? first : second;
            return Math.round(source[2 * Math.floor(i / LeadersPerVertex) + (i % 2)] * UvSteps);
        });
        const isSingle = leaders.every((leader, i) => leader === leaders[i - (i % LeadersPerVertex)]);
        this._count = isSingle ? 1 : LeadersPerVertex;
        this._leaders = isSingle ? leaders.filter((_, i) => i % LeadersPerVertex === 0) : leaders;
        this._distances = Float32Array.from(this._leaders, (o, k) =>
            this._measureDistance(3 * Math.floor(k / this._count), 3 * o, this._rest, _leader.rest, _leader.restNormals),
        );
        this._ledFrom = this._meanOfLeaders(_leader.rest);
        this._normalsFrom = Float32Array.from(this._meanOfLeaders(_leader.restNormals), (mean, i) => normals[i] - mean);
        const { full, none } = KeptDistance;
        this._strictness = Float32Array.from({ length: rest.length / 3 }, (_, v) => {
            const distance = this._distances.subarray(this._count * v, this._count * (v + 1)).reduce((a, b) => a + b / this._count, 0);
            return Math.min(1, Math.max(0, (none - Math.abs(distance)) / (none - full)));
        });
        mesh.setVerticesData(VertexBuffer.PositionKind, this._positions, true);
        mesh.setVerticesData(VertexBuffer.NormalKind, this._normals, true);
        mesh.removeVerticesData(VertexBuffer.UV2Kind);
        mesh.removeVerticesData(VertexBuffer.UV3Kind);
    }

    /**
     * Follows the leader, which must be applied before, and uploads the vertices if anything changed.
     * @param weights as in MorphedMesh.apply
     */
    public apply(weights: IMorphWeights): void {
        const isOwnChanged = this._own?.bake(weights) ?? false;
        if (!isOwnChanged && this._version === this._leader.version) {
            return;
        }
        const isMoved = this._followMoved(this._version, this._ownVersion);
        this._version = this._leader.version;
        this._ownVersion = this._own?.version ?? 0;
        if (isMoved) {
            this.mesh.updateVerticesData(VertexBuffer.PositionKind, this._positions);
            this.mesh.updateVerticesData(VertexBuffer.NormalKind, this._normals);
            UpdateBounds(this.mesh, this._positions);
        }
    }

    /**
     * Moves the vertices whose leaders, or which themselves, have changed. One loop without calls: it runs for each vertex of hair each time a slider moves.
     * @param since version of the leader that was followed last
     * @param ownSince version of the own targets that were followed last
     * @returns whether there were any
     */
    private _followMoved(since: number, ownSince: number): boolean {
        const { positions, normals, changedAt } = this._leader;
        const { _positions: to, _normals: toNormals, _ledFrom: ledFrom, _normalsFrom: normalsFrom, _leaders: leaders } = this;
        const { _distances: distances, _strictness: strictness, _count: count } = this;
        const from = this._own?.positions ?? this._rest;
        const ownChangedAt = this._own?.changedAt;
        const share = 1 / count;
        let isMoved = false;
        for (let first = 0, p = 0; first < leaders.length; first += count, p += 3) {
            const end = first + count;
            let isLed = ownChangedAt !== undefined && ownChangedAt[p / 3] > ownSince;
            let x = 0;
            let y = 0;
            let z = 0;
            let nx = 0;
            let ny = 0;
            let nz = 0;
            for (let k = first; k < end; k++) {
                const leader = leaders[k];
                const o = 3 * leader;
                isLed ||= changedAt[leader] > since;
                x += positions[o];
                y += positions[o + 1];
                z += positions[o + 2];
                nx += normals[o];
                ny += normals[o + 1];
                nz += normals[o + 2];
            }
            if (!isLed) {
                continue;
            }
            isMoved = true;
            x = from[p] + share * x - ledFrom[p];
            y = from[p + 1] + share * y - ledFrom[p + 1];
            z = from[p + 2] + share * z - ledFrom[p + 2];
            nx = normalsFrom[p] + share * nx;
            ny = normalsFrom[p + 1] + share * ny;
            nz = normalsFrom[p + 2] + share * nz;
            const scale = 1 / (Math.sqrt(nx * nx + ny * ny + nz * nz) || 1);
            nx *= scale;
            ny *= scale;
            nz *= scale;
            const strict = strictness[p / 3];
            if (strict > 0) {
                // Where the leader turns, following its places alone sinks into it: what came nearer to it than it was is lifted.
                let lack = 0;
                for (let k = first; k < end; k++) {
                    const o = 3 * leaders[k];
                    const distance =
                        (x - positions[o]) * normals[o] + (y - positions[o + 1]) * normals[o + 1] + (z - positions[o + 2]) * normals[o + 2];
                    const lacks = distances[k] - distance;
                    lack = lacks > lack ? lacks : lack;
                }
                lack *= strict * LiftFactor;
                x += lack * nx;
                y += lack * ny;
                z += lack * nz;
            }
            to[p] = x;
            to[p + 1] = y;
            to[p + 2] = z;
            toNormals[p] = nx;
            toNormals[p + 1] = ny;
            toNormals[p + 2] = nz;
        }
        return isMoved;
    }

    /** For each vertex the mean of what its leaders have, three a vertex. */
    private _meanOfLeaders(values: Float32Array): Float64Array {
        const mean = new Float64Array(this._rest.length);
        this._leaders.forEach((leader, k) => {
            const v = 3 * Math.floor(k / this._count);
            for (let c = 0; c < 3; c++) {
                mean[v + c] += values[3 * leader + c] / this._count;
            }
        });
        return mean;
    }

    /** Distance of a vertex from the tangent plane at a vertex of the leader. */
    private _measureDistance(v: number, o: number, own: Float32Array, positions: Float32Array, normals: Float32Array): number {
        return (
            (own[v] - positions[o]) * normals[o] +
            (own[v + 1] - positions[o + 1]) * normals[o + 1] +
            (own[v + 2] - positions[o + 2]) * normals[o + 2]
        );
    }
}
