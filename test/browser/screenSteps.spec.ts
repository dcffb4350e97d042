import { expect, GetFaceAsync, PressAsync, test } from "./screenPage.js";

// The head itself is not looked at here.
test.use({ drawn: false });

test.describe("steps and variations on the creation screen", () => {
    test("criterion 16: the history names each step and leads back to it", async ({ game, dialog }) => {
        await PressAsync(game, "Nose");
        const slider = dialog.getByRole("slider").first();
        const id = (await slider.getAttribute("data-parameter")) as string;
        const label = (await slider.getAttribute("aria-label")) as string;
        await slider.press("End");
        await expect.poll(async () => (await GetFaceAsync(game)).shape).toEqual({ [id]: 1 });
        await PressAsync(game, "Surprise me");
        const random = await GetFaceAsync(game);
        await PressAsync(game, "History");
        const steps = dialog.getByRole("button", { name: /^\d+\. / });
        await expect(steps).toHaveCount(3);
        expect(await steps.evaluateAll((all) => all.map((step) => step.getAttribute("aria-label")))).toEqual([
            "2. Random face",
            `1. Nose: ${label}`,
            "0. The beginning",
        ]);
        await expect(steps.first()).toHaveAttribute("aria-pressed", "true");
        await steps.nth(1).press("Enter");
        expect((await GetFaceAsync(game)).shape).toEqual({ [id]: 1 });
        await expect(steps.nth(1)).toHaveAttribute("aria-pressed", "true");
        await expect(steps.nth(1)).toBeFocused();
        await PressAsync(game, "Redo");
        expect(await GetFaceAsync(game)).toEqual(random);
        await expect(steps.first()).toHaveAttribute("aria-pressed", "true");
    });

    test("variations stay near the face, leave locked parts alone, and each can be undone", async ({ game, dialog }) => {
        await PressAsync(game, "Surprise me");
        const face = await GetFaceAsync(game);
        await PressAsync(game, "Nose");
        await PressAsync(game, "Lock all");
        await PressAsync(game, "Presets");
        await PressAsync(game, "Variations of this face");
        const variations = dialog.getByRole("button", { name: /^Variation \d$/ });
        await expect(variations).toHaveCount(6);
        await variations.nth(1).press("Enter");
        const varied = await GetFaceAsync(game);
        expect([varied.color, varied.style]).toEqual([face.color, face.style]);
        const ids = Object.keys({ ...face.shape, ...varied.shape });
        const changes = ids.map((id) => Math.abs((face.shape[id] ?? 0.5) - (varied.shape[id] ?? 0.5)));
        expect(changes.filter((change) => change > 0).length).toBeGreaterThan(ids.length / 2);
        expect(changes.reduce((sum, change) => sum + change, 0) / ids.length).toBeLessThan(0.08);
        ids.forEach((id, i) => id.startsWith("nose.") && expect(changes[i], id).toBe(0));
        await expect(variations).toHaveCount(6);
        await PressAsync(game, "Undo");
        expect(await GetFaceAsync(game)).toEqual(face);
    });
});
