import { NullEngine } from "@babylonjs/core/Engines/nullEngine.js";
import { PBRMaterial } from "@babylonjs/core/Materials/PBR/pbrMaterial.js";
import { Scene } from "@babylonjs/core/scene.js";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { type IFace } from "../../src/face/face.types.js";
import { HeadRig } from "../../src/rig/HeadRig.js";
import { type IRigFile } from "../../src/rig/rigFile.types.js";
import { SrgbToLinear } from "../../src/face/srgb.js";
import { BuildFixtureGlbAsync, FixtureRig, SphereRadius } from "./rigFixture.js";

let modelUrl: string;
let engine: NullEngine;
let scene: Scene;

function Face(parts: Partial<IFace>): IFace {
    return {
        format: "babylon-face-creator/face",
        version: 1,
        rig: { id: "fixture", hash: "1" },
        shape: {},
        color: {},
        style: {},
        ...parts,
    };
}

async function CreateHeadAsync(rig: IRigFile = FixtureRig()): Promise<HeadRig> {
    return await HeadRig.CreateAsync(scene, { rig, modelUrl });
}

/** Half the width of the head mesh, without its bones. */
function HalfWidth(head: HeadRig): number {
    const positions = head.meshesOf("head")[0].getVerticesData("position") as Float32Array;
    return positions.reduce((most, value, i) => (i % 3 === 0 ? Math.max(most, value) : most), 0);
}

beforeAll(async () => {
    modelUrl = `data:model/gltf-binary;base64,${Buffer.from(await BuildFixtureGlbAsync()).toString("base64")}`;
});

beforeEach(() => {
    engine = new NullEngine();
    scene = new Scene(engine);
});

afterEach(() => {
    engine.dispose();
});

