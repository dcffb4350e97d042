import { type Page } from "@playwright/test";
import {
    expect,
    GetFaceAsync,
    GetFacePointAsync,
    GetResultAsync,
    type IGamePage,
    LoadGameAsync,
    OpenScreenAsync,
    PressAsync,
    test,
    WaitFramesAsync,
} from "./screenPage.js";

/** What the host scene must get back as it was. */
interface IHostState {
    readonly camera: readonly number[];
    readonly activeCamera: string | undefined;
    readonly attached: boolean;
    readonly hudVisible: boolean;
    readonly cursor: string;
    readonly title: string;
    readonly environment: number;
    readonly lights: readonly boolean[];
    readonly shown: readonly string[];
    readonly counts: readonly number[];
}

async function GetHostStateAsync(page: Page): Promise<IHostState> {
    return await page.evaluate(async () => {
        // Babylon removes observers in the next task.
        await new Promise((resolve) => setTimeout(resolve, 50));
        const { scene } = (window as unknown as { game: IGamePage }).game;
        const camera = scene.getCameraByName("camera") as unknown as {
            alpha: number;
            beta: number;
            radius: number;
            inputs: { attachedToElement: boolean };
        };
        const hud = scene.textures.find((texture) => texture.name === "hud") as unknown as { rootContainer: { isVisible: boolean } };
        const canvas = scene.getEngine().getRenderingCanvas();
        return {
            camera: [camera.alpha, camera.beta, camera.radius],
            activeCamera: scene.activeCamera?.name,
            attached: camera.inputs.attachedToElement,
            hudVisible: hud.rootContainer.isVisible,
            cursor: canvas?.style.cursor ?? "",
            title: canvas?.title ?? "",
            environment: scene.environmentIntensity,
            lights: scene.lights.map((light) => light.isEnabled()),
            shown: scene.meshes.filter(({ isVisible }) => isVisible).map(({ name }) => name),
            counts: [
                scene.cameras.length,
                scene.textures.length,
                scene.layers.length,
                scene.meshes.length,
                scene.materials.length,
                scene.onPreKeyboardObservable.observers.length,
                scene.onPrePointerObservable.observers.length,
                scene.onBeforeRenderObservable.observers.length,
                document.querySelectorAll("*").length,
            ],
        };
    });
}

