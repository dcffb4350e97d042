import { type Page } from "@playwright/test";
import { expect, GetFaceAsync, GetFacePointAsync, GetResultAsync, type IGamePage, PressAsync, ReadColorAsync, test } from "./screenPage.js";

const Portrait = "assets/demo/portrait.png";
const FitMs = 600_000;

interface ILosingPage {
    readonly game: IGamePage;
    lose: { loseContext(): void; restoreContext(): void };
    /** How far the fit is. */
    fraction: number;
}

/** The graphics are lost, as by a reset of the driver. */
async function LoseAsync(page: Page): Promise<void> {
    await page.evaluate(async () => {
        const holder = window as unknown as ILosingPage;
        const engine = holder.game.scene.getEngine() as unknown as {
            _gl: WebGL2RenderingContext;
            onContextLostObservable: { addOnce(act: () => void): void };
        };
        holder.lose = engine._gl.getExtension("WEBGL_lose_context")!;
        const losing = new Promise<void>((resolve) => engine.onContextLostObservable.addOnce(resolve));
        holder.lose.loseContext();
        await losing;
    });
}

async function RestoreAsync(page: Page): Promise<void> {
    await page.evaluate(async () => {
        const holder = window as unknown as ILosingPage;
        const engine = holder.game.scene.getEngine();
        const restoring = new Promise<void>((resolve) => engine.onContextRestoredObservable.addOnce(() => resolve()));
        // The browser takes it only after the event of the loss has passed.
        await new Promise((resolve) => setTimeout(resolve, 100));
        holder.lose.restoreContext();
        await restoring;
    });
}

test.describe("lost graphics on the creation screen", () => {
    test.skip(process.env["FACE_CREATOR_TEST_DRAW"] === "0", "FACE_CREATOR_TEST_DRAW=0 draws no head that could come back");
    test.setTimeout(2 * FitMs);

    test("criterion 38: graphics that are lost while a face is edited come back with the face, the head and the screen", async ({
        game,
        dialog,
    }) => {
        await PressAsync(game, "Nose");
        const sliders = dialog.getByRole("slider");
        await sliders.first().press("End");
        const edited = await GetFaceAsync(game);
        expect(Object.values(edited.shape)).toEqual([1]);
        const slider = (await sliders.first().boundingBox())!;
        const points = [await GetFacePointAsync(game, 0, 40), { x: slider.x + slider.width / 2, y: slider.y }];
        const colorsAsync = async (): Promise<number[]> =>
            (await Promise.all(points.map(async (at) => await ReadColorAsync(game, at)))).flat();
        const before = await colorsAsync();
        await LoseAsync(game);
        expect(await GetFaceAsync(game)).toEqual(edited);
        await RestoreAsync(game);
        expect(await GetFaceAsync(game)).toEqual(edited);
        await expect
            .poll(async () => Math.max(...(await colorsAsync()).map((value, i) => Math.abs(value - before[i]))), { timeout: 300_000 })
            .toBeLessThan(4);
        // The head does not only look the same: it still follows, and the photo booth still draws.
        await sliders.nth(1).press("End");
        await expect.poll(async () => Object.values((await GetFaceAsync(game)).shape)).toEqual([1, 1]);
        await PressAsync(game, "Done");
        expect((await GetResultAsync(game)).status).toBe("committed");
    });

    test("criterion 38: graphics that are lost during a fit give the face before back, and the photo can be fitted again", async ({
        game,
        dialog,
    }) => {
        await game.locator("input[data-input=photo]").setInputFiles(Portrait);
        await expect(dialog).toHaveAttribute("data-state", "adjusting", { timeout: 300_000 });
        const before = await GetFaceAsync(game);
        const portraitAsync = async (): Promise<number[]> =>
            await game.evaluate(async () => {
                const { creator } = (window as unknown as { game: IGamePage }).game;
                return [...(await creator.captureAsync(creator.face, { size: 64 })).data];
            });
        const drawn = await portraitAsync();
        await game.evaluate(() => {
            const holder = window as unknown as ILosingPage;
            const { creator } = holder.game;
            const fitAsync = creator.fitPhotoAsync.bind(creator);
            creator.fitPhotoAsync = async (photo, options) => {
                const onProgress: NonNullable<typeof options>["onProgress"] = (progress) => {
                    holder.fraction = progress.fraction;
                    options?.onProgress?.(progress);
                };
                return await fitAsync(photo, { ...options, method: "oneShot", onProgress });
            };
            holder.fraction = 0;
        });
        await PressAsync(game, /^(Make my face|Use it anyway)$/);
        await game.waitForFunction(() => (window as unknown as ILosingPage).fraction >= 0.15, undefined, { timeout: FitMs });
        await LoseAsync(game);
        await expect(dialog).toHaveAttribute("data-state", "adjusting");
        await expect(dialog).toHaveAttribute("data-error", "E_GRAPHICS_LOST");
        expect(await GetFaceAsync(game)).toEqual(before);
        await RestoreAsync(game);
        const again = await portraitAsync();
        expect(Math.max(...again.map((value, i) => Math.abs(value - drawn[i])))).toBeLessThan(4);
        await PressAsync(game, /^(Make my face|Use it anyway)$/);
        await expect(dialog).toHaveAttribute("data-state", "result", { timeout: FitMs });
        expect(await GetFaceAsync(game)).not.toEqual(before);
        await game.evaluate(
            () => delete (window as unknown as { game: { creator: { fitPhotoAsync?: unknown } } }).game.creator.fitPhotoAsync,
        );
    });
});
