import { readFile, writeFile } from "node:fs/promises";
import { StoreOrientedAsync } from "./orientedPhoto.js";
import { expect, GetFaceAsync, GetTextsAsync, type IGamePage, PressAsync, test, WaitFramesAsync } from "./screenPage.js";

const Portrait = "assets/demo/portrait.png";

// The head itself is not looked at here.
test.use({ drawn: false });

test.describe("photos on the creation screen", () => {
    test("criterion 5: the file dialog opens by mouse, touch, Enter and Space, and a photo reaches the adjustment", async ({
        game,
        dialog,
    }) => {
        const button = dialog.getByRole("button", { name: "Choose photo" });
        const box = (await button.boundingBox())!;
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        const touch = await game.context().newCDPSession(game);
        const choosers: unknown[] = [];
        const count = (chooser: unknown): unknown => choosers.push(chooser);
        // The browser is told to leave dialogs to the test, which takes a moment: the first press must not come before that.
        game.on("filechooser", count);
        await WaitFramesAsync(game, 2);
        for (const [i, openAsync] of [
            async () => await game.mouse.click(x, y),
            async () => {
                await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
                await WaitFramesAsync(game, 1);
                await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
            },
            async () => await button.press("Space"),
            async () => await button.press("Enter"),
        ].entries()) {
            await openAsync();
            await expect.poll(() => choosers.length).toBe(i + 1);
        }
        game.off("filechooser", count);
        const start = await GetFaceAsync(game);
        const chooser = game.waitForEvent("filechooser");
        await button.press("Enter");
        await (await chooser).setFiles(Portrait);
        await expect(dialog).toHaveAttribute("data-state", "adjusting", { timeout: 120_000 });
        await expect(dialog.getByRole("button", { name: /Make my face|Use it anyway/ })).toBeEnabled();
        expect(await GetFaceAsync(game)).toEqual(start);
        await PressAsync(game, "Another photo");
        await expect(dialog).toHaveAttribute("data-state", "editing");
    });

    test("criterion 6: dropped and pasted photos are taken, a dropped text says what is wrong", async ({ game, dialog }) => {
        const base64 = (await readFile(Portrait)).toString("base64");
        const offerAsync = async (how: "drop" | "paste", type: string, content: string): Promise<void> =>
            await game.evaluate(
                async ([by, mime, data]) => {
                    const blob = await (await fetch(`data:${mime};base64,${data}`)).blob();
                    const transfer = new DataTransfer();
                    transfer.items.add(new File([blob], "some.file", { type: mime }));
                    if (by === "drop") {
                        document.querySelector("canvas")!.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
                    } else {
                        window.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer }));
                    }
                },
                [how, type, content],
            );
        const url = game.url();
        await offerAsync("drop", "text/plain", "aGVsbG8=");
        await expect(dialog).toHaveAttribute("data-error", "E_TYPE");
        await expect(dialog.getByRole("status")).toHaveText("This is no picture. Choose a JPEG or PNG photo.");
        for (const how of ["drop", "paste"] as const) {
            await offerAsync(how, "image/png", base64);
            await expect(dialog).toHaveAttribute("data-state", "adjusting", { timeout: 120_000 });
            await dialog.press("Escape");
            await expect(dialog).toHaveAttribute("data-state", "editing");
        }
        expect(game.url()).toBe(url);
    });

    test("criterion 7: the eyes are found in the same place whichever way the camera was held", async ({ game, dialog }) => {
        await expect(dialog).toHaveAttribute("data-state", "editing");
        const portrait = await readFile(Portrait);
        const eyes: number[][] = [];
        for (let orientation = 1; orientation <= 8; orientation++) {
            const file = await StoreOrientedAsync(portrait, orientation);
            const found = await game.evaluate(async (base64) => {
                const { creator } = (window as unknown as { game: IGamePage }).game;
                const blob = await (await fetch(`data:image/jpeg;base64,${base64}`)).blob();
                const { picture, faces } = await creator.detectAsync(blob);
                const middle = (from: number, axis: 0 | 1): number =>
                    faces[0].landmarks.slice(from, from + 6).reduce((sum, point) => sum + point[axis] / 6, 0);
                return [picture.width, picture.height, middle(36, 0), middle(36, 1), middle(42, 0), middle(42, 1)];
            }, file.toString("base64"));
            eyes.push(found);
            found.forEach((value, i) => expect(Math.abs(value - eyes[0][i]), `orientation ${orientation}`).toBeLessThanOrEqual(2));
        }
        // The eyes of the portrait, read off its picture: it is seen upright, not only always the same way.
        const [, , leftX, leftY, rightX, rightY] = eyes[0];
        expect(rightX - leftX).toBeGreaterThan(2 * Math.abs(rightY - leftY));
        expect(leftY).toBeLessThan(320);
    });

    test("criterion 14: pictures that are none of faces say so, and the face stays", async ({ game, dialog }, testInfo) => {
        const start = await GetFaceAsync(game);
        const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic"), Buffer.alloc(64)]);
        const dot = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
        for (const [name, content, code] of [
            ["broken.jpg", Buffer.from("this is no picture"), "E_TYPE"],
            ["iphone.heic", heic, "E_HEIC"],
            ["dot.gif", dot, "E_TOO_SMALL"],
        ] as const) {
            const path = testInfo.outputPath(name);
            await writeFile(path, content);
            await game.locator("input[data-input=photo]").setInputFiles(path);
            await expect(dialog).toHaveAttribute("data-error", code);
            await expect(dialog).toHaveAttribute("data-state", "editing");
        }
        expect(await GetFaceAsync(game)).toEqual(start);
    });

    test("criterion 8: a picture without a face says what to do, and its eyes can be marked by hand", async ({ game, dialog }) => {
        await game.evaluate(async () => {
            const canvas = document.createElement("canvas");
            canvas.width = canvas.height = 256;
            canvas.getContext("2d")!.fillRect(20, 40, 100, 60);
            const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
            const transfer = new DataTransfer();
            transfer.items.add(new File([blob!], "plain.png", { type: "image/png" }));
            document.querySelector("canvas")!.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
        });
        await expect(dialog).toHaveAttribute("data-error", "E_NO_FACE", { timeout: 120_000 });
        await expect(dialog).toHaveAttribute("data-state", "editing");
        await expect(dialog.getByRole("status")).toHaveText(/Try a photo where the whole face is visible/);
        await PressAsync(game, "Mark the eyes myself");
        await expect(dialog).toHaveAttribute("data-state", "adjusting");
        // How to is said once.
        expect(await GetTextsAsync(game, /^photo\.(hint|neutral\.text)$/)).toEqual([expect.stringMatching(/^Drag each point/)]);
        const left = dialog.getByRole("button", { name: "Eye on the left" });
        const start = (await left.boundingBox())!;
        const [x, y] = [start.x + start.width / 2, start.y + start.height / 2];
        await game.mouse.move(x, y);
        await game.mouse.down();
        await game.mouse.move(x - 10, y + 5, { steps: 3 });
        await game.mouse.move(x - 20, y + 10, { steps: 3 });
        await game.mouse.up();
        await expect.poll(async () => Math.round((await left.boundingBox())!.x - start.x)).toBe(-20);
        await left.press("Shift+ArrowDown");
        await expect.poll(async () => (await left.boundingBox())!.y - start.y).toBeGreaterThan(11);
        // What the fit is asked for; the fit itself is tested elsewhere.
        await game.evaluate(() => {
            const holder = window as unknown as { game: IGamePage; eyes: unknown };
            holder.game.creator.fitPhotoAsync = async (_photo, options) => {
                holder.eyes = options?.eyes;
                throw new Error("not now");
            };
        });
        await PressAsync(game, "Make my face");
        const eyes = await game.evaluate(() => {
            const holder = window as unknown as { game: IGamePage; eyes: [number, number][] };
            delete (holder.game.creator as unknown as { fitPhotoAsync?: unknown }).fitPhotoAsync;
            return holder.eyes;
        });
        expect(eyes[1].map(Math.round)).toEqual([148, 108]);
        expect(eyes[0][0]).toBeLessThan(0.42 * 256 - 4);
        expect(eyes[0][1]).toBeGreaterThan(0.42 * 256 + 4);
    });

    test("criterion 8: of several faces the player chooses one, and that one is fitted", async ({ game, dialog }) => {
        // Our own engine drew the portrait: here it is twice, the smaller one on the right.
        await game.evaluate(
            async (base64) => {
                const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
                const canvas = document.createElement("canvas");
                [canvas.width, canvas.height] = [1000, 600];
                const drawing = canvas.getContext("2d")!;
                drawing.fillStyle = "#8a8f96";
                drawing.fillRect(0, 0, 1000, 600);
                drawing.drawImage(picture, 0, 0, 600, 600);
                drawing.drawImage(picture, 600, 150, 400, 400);
                const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
                const transfer = new DataTransfer();
                transfer.items.add(new File([blob!], "two.png", { type: "image/png" }));
                document.querySelector("canvas")!.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
            },
            (await readFile(Portrait)).toString("base64"),
        );
        await expect(dialog).toHaveAttribute("data-state", "choosing", { timeout: 120_000 });
        const choices = dialog.getByRole("button", { name: /^Face \d$/ });
        await expect(choices).toHaveCount(2);
        await PressAsync(game, "Face 2");
        await expect(dialog).toHaveAttribute("data-state", "adjusting");
        // What the fit is asked for; the fit itself is tested elsewhere.
        await game.evaluate(() => {
            const holder = window as unknown as { game: IGamePage; asked: Parameters<IGamePage["creator"]["fitPhotoAsync"]> };
            holder.game.creator.fitPhotoAsync = async (...asked) => {
                holder.asked = asked;
                throw new Error("not now");
            };
        });
        await PressAsync(game, /Make my face|Use it anyway/);
        const { faceIndex, boxes } = await game.evaluate(async () => {
            const holder = window as unknown as { game: IGamePage; asked: Parameters<IGamePage["creator"]["fitPhotoAsync"]> };
            delete (holder.game.creator as unknown as { fitPhotoAsync?: unknown }).fitPhotoAsync;
            const [photo, options] = holder.asked;
            const { faces } = await holder.game.creator.detectAsync(photo);
            return { faceIndex: options?.faceIndex, boxes: faces.map(({ box }) => box) };
        });
        expect(faceIndex).toBe(1);
        expect(boxes[0][0] + boxes[0][2]).toBeLessThan(600);
        expect(boxes[1][0]).toBeGreaterThan(600);
    });
});
