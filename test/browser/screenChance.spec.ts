import { expect, GetFaceAsync, type IGamePage, PressAsync, test, WaitFramesAsync } from "./screenPage.js";

// The head itself is not looked at here.
test.use({ drawn: false });

test.describe("chance and presets on the creation screen", () => {
    test("criterion 17: chance leaves locked eyes alone with a hundred seeds, and a seed gives the same face again", async ({
        game,
        dialog,
    }) => {
        await PressAsync(game, "Eyes");
        await dialog.getByRole("slider", { name: "Size", exact: true }).fill("0.7");
        await PressAsync(game, "Lock all");
        await PressAsync(game, "Presets");
        const seed = dialog.getByRole("textbox", { name: "Seed" });
        await seed.fill("41");
        await seed.press("Enter");
        const first = await GetFaceAsync(game);
        // The others without waiting for each of them to be drawn.
        const faces = await seed.evaluate((field: HTMLInputElement) => {
            const { creator } = (window as unknown as { game: IGamePage }).game;
            return Array.from({ length: 100 }, (_, i) => {
                field.value = String(41 + ((i + 99) % 100));
                field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
                return creator.face;
            });
        });
        expect(faces[1]).toEqual(first);
        expect(new Set(faces.map((face) => JSON.stringify(face.shape))).size).toBe(100);
        for (const { shape } of faces) {
            expect(Object.entries(shape).filter(([id]) => id.startsWith("eye."))).toEqual([["eye.size", 0.7]]);
        }
    });

    test("presets blend into the face", async ({ game, dialog }) => {
        await PressAsync(game, "Presets");
        const start = await GetFaceAsync(game);
        await PressAsync(game, "Preset 3");
        const preset = await GetFaceAsync(game);
        expect(preset.origin?.kind).toBe("preset");
        const blend = dialog.getByRole("slider", { name: "How much of it" });
        await blend.fill("0.5");
        await WaitFramesAsync(game);
        const half = await GetFaceAsync(game);
        const id = Object.keys(preset.shape).sort((a, b) => Math.abs(preset.shape[b] - 0.5) - Math.abs(preset.shape[a] - 0.5))[0];
        expect(Math.abs(half.shape[id] - (0.5 + preset.shape[id]) / 2)).toBeLessThanOrEqual(1 / 250);
        await blend.fill("0");
        await expect.poll(async () => GetFaceAsync(game)).toEqual(start);
        await blend.fill("0.5");
        await expect.poll(async () => (await GetFaceAsync(game)).shape).toEqual(half.shape);
        // Another preset blends with what the face is now, here a blend.
        await PressAsync(game, "Preset 5");
        const other = await GetFaceAsync(game);
        await blend.fill("0.5");
        await expect
            .poll(async () => Math.abs((await GetFaceAsync(game)).shape[id] - (half.shape[id] + (other.shape[id] ?? 0.5)) / 2))
            .toBeLessThanOrEqual(1 / 250);
        await blend.fill("0");
        await expect.poll(async () => (await GetFaceAsync(game)).shape).toEqual(half.shape);
    });
});
