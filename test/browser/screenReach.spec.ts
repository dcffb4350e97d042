import { FindTwinFaultsAsync } from "./twinFaults.js";
import {
    expect,
    GetFaceAsync,
    GetRestingMiddleAsync,
    GetResultAsync,
    type IGamePage,
    OpenScreenAsync,
    PressAsync,
    test,
    WaitFramesAsync,
} from "./screenPage.js";

/** Boxes of the controls that are seen, with their names. */
const GetBoxes = (): { name: string; box: number[] }[] =>
    [...document.querySelectorAll<HTMLElement>("[data-face-creator] > button")]
        .filter((element) => element.style.display !== "none")
        .map((element) => {
            const { left, top, width, height } = element.getBoundingClientRect();
            return { name: element.getAttribute("aria-label") ?? "", box: [left, top, width, height] };
        });

// The head itself is not looked at here.
test.use({ drawn: false });

test.describe("reaching everything on the creation screen", () => {
    test("criterion 26: every control has a name of its own, and axe finds nothing serious", async ({ game, dialog }) => {
        for (const page of ["Use a photo", "Presets", "Nose", "Colours", "Hair, brows, beard", "Makeup", "Save & share", "History"]) {
            await PressAsync(game, page);
            expect(await dialog.locator("button, input").count()).toBeGreaterThan(15);
            expect(await FindTwinFaultsAsync(game), page).toEqual([]);
        }
    });

    test("criterion 28: sliders answer to arrows, pages, Home and End, and say their value in words", async ({ game, dialog }) => {
        await PressAsync(game, "Nose");
        const slider = dialog.getByRole("slider").first();
        const id = (await slider.getAttribute("data-parameter")) as string;
        const value = async (): Promise<number | undefined> => (await GetFaceAsync(game)).shape[id];
        await slider.focus();
        await slider.press("ArrowRight");
        await expect.poll(value).toBe(0.504);
        await slider.press("PageUp");
        await expect.poll(value).toBeGreaterThan(0.55);
        await slider.press("End");
        await expect.poll(value).toBe(1);
        await expect(slider).toHaveAttribute("aria-valuetext", "strongly changed, +100");
        await slider.press("Home");
        await expect.poll(value).toBe(0);
    });

    test("criterion 27: from opening to taking the face by keys alone, with the focus kept inside", async ({ game, dialog }) => {
        await dialog.getByRole("button", { name: "Cancel" }).focus();
        const nameAsync = async (): Promise<string> => await game.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
        const tabToAsync = async (name: string): Promise<void> => {
            for (let i = 0; i < 250 && (await nameAsync()) !== name; i++) {
                await game.keyboard.press("Tab");
            }
            expect(await nameAsync()).toBe(name);
        };
        await tabToAsync("Mouth");
        await game.keyboard.press("Enter");
        await tabToAsync("Fullness");
        await game.keyboard.press("End");
        await game.keyboard.press("l");
        await expect(dialog.getByRole("button", { name: "Lock: Fullness", exact: true })).toHaveAttribute("aria-pressed", "true");
        await game.keyboard.press("r");
        await expect.poll(async () => Object.keys((await GetFaceAsync(game)).shape).length).toBeGreaterThan(20);
        expect((await GetFaceAsync(game)).shape["mouth.fullness"]).toBe(1);
        await game.keyboard.press("Control+z");
        expect((await GetFaceAsync(game)).shape).toEqual({ "mouth.fullness": 1 });
        await tabToAsync("Done");
        await game.keyboard.press("Enter");
        expect((await GetResultAsync(game)).face.shape).toEqual({ "mouth.fullness": 1 });
    });

    test("criterion 27: the ring of the focus is drawn on every stop", async ({ game, dialog }) => {
        await PressAsync(game, "Nose");
        /** Pixels of the ring's colour about the element that has the focus, or about another one, in the texture of the screen. */
        const ringAsync = async (other?: string): Promise<{ name: string; ring: number }> => {
            return await game.evaluate((label) => {
                const { scene } = (window as unknown as { game: IGamePage }).game;
                const texture = scene.textures.find(({ name }) => name === "faceCreator.screen") as unknown as {
                    getContext(): CanvasRenderingContext2D;
                    markAsDirty(): void;
                    _checkUpdate(camera: null): void;
                };
                // The texture as two frames draw it, without the head behind it: a list that scrolls needs both.
                for (let frame = 0; frame < 2; frame++) {
                    texture.markAsDirty();
                    texture._checkUpdate(null);
                }
                const element = label
                    ? document.querySelector<HTMLElement>(`[data-face-creator] [aria-label="${label}"]`)!
                    : (document.activeElement as HTMLElement);
                const page = scene.getEngine().getRenderingCanvas()!.getBoundingClientRect();
                const { x, y, width, height } = element.getBoundingClientRect();
                const scale = texture.getContext().canvas.width / page.width;
                const [left, top, wide, high] = [x - page.x - 4, y - page.y - 4, width + 8, height + 8].map((value) => value * scale);
                const { data } = texture.getContext().getImageData(left, top, wide, high);
                let ring = 0;
                for (let i = 0; i < data.length; i += 4) {
                    // #8AD4FF
                    ring += Math.hypot(data[i] - 138, data[i + 1] - 212, data[i + 2] - 255) < 60 && data[i + 3] > 200 ? 1 : 0;
                }
                // Native text fields draw their own.
                const isField = element.matches("input[type=text]");
                return { name: `${element.tagName} ${element.getAttribute("aria-label") ?? ""}`, ring: isField ? Infinity : ring };
            }, other);
        };
        await dialog.getByRole("button", { name: "Cancel" }).focus();
        const seen = new Map<string, number>();
        for (let stop = await ringAsync(); !seen.has(stop.name); stop = await ringAsync()) {
            seen.set(stop.name, stop.ring);
            await game.keyboard.press("Tab");
        }
        expect(seen.size).toBeGreaterThan(30);
        // With so few pixels the ring about the thumb of a slider has 5 or 6 of them.
        expect([...seen].filter(([, ring]) => ring < 4)).toEqual([]);
        await dialog.getByRole("button", { name: "Done" }).focus();
        expect((await ringAsync("Presets")).ring).toBe(0);
    });

    test("criterion 30: at 200 % nothing overlaps and everything lies on the canvas", async ({ game, dialog }) => {
        await OpenScreenAsync(game, { textScale: 2 });
        await PressAsync(game, "Nose");
        await WaitFramesAsync(game, 2);
        const canvas = (await game.locator("canvas").boundingBox())!;
        const top = (await game.evaluate(GetBoxes)).filter(({ name }) =>
            ["Cancel", "Undo", "Redo", "Compare: hold", "Smaller text", "Larger text", "Done", "Shuffle", "Lock all", "Reset all"].includes(
                name,
            ),
        );
        expect(top.length).toBe(10);
        for (const [i, a] of top.entries()) {
            expect(a.box[0] >= canvas.x - 1 && a.box[0] + a.box[2] <= canvas.x + canvas.width + 1).toBe(true);
            for (const b of top.slice(i + 1)) {
                const apart = a.box[0] + a.box[2] <= b.box[0] + 1 || b.box[0] + b.box[2] <= a.box[0] + 1;
                const above = a.box[1] + a.box[3] <= b.box[1] + 1 || b.box[1] + b.box[3] <= a.box[1] + 1;
                expect(apart || above, `${a.name} overlaps ${b.name}`).toBe(true);
            }
        }
        const large = (await dialog.getByRole("slider").first().boundingBox())!.height;
        await OpenScreenAsync(game);
        await PressAsync(game, "Nose");
        const small = (await dialog.getByRole("slider").first().boundingBox())!.height;
        expect(large / small).toBeGreaterThan(1.9);
    });

    test("criterion 33: with reduced motion the camera jumps", async ({ game }) => {
        await OpenScreenAsync(game, { reducedMotion: true });
        const alphaAsync = async (): Promise<number> =>
            await game.evaluate(
                () => ((window as unknown as { game: IGamePage }).game.scene.activeCamera as unknown as { alpha: number }).alpha,
            );
        const front = await alphaAsync();
        // Without a frame in between.
        const jumped = await game.evaluate(() => {
            const { scene } = (window as unknown as { game: IGamePage }).game;
            document.querySelector<HTMLButtonElement>('[data-face-creator] button[aria-label="Profile"]')!.click();
            return (scene.activeCamera as unknown as { alpha: number }).alpha;
        });
        expect(Math.abs(jumped - front)).toBeCloseTo((88 * Math.PI) / 180, 3);
    });

    test("criterion 34: from right to left the screen is turned around and sliders run the other way", async ({ game, dialog }) => {
        const centreAsync = async (name: string): Promise<number> => {
            const box = (await dialog.getByRole("button", { name, exact: true }).boundingBox())!;
            return box.x + box.width / 2;
        };
        const left = [await centreAsync("Nose"), await centreAsync("Done")];
        await OpenScreenAsync(game, { dir: "rtl" });
        const right = [await centreAsync("Nose"), await centreAsync("Done")];
        expect(left[0]).toBeLessThan(480);
        left.forEach((x, i) => expect(right[i]).toBeCloseTo(960 - x, -1));
        await PressAsync(game, "Nose");
        const slider = dialog.getByRole("slider").first();
        const box = (await slider.boundingBox())!;
        await game.mouse.click(box.x + box.width * 0.25, box.y + box.height / 2);
        const id = (await slider.getAttribute("data-parameter")) as string;
        await expect.poll(async () => (await GetFaceAsync(game)).shape[id]).toBeGreaterThan(0.7);
        const strings = { title: "وجه", done: "تم", search: "日本" };
        await OpenScreenAsync(game, { dir: "rtl", strings });
        await expect(dialog.getByRole("button", { name: "تم" })).toBeEnabled();
        await PressAsync(game, "Nose");
        const search = dialog.getByRole("textbox", { name: "日本" });
        await search.fill("日本");
        await expect(search).toHaveValue("日本");
    });

    test("criterion 36: a list is dragged by touch, also from a slider, whose value stays", async ({ game, dialog }) => {
        await PressAsync(game, "Nose");
        const slider = dialog.getByRole("slider").nth(4);
        const before = (await slider.boundingBox())!;
        const touch = await game.context().newCDPSession(game);
        const x = before.x + 20;
        const send = async (type: "touchStart" | "touchMove" | "touchEnd", y: number): Promise<unknown> =>
            await touch.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
        const middle = before.y + before.height / 2;
        await send("touchStart", middle);
        for (let i = 1; i <= 5; i++) {
            await send("touchMove", middle - 24 * i);
            await WaitFramesAsync(game, 1);
        }
        await send("touchEnd", 0);
        await expect.poll(async () => (await slider.boundingBox())!.y).toBeLessThan(before.y - 60);
        expect((await GetFaceAsync(game)).shape).toEqual({});
    });

    test("criterion 36: a finger that drags a choice scrolls the list and chooses nothing; one that stays chooses it", async ({
        game,
        dialog,
    }) => {
        await PressAsync(game, "Hair, brows, beard");
        const touch = await game.context().newCDPSession(game);
        const choice = dialog.getByRole("button", { name: "Quiff", exact: true });
        const send = async (type: "touchStart" | "touchMove" | "touchEnd", x = 0, y = 0): Promise<unknown> =>
            await touch.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
        const middle = async (): Promise<[number, number]> => {
            const { x, y, width, height } = (await choice.boundingBox())!;
            return [x + width / 2, y + height / 2];
        };
        const [x, y] = await middle();
        await send("touchStart", x, y);
        for (let i = 1; i <= 5; i++) {
            await send("touchMove", x, y - 12 * i);
            await WaitFramesAsync(game, 1);
        }
        await send("touchEnd");
        await expect.poll(async () => (await middle())[1]).toBeLessThan(y - 40);
        await WaitFramesAsync(game, 2);
        expect((await GetFaceAsync(game)).style).toEqual({});
        // A list that has glided on may have taken the choice out of sight.
        await choice.focus();
        await send("touchStart", ...(await GetRestingMiddleAsync(game, choice)));
        await WaitFramesAsync(game, 1);
        await send("touchEnd");
        await expect.poll(async () => (await GetFaceAsync(game)).style["hair"]).toBe("quiff");
    });
});
