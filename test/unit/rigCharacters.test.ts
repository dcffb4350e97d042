import { NullEngine } from "@babylonjs/core/Engines/nullEngine.js";
import { type PBRMaterial } from "@babylonjs/core/Materials/PBR/pbrMaterial.js";
import { Matrix, Quaternion, Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { Bone } from "@babylonjs/core/Bones/bone.js";
import { Skeleton } from "@babylonjs/core/Bones/skeleton.js";
import { TransformNode } from "@babylonjs/core/Meshes/transformNode.js";
import { Scene } from "@babylonjs/core/scene.js";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CreateAverageFace, EditFace } from "../../src/face/createFace.js";
import { HeadRig } from "../../src/rig/HeadRig.js";
import { SrgbToLinear } from "../../src/face/srgb.js";
import { LargestDistance, Points } from "../meshPoints.js";
import { BuildFixtureGlbAsync, FixtureRig } from "./rigFixture.js";

let modelUrl: string;
let engine: NullEngine;
let scene: Scene;
beforeAll(async () => {
    modelUrl = `data:model/gltf-binary;base64,${Buffer.from(await BuildFixtureGlbAsync()).toString("base64")}`;
});
beforeEach(() => {
    engine = new NullEngine();
    scene = new Scene(engine);
});
afterEach(() => engine.dispose());

async function CreateAsync(name: string): Promise<HeadRig> {
    return await HeadRig.CreateAsync(scene, { rig: FixtureRig(), modelUrl }, { name });
}

function Skin(head: HeadRig): Vector3[] {
    return Points(head.meshesOf("head")[0]);
}

describe("several characters in one scene", () => {
    it("keep faces, colours, styles, expressions and detail of their own, and outlive each other", async () => {
        const heads = [await CreateAsync("a"), await CreateAsync("b"), await CreateAsync("c")];
        const average = CreateAverageFace(heads[0].schema);
        const widths = [0.1, 0.5, 0.9];
        heads.forEach((head, i) =>
            head.applyFace(
                EditFace(head.schema, average, {
                    shape: { "face.width": widths[i] },
                    color: { skin: [0.2 * (i + 1), 0.4, 0.4] },
                    style: { hair: i === 1 ? "cap" : "none" },
                }),
            ),
        );
        const before = heads.map(Skin);
        expect(LargestDistance(before[0], before[1])).toBeGreaterThan(0.01);
        expect(LargestDistance(before[1], before[2])).toBeGreaterThan(0.01);
        heads.forEach((head, i) => {
            const material = head.meshesOf("head")[0].material as PBRMaterial;
            expect(material.albedoColor.r).toBeCloseTo(0.5 * SrgbToLinear(head.face.color["skin"][0]), 6);
            expect(head.meshesOf("hair_cap")[0].isEnabled()).toBe(i === 1);
        });
        heads[0].applyNuisance({ expression: { jawOpen: 1 }, pose: { yaw: 30 } });
        heads[0].detail = 3;
        expect(LargestDistance(Skin(heads[0]), before[0])).toBeGreaterThan(0.01);
        expect(LargestDistance(Skin(heads[1]), before[1])).toBe(0);
        expect(heads.map(({ detail }) => detail)).toEqual([3, 0, 0]);
        heads[0].dispose();
        expect(LargestDistance(Skin(heads[2]), before[2])).toBe(0);
        heads[2].applyFace(heads[1].face);
        expect(LargestDistance(Skin(heads[2]), before[1])).toBeLessThan(1e-9);
    });
});

describe.each([false, true])("a head on a game's body, right-handed scene %s", (isRightHanded) => {
    beforeEach(() => {
        scene.useRightHandedSystem = isRightHanded;
    });

    it("stands on a neck that is scaled, turned and moving, also while no frame is drawn, and is edited there", async () => {
        const [head, free] = [await CreateAsync("head"), await CreateAsync("free")];
        const body = new TransformNode("body", scene);
        const neck = new TransformNode("neck", scene);
        neck.parent = body;
        neck.position.set(0, 1.5, 0.05);
        head.root.parent = neck;
        body.scaling.setAll(2.5);
        for (let frame = 0; frame < 4; frame++) {
            body.position.set(0.5 * frame, 0, -frame);
            body.rotationQuaternion = Quaternion.RotationYawPitchRoll(0.4 * frame, 0.1, 0.2);
            const face = EditFace(head.schema, CreateAverageFace(head.schema), { shape: { "face.width": 0.2 * frame, "face.lift": 0.8 } });
            head.applyFace(face);
            free.applyFace(face);
            const pose = { pose: { yaw: 10 * frame }, expression: { jawOpen: 0.3 } };
            head.applyNuisance(pose);
            free.applyNuisance(pose);
            const world = neck.computeWorldMatrix(true);
            const expected = Skin(free).map((point) => Vector3.TransformCoordinates(point, world));
            expect(LargestDistance(Skin(head), expected), `frame ${frame}`).toBeLessThan(1e-5);
        }
    });

    it("follows a bone of the body's skeleton", async () => {
        const [head, free] = [await CreateAsync("head"), await CreateAsync("free")];
        const skeleton = new Skeleton("body", "body", scene);
        const spine = new Bone("spine", skeleton, null, Matrix.Translation(0, 1, 0));
        const neck = new Bone("neck", skeleton, spine, Matrix.Translation(0, 0.5, 0));
        const [spineNode, neckNode] = [new TransformNode("spine", scene), new TransformNode("neck", scene)];
        neckNode.parent = spineNode;
        spineNode.position.y = 1;
        neckNode.position.y = 0.5;
        spine.linkTransformNode(spineNode);
        neck.linkTransformNode(neckNode);
        head.root.parent = neckNode;
        spineNode.rotation.x = 0.3;
        skeleton.prepare(true);
        const world = neckNode.computeWorldMatrix(true);
        const expected = Skin(free).map((point) => Vector3.TransformCoordinates(point, world));
        expect(LargestDistance(Skin(head), expected)).toBeLessThan(1e-5);
        expect(Vector3.Distance(head.root.getAbsolutePosition(), new Vector3(0, 1.5, 0))).toBeGreaterThan(0.1);
    });
});
