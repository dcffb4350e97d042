import { NullEngine } from "@babylonjs/core/Engines/nullEngine.js";
import { Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { VertexData } from "@babylonjs/core/Meshes/mesh.vertexData.js";
import { MorphTarget } from "@babylonjs/core/Morph/morphTarget.js";
import { MorphTargetManager } from "@babylonjs/core/Morph/morphTargetManager.js";
import { Scene } from "@babylonjs/core/scene.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FaceCreatorError } from "../../src/face/faceCreatorError.js";
import { FollowingMesh } from "../../src/rig/followingMesh.js";
import { MorphedMesh } from "../../src/rig/morphedMesh.js";

const Square = [0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0];

describe("a mesh that follows another", () => {
    let engine: NullEngine;
    let scene: Scene;
    beforeAll(() => {
        engine = new NullEngine();
        scene = new Scene(engine);
    });
    afterAll(() => engine.dispose());

    const build = (name: string, positions: number[], indices: number[]): Mesh => {
        const mesh = new Mesh(name, scene);
        const data = new VertexData();
        data.positions = positions;
        data.normals = positions.map((_, i) => (i % 3 === 2 ? 1 : 0));
        data.indices = indices;
        data.applyToMesh(mesh, true);
        return mesh;
    };
    /** A square whose right edge the morph moves: by default out by 1 and forward by 2. */
    const leader = (move = [1, 0, 2]): MorphedMesh => {
        const mesh = build("head", Square, [0, 1, 2, 1, 3, 2]);
        const manager = new MorphTargetManager(scene);
        const target = new MorphTarget("wide", 0, scene);
        target.setPositions(Square.map((x, i) => (Square[i - (i % 3)] === 1 ? x + move[i % 3] : x)));
        manager.addTarget(target);
        mesh.morphTargetManager = manager;
        return MorphedMesh.Take(mesh, ["wide"], 0.01) as MorphedMesh;
    };
    const follower = (numbers: readonly [number, number, number, number], positions = [0.5, 0.5, 1, 2, 0.5, 1, 0.5, 2, 1]): Mesh => {
        const mesh = build("hair", positions, [0, 1, 2]);
        const uv = (at: number): number[] => [0, 0, 0].flatMap(() => [numbers[at] / 65535, numbers[at + 1] / 65535]);
        mesh.setVerticesData(VertexBuffer.UV2Kind, uv(0));
        mesh.setVerticesData(VertexBuffer.UV3Kind, uv(2));
        return mesh;
    };

    it("moves by the mean of four vertices of its leader", () => {
        const head = leader();
        const hair = follower([0, 1, 2, 3]);
        const [following] = FollowingMesh.TakeAll({ hair: "head" }, [head], (name) => (name === "hair" ? [hair] : [head.mesh]));
        const influences = Float64Array.from([1]);
        head.apply({ influences });
        following.apply({ influences });
        const moved = hair.getVerticesData(VertexBuffer.PositionKind) ?? [];
        expect(Array.from(moved)).toEqual([1, 0.5, 2, 2.5, 0.5, 2, 1, 2, 2]);
        expect(hair.getVerticesData(VertexBuffer.UV2Kind)).toBeNull();
        const normal = Array.from(hair.getVerticesData(VertexBuffer.NormalKind) ?? []).slice(0, 3);
        expect(Math.hypot(...normal)).toBeCloseTo(1, 5);
        expect(normal[0]).toBeLessThan(-0.1);
        head.apply({ influences: Float64Array.from([0]) });
        following.apply({ influences: Float64Array.from([0]) });
        expect(Array.from(hair.getVerticesData(VertexBuffer.PositionKind) ?? [])).toEqual([0.5, 0.5, 1, 2, 0.5, 1, 0.5, 2, 1]);
    });

    it("does not sink into what it lies on, and stays where it is otherwise", () => {
        const head = leader([0, 0, 0.5]);
        const brow = follower([0, 1, 2, 3], [0.75, 0.5, 0.001, 0.25, 0.5, 0.001, 0.75, 0.5, 0.1]);
        const following = new FollowingMesh(brow, head, null);
        head.apply({ influences: Float64Array.from([1]) });
        following.apply({ influences: Float64Array.from([1]) });
        const moved = brow.getVerticesData(VertexBuffer.PositionKind) ?? [];
        const above = (v: number): number => (moved[v + 2] - 0.5 * moved[v]) / Math.hypot(0.5, 1);
        // Following alone would leave it 0.125 below the slope.
        expect(above(0)).toBeGreaterThan(0.001);
        expect(above(3)).toBeGreaterThan(0.001);
        expect(moved[3]).toBe(0.25);
        // What is as far away as hair may come nearer.
        expect(moved[8]).toBeCloseTo(0.35, 6);
    });

    it("is refused without the numbers of the vertices", () => {
        const head = leader();
        const bare = build("bare", Square, [0, 1, 2]);
        expect(() => new FollowingMesh(bare, head, null)).toThrow(FaceCreatorError);
    });
});
