import { Session } from "node:inspector/promises";
import { ArcRotateCamera } from "@babylonjs/core/Cameras/arcRotateCamera.js";
import { HemisphericLight } from "@babylonjs/core/Lights/hemisphericLight.js";
import { type IEffectCreationOptions } from "@babylonjs/core/Materials/effect.js";
import { Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { type Scene } from "@babylonjs/core/scene.js";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { CreateAverageFace, EditFace } from "../../src/face/createFace.js";
import { type IFace } from "../../src/face/face.types.js";
import { RandomFace } from "../../src/face/randomFace.js";
import { type HeadRig } from "../../src/rig/HeadRig.js";
import { IsHeadBuilt, OpenBuiltHeadAsync, type IBuiltHead } from "./builtHead.js";

/** Bytes that a call may leave for the garbage collector, where its vertices alone are 1.3 MB: rounding of the sampling, and a Face's own numbers. */
const MostGarbage = { talking: 2_000, slider: 10_000 } as const;
const [Tries, Warmup, Measured] = [3, 150, 150];

/** Mean bytes that a call allocates, freed or not: the least of some tries, since code that is compiled anew boxes its numbers for a while. */
async function MeasureGarbageAsync(call: (i: number) => void): Promise<number> {
    let least = Infinity;
    for (let i = 0; i < Tries; i++) {
        least = Math.min(least, await SampleGarbageAsync(call));
    }
    return least;
}

/** Mean bytes that a call allocates, as V8 samples its allocations. */
async function SampleGarbageAsync(call: (i: number) => void): Promise<number> {
    const run = (count: number): void => {
        for (let i = 0; i < count; i++) {
            call(i);
        }
    };
    run(Warmup);
    const session = new Session();
    session.connect();
    try {
        await session.post("HeapProfiler.startSampling", {
            samplingInterval: 256,
            includeObjectsCollectedByMajorGC: true,
            includeObjectsCollectedByMinorGC: true,
        });
        run(Measured);
        const { profile } = await session.post("HeapProfiler.stopSampling");
        const sum = ({ selfSize, children }: typeof profile.head): number =>
            children.reduce((total, child) => total + sum(child), selfSize);
        return sum(profile.head) / Measured;
    } finally {
        session.disconnect();
    }
}

describe.skipIf(!IsHeadBuilt())("a head whose sliders move", () => {
    let built: IBuiltHead;
    let head: HeadRig;
    let scene: Scene;
    let face: IFace;
    beforeAll(async () => {
        built = await OpenBuiltHeadAsync();
        head = built.head;
        scene = head.root.getScene();
        const camera = new ArcRotateCamera("camera", 1.5, 1.5, 0.6, new Vector3(0, 0.7, 0), scene);
        camera.minZ = 0.01;
        new HemisphericLight("light", Vector3.Up(), scene);
        face = RandomFace(head.schema, 5, 4);
        await head.loadFaceAsync(face);
    }, 120_000);
    afterAll(() => built.close());

    it("compiles no shader and makes no buffer; another light does", () => {
        const engine = scene.getEngine();
        const shaders = vi.spyOn(engine, "createEffect");
        const buffers = (["createVertexBuffer", "createDynamicVertexBuffer", "createIndexBuffer"] as const).map((name) =>
            vi.spyOn(engine, name),
        );
        // What was asked for before comes from the engine's cache.
        const count = (): number[] => [
            new Set(shaders.mock.calls.map(([name, options]) => JSON.stringify([name, (options as IEffectCreationOptions).defines]))).size,
            buffers.reduce((sum, { mock }) => sum + mock.calls.length, 0),
        ];
        const show = (shown: IFace): void => {
            head.applyFace(shown);
            scene.render();
        };
        show(face);
        show(face);
        const before = count();
        expect(before[0]).toBeGreaterThan(5);
        for (const { id } of head.schema.continuous) {
            [0, 1].forEach((value) => show(EditFace(head.schema, face, { shape: { [id]: value } })));
        }
        for (const { id } of head.schema.colors) {
            show(EditFace(head.schema, face, { color: { [id]: [0.3, 0.5, 0.7] } }));
        }
        head.applyNuisance({ pose: { yaw: 20 }, expression: { jawOpen: 0.5 } });
        scene.render();
        expect(count()).toEqual(before);
        new HemisphericLight("another", Vector3.Up(), scene);
        scene.render();
        expect(count()[0]).toBeGreaterThan(before[0]);
        [shaders, ...buffers].forEach((spy) => spy.mockRestore());
    }, 240_000);

    it("leaves next to no garbage, also while it talks", async () => {
        const pose = { yaw: 0 };
        const expression = { jawOpen: 0 };
        const talking = await MeasureGarbageAsync((i) => {
            pose.yaw = i % 7;
            expression.jawOpen = (i % 11) / 11;
            head.applyNuisance({ pose, expression });
        });
        const average = CreateAverageFace(head.schema);
        const [{ id }] = head.schema.continuous;
        const faces = Array.from({ length: 11 }, (_, i) => EditFace(head.schema, average, { shape: { [id]: i / 11 } }));
        const slider = await MeasureGarbageAsync((i) => void head.applyFace(faces[i % faces.length]));
        console.log(`garbage: ${talking.toFixed(0)} bytes a frame of talking, ${slider.toFixed(0)} a step of a slider`);
        expect(talking).toBeLessThan(MostGarbage.talking);
        expect(slider).toBeLessThan(MostGarbage.slider);
    }, 240_000);
});
