import { expect, GetFaceAsync, type IGamePage, PressAsync, test, WaitFramesAsync } from "./screenPage.js";

test.describe("sliders in drawn frames of the creation screen", () => {
    test("drags a slider on the canvas, before and after the first frame", async ({ game, dialog }) => {
        // Without a frame: a native twin lies over its control from the first moment on.
        await game.evaluate(() => (window as unknown as { game: IGamePage }).game.scene.getEngine().stopRenderLoop());
        await PressAsync(game, "Nose");
        const slider = dialog.getByRole("slider").first();
        const id = (await slider.getAttribute("data-parameter")) as string;
        const box = (await slider.boundingBox())!;
        await game.evaluate(() => {
            const { scene } = (window as unknown as { game: IGamePage }).game;
            scene.getEngine().runRenderLoop(() => scene.render());
        });
        const y = box.y + box.height / 2;
        await game.mouse.move(box.x + box.width / 2, y);
        await game.mouse.down();
        await game.mouse.move(box.x + box.width * 0.6, y);
        await game.mouse.move(box.x + box.width * 0.75, y);
        await game.mouse.up();
        await expect.poll(async () => (await GetFaceAsync(game)).shape[id]).toBeGreaterThan(0.7);
        expect((await GetFaceAsync(game)).shape[id]).toBeLessThan(0.8);
        // A whole drag is one step.
        await PressAsync(game, "Undo");
        await expect.poll(async () => (await GetFaceAsync(game)).shape[id]).toBeUndefined();
    });

    test("criterion 35: an idle screen uploads nothing, a drag at most once a frame", async ({ game, dialog }) => {
        await PressAsync(game, "Nose");
        await WaitFramesAsync(game, 5);
        const countAsync = async (act: () => Promise<void>): Promise<{ uploads: number; frames: number }> => {
            await game.evaluate(() => {
                const holder = window as unknown as { counts: { uploads: number; frames: number }; restore: () => void } & {
                    game: IGamePage;
                };
                const prototype = WebGL2RenderingContext.prototype as unknown as Record<string, (...values: unknown[]) => void>;
                const original = prototype.texImage2D;
                holder.counts = { uploads: 0, frames: 0 };
                const observer = holder.game.scene.onBeforeRenderObservable.add(() => holder.counts.frames++);
                prototype.texImage2D = function (...values: unknown[]) {
                    const canvas = values.some((value) => value instanceof HTMLCanvasElement || value instanceof OffscreenCanvas);
                    holder.counts.uploads += canvas ? 1 : 0;
                    original.apply(this, values);
                };
                holder.restore = () => {
                    prototype.texImage2D = original;
                    observer.remove();
                };
            });
            await act();
            return await game.evaluate(() => {
                const holder = window as unknown as { counts: { uploads: number; frames: number }; restore: () => void };
                holder.restore();
                return holder.counts;
            });
        };
        expect((await countAsync(async () => await WaitFramesAsync(game, 5))).uploads).toBe(0);
        const box = (await dialog.getByRole("slider").first().boundingBox())!;
        const drag = await countAsync(async () => {
            await game.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
            await game.mouse.down();
            await game.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2, { steps: 12 });
            await game.mouse.up();
            await WaitFramesAsync(game, 2);
        });
        expect(drag.uploads).toBeGreaterThan(0);
        expect(drag.uploads).toBeLessThanOrEqual(drag.frames);
    });
});
