import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { NullEngine } from "@babylonjs/core/Engines/nullEngine.js";
import { CreateSphereVertexData } from "@babylonjs/core/Meshes/Builders/sphereBuilder.js";
import { Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { VertexData } from "@babylonjs/core/Meshes/mesh.vertexData.js";
import { MorphTarget } from "@babylonjs/core/Morph/morphTarget.js";
import { MorphTargetManager } from "@babylonjs/core/Morph/morphTargetManager.js";
import { Scene } from "@babylonjs/core/scene.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SeededRandom } from "../../src/face/random.js";
import { FollowingMesh } from "../../src/rig/followingMesh.js";
import { MorphedMesh } from "../../src/rig/morphedMesh.js";

const TargetCount = 40;
const Targets = Array.from({ length: TargetCount }, (_, i) => `bump${i}`);
/** Metres, as a head's. */
const Radius = 0.1;
const UvSteps = 65535;

describe("a mesh that is baked bit by bit", () => {
    let engine: NullEngine;
    let scene: Scene;
    beforeAll(() => {
        engine = new NullEngine();
        scene = new Scene(engine);
    });
    afterAll(() => engine.dispose());

    /** A sphere with a seam of doubled vertices; each target bumps one place of it, the first all of it. */
    const createLeader = (): MorphedMesh => {
        const mesh = new Mesh("head", scene);
        const sphere = CreateSphereVertexData({ diameter: 2 * Radius, segments: 24 });
        sphere.applyToMesh(mesh, true);
        const rest = Float32Array.from(sphere.positions ?? []);
        const manager = new MorphTargetManager(scene);
        Targets.forEach((name, t) => {
            const random = new SeededRandom(t);
            const [x, y, z, reach] = [random.uniform() - 0.5, random.uniform() - 0.5, random.uniform() - 0.5, t === 0 ? 1 : 0.04];
            const scale = Radius / Math.hypot(x, y, z);
            const positions = rest.slice();
            for (let v = 0; v < rest.length; v += 3) {
                const distance = Math.hypot(rest[v] - x * scale, rest[v + 1] - y * scale, rest[v + 2] - z * scale);
                const height = 0.1 * Math.max(0, 1 - distance / reach);
                [x, y, z].forEach((_, c) => (positions[v + c] += height * rest[v + c]));
            }
            const target = new MorphTarget(name, 0, scene);
            target.setPositions(positions);
            manager.addTarget(target);
        });
        mesh.morphTargetManager = manager;
        return MorphedMesh.Take(mesh, Targets, 0.01) as MorphedMesh;
    };

    /** Hair over every third vertex of the leader, near enough to be kept from sinking in. */
    const createFollower = (leader: MorphedMesh): FollowingMesh => {
        const mesh = new Mesh("hair", scene);
        const count = Math.floor(leader.rest.length / 9);
        const data = new VertexData();
        data.positions = Array.from({ length: 3 * count }, (_, i) => 1.01 * leader.rest[9 * Math.floor(i / 3) + (i % 3)]);
        data.normals = Array.from({ length: 3 * count }, (_, i) => leader.restNormals[9 * Math.floor(i / 3) + (i % 3)]);
        data.indices = Array.from({ length: count - (count % 3) }, (_, i) => i);
        data.applyToMesh(mesh, true);
        const last = leader.rest.length / 3 - 1;
        const uv = (first: number): number[] =>
            Array.from({ length: 2 * count }, (_, i) => Math.min(last, 3 * Math.floor(i / 2) + first + (i % 2)) / UvSteps);
        mesh.setVerticesData(VertexBuffer.UV2Kind, uv(0));
        mesh.setVerticesData(VertexBuffer.UV3Kind, uv(2));
        return new FollowingMesh(mesh, leader, null);
    };

    const vertices = ({ mesh }: { mesh: Mesh }): Float32Array =>
        Float32Array.from(
            [VertexBuffer.PositionKind, VertexBuffer.NormalKind].flatMap((kind) => Array.from(mesh.getVerticesData(kind) ?? [])),
        );
    const largestDifference = (a: Float32Array, b: Float32Array): number => {
        expect(a.length).toBe(b.length);
        return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
    };
    const bounds = ({ mesh }: { mesh: Mesh }): number[] => {
        const { minimum, maximum } = mesh.getBoundingInfo();
        return [...minimum.asArray(), ...maximum.asArray()];
    };

    it("is after 200 random edits what a fresh one is, with what follows it, also what was hidden meanwhile", () => {
        const leader = createLeader();
        const [shown, hidden] = [createFollower(leader), createFollower(leader)];
        const random = new SeededRandom(7);
        const influences = new Float64Array(TargetCount);
        for (let edit = 0; edit < 200; edit++) {
            const slot = Math.floor(random.uniform() * TargetCount);
            influences[slot] = random.uniform() < 0.3 ? 0 : 2 * random.uniform() - 1;
            if (edit % 50 === 49) {
                influences.forEach((_, i) => (influences[i] = random.uniform() - 0.5));
            }
            leader.apply({ influences });
            shown.apply({ influences });
            if (edit % 40 !== 39) {
                continue;
            }
            hidden.apply({ influences });
            const fresh = createLeader();
            fresh.apply({ influences });
            const following = createFollower(fresh);
            following.apply({ influences });
            expect(largestDifference(vertices(leader), vertices(fresh))).toBeLessThan(1e-7);
            expect(bounds(leader)).toEqual(bounds(fresh));
            for (const one of [shown, hidden]) {
                expect(largestDifference(vertices(one), vertices(following))).toBeLessThan(1e-7);
                expect(bounds(one)).toEqual(bounds(following));
            }
        }
        influences.fill(0);
        leader.apply({ influences });
        shown.apply({ influences });
        const rest = createLeader();
        expect(leader.positions).toEqual(rest.positions);
        expect(largestDifference(vertices(leader), vertices(rest))).toBeLessThan(1e-7);
        expect(largestDifference(vertices(shown), vertices(createFollower(rest)))).toBeLessThan(1e-7);
    });

    it("touches what a target moves and the triangles about it, nothing else", () => {
        const leader = createLeader();
        const influences = Float64Array.from({ length: TargetCount }, () => 0.5);
        leader.apply({ influences });
        const version = leader.version;
        const before = vertices(leader);
        influences[5] = -0.5;
        leader.apply({ influences });
        const after = vertices(leader);
        const touched = leader.changedAt.reduce((count, at) => count + (at > version ? 1 : 0), 0);
        const moved = leader.morphs[5].morph.indices.length;
        expect(touched).toBeGreaterThan(moved);
        expect(touched).toBeLessThan(3 * moved);
        expect(3 * moved).toBeLessThan(leader.changedAt.length);
        const { length } = leader.changedAt;
        leader.changedAt.forEach((at, v) => {
            const isSame = [0, 1, 2].every((c) => [v, length + v].every((o) => before[3 * o + c] === after[3 * o + c]));
            expect(at > version || isSame).toBe(true);
        });
    });
});
