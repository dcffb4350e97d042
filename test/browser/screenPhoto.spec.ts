import { expect, type IGamePage, PressAsync, test } from "./screenPage.js";

test.describe("photos on the creation screen", () => {
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
});
