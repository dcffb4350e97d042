import { FitAsBeforeAsync, FitQuicklyAsync } from "./quickFits.js";
import { expect, GetFaceAsync, GetResultAsync, type IGamePage, test, WaitFramesAsync } from "./screenPage.js";

const Portrait = "assets/demo/portrait.png";
const FitMs = 600_000;

test.describe("the whole way on the creation screen", () => {
    test.setTimeout(2 * FitMs);

    test("criterion 27: from a photo over an edit to taking the face by keys alone, with the focus where it is needed", async ({
        game,
        dialog,
    }) => {
        await FitQuicklyAsync(game);
        const nameAsync = async (): Promise<string> => await game.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
        const tabToAsync = async (name: RegExp): Promise<void> => {
            for (let i = 0; i < 250 && !name.test(await nameAsync()); i++) {
                await game.keyboard.press("Tab");
            }
            expect(await nameAsync()).toMatch(name);
        };
        await dialog.getByRole("button", { name: "Cancel" }).focus();
        await tabToAsync(/^Choose photo$/);
        const chooser = game.waitForEvent("filechooser");
        // The browser is told to leave dialogs to the test, which takes a moment.
        await WaitFramesAsync(game, 2);
        await game.keyboard.press("Enter");
        await (await chooser).setFiles(Portrait);
        await expect(dialog).toHaveAttribute("data-state", "adjusting", { timeout: 300_000 });
        // The button that had the focus is gone: the focus is on the way on.
        await expect.poll(nameAsync).toMatch(/^(Make my face|Use it anyway)$/);
        await game.keyboard.press("Shift+Tab");
        await tabToAsync(/^Eye on the left$/);
        await game.keyboard.press("ArrowDown");
        await game.keyboard.press("ArrowUp");
        await tabToAsync(/^(Make my face|Use it anyway)$/);
        await game.keyboard.press("Enter");
        await expect(dialog).toHaveAttribute("data-state", "result", { timeout: FitMs });
        await expect.poll(nameAsync).toBe("Keep & edit");
        const fitted = await GetFaceAsync(game);
        await game.keyboard.press("Enter");
        await tabToAsync(/^Mouth$/);
        await game.keyboard.press("Space");
        await tabToAsync(/^Fullness$/);
        await game.keyboard.press("End");
        // The photo lies over the face while its button is held.
        const photosOverAsync = async (): Promise<number> =>
            await game.evaluate(() => {
                const { scene } = (window as unknown as { game: IGamePage }).game;
                const texture = scene.textures.find(({ name }) => name === "faceCreator.screen") as unknown as {
                    getDescendants(directly: boolean, wanted: (control: { name: string }) => boolean): unknown[];
                };
                return texture.getDescendants(false, ({ name }) => name === "photo.over").length;
            });
        await tabToAsync(/^Photo over the face: hold$/);
        expect(await photosOverAsync()).toBe(0);
        await game.keyboard.down("Space");
        expect(await photosOverAsync()).toBe(1);
        await game.keyboard.up("Space");
        expect(await photosOverAsync()).toBe(0);
        await tabToAsync(/^Done$/);
        await game.keyboard.press("Enter");
        const { status, face } = await GetResultAsync(game);
        expect(status).toBe("committed");
        expect(face.shape).toEqual({ ...fitted.shape, "mouth.fullness": 1 });
        expect(face.color).toEqual(fitted.color);
        await FitAsBeforeAsync(game);
    });
});
