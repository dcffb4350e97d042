import "@babylonjs/loaders/glTF/2.0/glTFLoader.js";
import "@babylonjs/loaders/glTF/2.0/Extensions/EXT_texture_webp.js";
import "@babylonjs/loaders/glTF/2.0/Extensions/KHR_materials_ior.js";
import "@babylonjs/loaders/glTF/2.0/Extensions/KHR_materials_specular.js";
import { NullEngine } from "@babylonjs/core/Engines/nullEngine.js";
import { LoadAssetContainerAsync } from "@babylonjs/core/Loading/sceneLoader.js";
import { type PBRMaterial } from "@babylonjs/core/Materials/PBR/pbrMaterial.js";
import { type AbstractMesh } from "@babylonjs/core/Meshes/abstractMesh.js";
import { Scene } from "@babylonjs/core/scene.js";
import { ReadHeadSchemaAsync } from "../../src/cli/headSchema.js";
import { OpenHeadlessAsync } from "../../src/cli/headlessPage.js";
import { RandomFace } from "../../src/face/randomFace.js";
import { HeadRig } from "../../src/rig/HeadRig.js";
import { ParseRigFile } from "../../src/rig/rigFile.js";
import { LargestDistance, Points } from "../meshPoints.js";
import { expect, test } from "./harness.js";

/** The ponytail, eye shadow and freckles of this face take 5.4 MB; with targets for every vertex it would be 17. */
const MostBytes = 6e6;

test("a character that the browser exports is loaded without the package and is the very head, with its expressions", async ({
    server,
}) => {
    test.setTimeout(900_000);
    const face = RandomFace(await ReadHeadSchemaAsync(), 2026, 3);
    const page = await OpenHeadlessAsync();
    const base64 = await page.callAsync("exportGlbAsync", face).finally(async () => await page.closeAsync());
    expect(Buffer.from(base64, "base64").length).toBeLessThan(MostBytes);

    const engine = new NullEngine();
    const [own, plain] = [new Scene(engine), new Scene(engine)];
    own.useRightHandedSystem = plain.useRightHandedSystem = true;
    const baseUrl = `${server.url}assets/head/`;
    const rig = ParseRigFile(await (await fetch(`${baseUrl}head.rig.json`)).json());
    const model = Buffer.from(await (await fetch(baseUrl + rig.model)).arrayBuffer()).toString("base64");
    const source = { rig, modelUrl: `data:model/gltf-binary;base64,${model}`, baseUrl };
    const head = await HeadRig.CreateAsync(own, source, { compileOptions: false });
    await head.loadFaceAsync(face);
    head.applyFace(face);
    const container = await LoadAssetContainerAsync(Uint8Array.from(Buffer.from(base64, "base64")), plain, { pluginExtension: ".glb" });
    container.addAllToScene();
    const theirs = container.meshes.filter((mesh) => mesh.getTotalVertices() > 0);
    const shown = head.meshes.filter((mesh) => mesh.isEnabled(false));
    expect(theirs.map(({ name }) => name).sort()).toEqual(shown.map(({ name }) => name).sort());
    const pairs = shown.map((mesh) => [mesh, theirs.find(({ name }) => name === mesh.name) as AbstractMesh] as const);
    for (const [mesh, exported] of pairs) {
        expect(exported.skeleton?.bones.map(({ name }) => name)).toEqual(mesh.skeleton?.bones.map(({ name }) => name));
        const [mine, other] = [mesh.material as PBRMaterial, exported.material as PBRMaterial];
        expect(other.albedoTexture === null, mine.name).toBe(mine.albedoTexture === null);
    }
    const names = new Set<string>();
    const managers = theirs.flatMap(({ morphTargetManager }) => (morphTargetManager ? [morphTargetManager] : []));
    managers.forEach((manager) => Array.from({ length: manager.numTargets }, (_, i) => names.add(manager.getTarget(i).name)));
    const expressions = head.rig.nuisance.expressions.map(({ id }) => id);
    expect([...names].sort()).toEqual([...expressions].sort());
    const rest = new Map(pairs.map(([mesh]) => [mesh, Points(mesh)]));
    for (const [mesh, exported] of pairs) {
        expect(LargestDistance(rest.get(mesh) ?? [], Points(exported)), mesh.name).toBeLessThan(1e-5);
    }
    for (const id of expressions) {
        head.applyNuisance({ expression: { [id]: 1 } });
        let longest = 0;
        for (const [mesh, exported] of pairs) {
            const manager = exported.morphTargetManager;
            const targets = Array.from({ length: manager?.numTargets ?? 0 }, (_, i) => manager?.getTarget(i));
            const target = targets.find((one) => one?.name === id);
            if (target) {
                target.influence = 1;
            }
            const moved = Points(mesh);
            longest = Math.max(longest, LargestDistance(moved, rest.get(mesh) ?? []));
            expect(LargestDistance(moved, Points(exported)), `${mesh.name}, ${id}`).toBeLessThan(2e-5);
            if (target) {
                target.influence = 0;
            }
        }
        expect(longest, id).toBeGreaterThan(5e-4);
    }
    engine.dispose();
});
