import { type Page } from "@playwright/test";
import { expect, GetFaceAsync, GetResultAsync, type IGamePage, test } from "./screenPage.js";

/** Buttons of the standard mapping. */
const Pad = { a: 0, b: 1, x: 2, y: 3, rb: 5, lt: 6, rt: 7, down: 13, right: 15 } as const;

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

async function PressPadAsync(page: Page, button: number, until = "", most = 1): Promise<void> {
    const reached = await page.evaluate(
        async ([index, name, count]) => {
            const { game, pad } = window as unknown as IPadPage;
            const isThere = (): boolean => name !== "" && document.activeElement?.getAttribute("aria-label") === name;
            for (let i = 0; i < count && !isThere(); i++) {
                for (const pressed of [true, false]) {
                    pad.buttons[index].pressed = pressed;
                    game.scene.onBeforeRenderObservable.notifyObservers(game.scene);
                    await new Promise((resolve) => setTimeout(resolve, 0));
                }
            }
            return name === "" || isThere();
        },
        [button, until, most] as const,
    );
    expect(reached, `The gamepad reaches ${until}.`).toBe(true);
}

test.describe("the creation screen by gamepad", () => {
    test("criterion 32: from opening to taking the face by gamepad alone, and the file dialog says who can open it", async ({
        game,
        dialog,
    }) => {
        await PlugInAsync(game);
        const goToAsync = async (name: string): Promise<void> => await PressPadAsync(game, Pad.down, name, 120);
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
});
