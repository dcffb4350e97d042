import { NullEngine } from "@babylonjs/core/Engines/nullEngine.js";
import { Scene } from "@babylonjs/core/scene.js";
import { afterEach, describe, expect, it, vi } from "vitest";
import { PhotoBooth } from "../../src/capture/PhotoBooth.js";
import { ResolveFaceCreatorOptions } from "../../src/faceCreator/faceCreatorOptions.js";
import { PhotoStudio } from "../../src/faceCreator/photoStudio.js";
import { type HeadRig } from "../../src/rig/HeadRig.js";

describe("the photo booth of the studio after lost graphics", () => {
    afterEach(() => {
        vi.restoreAllMocks();
    });

    it("is another one where they were lost while it was made, and again where they were lost later", async () => {
        const engine = new NullEngine();
        const made: { dispose: ReturnType<typeof vi.fn> }[] = [];
        let finish = (): void => {};
        vi.spyOn(PhotoBooth, "CreateAsync").mockImplementation(async () => {
            await new Promise<void>((resolve) => (finish = resolve));
            const booth = { dispose: vi.fn() };
            made.push(booth);
            return booth as unknown as PhotoBooth;
        });
        const scene = new Scene(engine);
        const before = engine.onContextRestoredObservable.observers.length;
        const studio = new PhotoStudio(scene, { schema: {}, rig: { id: "test" } } as HeadRig, ResolveFaceCreatorOptions({}));
        const restore = (): boolean => engine.onContextRestoredObservable.notifyObservers(engine);
        const first = studio.getBoothAsync();
        await vi.waitFor(() => expect(PhotoBooth.CreateAsync).toHaveBeenCalledTimes(1));
        restore();
        finish();
        await vi.waitFor(() => expect(PhotoBooth.CreateAsync).toHaveBeenCalledTimes(2));
        finish();
        expect(await first).toBe(made[1]);
        expect(made.map(({ dispose }) => dispose.mock.calls.length)).toEqual([1, 0]);
        expect(await studio.getBoothAsync()).toBe(made[1]);
        restore();
        expect(made[1].dispose).toHaveBeenCalledTimes(1);
        const second = studio.getBoothAsync();
        await vi.waitFor(() => expect(PhotoBooth.CreateAsync).toHaveBeenCalledTimes(3));
        finish();
        expect(await second).toBe(made[2]);
        await studio.disposeAsync();
        expect(made.map(({ dispose }) => dispose.mock.calls.length)).toEqual([1, 1, 1]);
        await vi.waitFor(() => expect(engine.onContextRestoredObservable.observers.length).toBe(before));
        engine.dispose();
    });
});
