import { type Page } from "@playwright/test";
import { expect, GetFaceAsync, type IGamePage, PressAsync, test } from "./screenPage.js";

const Portrait = "assets/demo/portrait.png";

/** What a fit may use and has to give back. */
async function CountAsync(page: Page): Promise<readonly number[]> {
    return await page.evaluate(async () => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        const { scene } = (window as unknown as { game: IGamePage }).game;
        return [
            scene.textures.length,
            scene.meshes.length,
            scene.materials.length,
            scene.onBeforeRenderObservable.observers.length,
            document.querySelectorAll("*").length,
        ];
    });
}

async function TakePhotoAsync(page: Page): Promise<void> {
    await page.locator("input[data-input=photo]").setInputFiles(Portrait);
    await page.locator("[data-face-creator][data-state=adjusting]").waitFor({ state: "attached", timeout: 200_000 });
}

test.describe("fitting on the creation screen", () => {
    test.setTimeout(600_000);

    test("criterion 11: a stopped fit gives the face back exactly, with the counts as they were", async ({ game, dialog }) => {
        await TakePhotoAsync(game);
        const start = await GetFaceAsync(game);
        const counts = await CountAsync(game);
        await PressAsync(game, /Make my face|Use it anyway/);
        await expect(dialog).toHaveAttribute("data-state", "fitting");
        expect(await CountAsync(game)).not.toEqual(counts);
        const stopMs = await game.evaluate(async () => {
            const root = document.querySelector<HTMLElement>("[data-face-creator]")!;
            await new Promise((resolve) => setTimeout(resolve, 1500));
            const startMs = performance.now();
            root.querySelector<HTMLButtonElement>('button[aria-label="Stop"]')!.click();
            while (root.dataset.state === "fitting") {
                await new Promise((resolve) => setTimeout(resolve, 0));
            }
            return performance.now() - startMs;
        });
        test.info().annotations.push({ type: "stop in ms", description: stopMs.toFixed(0) });
        await expect(dialog).toHaveAttribute("data-state", "adjusting");
        expect(await GetFaceAsync(game)).toEqual(start);
        await expect(dialog.getByRole("button", { name: "Undo", exact: true })).toBeDisabled();
        await expect.poll(async () => await CountAsync(game)).toEqual(counts);
    });
});
