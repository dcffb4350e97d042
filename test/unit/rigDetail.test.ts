import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { NullEngine } from "@babylonjs/core/Engines/nullEngine.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { Scene } from "@babylonjs/core/scene.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CreateAverageFace, EditFace } from "../../src/face/createFace.js";
import { ClusterTriangles } from "../../src/rig/clusterTriangles.js";
import { HeadRig } from "../../src/rig/HeadRig.js";
import { type IRigFile } from "../../src/rig/rigFile.types.js";
import { LargestDistance, Points } from "../meshPoints.js";
import { BuildFixtureGlbAsync, FixtureRig } from "./rigFixture.js";

const Cell = 0.01;

/** The hair plays a part that is left out from level 2 on. */
function Rig(): IRigFile {
    return { ...FixtureRig(), materials: { skin: "skin", hair: "lashes" } };
}

describe("levels of detail", () => {
    let engine: NullEngine;
    let scene: Scene;
    let modelUrl: string;
    let head: HeadRig;
    const skin = (): Mesh => head.meshesOf("head")[0];
    const hair = (): Mesh => head.meshesOf("hair_cap")[0];
    const triangles = (): number => skin().getTotalIndices() / 3;

    beforeAll(async () => {
        engine = new NullEngine();
        scene = new Scene(engine);
        modelUrl = `data:model/gltf-binary;base64,${Buffer.from(await BuildFixtureGlbAsync()).toString("base64")}`;
    });
    beforeEach(async () => {
        head = await HeadRig.CreateAsync(scene, { rig: Rig(), modelUrl });
        return () => head.dispose();
    });
    afterAll(() => engine.dispose());

    it("draw fewer triangles and parts the higher they are, and everything again at 0", () => {
        head.applyFace(EditFace(head.schema, CreateAverageFace(head.schema), { style: { hair: "cap" } }));
        const full = Array.from(skin().getIndices() ?? []);
        const counts = ([0, 1, 2, 3] as const).map((level) => {
            head.detail = level;
            return { triangles: triangles(), hair: hair().isVisible };
        });
        expect(counts.map((count) => count.hair)).toEqual([true, true, false, false]);
        expect(counts[1].triangles).toBe(counts[0].triangles);
        expect(counts[2].triangles).toBeLessThan(0.9 * counts[0].triangles);
        expect(counts[3].triangles).toBeLessThan(0.75 * counts[2].triangles);
        head.detail = 0;
        expect(Array.from(skin().getIndices() ?? [])).toEqual(full);
        expect(hair().isVisible).toBe(true);
    });

    it("follow edits and expressions, and what was left out has followed when it is shown again", async () => {
        const face = EditFace(head.schema, CreateAverageFace(head.schema), { shape: { "face.width": 0.9 }, style: { hair: "cap" } });
        head.applyFace(EditFace(head.schema, face, { shape: { "face.width": 0.2 } }));
        head.detail = 3;
        head.applyFace(face);
        head.applyNuisance({ expression: { jawOpen: 1 } });
        const other = await HeadRig.CreateAsync(scene, { rig: Rig(), modelUrl });
        other.applyFace(face);
        other.applyNuisance({ expression: { jawOpen: 1 } });
        expect(LargestDistance(Points(skin()), Points(other.meshesOf("head")[0]))).toBeLessThan(1e-6);
        head.detail = 0;
        expect(LargestDistance(Points(hair()), Points(other.meshesOf("hair_cap")[0]))).toBeLessThan(1e-6);
        other.dispose();
    });

    it("leave alone what the host itself hid", () => {
        hair().isVisible = false;
        head.detail = 2;
        head.detail = 0;
        expect(hair().isVisible).toBe(false);
    });

    it("join vertices of a cell into one of them: the surface stays closed, across the texture's seam too, and near", () => {
        const [positions, normals, uvs] = [VertexBuffer.PositionKind, VertexBuffer.NormalKind, VertexBuffer.UVKind].map((kind) =>
            Float32Array.from(skin().getVerticesData(kind) ?? []),
        );
        const indices = skin().getIndices() ?? [];
        const coarse = ClusterTriangles(indices, positions, normals, uvs, Cell);
        const place = (v: number): string => [0, 1, 2].map((c) => Math.round(positions[3 * v + c] * 1e6)).join();
        expect(coarse.length).toBeLessThan(0.5 * indices.length);
        expect(OpenEdges(indices, place)).toBe(0);
        expect(OpenEdges(coarse, place)).toBe(0);
        // A surface with a hole is told from a closed one.
        expect(OpenEdges(coarse.slice(3), place)).toBeGreaterThan(0);
        const kept = new Set(coarse);
        for (let v = 0; 3 * v < positions.length; v++) {
            const distances = [...kept].map((k) => Math.hypot(...[0, 1, 2].map((c) => positions[3 * k + c] - positions[3 * v + c])));
            expect(Math.min(...distances)).toBeLessThan(2 * Math.sqrt(3) * Cell);
        }
    });
});

/** Edges between places that have triangles on one side only. */
function OpenEdges(indices: ArrayLike<number>, place: (v: number) => string): number {
    const edges = new Map<string, number>();
    for (let t = 0; t < indices.length; t += 3) {
        const corners = [0, 1, 2].map((k) => place(indices[t + k]));
        corners.forEach((from, k) => {
            const to = corners[(k + 1) % 3];
            if (from !== to) {
                const [key, sign] = from < to ? [`${from} ${to}`, 1] : [`${to} ${from}`, -1];
                edges.set(key, (edges.get(key) ?? 0) + sign);
            }
        });
    }
    return [...edges.values()].filter((sum) => sum !== 0).length;
}
