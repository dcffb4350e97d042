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
        const { changedAt } = this._leader;
        const own = this._own?.changedAt;
        const [since, ownSince] = [this._version, this._ownVersion];
        const leaders = this._leaders;
        let isMoved = false;
        for (let v = 0, l = 0; l < leaders.length; v++, l += this._count) {
            let isLed = false;
            for (let k = l; k < l + this._count; k++) {
                isLed ||= changedAt[leaders[k]] > since;
            }
            if (isLed || (own !== undefined && own[v] > ownSince)) {
                this._follow(3 * v, l);
                isMoved = true;
            }
        }
        this._version = this._leader.version;
        this._ownVersion = this._own?.version ?? 0;
        if (isMoved) {
            this.mesh.updateVerticesData(VertexBuffer.PositionKind, this._positions);
            this.mesh.updateVerticesData(VertexBuffer.NormalKind, this._normals);
            UpdateBounds(this.mesh, this._positions);
        }
    }

    /** Moves a vertex, given by its offset and that of its leaders. */
    private _follow(v: number, l: number): void {
        const { positions, normals } = this._leader;
        const { _ledFrom: ledFrom, _normalsFrom: normalsFrom, _leaders: leaders, _positions: own, _normals: ownNormals } = this;
        const from = this._own?.positions ?? this._rest;
        const share = 1 / this._count;
        const end = l + this._count;
        let x = 0;
        let y = 0;
        let z = 0;
        let nx = 0;
        let ny = 0;
        let nz = 0;
        for (let k = l; k < end; k++) {
            const o = 3 * leaders[k];
            x += positions[o];
            y += positions[o + 1];
            z += positions[o + 2];
            nx += normals[o];
            ny += normals[o + 1];
            nz += normals[o + 2];
        }
        own[v] = from[v] + share * x - ledFrom[v];
        own[v + 1] = from[v + 1] + share * y - ledFrom[v + 1];
        own[v + 2] = from[v + 2] + share * z - ledFrom[v + 2];
        nx = normalsFrom[v] + share * nx;
        ny = normalsFrom[v + 1] + share * ny;
        nz = normalsFrom[v + 2] + share * nz;
        const scale = 1 / (Math.sqrt(nx * nx + ny * ny + nz * nz) || 1);
        ownNormals[v] = nx * scale;
        ownNormals[v + 1] = ny * scale;
        ownNormals[v + 2] = nz * scale;
        if (this._strictness[v / 3] > 0) {
            this._keepDistance(v, l, end);
        }
    }

    /** Lifts a vertex that came nearer to the leader than it was: where the leader turns, following its places alone sinks into it. */
    private _keepDistance(v: number, l: number, end: number): void {
        const { positions, normals } = this._leader;
        const { _distances: distances, _leaders: leaders, _positions: own, _normals: ownNormals } = this;
        let lack = 0;
        for (let k = l; k < end; k++) {
            lack = Math.max(lack, distances[k] - this._measureDistance(v, 3 * leaders[k], own, positions, normals));
        }
        lack *= this._strictness[v / 3] * LiftFactor;
        own[v] += lack * ownNormals[v];
        own[v + 1] += lack * ownNormals[v + 1];
        own[v + 2] += lack * ownNormals[v + 2];
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
