import { type Page } from "@playwright/test";
import { readFile, writeFile } from "node:fs/promises";
import { type FaceCreator, type IFace, type IScreenResult } from "../../src/pure.js";
import { expect as plainExpect, test } from "./harness.js";

// Frames of a machine without a GPU are slow.
const expect = plainExpect.configure({ timeout: 60_000 });

/** What playground/game.ts puts on its window. */
interface IGamePage {
    readonly creator: FaceCreator;
    readonly lastResult: IScreenResult | null;
}

/** What the host scene must get back as it was. */
interface IHostState {
    readonly camera: readonly number[];
    readonly activeCamera: string | undefined;
    readonly attached: boolean;
    readonly hudVisible: boolean;
    readonly cursor: string;
    readonly counts: readonly number[];
}

async function OpenGameAsync(page: Page, url: string): Promise<void> {
    await page.setViewportSize({ width: 960, height: 540 });
    await page.goto(`${url}?quality=low`);
    await page.locator("html[data-ready=true]").waitFor({ state: "attached", timeout: 200_000 });
}

async function OpenScreenAsync(page: Page): Promise<void> {
    await page.locator("canvas").press("f");
    await page.locator("[data-face-creator][data-state=editing]").waitFor({ state: "attached", timeout: 60_000 });
}

async function GetFaceAsync(page: Page): Promise<IFace> {
    return await page.evaluate(() => (window as unknown as { game: IGamePage }).game.creator.face);
}

async function GetResultAsync(page: Page): Promise<IScreenResult> {
    const handle = await page.waitForFunction(() => (window as unknown as { game: IGamePage }).game.lastResult);
    return (await handle.jsonValue()) as IScreenResult;
}

async function GetHostStateAsync(page: Page): Promise<IHostState> {
    return await page.evaluate(async () => {
        // Babylon removes observers in the next task.
        await new Promise((resolve) => setTimeout(resolve, 50));
        const { scene } = (window as unknown as { game: IGamePage }).game.creator;
        const camera = scene.getCameraByName("camera") as unknown as {
            alpha: number;
            beta: number;
            radius: number;
            inputs: { attachedToElement: boolean };
        };
        const hud = scene.textures.find((texture) => texture.name === "hud") as unknown as { rootContainer: { isVisible: boolean } };
        return {
            camera: [camera.alpha, camera.beta, camera.radius],
            activeCamera: scene.activeCamera?.name,
            attached: camera.inputs.attachedToElement,
            hudVisible: hud.rootContainer.isVisible,
            cursor: scene.getEngine().getRenderingCanvas()?.style.cursor ?? "",
            counts: [
                scene.cameras.length,
                scene.textures.length,
                scene.layers.length,
                scene.onPreKeyboardObservable.observers.length,
                scene.onBeforeRenderObservable.observers.length,
                document.querySelectorAll("*").length,
            ],
        };
    });
}

