import { type Page } from "@playwright/test";
import { ShowToCameraAsync } from "../screenshotStates.js";
import { FitAsBeforeAsync, FitQuicklyAsync } from "./quickFits.js";
import { expect, GetFaceAsync, GetResultAsync, type IGamePage, test } from "./screenPage.js";

const Portrait = "assets/demo/portrait.png";

/** Buttons of the standard mapping. */
const Pad = { a: 0, b: 1, x: 2, y: 3, rb: 5, lt: 6, rt: 7, up: 12, down: 13, left: 14, right: 15 } as const;

interface IPadPage {
    readonly game: IGamePage;
    pad: { readonly axes: number[]; readonly buttons: { pressed: boolean }[] };
}

/** A gamepad whose buttons the test presses; its presses are polled without waiting for frames to be drawn. */
async function PlugInAsync(page: Page): Promise<void> {
    await page.evaluate(() => {
        const buttons = Array.from({ length: 17 }, () => ({ pressed: false, touched: false, value: 0 }));
        const pad = { mapping: "standard", connected: true, axes: [0, 0, 0, 0], buttons };
        Object.assign(window, { pad });
        navigator.getGamepads = () => [pad as unknown as Gamepad, null, null, null];
    });
}

/** Presses a button as the screen's own poll sees it; without waiting for frames, which a busy machine would take for a button that is held. */
async function PressPadAsync(page: Page, button: number): Promise<void> {
    await page.evaluate((index) => {
        const { game, pad } = window as unknown as IPadPage;
        for (const pressed of [true, false]) {
            pad.buttons[index].pressed = pressed;
            game.scene.onBeforeRenderObservable.notifyObservers(game.scene);
        }
    }, button);
}

/**
 * Goes to a control by the D-pad alone, on the shortest way; on sliders left and right move the value and are no way.
 * @param page the page
 * @param name accessible name; without it the focus stays where it is
 * @returns names of all controls that the D-pad reaches, and of those that it does not reach
 */
async function WalkPadAsync(page: Page, name?: string): Promise<{ reached: string[]; lost: string[] }> {
    const { isThere, ...found } = await page.evaluate(
        ([wanted, ways]) => {
            const { game, pad } = window as unknown as IPadPage;
            const press = (button: number): HTMLElement => {
                for (const pressed of [true, false]) {
                    pad.buttons[button].pressed = pressed;
                    game.scene.onBeforeRenderObservable.notifyObservers(game.scene);
                }
                return document.activeElement as HTMLElement;
            };
            const labelOf = (element: Element): string => element.getAttribute("aria-label") ?? "";
            const root = document.querySelector<HTMLElement>("[data-face-creator]")!;
            const start = root.contains(document.activeElement) ? (document.activeElement as HTMLElement) : press(ways[1]);
            const paths = new Map<HTMLElement, readonly number[]>([[start, []]]);
            for (const [element, path] of paths) {
                if (labelOf(element) === wanted) {
                    break;
                }
                for (const way of (element as HTMLInputElement).type === "range" ? ways.slice(0, 2) : ways) {
                    element.focus();
                    const next = press(way);
                    if (!paths.has(next)) {
                        paths.set(next, [...path, way]);
                    }
                }
            }
            start.focus();
            const [, path = []] = [...paths].find(([element]) => labelOf(element) === wanted) ?? [];
            path.forEach(press);
            const all = [...root.querySelectorAll<HTMLInputElement>("button, input[type=range]")];
            const usable = all.filter(({ style, disabled, tabIndex }) => style.display !== "none" && !disabled && tabIndex >= 0);
            return {
                reached: [...paths.keys()].map(labelOf),
                lost: usable.filter((element) => !paths.has(element)).map(labelOf),
                isThere: wanted === undefined || labelOf(document.activeElement as Element) === wanted,
            };
        },
        [name, [Pad.up, Pad.down, Pad.left, Pad.right]] as const,
    );
    expect(isThere, `The gamepad reaches ${name}.`).toBe(true);
    return found;
}

// The head itself is not looked at here.
test.use({ drawn: false });

