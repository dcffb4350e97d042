import { readFile, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { expect, GetFaceAsync, GetResultAsync, type IGamePage, LoadGameAsync, OpenScreenAsync, PressAsync, test } from "./screenPage.js";

// The head itself is not looked at here.
test.use({ drawn: false });

test.describe("saving and sharing on the creation screen", () => {
    test("criterion 23: a code gives the face to another player, and a wrong one says so", async ({ game, dialog }) => {
        await PressAsync(game, "Surprise me");
        const face = await GetFaceAsync(game);
        await PressAsync(game, "Save & share");
        const field = dialog.getByRole("textbox", { name: "Face code" });
        const code = await field.inputValue();
        expect(code).toMatch(/^BF2[0-9A-Za-z]{1,317}$/);
        await PressAsync(game, "Undo");
        await field.fill(` ${code.slice(0, 40)} ${code.slice(40)} `);
        await PressAsync(game, "Use this code");
        const read = await GetFaceAsync(game);
        expect(read.style).toEqual(face.style);
        for (const [id, value] of Object.entries({ ...face.shape, ...read.shape })) {
            expect(Math.abs((face.shape[id] ?? 0.5) - (read.shape[id] ?? 0.5)), `${id}: ${value}`).toBeLessThan(1.01 / 250);
        }
        await field.fill(`${code.slice(0, 12)}${code[12] === "Z" ? "X" : "Z"}${code.slice(13)}`);
        await PressAsync(game, "Use this code");
        await expect(dialog).toHaveAttribute("data-error", "E_CODE_INVALID");
        expect(await GetFaceAsync(game)).toEqual(read);
    });

    test("glasses are put on and off without a step of the face, stay with a face that is taken and go with one that is not", async ({
        game,
        dialog,
    }) => {
        const wornAsync = async (): Promise<string | null> =>
            await game.evaluate(() => (window as unknown as { game: IGamePage }).game.creator.rig.glasses);
        const before = await GetFaceAsync(game);
        await PressAsync(game, "Hair, brows, beard");
        await PressAsync(game, "Glasses: Round");
        expect(await wornAsync()).toBe("round");
        await expect(dialog.getByRole("button", { name: "Glasses: Round" })).toHaveAttribute("aria-pressed", "true");
        expect(await GetFaceAsync(game)).toEqual(before);
        await expect(dialog.getByRole("button", { name: "Undo" })).toBeDisabled();
        await PressAsync(game, "Surprise me");
        await PressAsync(game, "Undo");
        expect(await wornAsync()).toBe("round");
        await PressAsync(game, "Glasses: Square");
        await PressAsync(game, "Cancel");
        await expect(dialog).toHaveAttribute("data-state", "confirmExit");
        await PressAsync(game, "Leave");
        expect((await GetResultAsync(game)).status).toBe("cancelled");
        expect(await wornAsync()).toBeNull();
        await OpenScreenAsync(game);
        await PressAsync(game, "Hair, brows, beard");
        await PressAsync(game, "Glasses: Square");
        await PressAsync(game, "Done");
        expect((await GetResultAsync(game)).status).toBe("committed");
        expect(await wornAsync()).toBe("square");
        await OpenScreenAsync(game);
        await PressAsync(game, "Hair, brows, beard");
        await expect(dialog.getByRole("button", { name: "Glasses: Square" })).toHaveAttribute("aria-pressed", "true");
        await PressAsync(game, "Glasses: None");
        await PressAsync(game, "Done");
        await GetResultAsync(game);
        expect(await wornAsync()).toBeNull();
    });

    test("criterion 24: slots keep faces, and leaving with changes asks", async ({ game, dialog }) => {
        await PressAsync(game, "Surprise me");
        const face = await GetFaceAsync(game);
        await PressAsync(game, "Save & share");
        await PressAsync(game, "Save to slot 2");
        await PressAsync(game, "Undo");
        await PressAsync(game, "Presets");
        await PressAsync(game, "Save & share");
        await PressAsync(game, "Load slot 2");
        expect(await GetFaceAsync(game)).toEqual(face);
        // A slot that holds another face asks; the button that was pressed keeps it, also when it is pressed twice.
        await PressAsync(game, "Undo");
        await PressAsync(game, "Save to slot 2");
        await PressAsync(game, "Keep 2");
        await PressAsync(game, "Load slot 2");
        expect(await GetFaceAsync(game)).toEqual(face);
        await PressAsync(game, "Undo");
        const other = await GetFaceAsync(game);
        await PressAsync(game, "Save to slot 2");
        await PressAsync(game, "Replace 2");
        await PressAsync(game, "Redo");
        await PressAsync(game, "Load slot 2");
        expect(await GetFaceAsync(game)).toEqual(other);
        await PressAsync(game, "Surprise me");
        await dialog.press("Escape");
        await expect(dialog).toHaveAttribute("data-state", "confirmExit");
        await PressAsync(game, "Stay");
        await expect(dialog).toHaveAttribute("data-state", "editing");
        await PressAsync(game, "Cancel");
        await PressAsync(game, "Leave");
        expect((await GetResultAsync(game)).status).toBe("cancelled");
        expect((await GetFaceAsync(game)).shape).toEqual({});
    });

    test("criterion 24: a slot is still there after the page was loaded again", async ({ game, server }) => {
        await PressAsync(game, "Surprise me");
        const face = await GetFaceAsync(game);
        await PressAsync(game, "Save & share");
        await PressAsync(game, "Save to slot 2");
        await LoadGameAsync(game, server.url, "", false);
        await game.evaluate(() => void (window as unknown as { game: IGamePage }).game.creator.openAsync());
        await game.locator("[data-face-creator][data-state=editing]").waitFor({ state: "attached", timeout: 60_000 });
        expect((await GetFaceAsync(game)).shape).toEqual({});
        await PressAsync(game, "Save & share");
        await PressAsync(game, "Load slot 2");
        expect(await GetFaceAsync(game)).toEqual(face);
    });

    test("a portrait has the face inside: opened or dropped it gives the face back, without a picture in the face", async ({
        game,
        dialog,
    }, testInfo) => {
        await PressAsync(game, "Surprise me");
        const random = await GetFaceAsync(game);
        await PressAsync(game, "Save & share");
        const download = game.waitForEvent("download", { timeout: 200_000 });
        await PressAsync(game, "Save portrait");
        const path = testInfo.outputPath("my.face.png");
        await (await download).saveAs(path);
        const { width, height } = await sharp(path).metadata();
        expect([width, height]).toEqual([512, 512]);
        // It shows something: skin is no grey backdrop.
        const { channels: colors } = await sharp(path).stats();
        expect(colors[0].stdev).toBeGreaterThan(15);
        await PressAsync(game, "Undo");
        expect(await GetFaceAsync(game)).not.toEqual(random);
        const chooser = game.waitForEvent("filechooser");
        await PressAsync(game, "Open file");
        await (await chooser).setFiles(path);
        await expect.poll(async () => GetFaceAsync(game)).toEqual(random);
        await PressAsync(game, "Undo");
        await game.evaluate((face) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([JSON.stringify(face)], "friend.face.json", { type: "application/json" }));
            document.querySelector("canvas")!.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
        }, random);
        await expect.poll(async () => GetFaceAsync(game)).toEqual(random);
        await expect(dialog.getByRole("status")).toHaveText("Face loaded.");
    });

    test("saves a face as a file and loads it again", async ({ game, dialog }, testInfo) => {
        await PressAsync(game, "Surprise me");
        const random = await GetFaceAsync(game);
        await PressAsync(game, "Save & share");
        const download = game.waitForEvent("download");
        await PressAsync(game, "Save as file");
        const path = testInfo.outputPath("my.face.json");
        await (await download).saveAs(path);
        expect(JSON.parse(await readFile(path, "utf8"))).toEqual(random);
        await PressAsync(game, "Undo");
        const chooser = game.waitForEvent("filechooser");
        await PressAsync(game, "Open file");
        await (await chooser).setFiles(path);
        await expect.poll(async () => GetFaceAsync(game)).toEqual(random);
        const wrong = testInfo.outputPath("wrong.json");
        await writeFile(wrong, "{}");
        await game.locator("input[data-input=face]").setInputFiles(wrong);
        await expect(dialog).toHaveAttribute("data-error", "E_FACE_FORMAT");
        await expect(dialog.getByRole("status")).toHaveText("This file is not a saved face.");
        expect(await GetFaceAsync(game)).toEqual(random);
    });
});
