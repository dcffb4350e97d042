import {
    expect,
    GetFaceAsync,
    GetFacePointAsync,
    GetResultAsync,
    type IGamePage,
    PressAsync,
    test,
    WaitFramesAsync,
} from "./screenPage.js";

// The head itself is not looked at here, only its vertices are.
test.use({ drawn: false });

test.describe("editing on the creation screen", () => {
    test("edits, undoes and takes the face", async ({ game, dialog }) => {
        const start = await GetFaceAsync(game);
        await PressAsync(game, "Nose");
        const slider = dialog.getByRole("slider").first();
        const id = (await slider.getAttribute("data-parameter")) as string;
        expect(id).toMatch(/^nose\./);
        await slider.fill("0.8");
        await expect.poll(async () => (await GetFaceAsync(game)).shape[id]).toBe(0.8);
        await slider.press("End");
        await expect.poll(async () => (await GetFaceAsync(game)).shape[id]).toBe(1);
        await PressAsync(game, "Undo");
        await expect.poll(async () => (await GetFaceAsync(game)).shape[id]).toBe(0.8);
        await PressAsync(game, "Undo");
        await expect.poll(async () => GetFaceAsync(game)).toEqual(start);
        await expect(dialog.getByRole("button", { name: "Undo" })).toBeDisabled();
        await PressAsync(game, "Surprise me");
        const random = await GetFaceAsync(game);
        expect(Object.keys(random.shape).length).toBeGreaterThan(20);
        await PressAsync(game, "Done");
        expect(await GetResultAsync(game)).toEqual({ status: "committed", face: random });
        await expect(dialog).toHaveCount(0);
    });

    test("takes typed values, resets and locks", async ({ game, dialog }) => {
        await PressAsync(game, "Mouth");
        const slider = dialog.getByRole("slider", { name: "Width", exact: true });
        const id = (await slider.getAttribute("data-parameter")) as string;
        const typed = dialog.getByRole("textbox", { name: "Value: Width", exact: true });
        await typed.fill("-40");
        await typed.press("Enter");
        await expect.poll(async () => (await GetFaceAsync(game)).shape[id]).toBe(0.3);
        await PressAsync(game, "Reset: Width");
        await expect.poll(async () => (await GetFaceAsync(game)).shape[id]).toBeUndefined();
        await PressAsync(game, "Lock: Width");
        await expect(dialog.getByRole("button", { name: "Lock: Width", exact: true })).toHaveAttribute("aria-pressed", "true");
        await PressAsync(game, "Shuffle");
        const { shape, origin } = await GetFaceAsync(game);
        expect(shape[id]).toBeUndefined();
        // Only a part of it is random.
        expect(origin).toBeUndefined();
        expect(Object.keys(shape).length).toBeGreaterThan(5);
        expect(Object.keys(shape).filter((other) => !other.startsWith("mouth."))).toEqual([]);
    });

    test("criterion 15: dragging the nose moves the nose alone, evenly, in one step", async ({ game, dialog }) => {
        const start = await GetFaceAsync(game);
        const nose = await GetFacePointAsync(game, 22, 62);
        /** How much the skin glows under the pointer, and how often its colours were uploaded; undefined where it does not. */
        const glowAsync = async (): Promise<{ lit: number; most: number; uploads: number } | undefined> =>
            await game.evaluate(() => {
                const { scene } = (window as unknown as { game: IGamePage }).game;
                const glow = scene.getMeshByName("faceCreator.glow")!;
                const alphas = [...(glow.getVerticesData("color") as Float32Array)].filter((_, i) => i % 4 === 3);
                const counted = glow as unknown as { uploads?: number; updateVerticesData: typeof glow.updateVerticesData };
                if (counted.uploads === undefined) {
                    counted.uploads = 0;
                    const update = glow.updateVerticesData.bind(glow);
                    counted.updateVerticesData = (...input) => {
                        counted.uploads!++;
                        return update(...input);
                    };
                }
                const lit = alphas.filter((alpha) => alpha > 0.02).length / alphas.length;
                return glow.isVisible ? { lit, most: Math.max(...alphas), uploads: counted.uploads } : undefined;
            });
        expect(await glowAsync()).toBeUndefined();
        await game.mouse.move(nose.x, nose.y);
        await expect.poll(glowAsync).toBeDefined();
        const { lit, most, uploads } = (await glowAsync())!;
        expect(most).toBeGreaterThan(0.4);
        expect(lit).toBeGreaterThan(0.01);
        expect(lit).toBeLessThan(0.4);
        await WaitFramesAsync(game);
        // A pointer that rests uploads nothing.
        expect((await glowAsync())!.uploads).toBe(uploads);
        await game.mouse.down();
        await game.mouse.move(nose.x + 10, nose.y);
        await game.mouse.move(nose.x + 40, nose.y);
        expect(await glowAsync()).toBeUndefined();
        await game.mouse.up();
        await expect.poll(async () => Object.keys((await GetFaceAsync(game)).shape).length).toBeGreaterThan(0);
        const { shape } = await GetFaceAsync(game);
        expect(Object.keys(shape).filter((id) => !id.startsWith("nose."))).toEqual([]);
        // The camera stays while the face is dragged.
        expect(await GetFacePointAsync(game, 22, 62)).toEqual(nose);
        const lopsided = await game.evaluate(() => {
            const { rig } = (window as unknown as { game: IGamePage }).game.creator;
            const head = rig.meshesOf("head")[0];
            const p = head.getVerticesData("position")!;
            let left = 0;
            let right = 0;
            for (let i = 0; i < p.length; i += 3) {
                left = Math.max(left, p[i]);
                right = Math.max(right, -p[i]);
            }
            return Math.abs(left - right);
        });
        expect(lopsided).toBeLessThan(1e-4);
        await PressAsync(game, "Undo");
        expect(await GetFaceAsync(game)).toEqual(start);
        await expect(dialog.getByRole("button", { name: "Undo" })).toBeDisabled();
    });

    test("criterion 16: a hundred edits are undone to the start and redone to the end", async ({ game, dialog }) => {
        const start = JSON.stringify(await GetFaceAsync(game));
        await PressAsync(game, "Face shape");
        const ids = await game.evaluate(() => {
            const sliders = [...document.querySelectorAll<HTMLInputElement>("[data-face-creator] input[type=range]")];
            for (let i = 0; i < 100; i++) {
                const slider = sliders[(7 * i) % sliders.length];
                slider.value = String(((i % 40) + 1) / 50);
                slider.dispatchEvent(new Event("input"));
                slider.dispatchEvent(new Event("change"));
            }
            return sliders.length;
        });
        expect(ids).toBeGreaterThan(10);
        const end = JSON.stringify(await GetFaceAsync(game));
        expect(end).not.toBe(start);
        await dialog.getByRole("button", { name: "Undo", exact: true }).evaluate((undo) => {
            for (let i = 0; i < 100; i++) {
                (undo as HTMLButtonElement).click();
            }
        });
        expect(JSON.stringify(await GetFaceAsync(game))).toBe(start);
        await dialog.getByRole("button", { name: "Redo", exact: true }).evaluate((redo) => {
            for (let i = 0; i < 100; i++) {
                (redo as HTMLButtonElement).click();
            }
        });
        expect(JSON.stringify(await GetFaceAsync(game))).toBe(end);
    });

    test("criterion 19: compare shows the face before while it is held", async ({ game, dialog }) => {
        const shownAsync = async (): Promise<number[]> =>
            await game.evaluate(() => {
                const { rig } = (window as unknown as { game: IGamePage }).game.creator;
                return [...rig.meshesOf("head")[0].getVerticesData("position")!.slice(0, 3000)];
            });
        const before = await shownAsync();
        await PressAsync(game, "Surprise me");
        const after = await shownAsync();
        expect(after).not.toEqual(before);
        await dialog.getByRole("button", { name: "Compare: hold" }).focus();
        await game.keyboard.down("Space");
        await expect.poll(shownAsync).toEqual(before);
        await game.keyboard.up("Space");
        await expect.poll(shownAsync).toEqual(after);
    });

    test("criterion 22: the search finds sliders of all regions", async ({ game, dialog }) => {
        await PressAsync(game, "Mouth");
        const search = dialog.getByRole("textbox", { name: "Search" });
        await search.fill("nos");
        const names = await dialog.getByRole("slider").evaluateAll((sliders) => sliders.map((slider) => slider.getAttribute("aria-label")));
        expect(names.length).toBeGreaterThan(10);
        expect(names.filter((name) => !/nos/i.test(name ?? ""))).toEqual([]);
        // What was found can be taken beyond its limits without leaving the search.
        await PressAsync(game, "Extremes");
        await expect(dialog.getByRole("button", { name: "Extremes", exact: true })).toHaveAttribute("aria-pressed", "true");
        await expect(search).toHaveValue("nos");
        await expect(dialog.getByRole("slider")).toHaveCount(names.length);
        await search.fill("zzz");
        await expect(dialog.getByRole("slider")).toHaveCount(0);
        await search.fill("");
        await expect(dialog.getByRole("button", { name: "Mouth", exact: true })).toHaveAttribute("aria-pressed", "true");
    });
});
