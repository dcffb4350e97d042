import { expect, type IGamePage, PressAsync, test, WaitFramesAsync } from "./screenPage.js";

test.describe("what the creation screen costs", () => {
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
