import { type IFace } from "../../src/pure.js";
import { expect, GetFaceAsync, type IGamePage, OpenScreenAsync, PressAsync, test, WaitFramesAsync } from "./screenPage.js";

interface IRobustPage {
    readonly game: IGamePage;
    answer: (stream: MediaStream) => void;
    track: MediaStreamTrack;
    asked: number;
    fits: AbortController;
    opened: string;
}

test.describe("a game that does not wait for the creation screen", () => {
    test("closing keeps a screen from opening, and opening again at once gives a new one", async ({ game, dialog }) => {
        const { statuses, screens } = await game.evaluate(async () => {
            const { creator } = (window as unknown as IRobustPage).game;
            creator.close();
            const first = creator.openAsync();
            creator.close();
            const second = creator.openAsync();
            const again = creator.openAsync();
            while (!document.querySelector("[data-face-creator]")) {
                await new Promise((resolve) => setTimeout(resolve, 0));
            }
            const count = document.querySelectorAll("[data-face-creator]").length;
            creator.close();
            const third = creator.openAsync();
            const results = await Promise.all([first, second, again]);
            void third;
            return { statuses: results.map(({ status }) => status), screens: count };
        });
        expect(statuses).toEqual(["cancelled", "cancelled", "cancelled"]);
        expect(screens).toBe(1);
        await expect(dialog).toHaveCount(1);
        await PressAsync(game, "Done");
        await expect(dialog).toHaveCount(0);
    });

    test("a camera that the browser grants after the screen has closed, or the player has gone back, is stopped", async ({
        game,
        dialog,
    }) => {
        await game.evaluate(() => {
            const holder = window as unknown as IRobustPage;
            holder.asked = 0;
            navigator.mediaDevices.getUserMedia = async () => {
                holder.asked++;
                return await new Promise<MediaStream>((resolve) => (holder.answer = resolve));
            };
        });
        const grantAsync = async (): Promise<string> =>
            await game.evaluate(async () => {
                const holder = window as unknown as IRobustPage;
                const canvas = document.createElement("canvas");
                canvas.width = canvas.height = 128;
                canvas.getContext("2d")!.fillRect(0, 0, 10, 10);
                const stream = canvas.captureStream(5);
                [holder.track] = stream.getVideoTracks();
                holder.answer(stream);
                await new Promise((resolve) => setTimeout(resolve, 500));
                return holder.track.readyState;
            });
        await PressAsync(game, "Use camera");
        await PressAsync(game, "Start camera");
        await expect(dialog).toHaveAttribute("data-state", "camRequest");
        await PressAsync(game, "Back");
        await expect(dialog).toHaveAttribute("data-state", "editing");
        expect(await grantAsync()).toBe("ended");
        await expect(dialog).toHaveAttribute("data-state", "editing");
        await PressAsync(game, "Use camera");
        await PressAsync(game, "Start camera");
        await expect(dialog).toHaveAttribute("data-state", "camRequest");
        await game.evaluate(() => (window as unknown as IRobustPage).game.creator.close());
        expect(await grantAsync()).toBe("ended");
        expect(await game.evaluate(() => (window as unknown as IRobustPage).asked)).toBe(2);
    });

    test("a face that the game sets meanwhile is a step that can be undone", async ({ game, dialog }) => {
        const before = await GetFaceAsync(game);
        const set = await game.evaluate(() => {
            const { creator } = (window as unknown as IRobustPage).game;
            creator.setFace(creator.randomFace(9));
            return creator.face;
        });
        await expect(dialog.getByRole("button", { name: "Undo", exact: true })).toBeEnabled();
        await PressAsync(game, "Undo");
        expect(await GetFaceAsync(game)).toEqual(before);
        await PressAsync(game, "Redo");
        expect(await GetFaceAsync(game)).toEqual(set);
    });

    test("the canvas changes its size while a question is asked: the question stays", async ({ game, dialog }) => {
        await PressAsync(game, "Surprise me");
        const face = await GetFaceAsync(game);
        await PressAsync(game, "Cancel");
        await expect(dialog).toHaveAttribute("data-state", "confirmExit");
        try {
            await game.setViewportSize({ width: 420, height: 800 });
            await WaitFramesAsync(game, 2);
            await expect(dialog).toHaveAttribute("data-state", "confirmExit");
            const box = (await dialog.getByRole("button", { name: "Stay", exact: true }).boundingBox())!;
            expect(box.x).toBeGreaterThan(0);
            expect(box.x + box.width).toBeLessThan(420);
            await PressAsync(game, "Stay");
            await expect(dialog).toHaveAttribute("data-state", "editing");
            expect(await GetFaceAsync(game)).toEqual(face);
        } finally {
            await game.setViewportSize({ width: 960, height: 540 });
        }
    });

    test("a game that has paused its loop is drawn as long as the screen is open", async ({ game, dialog }) => {
        const countAsync = async (): Promise<number> =>
            await game.evaluate(() => (window as unknown as { game: { scene: { getFrameId(): number } } }).game.scene.getFrameId());
        await game.evaluate(() => {
            const { game: page } = window as unknown as IRobustPage;
            page.creator.close();
            page.scene.getEngine().stopRenderLoop();
        });
        await OpenScreenAsync(game);
        const start = await countAsync();
        await PressAsync(game, "Nose");
        await dialog.getByRole("slider").first().press("End");
        await expect.poll(countAsync).toBeGreaterThan(start + 1);
        await expect.poll(async () => Object.values((await GetFaceAsync(game)).shape)).toEqual([1]);
        // Also by a pause that comes while the screen is open, and ends its loop too.
        await game.evaluate(() => (window as unknown as IRobustPage).game.scene.getEngine().stopRenderLoop());
        const paused = await countAsync();
        await expect.poll(countAsync).toBeGreaterThan(paused + 1);
        await game.evaluate(() => (window as unknown as IRobustPage).game.creator.close());
        const loops = await game.evaluate(() => {
            const { scene } = (window as unknown as IRobustPage).game;
            const { length } = scene.getEngine().activeRenderLoops;
            scene.getEngine().runRenderLoop(() => scene.render());
            return length;
        });
        expect(loops).toBe(0);
    });

    test("a scene that ends takes its screen along", async ({ game, dialog }) => {
        await game.evaluate(() => (window as unknown as IRobustPage).game.creator.close());
        const ended = await game.evaluate(async () => {
            const { scene } = (window as unknown as IRobustPage).game;
            const Scene = scene.constructor as new (engine: unknown) => IGamePage["scene"];
            const own = new Scene(scene.getEngine());
            own.createDefaultCamera();
            const creator = own.addFaceCreator();
            await creator.whenReadyAsync();
            const opening = creator.openAsync();
            while (!document.querySelector("[data-face-creator]")) {
                await new Promise((resolve) => setTimeout(resolve, 0));
            }
            own.dispose();
            const { status } = await opening;
            return { status, loops: scene.getEngine().activeRenderLoops.length, cameras: own.cameras.length };
        });
        expect(ended).toEqual({ status: "cancelled", loops: 1, cameras: 0 });
        await expect(dialog).toHaveCount(0);
    });

    test("a screen that is opened during a fit of the game's own comes after it", async ({ game, dialog }) => {
        const before: IFace = await GetFaceAsync(game);
        const during = await game.evaluate(async () => {
            const holder = window as unknown as IRobustPage;
            const { creator } = holder.game;
            creator.close();
            holder.fits = new AbortController();
            const photo = document.createElement("canvas");
            photo.width = photo.height = 256;
            void creator.fitPhotoAsync(photo, { signal: holder.fits.signal }).catch(() => {});
            while (!creator.isFitting) {
                await new Promise((resolve) => setTimeout(resolve, 0));
            }
            void creator.openAsync();
            setTimeout(() => holder.fits.abort(), 300);
            let screens = 0;
            while (creator.isFitting) {
                screens = Math.max(screens, document.querySelectorAll("[data-face-creator]").length);
                await new Promise((resolve) => setTimeout(resolve, 0));
            }
            return screens;
        });
        expect(during).toBe(0);
        await expect(dialog).toHaveAttribute("data-state", "editing");
        expect(await GetFaceAsync(game)).toEqual(before);
    });
});