test.describe("creation screen", () => {
    test.slow();

    test("edits, undoes and takes the face", async ({ page, server }) => {
        await OpenGameAsync(page, server.url);
        const start = await GetFaceAsync(page);
        await OpenScreenAsync(page);
        const dialog = page.getByRole("dialog", { name: "Face creator" });

        await dialog.getByRole("button", { name: "Nose", exact: true }).press("Enter");
        const slider = dialog.getByRole("slider").first();
        const id = (await slider.getAttribute("data-parameter")) as string;
        expect(id).toMatch(/^nose\./);
        await slider.fill("0.8");
        await expect.poll(async () => (await GetFaceAsync(page)).shape[id]).toBe(0.8);

        // The keyboard reaches the same slider; one key press is one step.
        await slider.press("End");
        await expect.poll(async () => (await GetFaceAsync(page)).shape[id]).toBe(1);
        await dialog.getByRole("button", { name: "Undo" }).press("Enter");
        await expect.poll(async () => (await GetFaceAsync(page)).shape[id]).toBe(0.8);
        await dialog.getByRole("button", { name: "Undo" }).press("Enter");
        await expect.poll(async () => GetFaceAsync(page)).toEqual(start);
        await expect(dialog.getByRole("button", { name: "Undo" })).toBeDisabled();

        await dialog.getByRole("button", { name: "Random" }).press("Enter");
        const random = await GetFaceAsync(page);
        expect(Object.keys(random.shape).length).toBeGreaterThan(20);
        await dialog.getByRole("button", { name: "Done" }).press("Enter");
        const result = await GetResultAsync(page);
        expect(result).toEqual({ status: "committed", face: random });
        await expect(dialog).toHaveCount(0);
    });

    test("drags a slider on the canvas", async ({ page, server }) => {
        await OpenGameAsync(page, server.url);
        // Without a frame after the opening: a native twin lies over its control from the first moment on.
        await page.evaluate(() => (window as unknown as { game: IGamePage }).game.creator.scene.getEngine().stopRenderLoop());
        await OpenScreenAsync(page);
        const slider = page.getByRole("slider").first();
        const id = (await slider.getAttribute("data-parameter")) as string;
        const box = await slider.boundingBox();
        expect(box).not.toBeNull();
        await page.evaluate(() => {
            const { scene } = (window as unknown as { game: IGamePage }).game.creator;
            scene.getEngine().runRenderLoop(() => scene.render());
        });
        const y = box!.y + box!.height / 2;
        await page.mouse.move(box!.x + box!.width / 2, y);
        await page.mouse.down();
        await page.mouse.move(box!.x + box!.width * 0.6, y);
        await page.mouse.move(box!.x + box!.width * 0.75, y);
        await page.mouse.up();
        await expect.poll(async () => (await GetFaceAsync(page)).shape[id]).toBeGreaterThan(0.7);
        expect((await GetFaceAsync(page)).shape[id]).toBeLessThan(0.8);
        // A whole drag is one step.
        await page.getByRole("button", { name: "Undo" }).press("Enter");
        await expect.poll(async () => (await GetFaceAsync(page)).shape[id]).toBeUndefined();
    });

    test("saves a face as a file and loads it again", async ({ page, server }, testInfo) => {
        await OpenGameAsync(page, server.url);
        await OpenScreenAsync(page);
        await page.getByRole("button", { name: "Random" }).press("Enter");
        const random = await GetFaceAsync(page);
        const download = page.waitForEvent("download");
        await page.getByRole("button", { name: "Save" }).press("Enter");
        const path = testInfo.outputPath("my.face.json");
        await (await download).saveAs(path);
        expect(JSON.parse(await readFile(path, "utf8"))).toEqual(random);

        await page.getByRole("button", { name: "Reset", exact: true }).press("Enter");
        expect(await GetFaceAsync(page)).not.toEqual(random);
        const chooser = page.waitForEvent("filechooser");
        await page.getByRole("button", { name: "Load" }).press("Enter");
        await (await chooser).setFiles(path);
        await expect.poll(async () => GetFaceAsync(page)).toEqual(random);

        // A file that is no face says so, and the face stays.
        const wrong = testInfo.outputPath("wrong.json");
        await writeFile(wrong, "{}");
        await page.locator("input[data-input=face]").setInputFiles(wrong);
        await expect(page.locator("[data-face-creator]")).toHaveAttribute("data-error", "E_FACE_FORMAT");
        await expect(page.getByRole("status")).toHaveText("This file is not a saved face.");
        expect(await GetFaceAsync(page)).toEqual(random);
    });

    test("gives everything back when it is cancelled", async ({ page, server }) => {
        await OpenGameAsync(page, server.url);
        // The first opening lets Babylon compile and keep what it keeps for all.
        await OpenScreenAsync(page);
        await page.getByRole("button", { name: "Cancel" }).press("Enter");
        expect((await GetResultAsync(page)).status).toBe("cancelled");
        const start = await GetFaceAsync(page);
        const before = await GetHostStateAsync(page);

        await OpenScreenAsync(page);
        // Negative control: the snapshot sees what the screen takes.
        const during = await GetHostStateAsync(page);
        expect(during.activeCamera).toBe("faceCreator.camera");
        expect(during.attached).toBe(false);
        expect(during.hudVisible).toBe(false);
        expect(during.counts).not.toEqual(before.counts);

        await page.getByRole("button", { name: "Random" }).press("Enter");
        await page.getByRole("button", { name: "Colours", exact: true }).press("Enter");
        await page.getByRole("button", { name: "Skin 1", exact: true }).press("Enter");
        expect(await GetFaceAsync(page)).not.toEqual(start);
        await page.keyboard.press("Escape");
        expect(await GetResultAsync(page)).toEqual({ status: "cancelled", face: start });
        expect(await GetFaceAsync(page)).toEqual(start);
        expect(await GetHostStateAsync(page)).toEqual(before);
    });

    test("uploads nothing while nothing changes", async ({ page, server }) => {
        await OpenGameAsync(page, server.url);
        await OpenScreenAsync(page);
        const countAsync = async (act: () => Promise<void>): Promise<number> => {
            await page.evaluate(() => {
                const holder = window as unknown as { uploads: number; restore: () => void };
                const prototype = WebGL2RenderingContext.prototype as unknown as Record<string, (...values: unknown[]) => void>;
                const original = prototype.texImage2D;
                holder.uploads = 0;
                prototype.texImage2D = function (...values: unknown[]) {
                    holder.uploads += values.some((value) => value instanceof HTMLCanvasElement || value instanceof OffscreenCanvas)
                        ? 1
                        : 0;
                    original.apply(this, values);
                };
                holder.restore = () => (prototype.texImage2D = original);
            });
            await act();
            return await page.evaluate(() => {
                const holder = window as unknown as { uploads: number; restore: () => void };
                holder.restore();
                return holder.uploads;
            });
        };
        const waitFramesAsync = async (): Promise<void> =>
            await page.evaluate(async () => {
                const { scene } = (window as unknown as { game: IGamePage }).game.creator;
                for (let i = 0; i < 5; i++) {
                    await new Promise<void>((resolve) => scene.onAfterRenderObservable.addOnce(() => resolve()));
                }
            });
        await waitFramesAsync();
        expect(await countAsync(waitFramesAsync)).toBe(0);
        // Negative control: a change is seen.
        const changed = await countAsync(async () => {
            await page.getByRole("slider").first().fill("0.9");
            await waitFramesAsync();
        });
        expect(changed).toBeGreaterThan(0);
    });

    test("says what is wrong with a photo, and the face stays", async ({ page, server }, testInfo) => {
        await OpenGameAsync(page, server.url);
        const start = await GetFaceAsync(page);
        await OpenScreenAsync(page);
        const broken = testInfo.outputPath("broken.jpg");
        await writeFile(broken, "this is no picture");
        const chooser = page.waitForEvent("filechooser");
        await page.getByRole("button", { name: "Choose photo" }).press("Enter");
        await (await chooser).setFiles(broken);
        const twin = page.locator("[data-face-creator]");
        await expect(twin).toHaveAttribute("data-error", "E_DECODE", { timeout: 60_000 });
        await expect(twin).toHaveAttribute("data-state", "editing");
        await expect(page.getByRole("status")).toHaveText("This picture could not be read. Try a JPEG or PNG photo.");
        expect(await GetFaceAsync(page)).toEqual(start);
    });
});
