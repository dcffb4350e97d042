import { type CDPSession, type Locator, type Page } from "@playwright/test";
import { FitAsBeforeAsync, FitQuicklyAsync } from "./quickFits.js";
import { expect, GetFaceAsync, GetRestingMiddleAsync, GetResultAsync, type IGamePage, test, WaitFramesAsync } from "./screenPage.js";

const Portrait = "assets/demo/portrait.png";
const FitMs = 600_000;
/** Pixels that a finger drags a list by, and how close to the lower edge of the canvas a button may lie to be pressed. */
const Swipe = 120;
const Edge = 40;

/** A finger. */
class Finger {
    public constructor(
        private readonly _page: Page,
        private readonly _dialog: Locator,
        private readonly _session: CDPSession,
    ) {}

    /** Touches the middle of a button or a slider; a list is dragged until it is there. */
    public async tapAsync(name: string | RegExp): Promise<void> {
        const button = this._dialog.getByRole("button", { name, exact: true });
        await expect(button).toBeEnabled();
        const bottom = (await this._page.locator("canvas").boundingBox())!.height - Edge;
        const middleAsync = async (): Promise<readonly [number, number]> => await GetRestingMiddleAsync(this._page, button);
        for (let at = await middleAsync(); at[1] > bottom; at = await middleAsync()) {
            await this.dragAsync([at[0], bottom], [0, -Swipe]);
            await expect.poll(async () => (await middleAsync())[1]).toBeLessThan(at[1]);
        }
        await this.dragAsync(await middleAsync(), [0, 0]);
    }

    /** Touches a point of the page and drags it. */
    public async dragAsync([x, y]: readonly [number, number], [dx, dy]: readonly [number, number]): Promise<void> {
        const sendAsync = async (type: "touchStart" | "touchMove" | "touchEnd", share: number): Promise<void> => {
            const touchPoints = type === "touchEnd" ? [] : [{ x: x + share * dx, y: y + share * dy }];
            await this._session.send("Input.dispatchTouchEvent", { type, touchPoints });
            await WaitFramesAsync(this._page, 1);
        };
        await sendAsync("touchStart", 0);
        for (let i = 1; i <= 5 && (dx !== 0 || dy !== 0); i++) {
            await sendAsync("touchMove", i / 5);
        }
        await sendAsync("touchEnd", 1);
    }
}

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

    test("criterion 36: from a photo over an edit to taking the face by touch alone", async ({ game, dialog }) => {
        await FitQuicklyAsync(game);
        const finger = new Finger(game, dialog, await game.context().newCDPSession(game));
        const chooser = game.waitForEvent("filechooser");
        // The browser is told to leave dialogs to the test, which takes a moment.
        await WaitFramesAsync(game, 2);
        await finger.tapAsync("Choose photo");
        await (await chooser).setFiles(Portrait);
        await expect(dialog).toHaveAttribute("data-state", "adjusting", { timeout: 300_000 });
        const eye = dialog.getByRole("button", { name: "Eye on the left" });
        const from = (await eye.boundingBox())!;
        await finger.dragAsync([from.x + from.width / 2, from.y + from.height / 2], [-15, 0]);
        await expect.poll(async () => Math.abs((await eye.boundingBox())!.x - from.x + 15)).toBeLessThan(2);
        await finger.tapAsync(/^(Make my face|Use it anyway)$/);
        await expect(dialog).toHaveAttribute("data-state", "result", { timeout: FitMs });
        const fitted = await GetFaceAsync(game);
        await finger.tapAsync("Keep & edit");
        await expect(dialog).toHaveAttribute("data-state", "editing");
        await finger.tapAsync("Nose");
        const slider = dialog.getByRole("slider").first();
        const id = (await slider.getAttribute("data-parameter")) as string;
        const { x, y, width, height } = (await slider.boundingBox())!;
        const before = Number(await slider.inputValue());
        await finger.dragAsync([x + before * width, y + height / 2], [before < 0.5 ? 30 : -30, 0]);
        await expect.poll(async () => Math.abs(((await GetFaceAsync(game)).shape[id] ?? 0.5) - before)).toBeGreaterThan(0.05);
        await finger.tapAsync("Done");
        const { status, face } = await GetResultAsync(game);
        expect(status).toBe("committed");
        expect(Object.keys({ ...fitted.shape, [id]: 0 }).sort()).toEqual(Object.keys(face.shape).sort());
        expect(face.color).toEqual(fitted.color);
        await FitAsBeforeAsync(game);
    });
});
