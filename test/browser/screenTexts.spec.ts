import { type Page } from "@playwright/test";
import { CreateLanguages } from "../screenLanguages.js";
import { expect, type IGamePage, OpenScreenAsync, PressAsync, test } from "./screenPage.js";

/** A text as it was drawn: its box in pixels of the canvas, and how much narrower than its font its letters are. */
interface IDrawnText {
    readonly text: string;
    readonly box: readonly [number, number, number, number];
    readonly squeeze: number;
}

/** Letters may be drawn this much narrower before a player minds, and texts overlap by so many pixels of the canvas where their descenders do. */
const LeastSqueeze = 0.72;
const Touch = 3;

/** Draws the texture of the screen and notes every text; also what of them does not fit into its control. */
async function DrawTextsAsync(page: Page): Promise<{ texts: IDrawnText[]; tooHigh: string[] }> {
    return await page.evaluate(() => {
        const { scene } = (window as unknown as { game: IGamePage }).game;
        const texture = scene.textures.find(({ name }) => name === "faceCreator.screen") as unknown as {
            idealRatio: number;
            markAsDirty(): void;
            _checkUpdate(camera: null): void;
            getDescendants(
                directly: boolean,
                wanted: (control: { getClassName(): string }) => boolean,
            ): {
                text: string;
                linesHeight: number;
                _currentMeasure: { height: number };
            }[];
            getContext(): CanvasRenderingContext2D;
        };
        const texts: IDrawnText[] = [];
        const { fillText } = CanvasRenderingContext2D.prototype;
        CanvasRenderingContext2D.prototype.fillText = function (text: string, x: number, y: number, most?: number): void {
            const { width, actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = this.measureText(text);
            const seen = Math.min(width, most ?? Infinity);
            if (text !== "" && this.canvas === texture.getContext().canvas) {
                texts.push({ text, box: [x, y - up, seen, up + down], squeeze: seen / width });
            }
            fillText.call(this, text, x, y, most);
        };
        try {
            // A list that was just built needs two frames.
            texture.markAsDirty();
            texture._checkUpdate(null);
            texts.length = 0;
            texture.markAsDirty();
            texture._checkUpdate(null);
        } finally {
            CanvasRenderingContext2D.prototype.fillText = fillText;
        }
        const tooHigh = texture
            .getDescendants(false, (control) => control.getClassName() === "FaceCreatorText")
            .filter(
                (label) => label.linesHeight * texture.idealRatio > label._currentMeasure.height + 2 && label._currentMeasure.height > 0,
            )
            .map((label) => label.text)
            .filter((text) => texts.some((drawn) => text.includes(drawn.text)));
        return { texts, tooHigh };
    });
}

function FindOverlaps(texts: readonly IDrawnText[]): string[] {
    return texts.flatMap(({ text, box: [x, y, width, height] }, i) =>
        texts
            .slice(i + 1)
            .filter(({ box: [left, top, wide, high] }) => {
                const across = Math.min(x + width, left + wide) - Math.max(x, left);
                const down = Math.min(y + height, top + high) - Math.max(y, top);
                return across > Touch && down > Touch;
            })
            .map((other) => `${text} / ${other.text}`),
    );
}

// The head itself is not looked at here.
test.use({ drawn: false });

test.describe("texts of the creation screen", () => {
    test.afterEach(async ({ game }) => {
        await game.setViewportSize({ width: 960, height: 540 });
    });

    for (const [width, height] of [
        [1280, 720],
        [390, 844],
    ]) {
        test(`criterion 34: longer texts, German, Japanese and Arabic are neither cut nor overlap at ${width}x${height}`, async ({
            game,
        }) => {
            await game.setViewportSize({ width, height });
            const names = await game.evaluate(() => {
                const { schema } = (window as unknown as { game: IGamePage }).game.creator;
                const labels = [...schema.continuous, ...schema.colors, ...schema.discrete].map(({ id, label }) => [id, label]);
                const options = schema.discrete.flatMap((block) =>
                    block.options.map((option) => [`${block.id}.${option.id}`, option.label]),
                );
                return Object.fromEntries([...labels, ...options]) as Record<string, string>;
            });
            const faults: string[] = [];
            for (const [language, { dir, strings }] of Object.entries(CreateLanguages(names))) {
                await OpenScreenAsync(game, { dir, strings });
                const { photo, presets, regions, share } = strings;
                for (const title of [photo.title, presets.title, regions.nose, regions.style, share.title]) {
                    await game.getByRole("button", { name: title, exact: true }).first().press("Enter");
                    const { texts, tooHigh } = await DrawTextsAsync(game);
                    expect(texts.length, `${language} ${title}`).toBeGreaterThan(15 * (width > 600 ? 1 : 0.3));
                    const found = [
                        ...FindOverlaps(texts).map((pair) => `overlap: ${pair}`),
                        ...texts
                            .filter(({ squeeze }) => squeeze < LeastSqueeze)
                            .map(({ text, squeeze }) => `narrow ${squeeze.toFixed(2)}: ${text}`),
                        ...tooHigh.map((text) => `cut: ${text}`),
                    ];
                    faults.push(...found.map((fault) => `${language} ${title}: ${fault}`));
                }
            }
            expect(faults).toEqual([]);
        });
    }

    test("criterion 22: names that the game gives are shown and searched", async ({ game, dialog }) => {
        await OpenScreenAsync(game, { strings: { names: { "nose.width": "Nasenbreite" } } });
        await PressAsync(game, "Nose");
        await expect(dialog.getByRole("slider", { name: "Nasenbreite", exact: true })).toHaveCount(1);
        await dialog.getByRole("textbox", { name: "Search" }).fill("breite");
        await expect(dialog.getByRole("slider")).toHaveCount(1);
    });
});
