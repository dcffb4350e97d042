import { existsSync, readFileSync } from "node:fs";

import { NullEngine } from "@babylonjs/core/Engines/nullEngine.js";
import { type DirectionalLight } from "@babylonjs/core/Lights/directionalLight.js";
import { Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { TransformNode } from "@babylonjs/core/Meshes/transformNode.js";
import { Scene } from "@babylonjs/core/scene.js";
import { describe, expect, it } from "vitest";

import { BoothProjection, BoothView, CreateBoothCamera, ProjectToPicture, TurnForView } from "../../src/capture/boothCamera.js";
import { BoothLights, LightDirection } from "../../src/capture/boothLights.js";
import { HeadRig } from "../../src/rig/HeadRig.js";
import { ParseRigFile } from "../../src/rig/rigFile.js";
import { type IRigFraming } from "../../src/rig/rigFile.types.js";

const framing: IRigFraming = { fov: 20, camera: [0.1, 1.5, 1], pivot: [0, 1.5, 0] };
const headFolder = new URL("../../dist/assets/head/", import.meta.url);

describe("the photo-booth frame", () => {
    it("is a pinhole camera that looks along -z with +x to the right and +y up", () => {
        // At a distance d the picture is 2 d tan(fov / 2) high.
        const half = Math.tan((10 * Math.PI) / 180);
        expect(ProjectToPicture(framing, [0.1, 1.5, 0], 512)).toEqual([expect.closeTo(256, 4), expect.closeTo(256, 4)]);
        expect(ProjectToPicture(framing, [0.1 + half, 1.5 + half / 2, 0], 512)).toEqual([expect.closeTo(512, 3), expect.closeTo(128, 3)]);
        expect(ProjectToPicture(framing, [0.1 + half / 4, 1.5, 0.5], 128)[0]).toBeCloseTo(64 + 32, 3);
    });

    it("is what the booth's camera draws with", () => {
        const engine = new NullEngine();
        const scene = new Scene(engine);
        scene.useRightHandedSystem = true;
        const camera = CreateBoothCamera(scene, framing);
        const expected = BoothView(framing).multiply(BoothProjection(framing, engine.isNDCHalfZRange)).asArray();
        camera
            .getViewMatrix(true)
            .multiply(camera.getProjectionMatrix())
            .asArray()
            .forEach((value, i) => {
                expect(value).toBeCloseTo(expected[i], 5);
            });
        engine.dispose();
    });

    it("turns the head about the pivot, the face to the subject's left", () => {
        const engine = new NullEngine();
        const scene = new Scene(engine);
        scene.useRightHandedSystem = true;
        const root = new TransformNode("root", scene);
        TurnForView(root, framing, "profile");
        const world = root.computeWorldMatrix(true);
        const pivot = Vector3.TransformCoordinates(new Vector3(0, 1.5, 0), world);
        const nose = Vector3.TransformCoordinates(new Vector3(0, 1.5, 0.1), world);
        expect(pivot.asArray()).toEqual([expect.closeTo(0, 6), expect.closeTo(1.5, 6), expect.closeTo(0, 6)]);
        expect(nose.asArray()).toEqual([expect.closeTo(0.1, 6), expect.closeTo(1.5, 6), expect.closeTo(0, 6)]);
        engine.dispose();
    });

    it.skipIf(!existsSync(headFolder))(
        "holds the default head's eyes at (256, 236), 108 px apart (skipped when dist/assets/head is not built)",
        async () => {
            const engine = new NullEngine();
            const scene = new Scene(engine);
            scene.useRightHandedSystem = true;
            const rig = ParseRigFile(JSON.parse(readFileSync(new URL("head.rig.json", headFolder), "utf8")));
            const model = readFileSync(new URL(rig.model, headFolder)).toString("base64");
            const head = await HeadRig.CreateAsync(scene, { rig, modelUrl: `data:model/gltf-binary;base64,${model}` });
            const positions = head.meshesOf("iris").flatMap((mesh) => [...(mesh.getVerticesData("position") ?? [])]);
            const Pupil = (side: number): [number, number] => {
                const sum = [0, 0, 0];
                let count = 0;
                for (let i = 0; i < positions.length; i += 3) {
                    if (positions[i] * side > 0) {
                        sum.forEach((_, k) => (sum[k] += positions[i + k]));
                        count++;
                    }
                }
                return ProjectToPicture(rig.framing, [sum[0] / count, sum[1] / count, sum[2] / count], 512);
            };
            const [left, right] = [Pupil(1), Pupil(-1)];
            expect(Math.abs((left[0] + right[0]) / 2 - 256)).toBeLessThan(1);
            expect(Math.abs((left[1] + right[1]) / 2 - 236)).toBeLessThan(1.5);
            expect(Math.abs(left[0] - right[0] - 108)).toBeLessThan(1.5);
            engine.dispose();
        },
    );
});

describe("the booth's light", () => {
    it("comes from the camera at azimuth 0, and from the subject's left above 0", () => {
        expect(LightDirection(0, 0).asArray()).toEqual([expect.closeTo(0, 6), expect.closeTo(0, 6), -1]);
        expect(LightDirection(90, 0).x).toBeCloseTo(-1, 6);
        expect(LightDirection(0, 90).y).toBeCloseTo(-1, 6);
    });

    it("takes factors, and comes back to the booth's own", () => {
        const engine = new NullEngine();
        const scene = new Scene(engine);
        const lights = new BoothLights(scene);
        const key = scene.lights[0] as DirectionalLight;
        const own = { intensity: key.intensity, ambient: scene.environmentIntensity, direction: key.direction.clone(), red: key.diffuse.r };
        lights.set({ key: 2, ambient: 0.5, azimuth: 90, elevation: 0, color: [0.5, 1, 1] });
        expect(key.intensity).toBeCloseTo(2 * own.intensity, 6);
        expect(scene.environmentIntensity).toBeCloseTo(own.ambient / 2, 6);
        expect(key.direction.x).toBeCloseTo(-1, 6);
        expect(key.diffuse.r).toBeCloseTo(own.red / 2, 6);
        lights.set({});
        expect({ intensity: key.intensity, ambient: scene.environmentIntensity, direction: key.direction, red: key.diffuse.r }).toEqual(
            own,
        );
        engine.dispose();
    });
});
