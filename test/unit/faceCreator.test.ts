import { NullEngine } from "@babylonjs/core/Engines/nullEngine.js";
import { TransformNode } from "@babylonjs/core/Meshes/transformNode.js";
import { Scene } from "@babylonjs/core/scene.js";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CreateAverageFace, EditFace, type FaceCreator, type FaceCreatorError, type IFace } from "../../src/index.js";
import { UntilAbortedAsync } from "../../src/faceCreator/abort.js";
import { type IScreenPlace, ScreenOpener } from "../../src/faceCreator/screenOpener.js";
import { ResolveFaceCreatorOptions } from "../../src/faceCreator/faceCreatorOptions.js";
import { BuildFixtureGlbAsync, FixtureRig } from "./rigFixture.js";

let modelUrl: string;
let engine: NullEngine;
let scene: Scene;

/** What a scene holds, as far as a plugin could leave something behind. */
function Count(): Record<string, number> {
    return {
        meshes: scene.meshes.length,
        nodes: scene.transformNodes.length,
        materials: scene.materials.length,
        textures: scene.textures.length,
        skeletons: scene.skeletons.length,
        geometries: scene.geometries.length,
        cameras: scene.cameras.length,
        lights: scene.lights.length,
        beforeRender: scene.onBeforeRenderObservable.observers.length,
        dispose: scene.onDisposeObservable.observers.length,
        resize: engine.onResizeObservable.observers.length,
    };
}

function Add(options: { face?: IFace; parent?: TransformNode } = {}): FaceCreator {
    return scene.addFaceCreator({ rigUrl: { rig: FixtureRig(), modelUrl }, ...options });
}

/** Waits for what Babylon itself removes with the next frame and in the next task. */
async function SettleAsync(): Promise<void> {
    scene.onBeforeRenderObservable.notifyObservers(scene);
    await new Promise((resolve) => setTimeout(resolve, 20));
}

