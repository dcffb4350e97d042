import { NullEngine } from "@babylonjs/core/Engines/nullEngine.js";
import { LoadAssetContainerAsync } from "@babylonjs/core/Loading/sceneLoader.js";
import { type PBRMaterial } from "@babylonjs/core/Materials/PBR/pbrMaterial.js";
import { type AbstractMesh } from "@babylonjs/core/Meshes/abstractMesh.js";
import { Scene } from "@babylonjs/core/scene.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type IFace } from "../../src/face/face.types.js";
import { ExportGlbAsync } from "../../src/rig/exportGlb.js";
import { HeadRig } from "../../src/rig/HeadRig.js";
import { type IRigFile } from "../../src/rig/rigFile.types.js";
import { LargestDistance, Points } from "../meshPoints.js";
import { BuildFixtureGlbAsync, FixtureRig } from "./rigFixture.js";

const Shown: IFace = {
    format: "babylon-face-creator/face",
    version: 1,
    rig: { id: "fixture", hash: "1" },
    shape: { "face.width": 0.8, "face.lift": 0.9, "face.size": 0.7 },
    color: { skin: [0.4, 0.2, 0.1] },
    style: { hair: "cap" },
};

describe("an exported character", () => {
    let engine: NullEngine;
    let head: HeadRig;
    let exported: Uint8Array<ArrayBuffer>;
    let meshes: ReadonlyMap<string, AbstractMesh>;
    const materials = (): PBRMaterial[] => [...meshes.values()].map(({ material }) => material as PBRMaterial);
    beforeAll(async () => {
        engine = new NullEngine();
        const rig: IRigFile = FixtureRig();
        const look = {
            id: "look",
            label: "Look",
            binds: [{ type: "bone", bone: "skull", property: "rotation", axis: "y", low: 0, high: 0.4 } as const],
        };
        const nuisance = { ...rig.nuisance, expressions: [...rig.nuisance.expressions, look] };
        const modelUrl = `data:model/gltf-binary;base64,${Buffer.from(await BuildFixtureGlbAsync()).toString("base64")}`;
        const scene = new Scene(engine);
        scene.useRightHandedSystem = true;
        head = await HeadRig.CreateAsync(scene, { rig: { ...rig, nuisance }, modelUrl });
        exported = await ExportGlbAsync(head, Shown);
        const fresh = new Scene(engine);
        fresh.useRightHandedSystem = true;
        const container = await LoadAssetContainerAsync(exported, fresh, { pluginExtension: ".glb" });
        container.addAllToScene();
        meshes = new Map(container.meshes.filter((mesh) => mesh.getTotalVertices() > 0).map((mesh) => [mesh.name, mesh]));
        head.applyFace(Shown);
    });
    afterAll(() => engine.dispose());

    it("holds the meshes of the chosen options, their pictures and colours, and the joints", async () => {
        expect([...meshes.keys()].sort()).toEqual(["hair_cap", "head"]);
        expect(meshes.get("head")?.skeleton?.bones.map(({ name }) => name)).toEqual(["neck", "skull"]);
        expect(materials().every((material) => material.albedoTexture !== null)).toBe(true);
        const [own, other] = [head.meshesOf("head")[0].material as PBRMaterial, meshes.get("head")?.material as PBRMaterial];
        expect(other.albedoColor.asArray()).toEqual(own.albedoColor.asArray().map((value) => expect.closeTo(value, 4)));
        const bald = new TextDecoder().decode(await ExportGlbAsync(head, { ...Shown, style: {} }));
        expect(bald.includes("hair_cap")).toBe(false);
        expect(bald.includes('"skull"')).toBe(true);
    });

    it("stands where the baked face stands, and its expressions move it as the head's own do, bones too", () => {
        const mine = head.meshesOf("head")[0];
        const theirs = meshes.get("head") as AbstractMesh;
        const manager = theirs.morphTargetManager;
        const targets = Array.from({ length: manager?.numTargets ?? 0 }, (_, i) => manager?.getTarget(i));
        expect(targets.map((target) => target?.name)).toEqual(["jawOpen", "look"]);
        const rest = Points(mine);
        expect(LargestDistance(rest, Points(theirs))).toBeLessThan(1e-5);
        for (const target of targets) {
            head.applyNuisance({ expression: { [target?.name ?? ""]: 1 } });
            const moved = Points(mine);
            expect(LargestDistance(moved, rest)).toBeGreaterThan(0.01);
            if (target) {
                target.influence = 1;
                expect(LargestDistance(moved, Points(theirs))).toBeLessThan(1e-5);
                target.influence = 0;
            }
        }
    });

    it("leaves the head and its scene as they were", async () => {
        const scene = head.root.getScene();
        head.applyNuisance({ expression: { jawOpen: 0.5 } });
        const count = (): number[] => [engine.scenes.length, scene.meshes.length, scene.materials.length, scene.textures.length];
        const before = { count: count(), points: Points(head.meshesOf("head")[0]) };
        await ExportGlbAsync(head);
        expect(count()).toEqual(before.count);
        expect(LargestDistance(Points(head.meshesOf("head")[0]), before.points)).toBe(0);
    });
});