test.describe("the creation screen in its host", () => {
    test("criterion 3: everything is given back, and twenty openings leave nothing behind", async ({ game, dialog }) => {
        // The first opening lets Babylon compile and keep what it keeps for all.
        await game.evaluate(() => (window as unknown as { game: IGamePage }).game.creator.close());
        const before = await GetHostStateAsync(game);
        await OpenScreenAsync(game);
        // Negative control: the snapshot sees what the screen takes.
        const during = await GetHostStateAsync(game);
        expect(during.activeCamera).toBe("faceCreator.camera");
        expect([during.attached, during.hudVisible]).toEqual([false, false]);
        during.counts.forEach((count, i) => (i === 4 ? count : expect(count).toBeGreaterThan(before.counts[i])));
        for (const name of ["Night light", "Clay", "Smile", "Hide hair", "Profile"]) {
            await PressAsync(game, name);
        }
        expect((await GetHostStateAsync(game)).lights).not.toEqual(before.lights);
        await game.evaluate(() => (window as unknown as { game: IGamePage }).game.creator.close());
        expect(await GetHostStateAsync(game)).toEqual(before);
        await game.evaluate(async () => {
            const { creator } = (window as unknown as { game: IGamePage }).game;
            for (let i = 0; i < 20; i++) {
                const closed = creator.openAsync();
                while (!document.querySelector("[data-face-creator]")) {
                    await new Promise((resolve) => setTimeout(resolve, 0));
                }
                creator.close();
                await closed;
            }
        });
        expect(await GetHostStateAsync(game)).toEqual(before);
        await expect(dialog).toHaveCount(0);
    });

    test("criterion 1: the head is seen through the post-processes of the game, which go on without the screen", async ({
        browser,
        server,
    }) => {
        const page = await browser.newPage({ viewport: { width: 640, height: 360 } });
        await LoadGameAsync(page, server.url, "&post=on");
        const readAsync = async (): Promise<{ host: string[]; shown: string[]; alive: number }> =>
            await page.evaluate(() => {
                const { scene } = (window as unknown as { game: IGamePage }).game;
                const namesOf = (camera: unknown): string[] =>
                    (camera as { _postProcesses: ({ name: string } | null)[] })._postProcesses.flatMap((process) => process?.name ?? []);
                return {
                    host: namesOf(scene.getCameraByName("camera")),
                    shown: namesOf(scene.activeCamera),
                    alive: scene.postProcesses.length,
                };
            });
        const before = await readAsync();
        expect(before.host).toContain("imageProcessing");
        expect(before.host.length).toBeGreaterThan(2);
        await OpenScreenAsync(page);
        await WaitFramesAsync(page, 2);
        expect(await page.evaluate(() => (window as unknown as { game: IGamePage }).game.scene.activeCamera?.name)).toBe(
            "faceCreator.camera",
        );
        expect(await readAsync()).toEqual(before);
        // The game takes its bloom away while the screen is open.
        await page.evaluate(() => {
            const { scene } = (window as unknown as { game: IGamePage }).game;
            const [pipeline] = scene.postProcessRenderPipelineManager.supportedPipelines as unknown as { bloomEnabled: boolean }[];
            pipeline.bloomEnabled = false;
        });
        await WaitFramesAsync(page, 2);
        const less = await readAsync();
        expect(less.shown).toEqual(less.host);
        expect(less.host.length).toBeLessThan(before.host.length);
        await page.evaluate(() => (window as unknown as { game: IGamePage }).game.creator.close());
        expect(await readAsync()).toEqual({ ...less, shown: less.host });
        // Taking the image processing along must not end it: the game's picture would lose its colours.
        expect(
            await page.evaluate(
                () => (window as unknown as { game: IGamePage }).game.scene.imageProcessingConfiguration.applyByPostProcess,
            ),
        ).toBe(true);
        await page.close();
    });

    test("criterion 2: the game's buttons and keys are quiet while the screen is open", async ({ game, dialog }) => {
        const focused = new Set<string>();
        await dialog.getByRole("button", { name: "Cancel" }).focus();
        for (let i = 0; i < 60; i++) {
            await game.keyboard.press("Tab");
            focused.add(await game.evaluate(() => (document.activeElement?.closest("[data-face-creator]") ? "screen" : "host")));
        }
        expect([...focused]).toEqual(["screen"]);
        const keys = await game.evaluate(() => {
            const { scene } = (window as unknown as { game: IGamePage }).game;
            let heard = 0;
            const observer = scene.onKeyboardObservable.add(() => heard++);
            for (const key of ["w", "a", "s", "d"]) {
                scene
                    .getEngine()
                    .getInputElement()
                    ?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
            }
            observer.remove();
            return heard;
        });
        expect(keys).toBe(0);
    });

    test("criterion 4: wheel and drag turn the camera beside the panels alone", async ({ game, dialog }) => {
        const getCameraAsync = async (): Promise<number[]> => {
            await WaitFramesAsync(game, 4);
            return await game.evaluate(() => {
                const camera = (window as unknown as { game: IGamePage }).game.scene.activeCamera as unknown as Record<string, number>;
                return [camera.alpha, camera.beta, camera.radius];
            });
        };
        await PressAsync(game, "Nose");
        const start = await getCameraAsync();
        const panel = (await dialog.getByRole("slider").nth(3).boundingBox())!;
        await game.mouse.move(panel.x - 6, panel.y - 14);
        await game.mouse.wheel(0, 300);
        await game.mouse.down();
        await game.mouse.move(panel.x - 6, panel.y - 60, { steps: 3 });
        await game.mouse.up();
        expect(await getCameraAsync()).toEqual(start);
        const cheek = await GetFacePointAsync(game, 0, 20);
        await game.mouse.move(cheek.x - 190, cheek.y);
        await game.mouse.down();
        await game.mouse.move(cheek.x - 130, cheek.y, { steps: 4 });
        await game.mouse.up();
        const turned = await getCameraAsync();
        expect(turned[0]).not.toBe(start[0]);
        await game.mouse.wheel(0, -200);
        await expect.poll(async () => (await getCameraAsync())[2]).toBeLessThan(turned[2]);
    });

    test("criterion 25: opening again on a taken face changes nothing", async ({ game }) => {
        await PressAsync(game, "Surprise me");
        await PressAsync(game, "Done");
        const { face } = await GetResultAsync(game);
        await game.evaluate(() => {
            const { game: page } = window as unknown as { game: IGamePage };
            page.lastResult = null;
            const opening = page.creator.openAsync();
            void opening.finally(async () => (page.lastResult = await opening));
        });
        await game.locator("[data-face-creator][data-state=editing]").waitFor({ state: "attached" });
        await PressAsync(game, "Done");
        expect((await GetResultAsync(game)).face).toEqual(face);
        expect(await GetFaceAsync(game)).toEqual(face);
    });
});