test.describe("the creation screen by gamepad", () => {
    test("criterion 32: from opening to taking the face by gamepad alone, and the file dialog says who can open it", async ({
        game,
        dialog,
    }) => {
        await PlugInAsync(game);
        const goToAsync = async (name: string): Promise<unknown> => await WalkPadAsync(game, name);
        const heightAsync = async (): Promise<number | undefined> => (await GetFaceAsync(game)).shape["brow.height"];
        await goToAsync("Choose photo");
        await game.evaluate(async () => {
            // A call of the test counts as an action of the player for some seconds; a gamepad never does.
            while (navigator.userActivation.isActive) {
                await new Promise((resolve) => setTimeout(resolve, 100));
            }
            const { game: page, pad } = window as unknown as IPadPage;
            for (const pressed of [true, false]) {
                pad.buttons[0].pressed = pressed;
                page.scene.onBeforeRenderObservable.notifyObservers(page.scene);
            }
        });
        await expect(dialog.getByRole("status")).toHaveText(/^Choosing a file needs the mouse, a key or a touch/);
        await PressPadAsync(game, Pad.rb);
        await expect(dialog.getByRole("button", { name: "Presets", exact: true })).toHaveAttribute("aria-pressed", "true");
        await PressPadAsync(game, Pad.rb);
        await expect(dialog.getByRole("button", { name: "Brows", exact: true })).toHaveAttribute("aria-pressed", "true");
        await goToAsync("Height");
        await PressPadAsync(game, Pad.right);
        expect(await heightAsync()).toBe(0.52);
        await goToAsync("Compare: hold");
        const compared = await game.evaluate(async () => {
            const { game: page, pad } = window as unknown as IPadPage;
            const shapes: number[] = [];
            for (const pressed of [false, true, false]) {
                pad.buttons[0].pressed = pressed;
                page.scene.onBeforeRenderObservable.notifyObservers(page.scene);
                await new Promise((resolve) => setTimeout(resolve, 0));
                const positions = [...page.creator.rig.meshesOf("head")[0].getVerticesData("position")!];
                shapes.push(positions.reduce((sum, value, i) => sum + value * ((i % 7) + 1), 0));
            }
            return shapes;
        });
        expect(compared[1]).not.toBe(compared[0]);
        expect(compared[2]).toBe(compared[0]);
        await goToAsync("Height");
        await PressPadAsync(game, Pad.y);
        expect(await heightAsync()).toBeUndefined();
        await PressPadAsync(game, Pad.lt);
        expect(await heightAsync()).toBe(0.52);
        await PressPadAsync(game, Pad.x);
        await expect(dialog.getByRole("button", { name: "Lock: Height", exact: true })).toHaveAttribute("aria-pressed", "true");
        const turned = await game.evaluate(() => {
            const { game: page, pad } = window as unknown as IPadPage;
            const camera = page.scene.activeCamera as unknown as { alpha: number };
            const front = camera.alpha;
            pad.axes[2] = 1;
            const startMs = performance.now();
            while (performance.now() - startMs < 60) {
                page.scene.onBeforeRenderObservable.notifyObservers(page.scene);
            }
            pad.axes[2] = 0;
            return Math.abs(camera.alpha - front);
        });
        expect(turned).toBeGreaterThan(0.05);
        await PressPadAsync(game, Pad.b);
        await expect(dialog).toHaveAttribute("data-state", "confirmExit");
        await goToAsync("Stay");
        await PressPadAsync(game, Pad.a);
        await expect(dialog).toHaveAttribute("data-state", "editing");
        await goToAsync("Done");
        await PressPadAsync(game, Pad.a);
        expect((await GetResultAsync(game)).face.shape).toEqual({ "brow.height": 0.52 });
        await game.evaluate(() => (navigator.getGamepads = () => [null, null, null, null]));
    });

    test("criterion 32: from the camera over a fit and an edit to taking the face by gamepad alone", async ({ game, dialog }) => {
        test.setTimeout(1_200_000);
        await PlugInAsync(game);
        await FitQuicklyAsync(game);
        await ShowToCameraAsync(game, Portrait);
        const pressAsync = async (name: string | RegExp): Promise<void> => {
            const button = dialog.getByRole("button", { name, exact: true });
            await expect(button).toBeEnabled();
            await WalkPadAsync(game, (await button.getAttribute("aria-label"))!);
            await PressPadAsync(game, Pad.a);
        };
        await pressAsync("Use camera");
        await expect(dialog).toHaveAttribute("data-state", "camPrimer");
        await pressAsync("Start camera");
        await expect(dialog).toHaveAttribute("data-state", "camLive");
        await pressAsync("Take picture");
        await expect(dialog).toHaveAttribute("data-state", "adjusting", { timeout: 300_000 });
        await pressAsync(/^(Make my face|Use it anyway)$/);
        await expect(dialog).toHaveAttribute("data-state", "result", { timeout: 600_000 });
        const fitted = await GetFaceAsync(game);
        await pressAsync("Keep & edit");
        await pressAsync("Mouth");
        await WalkPadAsync(game, "Fullness");
        await PressPadAsync(game, Pad.right);
        await pressAsync("Done");
        const { status, face } = await GetResultAsync(game);
        expect(status).toBe("committed");
        expect(face.shape["mouth.fullness"]).toBeCloseTo((fitted.shape["mouth.fullness"] ?? 0.5) + 0.02, 6);
        expect(face.color).toEqual(fitted.color);
        await FitAsBeforeAsync(game);
        await game.evaluate(() => (navigator.getGamepads = () => [null, null, null, null]));
    });

    test("criterion 32: the D-pad goes where it points, and everything can be reached by it", async ({ game, dialog }) => {
        await PlugInAsync(game);
        const focusedAsync = async (): Promise<string> =>
            await game.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
        await dialog.getByRole("button", { name: "Nose", exact: true }).press("Enter");
        await dialog.getByRole("button", { name: "Nose", exact: true }).focus();
        await PressPadAsync(game, Pad.down);
        expect(await focusedAsync()).toBe("Mouth");
        await PressPadAsync(game, Pad.up);
        await PressPadAsync(game, Pad.up);
        expect(await focusedAsync()).toBe("Eyes");
        await dialog.getByRole("button", { name: "Lock all" }).focus();
        await PressPadAsync(game, Pad.left);
        expect(await focusedAsync()).toBe("Shuffle");
        await PressPadAsync(game, Pad.down);
        expect(await focusedAsync()).toBe("Left and right apart");
        await PressPadAsync(game, Pad.down);
        const first = await dialog.getByRole("slider").first().getAttribute("aria-label");
        expect(await focusedAsync()).toBe(first);
        for (const page of ["Nose", "Presets", "Hair, brows, beard", "Colours", "Save & share", "Use a photo"]) {
            await dialog.getByRole("button", { name: page, exact: true }).press("Enter");
            const { reached, lost } = await WalkPadAsync(game);
            expect(reached.length, page).toBeGreaterThan(35);
            expect(lost, page).toEqual([]);
        }
        await game.evaluate(() => (navigator.getGamepads = () => [null, null, null, null]));
    });
});
