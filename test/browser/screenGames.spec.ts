import { type Page } from "@playwright/test";
import { expect, GetResultAsync, type IGamePage, OpenScreenAsync, PressAsync, test, WaitFramesAsync } from "./screenPage.js";
import { PassFramesUndrawn } from "./undrawnFrames.js";

/** What a game may hand over: its HUD's texture, as far as the tests read it. */
interface IHud {
    readonly idealWidth: number;
    readonly idealHeight: number;
    readonly useInvalidateRectOptimization: boolean;
    readonly disableTabNavigation: boolean;
    readonly disablePicking: boolean;
    readonly rootContainer: { readonly isVisible: boolean; readonly children: readonly { name: string; isVisible: boolean }[] };
}

/** Longest time that opening may take once everything is loaded. */
const OpenMs = 2000;

const CloseAsync = async (page: Page): Promise<void> => {
    await page.evaluate(() => (window as unknown as { game: IGamePage }).game.creator.close());
    await page.locator("[data-face-creator]").waitFor({ state: "detached" });
};

// The head itself is not looked at here.
test.use({ drawn: false });

test.describe("the creation screen in games of other kinds", () => {
    test("criterion 1: a texture of the game's own is drawn into, and comes back with its controls", async ({ game, dialog }) => {
        await CloseAsync(game);
        const stateAsync = async (): Promise<unknown> =>
            await game.evaluate(() => {
                const { scene } = (window as unknown as { game: IGamePage }).game;
                const hud = scene.textures.find(({ name }) => name === "hud") as unknown as IHud;
                return {
                    ideal: [hud.idealWidth, hud.idealHeight],
                    flags: [hud.useInvalidateRectOptimization, hud.disableTabNavigation, hud.disablePicking, hud.rootContainer.isVisible],
                    controls: hud.rootContainer.children.map(({ name, isVisible }) => `${name} ${isVisible}`),
                    textures: scene.textures.length,
                };
            });
        const before = await stateAsync();
        await game.evaluate(() => {
            const { game: page } = window as unknown as { game: IGamePage };
            const hud = page.scene.textures.find(({ name }) => name === "hud") as never;
            page.lastResult = null;
            const opening = page.creator.openAsync({ texture: hud });
            void opening.finally(async () => (page.lastResult = await opening));
        });
        await expect(dialog).toHaveAttribute("data-state", "editing");
        const shown = await game.evaluate(() => {
            const { scene } = (window as unknown as { game: IGamePage }).game;
            const hud = scene.textures.find(({ name }) => name === "hud") as unknown as IHud;
            return {
                own: scene.textures.filter(({ name }) => name === "faceCreator.screen").length,
                visible: hud.rootContainer.children.filter(({ isVisible }) => isVisible).map(({ name }) => name),
            };
        });
        expect(shown.own).toBe(0);
        expect(shown.visible).toContain("faceCreator");
        expect(shown.visible).not.toContain("createFace");
        await PressAsync(game, "Nose");
        const box = (await dialog.getByRole("slider").first().boundingBox())!;
        await game.mouse.click(box.x + box.width * 0.75, box.y + box.height / 2);
        await expect.poll(async () => Number(await dialog.getByRole("slider").first().inputValue())).toBeGreaterThan(0.7);
        await PressAsync(game, "Done");
        expect((await GetResultAsync(game)).status).toBe("committed");
        expect(await stateAsync()).toEqual(before);
    });

    test("criterion 3: several cameras, their viewports and the one for the pointer come back as they were", async ({ game }) => {
        await CloseAsync(game);
        await game.evaluate(() => {
            const { scene } = (window as unknown as { game: IGamePage }).game;
            const first = scene.getCameraByName("camera")!;
            const second = first.clone("map") as typeof first;
            second.viewport.x = 0.7;
            second.viewport.width = 0.3;
            scene.activeCameras = [first, second];
            scene.cameraToUseForPointers = second;
        });
        const stateAsync = async (): Promise<unknown> =>
            await game.evaluate(() => {
                const { scene } = (window as unknown as { game: IGamePage }).game;
                return {
                    active: scene.activeCameras?.map(({ name, viewport: { x, y, width, height } }) => [name, x, y, width, height]),
                    one: scene.activeCamera?.name,
                    pointers: scene.cameraToUseForPointers?.name,
                    attached: scene.cameras.map((camera) => (camera.inputs as { attachedToElement: boolean }).attachedToElement),
                };
            });
        const before = await stateAsync();
        await OpenScreenAsync(game);
        const during = await stateAsync();
        expect(JSON.stringify(during)).toContain("faceCreator.camera");
        expect(during).not.toEqual(before);
        await CloseAsync(game);
        expect(await stateAsync()).toEqual(before);
        await game.evaluate(() => {
            const { scene } = (window as unknown as { game: IGamePage }).game;
            scene.activeCameras = null;
            scene.activeCamera = scene.getCameraByName("camera");
            scene.cameraToUseForPointers = null;
            scene.getCameraByName("map")!.dispose();
        });
    });

    test("criterion 2: Tab and Enter press a button on the game's texture while the screen is closed, and not while it is open", async ({
        game,
    }) => {
        /** How often Tab and Enter, as the canvas gets them, press the button. */
        const pressAsync = async (): Promise<number> =>
            await game.evaluate(() => {
                const { scene } = (window as unknown as { game: IGamePage }).game;
                interface IButton {
                    tabIndex: number;
                    readonly onEnterPressedObservable: { add(act: () => void): { remove(): void } };
                }
                const hud = scene.textures.find(({ name }) => name === "hud") as unknown as {
                    focusedControl: IButton | null;
                    getControlByName(name: string): IButton;
                };
                const button = hud.getControlByName("createFace");
                button.tabIndex = 1;
                hud.focusedControl = null;
                let pressed = 0;
                const observer = button.onEnterPressedObservable.add(() => pressed++);
                for (const key of ["Tab", "Enter"]) {
                    const event = new KeyboardEvent("keydown", { key, code: key, bubbles: true, cancelable: true });
                    scene.getEngine().getInputElement()?.dispatchEvent(event);
                }
                observer.remove();
                button.tabIndex = -1;
                hud.focusedControl = null;
                return pressed;
            });
        expect(await pressAsync()).toBe(0);
        await CloseAsync(game);
        expect(await pressAsync()).toBe(1);
    });

    test("photos that a game does not offer are nowhere, and none is read that comes all the same", async ({ game, dialog }) => {
        await OpenScreenAsync(game, { photo: false });
        await expect(dialog.getByRole("button", { name: "Presets", exact: true })).toHaveAttribute("aria-pressed", "true");
        for (const name of ["Use a photo", "Choose photo", "Use camera"]) {
            await expect(dialog.getByRole("button", { name, exact: true })).toHaveCount(0);
        }
        const detections = await game.evaluate(async () => {
            const { creator } = (window as unknown as { game: IGamePage }).game;
            let count = 0;
            creator.detectAsync = async () => {
                count++;
                throw new Error("no photo was offered");
            };
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(100)], "me.png", { type: "image/png" }));
            document.querySelector("canvas")!.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
            window.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer }));
            await new Promise((resolve) => setTimeout(resolve, 200));
            delete (creator as unknown as { detectAsync?: unknown }).detectAsync;
            return count;
        });
        expect(detections).toBe(0);
        await expect(dialog).toHaveAttribute("data-state", "editing");
    });

    test("a look of the game's own is drawn", async ({ game }) => {
        const countAsync = async (): Promise<number> => {
            await WaitFramesAsync(game, 2);
            return await game.evaluate(() => {
                const { scene } = (window as unknown as { game: IGamePage }).game;
                const texture = scene.textures.find(({ name }) => name === "faceCreator.screen") as unknown as {
                    getContext(): CanvasRenderingContext2D;
                };
                const { canvas } = texture.getContext();
                const { data } = texture.getContext().getImageData(0, 0, canvas.width, canvas.height);
                let count = 0;
                for (let i = 0; i < data.length; i += 4) {
                    count += Math.hypot(data[i] - 18, data[i + 1] - 240, data[i + 2] - 52) < 30 && data[i + 3] > 200 ? 1 : 0;
                }
                return count;
            });
        };
        await PressAsync(game, "Surprise me");
        expect(await countAsync()).toBe(0);
        await OpenScreenAsync(game, { theme: { color: { accent: "#12F034" } } });
        await PressAsync(game, "Surprise me");
        expect(await countAsync()).toBeGreaterThan(200);
    });

    test("criterion 1: the screen is there within two seconds once everything is loaded", async ({ game }) => {
        const times: number[] = [];
        for (let i = 0; i < 3; i++) {
            await CloseAsync(game);
            times.push(
                await game.evaluate(async () => {
                    const { game: page } = window as unknown as { game: IGamePage };
                    const startMs = performance.now();
                    void page.creator.openAsync();
                    while (!document.querySelector("[data-face-creator][data-state=editing]")) {
                        await new Promise((resolve) => setTimeout(resolve, 0));
                    }
                    // Until its first frame was drawn, but for the world behind it.
                    await new Promise((resolve) => page.scene.onAfterRenderObservable.addOnce(resolve));
                    return performance.now() - startMs;
                }),
            );
        }
        test.info().annotations.push({ type: "opening, ms", description: times.map((ms) => ms.toFixed(0)).join(" ") });
        expect(Math.min(...times)).toBeLessThan(OpenMs);
    });

    test("criterion 1: two pixels of the canvas for each of the page are drawn one by one, and the twin lies where they are", async ({
        browser,
        server,
    }) => {
        const context = await browser.newContext({ viewport: { width: 800, height: 450 }, deviceScaleFactor: 2 });
        const page = await context.newPage();
        await page.goto(`${server.url}?quality=low`);
        await page.waitForFunction("window.game?.creator?.isReady", undefined, { timeout: 560_000 });
        await page.evaluate(PassFramesUndrawn);
        await OpenScreenAsync(page);
        await WaitFramesAsync(page, 2);
        const sizes = await page.evaluate(() => {
            const { scene } = (window as unknown as { game: IGamePage }).game;
            const { width, height } = scene.textures.find(({ name }) => name === "faceCreator.screen")!.getSize();
            return [width, height];
        });
        expect(sizes).toEqual([1600, 900]);
        const presets = page.getByRole("button", { name: "Presets", exact: true });
        const box = (await presets.boundingBox())!;
        await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
        await expect(presets).toHaveAttribute("aria-pressed", "true");
        await context.close();
    });
});
