import { type Page } from "@playwright/test";
import { type IScreenshotState, ScreenshotStates } from "../screenshotStates.js";
import { DrawTextsAsync, FindFaults, TextGrowth } from "./drawnTexts.js";
import { FitAsBeforeAsync, HoldFitsAsync } from "./quickFits.js";
import { expect, type IGamePage, OpenScreenAsync, PressAsync, test, WaitFramesAsync } from "./screenPage.js";
import { FindTwinFaultsAsync } from "./twinFaults.js";

const Sizes = [
    [1280, 720],
    [390, 844],
    [844, 390],
] as const;
/** Presses of the button from 100 % to 200 %. */
const Presses = 4;

/** States with a photo that nothing is fitted for. */
const States: Readonly<Record<string, IScreenshotState>> = Object.fromEntries(
    ["live", "choosing", "faceless", "marking", "adjusting", "photos"].map((name) => [name, ScreenshotStates[name]]),
);

/** Another size of the canvas, which the screen is built anew for. */
async function ResizeAsync(page: Page, [width, height]: readonly [number, number]): Promise<void> {
    await page.setViewportSize({ width, height });
    const aspectAsync = async (): Promise<number> =>
        await page.evaluate(() => {
            const { scene } = (window as unknown as { game: IGamePage }).game;
            const texture = scene.textures.find(({ name }) => name === "faceCreator.screen")!.getSize();
            return texture.width / texture.height;
        });
    await expect.poll(aspectAsync).toBeCloseTo(width / height, 1);
    await WaitFramesAsync(page, 2);
}

/** Looks at a state on all canvases, where the player makes the texts larger and small again. */
async function LookAsync(page: Page, state: string): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const size of Sizes) {
        await ResizeAsync(page, size);
        const name = `${state} at ${size.join("x")}`;
        const growth = new TextGrowth();
        const small = await DrawTextsAsync(page);
        growth.note(name, small);
        expect(growth.count, name).toBeGreaterThan(2);
        for (let i = 0; i < Presses; i++) {
            await PressAsync(page, "Larger text");
        }
        await WaitFramesAsync(page, 2);
        const large = await DrawTextsAsync(page);
        faults.push(...growth.findSmall(name, large), ...[...FindFaults(small), ...FindFaults(large)].map((fault) => `${name}: ${fault}`));
        for (let i = 0; i < Presses; i++) {
            await PressAsync(page, "Smaller text");
        }
    }
    return faults;
}

// The head itself is not looked at here.
test.use({ drawn: false });

test.describe("texts of the creation screen with a photo", () => {
    test.setTimeout(1_200_000);

    test.afterEach(async ({ game }) => {
        await FitAsBeforeAsync(game);
        await game.setViewportSize({ width: 960, height: 540 });
    });

    test("criterion 30: at 200 % texts of photos, of the camera and of the choice of a face are twice as large, none cut or over another", async ({
        game,
    }) => {
        const faults: string[] = [];
        for (const [state, { reachAsync }] of Object.entries(States)) {
            await OpenScreenAsync(game);
            await reachAsync(game);
            faults.push(...(await LookAsync(game, state)));
            // Criterion 26, where there is a photo.
            faults.push(...(await FindTwinFaultsAsync(game)).map((fault) => `${state}: ${fault}`));
        }
        expect(faults).toEqual([]);
    });

    test("criterion 30: at 200 % texts of a fit, of its result and of the photo beside the face are twice as large, none cut or over another", async ({
        game,
        dialog,
    }) => {
        await ScreenshotStates.photos.reachAsync(game);
        const letGoAsync = await HoldFitsAsync(game);
        await PressAsync(game, /^(Make my face|Use it anyway)$/);
        await expect(dialog).toHaveAttribute("data-state", "fitting");
        const faults = [...(await LookAsync(game, "fitting")), ...(await FindTwinFaultsAsync(game))];
        await letGoAsync();
        await expect(dialog).toHaveAttribute("data-state", "result", { timeout: 600_000 });
        faults.push(...(await LookAsync(game, "result")), ...(await FindTwinFaultsAsync(game)));
        await PressAsync(game, "Keep & edit");
        faults.push(...(await LookAsync(game, "pinned")), ...(await FindTwinFaultsAsync(game)));
        expect(faults).toEqual([]);
    });
});
