import { expect, GetFaceAsync, GetFacePointAsync, type IGamePage, PressAsync, test } from "./screenPage.js";

// The head itself is not looked at here.
test.use({ drawn: false });

test.describe("left and right on the creation screen", () => {
    test.describe.configure({ timeout: 600_000 });

    test("are edited together until the player parts them, each alone by its slider then, and are made alike again", async ({
        game,
        dialog,
    }) => {
        const sideOf = (name: string) => dialog.getByRole("button", { name, exact: true });
        await PressAsync(game, "Nose");
        await expect(sideOf("Both sides: Width")).toHaveCount(0);
        await PressAsync(game, "Left and right apart");
        await PressAsync(game, "Both sides: Width");
        const slider = dialog.getByRole("slider", { name: "Width", exact: true });
        await slider.fill("0.9");
        await expect.poll(async () => (await GetFaceAsync(game)).asymmetry?.["nose.width"]).toBe(0.4);
        await PressAsync(game, "Left side: Width");
        await expect(slider).toHaveValue("0.5");
        await PressAsync(game, "Right side: Width");
        await expect(slider).toHaveValue("0.7");
        await PressAsync(game, "Left to right");
        const { shape, asymmetry } = await GetFaceAsync(game);
        expect([shape, asymmetry]).toEqual([{ "nose.width": 0.9 }, undefined]);
        await PressAsync(game, "Left and right apart");
        await expect(sideOf("Both sides: Width")).toHaveCount(0);
    });

    test("follow the hand apart", async ({ game }) => {
        await PressAsync(game, "Nose");
        await PressAsync(game, "Left and right apart");
        // By hand, on the subject's left cheek, which is on the picture's right.
        const cheek = await GetFacePointAsync(game, 54, 62);
        await game.mouse.move(cheek.x, cheek.y);
        await game.mouse.down();
        await game.mouse.move(cheek.x + 10, cheek.y);
        await game.mouse.move(cheek.x + 30, cheek.y);
        await game.mouse.up();
        await expect.poll(async () => Object.keys((await GetFaceAsync(game)).asymmetry ?? {}).length).toBeGreaterThan(0);
        const [left, right] = await game.evaluate(() => {
            const { rig } = (window as unknown as { game: IGamePage }).game.creator;
            const { positions, rest } = rig.morphedMeshes.find(({ mesh }) => mesh === rig.meshesOf("head")[0])!;
            const most = [0, 0];
            for (let i = 0; i < positions.length; i += 3) {
                const moved = Math.hypot(positions[i] - rest[i], positions[i + 1] - rest[i + 1], positions[i + 2] - rest[i + 2]);
                const side = rest[i] > 0.012 ? 0 : rest[i] < -0.012 ? 1 : -1;
                if (side >= 0) {
                    most[side] = Math.max(most[side], moved);
                }
            }
            return most;
        });
        expect(left).toBeGreaterThan(0.0005);
        // Bones are in neither; morph targets of the other side stay but for the grid of a Face.
        expect(right).toBeLessThan(0.00005);
    });
});
