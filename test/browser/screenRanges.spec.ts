import { readFileSync } from "node:fs";
import { CreateAverageFace, EditFace, type IFace, type IFaceSchema } from "../../src/pure.js";
import { KeepSound } from "../../src/face/soundFace.js";
import { ParseRigFile, RigToSchema } from "../../src/rig/rigFile.js";
import { expect, GetFaceAsync, type IGamePage, OpenScreenAsync, PressAsync, test } from "./screenPage.js";

// The head itself is not looked at here.
test.use({ drawn: false });

/** A face that is sound to the last, whose next move of a slider of the eyes breaks it. */
interface IBrink {
    readonly face: IFace;
    readonly id: string;
    readonly label: string;
    /** The end of the slider that would break it, and how far it may go there. */
    readonly end: number;
    readonly reached: number;
}

/** What weighs most on where the eyeballs come through the lids is the slider; the next ones are at their ends already, as far as they may. */
function FindBrink(schema: IFaceSchema): IBrink {
    const { weights } = schema.prior!.limits.find(({ place }) => place === "lids")!;
    const ends = schema.continuous.map(({ id }, i) => ({ id, weight: weights[i], end: weights[i] > 0 ? 1 : 0 }));
    const [first, ...others] = ends
        .filter(({ id }) => id.startsWith("eye."))
        .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
        .slice(0, 6);
    const average = CreateAverageFace(schema);
    const shape = Object.fromEntries(others.map(({ id, end }) => [id, end]));
    const face = KeepSound(schema, average, EditFace(schema, average, { shape }));
    const wanted = EditFace(schema, face, { shape: { [first.id]: first.end } });
    const reached = KeepSound(schema, face, wanted).shape[first.id] ?? 0.5;
    const { label } = schema.continuous.find(({ id }) => id === first.id)!;
    return { face, id: first.id, label, end: first.end, reached };
}

test.describe("how far sliders go on the creation screen", () => {
    const rig = JSON.parse(readFileSync("dist/assets/head/head.rig.json", "utf8")) as unknown;
    const { face, id, label, end, reached } = FindBrink(RigToSchema(ParseRigFile(rig)));

    test("criterion 18: they stop where together they would break the face, and say so; with extremes they go on, as steps like any other", async ({
        game,
        dialog,
    }) => {
        expect(Math.abs(end - reached)).toBeGreaterThan(0.1);
        await game.evaluate((next) => (window as unknown as { game: IGamePage }).game.creator.setFace(next), face);
        await PressAsync(game, "Eyes");
        const slider = dialog.getByRole("slider", { name: label, exact: true });
        const extremes = dialog.getByRole("button", { name: "Extremes", exact: true });
        const told = dialog.getByRole("status").filter({ hasText: "Extremes" });
        const valueAsync = async (): Promise<number> => (await GetFaceAsync(game)).shape[id] ?? 0.5;
        await expect(extremes).toHaveAttribute("aria-pressed", "false");
        await expect(told).toHaveCount(0);
        await slider.press(end === 1 ? "End" : "Home");
        await expect.poll(valueAsync).toBe(reached);
        await expect(slider).toHaveValue(String(reached));
        await expect(told).toHaveCount(1);
        // By number, too.
        const typed = dialog.getByRole("textbox", { name: `Value: ${label}`, exact: true });
        await typed.fill(end === 1 ? "100" : "-100");
        await typed.press("Enter");
        await expect.poll(valueAsync).toBe(reached);
        await PressAsync(game, "Extremes");
        await expect(extremes).toHaveAttribute("aria-pressed", "true");
        await slider.press(end === 1 ? "End" : "Home");
        await expect.poll(valueAsync).toBe(end);
        // Switched off, the face stays; the slider goes back, but no further out.
        await PressAsync(game, "Extremes");
        await expect(extremes).toHaveAttribute("aria-pressed", "false");
        expect(await valueAsync()).toBe(end);
        await slider.press(end === 1 ? "End" : "Home");
        // What was stopped on the spot is no step: one back is before the extremes.
        await PressAsync(game, "Undo");
        await expect.poll(valueAsync).toBe(reached);
        await PressAsync(game, "Undo");
        await expect.poll(valueAsync).toBe(face.shape[id] ?? 0.5);
        await PressAsync(game, "Redo");
        await expect.poll(valueAsync).toBe(reached);
        await PressAsync(game, "Redo");
        await expect.poll(valueAsync).toBe(end);
        // Resetting goes to the average from anywhere.
        await PressAsync(game, `Reset: ${label}`);
        await expect.poll(valueAsync).toBe(0.5);
    });

    test("criterion 18: a game may ask for extremes from the start", async ({ game, dialog }) => {
        await OpenScreenAsync(game, { ranges: "extended" });
        await game.evaluate((next) => (window as unknown as { game: IGamePage }).game.creator.setFace(next), face);
        await PressAsync(game, "Eyes");
        await expect(dialog.getByRole("button", { name: "Extremes", exact: true })).toHaveAttribute("aria-pressed", "true");
        await dialog.getByRole("slider", { name: label, exact: true }).press(end === 1 ? "End" : "Home");
        await expect.poll(async () => (await GetFaceAsync(game)).shape[id]).toBe(end);
    });
});
