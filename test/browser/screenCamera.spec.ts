import { expect, type IGamePage, OpenScreenAsync, PressAsync, test } from "./screenPage.js";

const Portrait = "assets/demo/portrait.png";

test.describe("the camera and consent on the creation screen", () => {
    test("photos wait for the consent that a game asks for", async ({ game, dialog }) => {
        await OpenScreenAsync(game, { photoConsent: { text: "Ask your parents first.", accept: "They agree" } });
        const choose = dialog.getByRole("button", { name: "Choose photo" });
        await expect(choose).toHaveCount(0);
        await expect(dialog.getByRole("button", { name: "Use camera" })).toHaveCount(0);
        await game.evaluate(() => {
            const { creator } = (window as unknown as { game: IGamePage }).game;
            const detect = creator.detectAsync.bind(creator);
            Object.assign(window, { detections: 0 });
            creator.detectAsync = async (...input) => {
                (window as unknown as { detections: number }).detections++;
                return await detect(...input);
            };
        });
        const countAsync = async (): Promise<number> => await game.evaluate(() => (window as unknown as { detections: number }).detections);
        await game.locator("input[data-input=photo]").setInputFiles(Portrait);
        await expect(choose).toHaveCount(0);
        expect(await countAsync()).toBe(0);
        await PressAsync(game, "They agree");
        await expect(choose).toBeEnabled();
        const chooser = game.waitForEvent("filechooser");
        await choose.press("Enter");
        await (await chooser).setFiles(Portrait);
        await expect.poll(countAsync).toBe(1);
        await dialog.press("Escape");
        await expect(dialog).toHaveAttribute("data-state", "editing");
        await game.evaluate(() => delete (window as unknown as { game: { creator: { detectAsync?: unknown } } }).game.creator.detectAsync);
    });

    test("criterion 13: a refused camera says so and leaves the photo at hand", async ({ game, dialog }) => {
        await game.evaluate(() => {
            navigator.mediaDevices.getUserMedia = async () => {
                throw new DOMException("no", "NotAllowedError");
            };
        });
        await PressAsync(game, "Use camera");
        await expect(dialog).toHaveAttribute("data-state", "camPrimer");
        await PressAsync(game, "Start camera");
        await expect(dialog).toHaveAttribute("data-error", "E_CAM_DENIED");
        await expect(dialog.getByRole("button", { name: "Choose photo" })).toBeEnabled();
    });

    test("criterion 9: the camera stops with the picture, with the way back and with the screen", async ({ game, dialog }) => {
        await game.evaluate(() => {
            const holder = window as unknown as { track: MediaStreamTrack };
            navigator.mediaDevices.getUserMedia = async () => {
                const canvas = document.createElement("canvas");
                canvas.width = canvas.height = 128;
                canvas.getContext("2d")!.fillRect(0, 0, 10, 10);
                const stream = canvas.captureStream(5);
                holder.track = stream.getVideoTracks()[0];
                return stream;
            };
        });
        const getTrackAsync = async (): Promise<string> =>
            await game.evaluate(() => (window as unknown as { track: MediaStreamTrack }).track.readyState);
        for (const end of ["Back", "Take picture", "close"]) {
            await PressAsync(game, "Use camera");
            await PressAsync(game, "Start camera");
            await expect(dialog).toHaveAttribute("data-state", "camLive");
            expect(await getTrackAsync()).toBe("live");
            if (end === "close") {
                await game.evaluate(() => (window as unknown as { game: IGamePage }).game.creator.close());
            } else {
                await PressAsync(game, end);
            }
            expect(await getTrackAsync()).toBe("ended");
            if (end === "Take picture") {
                await expect(dialog).toHaveAttribute("data-state", "editing", { timeout: 120_000 });
            }
        }
    });
});
