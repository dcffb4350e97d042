import { readFile } from "node:fs/promises";
import sharp, { type Sharp } from "sharp";
import { expect, GetFaceAsync, GetTextsAsync, type IGamePage, PressAsync, test } from "./screenPage.js";

const Portrait = "assets/demo/portrait.png";
const FitMs = 600_000;

interface IAskedPage {
    readonly game: IGamePage;
    asked: number;
}

// The head itself is not looked at here.
test.use({ drawn: false });

test.describe("several photos on the creation screen", () => {
    test.setTimeout(2 * FitMs);

    test("photos of one person are added, looked at, removed and fitted together; each that cannot be used says why", async ({
        game,
        dialog,
    }) => {
        const png = async (change: (image: Sharp) => Sharp): Promise<Buffer> =>
            await change(sharp(await readFile(Portrait)))
                .png()
                .toBuffer();
        const photo = (name: string, buffer: Buffer): { name: string; mimeType: string; buffer: Buffer } => ({
            name,
            mimeType: name.endsWith(".txt") ? "text/plain" : "image/png",
            buffer,
        });
        const input = game.locator("input[data-input=photo]");
        await expect(input).toHaveAttribute("multiple", "");
        await input.setInputFiles([
            photo("me.png", await readFile(Portrait)),
            photo("note.txt", Buffer.from("no picture")),
            photo("wall.png", await png((image) => image.extract({ left: 0, top: 0, width: 120, height: 120 }))),
        ]);
        await expect(dialog).toHaveAttribute("data-state", "adjusting", { timeout: 300_000 });
        await expect(dialog).toHaveAttribute("data-error", "E_NO_FACE");
        const shown = dialog.getByRole("button", { name: /^Photo \d$/ });
        await expect(shown).toHaveCount(1);
        await expect
            .poll(async () => await GetTextsAsync(game, /^photo\.refused\.\d+\.text$/))
            .toEqual([
                "note.txt: This is no picture. Choose a JPEG or PNG photo.",
                "wall.png: We couldn't find a face. Try a photo where the whole face is visible.",
            ]);

        // The button opens the file dialog, and what is dropped is added too.
        const chooser = game.waitForEvent("filechooser");
        await dialog.getByRole("button", { name: "Add a photo" }).press("Enter");
        await (await chooser).setFiles([photo("turned.png", await png((image) => image.flop()))]);
        await expect(shown).toHaveCount(2, { timeout: 300_000 });
        await expect(dialog.getByRole("button", { name: "Photo 2" })).toHaveAttribute("aria-pressed", "true");
        await game.evaluate(
            async (pictures) => {
                const transfer = new DataTransfer();
                for (const [i, picture] of pictures.entries()) {
                    const blob = await (await fetch(`data:image/png;base64,${picture}`)).blob();
                    transfer.items.add(new File([blob], `dropped${i}.png`, { type: "image/png" }));
                }
                document.querySelector("canvas")!.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
            },
            [await readFile(Portrait), await png((image) => image.linear(0.7))].map((bytes) => bytes.toString("base64")),
        );
        await expect(shown).toHaveCount(3, { timeout: 300_000 });
        await expect
            .poll(async () => await GetTextsAsync(game, /^photo\.refused\.\d+\.text$/))
            .toEqual(["dropped0.png: This photo is here already."]);

        // The first one is looked at, by the key; the last one is taken away.
        await dialog.getByRole("button", { name: "Photo 1" }).press("Enter");
        await expect(dialog.getByRole("button", { name: "Photo 1" })).toHaveAttribute("aria-pressed", "true");
        await PressAsync(game, "Photo 3");
        await PressAsync(game, "Remove photo");
        await expect(shown).toHaveCount(2);
        await expect(dialog).toHaveAttribute("data-state", "adjusting");

        await game.evaluate(() => {
            const holder = window as unknown as IAskedPage;
            const { creator } = holder.game;
            const fitAsync = creator.fitPhotoAsync.bind(creator);
            creator.fitPhotoAsync = async (source, options) => {
                holder.asked = 1 + (options?.others?.length ?? 0);
                return await fitAsync(source, options);
            };
        });
        const before = await GetFaceAsync(game);
        await PressAsync(game, /^(Make my face|Use it anyway)$/);
        await expect(dialog).toHaveAttribute("data-state", "result", { timeout: FitMs });
        expect(await game.evaluate(() => (window as unknown as IAskedPage).asked)).toBe(2);
        expect(await GetFaceAsync(game)).not.toEqual(before);
        expect((await GetTextsAsync(game, /^photo\.grade\.text/))[0]).toMatch(/^Made from 2 photos\. /);
        await expect(dialog.getByRole("status")).toHaveText(/ match\. Made from 2 photos\.$/);

        // Back to the photos and on to a third one; no strength at all is then still the face before the first of them.
        await PressAsync(game, "Add a photo");
        await expect(shown).toHaveCount(2);
        await game.evaluate(
            () => delete (window as unknown as { game: { creator: { fitPhotoAsync?: unknown } } }).game.creator.fitPhotoAsync,
        );
        await PressAsync(game, "Start over");
        await expect(dialog).toHaveAttribute("data-state", "editing");
        await expect(dialog.getByRole("button", { name: "Choose photo" })).toBeEnabled();
    });
});