describe("HeadRig", () => {
    it("shows the average face first", async () => {
        const head = await CreateHeadAsync();
        expect(HalfWidth(head)).toBeCloseTo(SphereRadius, 6);
        expect(head.meshesOf("hair_cap")[0].isEnabled()).toBe(false);
        expect(head.face).toEqual(Face({}));
    });

    it("applies shape, colour and option of a face", async () => {
        const head = await CreateHeadAsync();
        const result = head.applyFace(
            Face({ shape: { "face.width": 1, "face.lift": 1 }, color: { skin: [0.4, 0.2, 1] }, style: { hair: "cap" } }),
        );
        expect(result.hashMatches).toBe(true);
        expect(HalfWidth(head)).toBeCloseTo(SphereRadius * 1.5, 6);
        expect(head.meshesOf("hair_cap")[0].isEnabled()).toBe(true);
        const skull = scene.getTransformNodeByName("skull");
        expect(skull?.position.y).toBeCloseTo(0.12, 6);
        const skin = scene.getMaterialByName("skin") as PBRMaterial;
        expect(skin.albedoColor.asArray()).toEqual([0.4, 0.2, 1].map((value) => expect.closeTo(0.5 * SrgbToLinear(value), 6)));
    });

    it("tints the materials of a block with the colour of the chosen option", async () => {
        const rig = FixtureRig();
        const colors = [[0.8, 0.2, 0.1] as const, [0.1, 0.2, 0.9] as const];
        const block = {
            ...rig.discrete[0],
            tints: ["hair"],
            options: rig.discrete[0].options.map((option, i) => ({ ...option, color: colors[i] })),
        };
        const head = await CreateHeadAsync({ ...rig, discrete: [block] });
        const hair = scene.getMaterialByName("hair") as PBRMaterial;
        const styles: Record<string, string>[] = [{}, { hair: "cap" }, {}];
        for (const [i, style] of styles.entries()) {
            head.applyFace(Face({ style }));
            expect(hair.albedoColor.asArray()).toEqual(colors[i % 2].map((value) => expect.closeTo(SrgbToLinear(value), 6)));
        }
        await expect(CreateHeadAsync({ ...rig, discrete: [{ ...block, tints: ["missing"] }] })).rejects.toThrow(/material.*"missing"/);
    });

    it("comes back to rest exactly", async () => {
        const head = await CreateHeadAsync();
        const mesh = head.meshesOf("head")[0];
        const before = Float32Array.from(mesh.getVerticesData("position") as Float32Array);
        head.applyFace(Face({ shape: { "face.width": 0.2 } }));
        expect(HalfWidth(head)).toBeLessThan(SphereRadius * 0.9);
        head.applyFace(Face({}));
        expect(Float32Array.from(mesh.getVerticesData("position") as Float32Array)).toEqual(before);
    });

    it("takes the morph targets off the mesh, and expressions still move it", async () => {
        const head = await CreateHeadAsync();
        expect(head.meshes.every((mesh) => mesh.morphTargetManager === null)).toBe(true);
        expect(scene.morphTargetManagers.length).toBe(0);
        head.applyNuisance({ expression: { jawOpen: 1 } });
        const positions = head.meshesOf("head")[0].getVerticesData("position") as Float32Array;
        expect(Math.max(...positions.filter((_, i) => i % 3 === 1))).toBeCloseTo(SphereRadius * 1.2, 6);
    });

    it("turns the head against its rest pose", async () => {
        const head = await CreateHeadAsync();
        head.applyNuisance({ pose: { yaw: 40 } });
        const turned = scene.getTransformNodeByName("skull")?.rotationQuaternion;
        expect(2 * Math.asin(turned?.y ?? 0)).toBeCloseTo((40 * Math.PI) / 180, 6);
    });

    it("keeps what it does not know, and says when the hash differs", async () => {
        const head = await CreateHeadAsync();
        const face = Face({ rig: { id: "fixture", hash: "older" }, shape: { "horn.length": 0.7 }, style: { hat: "top" } });
        expect(head.applyFace(face).hashMatches).toBe(false);
        expect(head.face).toEqual(face);
    });

    it("refuses the face of another head", async () => {
        const head = await CreateHeadAsync();
        expect(() => head.applyFace(Face({ rig: { id: "other", hash: "1" } }))).toThrow(
            expect.objectContaining({ code: "E_RIG_MISMATCH" }),
        );
    });

    it("gives the face of a vector", async () => {
        const head = await CreateHeadAsync();
        head.applyVector(Float32Array.of(0.75, 0.5, 0.5, 0.8, 0.6, 0.5, 0, 1));
        expect(head.face).toEqual(Face({ shape: { "face.width": 0.752 }, style: { hair: "cap" } }));
        expect(() => {
            head.applyVector(new Float32Array(3));
        }).toThrow(expect.objectContaining({ code: "E_ARGUMENT" }));
    });

    it.each([
        [
            "morph target",
            (rig: IRigFile): IRigFile => ({
                ...rig,
                continuous: [{ ...rig.continuous[0], binds: [{ type: "morph", target: "missing", low: 0, high: 1 }] }],
            }),
        ],
        [
            "joint",
            (rig: IRigFile): IRigFile => ({ ...rig, nuisance: { ...rig.nuisance, pose: { ...rig.nuisance.pose, bone: "missing" } } }),
        ],
        ["material", (rig: IRigFile): IRigFile => ({ ...rig, materials: { missing: "skin" } })],
        ["mesh", (rig: IRigFile): IRigFile => ({ ...rig, labels: { missing: { kind: "hidden" } } })],
    ])("names a %s that the model lacks, and leaves nothing behind", async (kind, change) => {
        await expect(CreateHeadAsync(change(FixtureRig()))).rejects.toThrow(new RegExp(`${kind}.*"missing"`));
        expect([scene.meshes.length, scene.materials.length, scene.skeletons.length]).toEqual([0, 0, 0]);
    });

    it("leaves the scene as it was when disposed", async () => {
        const Count = (): number[] => [
            scene.meshes.length,
            scene.transformNodes.length,
            scene.materials.length,
            scene.textures.length,
            scene.skeletons.length,
            scene.geometries.length,
            scene.morphTargetManagers.length,
            scene.animationGroups.length,
        ];
        // Babylon keeps one table for all PBR materials of a scene.
        new PBRMaterial("other", scene).dispose();
        const before = Count();
        const head = await CreateHeadAsync();
        expect(Count()).not.toEqual(before);
        head.dispose();
        expect(Count()).toEqual(before);
        expect(() => {
            head.applyFace(Face({}));
        }).toThrow(expect.objectContaining({ code: "E_DISPOSED" }));
    });

    it("moves the same way in left- and right-handed scenes", async () => {
        const widths: number[] = [];
        for (const rightHanded of [false, true]) {
            scene.useRightHandedSystem = rightHanded;
            const head = await CreateHeadAsync();
            head.applyFace(Face({ shape: { "face.width": 1, "face.lift": 1 } }));
            scene.getTransformNodeByName("skull")?.computeWorldMatrix(true);
            widths.push(scene.getTransformNodeByName("skull")?.getAbsolutePosition().y ?? NaN);
            const { extendSize } = head.boundingBox;
            widths.push(extendSize.x);
            head.dispose();
        }
        expect(widths[2]).toBeCloseTo(widths[0], 6);
        expect(widths[3]).toBeCloseTo(widths[1], 6);
        expect(widths[1]).toBeCloseTo(SphereRadius * 1.5, 6);
    });
});
