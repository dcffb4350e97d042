import { expect, test } from "./harness.js";
import { GetFaceAsync, type IGamePage, PressAsync } from "./screenPage.js";

test("the creation screen on WebGPU: opens, edits, chooses a style and closes without a word of complaint", async ({ page, server }) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
        if (message.type() === "error" || /validation|uncaptured|device lost/i.test(message.text())) {
            complaints.push(message.text());
        }
    });
    await page.setViewportSize({ width: 960, height: 540 });
    // Software draws WebGPU slowly: few pixels, and no post-processes.
    await page.goto(`${server.url}?engine=webgpu&quality=low&scale=4`);
    await page.waitForFunction("window.game?.creator?.isReady", undefined, { timeout: 120_000 });
    expect(await page.evaluate(() => (window as unknown as { game: IGamePage }).game.scene.getEngine().isWebGPU)).toBe(true);
    await page.evaluate(() => {
        const { game } = window as unknown as { game: IGamePage };
        void (async () => (game.lastResult = await game.creator.openAsync()))();
    });
    const dialog = page.locator("[data-face-creator]");
    await expect(dialog).toHaveAttribute("data-state", "editing", { timeout: 60_000 });
    await PressAsync(page, "Nose");
    const slider = dialog.getByRole("slider").first();
    const id = (await slider.getAttribute("data-parameter")) as string;
    await slider.fill("0.8");
    await slider.press("ArrowRight");
    await expect.poll(async () => (await GetFaceAsync(page)).shape[id], { timeout: 30_000 }).toBe(0.804);
    await PressAsync(page, "Hair, brows, beard");
    await PressAsync(page, "Quiff");
    await expect.poll(async () => (await GetFaceAsync(page)).style["hair"], { timeout: 30_000 }).toBe("quiff");
    // What was asked of the device is drawn.
    await page.evaluate(async () => {
        const { scene } = (window as unknown as { game: IGamePage }).game;
        for (let i = 0; i < 3; i++) {
            await new Promise((resolve) => scene.onAfterRenderObservable.addOnce(resolve));
        }
    });
    await PressAsync(page, "Done");
    await expect(dialog).toHaveCount(0);
    const result = await page.waitForFunction(() => (window as unknown as { game: IGamePage }).game.lastResult?.status);
    expect(await result.jsonValue()).toBe("committed");
    expect(complaints).toEqual([]);
});
