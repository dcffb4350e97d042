import { readFile } from "node:fs/promises";
import { expect, type IGamePage, OpenScreenAsync, PressAsync, test } from "./screenPage.js";

const Portrait = "assets/demo/portrait.png";

// The head itself is not looked at here.
test.use({ drawn: false });

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

    test("the camera counts down; the automatic says what is wrong and takes nothing before that is mended", async ({ game, dialog }) => {
        const portrait = `data:image/png;base64,${(await readFile(Portrait)).toString("base64")}`;
        await game.evaluate((source) => {
            navigator.mediaDevices.getUserMedia = async () => {
                const image = Object.assign(new Image(), { src: source });
                await image.decode();
                const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
                const camera = Object.assign(window, { far: true });
                const draw = (): void => {
                    const pen = canvas.getContext("2d")!;
                    pen.fillRect(0, 0, 640, 480);
                    pen.drawImage(image, ...((camera.far ? [216, 120, 208, 208] : [80, 0, 480, 480]) as [number, number, number, number]));
                };
                draw();
                setInterval(draw, 100);
                return canvas.captureStream(10);
            };
            // At first nobody is seen.
            const { creator } = (window as unknown as { game: IGamePage }).game;
            const detect = creator.detectAsync.bind(creator);
            let looks = 0;
            creator.detectAsync = async (...input) => {
                const found = await detect(...input);
                return { ...found, faces: looks++ === 0 ? [] : found.faces };
            };
        }, portrait);
        const timer = dialog.getByRole("button", { name: "3 seconds" });
        const startAsync = async (): Promise<void> => {
            await PressAsync(game, "Use camera");
            await PressAsync(game, "Start camera");
            await expect(dialog).toHaveAttribute("data-state", "camLive");
        };
        await startAsync();
        await timer.press("Enter");
        await expect(timer).toHaveAttribute("aria-pressed", "true");
        await expect(dialog.getByRole("status")).toHaveText(/^[123]$/);
        await timer.press("Enter");
        await expect(timer).toHaveAttribute("aria-pressed", "false");
        await expect(dialog).toHaveAttribute("data-state", "camLive");
        await PressAsync(game, "Automatic");
        // Who stands far away is told so, and is not taken before they come nearer.
        await expect(dialog.getByRole("status")).toHaveText(/^Move closer/, { timeout: 120_000 });
        await expect(dialog).toHaveAttribute("data-state", "camLive");
        await game.evaluate(() => Object.assign(window, { far: false }));
        await expect(dialog).toHaveAttribute("data-state", "adjusting", { timeout: 120_000 });
        await game.evaluate(() => delete (window as unknown as { game: { creator: { detectAsync?: unknown } } }).game.creator.detectAsync);
    });

    test("criterion 6: what the automatic takes is what the camera saw, and no mirror image of it", async ({ game, dialog }) => {
        const portrait = `data:image/png;base64,${(await readFile(Portrait)).toString("base64")}`;
        await game.evaluate((source) => {
            const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
            const taken = { seen: canvas, last: undefined as unknown };
            Object.assign(window, { taken });
            navigator.mediaDevices.getUserMedia = async () => {
                const image = Object.assign(new Image(), { src: source });
                await image.decode();
                const pen = canvas.getContext("2d")!;
                const draw = (): void => {
                    // Another colour on either side: a mirror image would be another one.
                    pen.fillStyle = "#c02020";
                    pen.fillRect(0, 0, 80, 480);
                    pen.fillStyle = "#2040c0";
                    pen.fillRect(560, 0, 80, 480);
                    pen.drawImage(image, 80, 0, 480, 480);
                };
                draw();
                setInterval(draw, 100);
                return canvas.captureStream(10);
            };
            const { creator } = (window as unknown as { game: IGamePage }).game;
            const detect = creator.detectAsync.bind(creator);
            creator.detectAsync = async (...input) => {
                const found = await detect(...input);
                taken.last = found.picture;
                // The portrait smiles, and the automatic would wait for that to end: its mouth is drawn together.
                const faces = found.faces.map((face) => {
                    const mouth = face.landmarks.slice(48);
                    const [mx, my] = [0, 1].map((axis) => mouth.reduce((sum, point) => sum + point[axis], 0) / mouth.length);
                    const relaxed = mouth.map(([x, y]) => [mx + 0.7 * (x - mx), my + 0.3 * (y - my)] as const);
                    return { ...face, landmarks: [...face.landmarks.slice(0, 48), ...relaxed] };
                });
                return { ...found, faces };
            };
        }, portrait);
        await PressAsync(game, "Use camera");
        await PressAsync(game, "Start camera");
        await expect(dialog).toHaveAttribute("data-state", "camLive");
        // The player sees a mirror.
        await expect(dialog.locator("video")).toHaveCSS("transform", "matrix(-1, 0, 0, 1, 0, 0)");
        await PressAsync(game, "Automatic");
        await expect(dialog).toHaveAttribute("data-state", "adjusting", { timeout: 240_000 });
        const difference = await game.evaluate(() => {
            const { taken } = window as unknown as {
                taken: { seen: HTMLCanvasElement; last: { width: number; height: number; data: ArrayLike<number> } };
            };
            const { width, height, data } = taken.last;
            const seen = taken.seen.getContext("2d")!.getImageData(0, 0, taken.seen.width, taken.seen.height).data;
            const meanOf = (mirrored: boolean): number => {
                let sum = 0;
                for (let y = 0; y < height; y++) {
                    for (let x = 0; x < width; x++) {
                        for (let c = 0; c < 3; c++) {
                            sum += Math.abs(data[4 * (y * width + x) + c] - seen[4 * (y * width + (mirrored ? width - 1 - x : x)) + c]);
                        }
                    }
                }
                return sum / (3 * width * height);
            };
            return { size: [width, height], straight: meanOf(false), mirrored: meanOf(true) };
        });
        expect(difference.size).toEqual([640, 480]);
        // Videos keep less of colours than of light.
        expect(difference.straight).toBeLessThan(4);
        expect(difference.mirrored).toBeGreaterThan(25);
        await game.evaluate(() => delete (window as unknown as { game: { creator: { detectAsync?: unknown } } }).game.creator.detectAsync);
    });

    test("a photo is turned around as in a mirror, and back", async ({ game, dialog }) => {
        await game.locator("input[data-input=photo]").setInputFiles(Portrait);
        await expect(dialog).toHaveAttribute("data-state", "adjusting", { timeout: 120_000 });
        const mirror = dialog.getByRole("button", { name: "Mirror the photo" });
        const eye = dialog.getByRole("button", { name: "Eye on the left" });
        const leftAsync = async (): Promise<number> => (await eye.boundingBox())!.x;
        const before = await leftAsync();
        await mirror.press("Enter");
        await expect(mirror).toHaveAttribute("aria-pressed", "true", { timeout: 60_000 });
        await expect(dialog).toHaveAttribute("data-state", "adjusting");
        expect(Math.abs((await leftAsync()) - before)).toBeGreaterThan(2);
        await mirror.press("Enter");
        await expect(mirror).toHaveAttribute("aria-pressed", "false", { timeout: 60_000 });
        expect(Math.abs((await leftAsync()) - before)).toBeLessThan(2);
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