async function CatchAsync(work: Promise<unknown>): Promise<FaceCreatorError> {
    try {
        await work;
    } catch (error) {
        return error as FaceCreatorError;
    }
    throw new Error("nothing was thrown");
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

describe("scene.addFaceCreator", () => {
    it("gives a handle at once and the head later", async () => {
        const creator = Add();
        expect(creator.isReady).toBe(false);
        expect(() => creator.schema).toThrow(/still loading/);
        let told = 0;
        creator.onReadyObservable.add(() => told++);
        await creator.whenReadyAsync();
        expect(creator.isReady).toBe(true);
        expect(told).toBe(1);
        expect(creator.schema.continuous.map((parameter) => parameter.id)).toContain("face.width");
        expect(creator.face).toEqual(CreateAverageFace(creator.schema));
    });

    it("hangs the head on the parent and shows the face of the options", async () => {
        const parent = new TransformNode("body", scene);
        const face = EditFace(FixtureSchema(), CreateAverageFace(FixtureSchema()), { shape: { "face.width": 1 } });
        const creator = Add({ parent, face });
        await creator.whenReadyAsync();
        expect(creator.rig.root.parent).toBe(parent);
        expect(creator.face).toBe(face);
        expect(creator.rig.face).toBe(face);
    });

    it("says why the head cannot be there", async () => {
        const creator = scene.addFaceCreator({ rigUrl: "http://127.0.0.1:9/head.rig.json" });
        const error = await CatchAsync(creator.whenReadyAsync());
        expect(error.code).toBe("E_READ");
        expect(creator.isReady).toBe(false);
    });
});

describe("FaceCreator", () => {
    it("keeps the face when another head's face is put on", async () => {
        const creator = Add();
        await creator.whenReadyAsync();
        const face = creator.randomFace(3);
        creator.setFace(face);
        const heard: IFace[] = [];
        creator.onFaceChangedObservable.add((changed) => heard.push(changed));
        expect(() => creator.setFace({ ...face, rig: { id: "other", hash: "1" } })).toThrow(/another head/);
        expect(creator.face).toBe(face);
        expect(creator.rig.face).toBe(face);
        expect(heard).toEqual([]);
        const next = creator.randomFace(4);
        creator.setFace(next);
        expect(heard).toEqual([next]);
    });

    it("draws the same random face from the same seed, without putting it on", async () => {
        const creator = Add();
        await creator.whenReadyAsync();
        const before = creator.face;
        expect(creator.randomFace(7)).toEqual(creator.randomFace(7));
        expect(creator.randomFace(7)).not.toEqual(creator.randomFace(8));
        expect(creator.face).toBe(before);
    });

    it("leaves the scene as it found it", async () => {
        // The first model lets Babylon make what it keeps for all models: it is not ours to count.
        const first = Add();
        await first.whenReadyAsync();
        first.dispose();
        await SettleAsync();
        const before = Count();
        const creator = Add();
        await creator.whenReadyAsync();
        creator.setFace(creator.randomFace(1));
        // Negative control: the count sees the head while it is there.
        expect(Count()).not.toEqual(before);
        creator.dispose();
        creator.dispose();
        await SettleAsync();
        expect(Count()).toEqual(before);
    });

    it("leaves nothing behind when it is disposed while it loads", async () => {
        const first = Add();
        await first.whenReadyAsync();
        first.dispose();
        await SettleAsync();
        const before = Count();
        const creator = Add();
        creator.dispose();
        const error = await CatchAsync(creator.whenReadyAsync());
        expect(error.code).toBe("E_DISPOSED");
        await SettleAsync();
        expect(Count()).toEqual(before);
    });

    it("is disposed with its scene", async () => {
        const creator = Add();
        await creator.whenReadyAsync();
        const observers = creator.onFaceChangedObservable;
        observers.add(() => {});
        scene.dispose();
        expect(creator.isReady).toBe(false);
        expect(observers.hasObservers()).toBe(false);
        expect((await CatchAsync(creator.fitPhotoAsync({ width: 1, height: 1, data: new Uint8ClampedArray(4) }))).code).toBe("E_DISPOSED");
    });

    it("shows the face again after a lost device", async () => {
        const creator = Add();
        await creator.whenReadyAsync();
        const face = EditFace(creator.schema, creator.face, { style: { hair: "cap" } });
        creator.setFace(face);
        creator.rig.applyFace(CreateAverageFace(creator.schema));
        for (const component of scene._components) {
            component.rebuild();
        }
        expect(creator.rig.face).toBe(face);
    });

    it("leaves the face alone when a fit is stopped before it starts", async () => {
        const creator = Add();
        await creator.whenReadyAsync();
        const face = creator.randomFace(5);
        creator.setFace(face);
        const control = new AbortController();
        control.abort();
        const error = await CatchAsync(
            creator.fitPhotoAsync({ width: 8, height: 8, data: new Uint8ClampedArray(256) }, { signal: control.signal }),
        );
        expect(error.code).toBe("E_ABORTED");
        expect(creator.face).toBe(face);
        expect(creator.rig.face).toBe(face);
        expect(creator.isFitting).toBe(false);
    });
});

describe("options", () => {
    it("take undefined as default and derive the URLs", () => {
        const resolved = ResolveFaceCreatorOptions({ assetsUrl: "https://game.example/a", backend: undefined });
        expect(resolved.backend).toBe("auto");
        expect(resolved.rigUrl).toBe("https://game.example/a/head/head.rig.json");
        expect(resolved.networksUrl).toBe("https://game.example/a/networks/");
        expect(resolved.wasmUrl).toBe("https://game.example/a/wasm/");
    });
});

describe("UntilAbortedAsync", () => {
    it("passes values and errors on, and stops waiting when the signal aborts", async () => {
        const control = new AbortController();
        expect(await UntilAbortedAsync(Promise.resolve(3), control.signal, "x")).toBe(3);
        await expect(UntilAbortedAsync(Promise.reject(new Error("no")), control.signal, "x")).rejects.toThrow("no");
        const never = UntilAbortedAsync(new Promise(() => {}), control.signal, "x");
        control.abort();
        expect((await CatchAsync(never)).code).toBe("E_ABORTED");
    });
});

/** Parameters of the fixture, before a head is there to ask. */
function FixtureSchema(): FaceCreator["schema"] {
    const { id, hash, continuous, colors, discrete } = FixtureRig();
    return { rig: { id, hash }, continuous, colors, discrete, expressions: ["jawOpen"] };
}

describe("ScreenOpener", () => {
    it("has room for one screen in a scene, and lets the next in when that one is closed", async () => {
        const creator = Add();
        const place: IScreenPlace = {};
        let idle = (): void => {};
        const untilIdleAsync = async (): Promise<void> => new Promise<void>((resolve) => (idle = resolve));
        const first = new ScreenOpener();
        const opening = first.openAsync(creator, {}, place, untilIdleAsync);
        expect((await CatchAsync(new ScreenOpener().openAsync(creator, {}, place, untilIdleAsync))).code).toBe("E_ARGUMENT");
        await creator.whenReadyAsync();
        first.close();
        expect(place.opening).toBeUndefined();
        expect(await opening).toEqual({ status: "cancelled", face: creator.face });
        const next = new ScreenOpener();
        const second = next.openAsync(creator, {}, place, untilIdleAsync);
        next.close();
        idle();
        expect((await second).status).toBe("cancelled");
    });
});
