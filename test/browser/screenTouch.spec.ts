import { type CDPSession, type Locator, type Page } from "@playwright/test";
import { FitAsBeforeAsync, FitQuicklyAsync } from "./quickFits.js";
import { expect, GetFaceAsync, GetRestingMiddleAsync, GetResultAsync, test, WaitFramesAsync } from "./screenPage.js";

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

test.use({ drawn: false });

test.describe("the creation screen by touch", () => {
    test.setTimeout(2 * FitMs);

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
