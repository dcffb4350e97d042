import { type Page } from "@playwright/test";
import { CreateLanguages } from "../screenLanguages.js";
import { type IScreenshotState, ScreenshotStates } from "../screenshotStates.js";
import { expect, type IGamePage, OpenScreenAsync, PressAsync, test } from "./screenPage.js";

/** A text as it was drawn: its box and its size in pixels of the canvas, and how much narrower than its font its letters are. */
interface IDrawnText {
    readonly text: string;
    readonly box: readonly [number, number, number, number];
    readonly size: number;
    readonly squeeze: number;
}

/** What one look at the screen shows: every text, those that are higher than their controls, and the canvas. */
interface ILook {
    readonly texts: readonly IDrawnText[];
    readonly tooHigh: readonly string[];
    readonly canvas: readonly [number, number];
}

/** Letters may be drawn this much narrower before a player minds, and texts overlap by so many pixels of the canvas where their descenders do. */
const LeastSqueeze = 0.72;
const Touch = 3;

/** Draws the texture of the screen and notes every text. Lists draw all that is in them, also what does not lie in their view. */
async function DrawTextsAsync(page: Page): Promise<ILook> {
    return await page.evaluate(() => {
        const { scene } = (window as unknown as { game: IGamePage }).game;
        interface IControl {
            readonly text: string;
            readonly linesHeight: number;
            readonly name: string;
            readonly verticalBar: { value: number };
            readonly isVisible: boolean;
            readonly parent: IControl | null;
            readonly _currentMeasure: { height: number };
            getClassName(): string;
        }
        const texture = scene.textures.find(({ name }) => name === "faceCreator.screen") as unknown as {
            idealRatio: number;
            readonly onBeginRenderObservable: { add(callback: () => void): { remove(): void } };
            markAsDirty(): void;
            _checkUpdate(camera: null): void;
            getDescendants(directly: boolean, wanted: (control: IControl) => boolean): IControl[];
            getContext(): CanvasRenderingContext2D;
        };
        const { canvas } = texture.getContext();
        let texts: IDrawnText[] = [];
        const { fillText } = CanvasRenderingContext2D.prototype;
        CanvasRenderingContext2D.prototype.fillText = function (text: string, x: number, y: number, most?: number): void {
            const { width, actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = this.measureText(text);
            const seen = Math.min(width, most ?? Infinity);
            if (text !== "" && this.canvas === canvas) {
                const size = Number(/([\d.]+)px/.exec(this.font)?.[1]);
                texts.push({ text, box: [x, y - up, seen, up + down], size, squeeze: seen / width });
            }
            fillText.call(this, text, x, y, most);
        };
        const isShown = (control: IControl | null): boolean => !control || (control.isVisible && isShown(control.parent));
        // A frame may draw more than once.
        const observer = texture.onBeginRenderObservable.add(() => (texts = []));
        const draw = (): void => {
            texture.markAsDirty();
            texture._checkUpdate(null);
        };
        // The name of an icon that has the focus may lie over other texts.
        (document.activeElement as HTMLElement | null)?.blur();
        try {
            // From its top: what a list has scrolled away lies under what is above it. One that was just built or moved needs two frames.
            texture.getDescendants(false, ({ name }) => name === "page.scroll")[0].verticalBar.value = 0;
            draw();
            draw();
            const tooHigh = texture
                .getDescendants(false, (control) => /^FaceCreator(Text|IconLabel)$/.test(control.getClassName()))
                .filter(
                    (label) =>
                        label.linesHeight * texture.idealRatio > label._currentMeasure.height + 2 && label._currentMeasure.height > 0,
                )
                .filter(isShown)
                .map((label) => label.text);
            return { texts, tooHigh, canvas: [canvas.width, canvas.height] };
        } finally {
            observer.remove();
            CanvasRenderingContext2D.prototype.fillText = fillText;
        }
    });
}

/** What a player would mind about texts. */
function FindFaults({ texts, tooHigh, canvas: [width] }: ILook): string[] {
    return [
        ...FindOverlaps(texts).map((pair) => `overlap: ${pair}`),
        ...texts.filter(({ squeeze }) => squeeze < LeastSqueeze).map(({ text, squeeze }) => `narrow ${squeeze.toFixed(2)}: ${text}`),
        ...texts.filter(({ box: [x, , wide] }) => x < -1 || x + wide > width + 1).map(({ text }) => `beside the canvas: ${text}`),
        ...tooHigh.map((text) => `cut: ${text}`),
    ];
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

/** Texts at 200 % are twice as large; a little less where a label keeps its line. */
const LeastGrowth = 1.75;

const AtPage = (...names: readonly string[]): IScreenshotState => ({
    reachAsync: async (page) => {
        for (const name of names) {
            await page.getByRole("button", { name, exact: true }).first().press("Enter");
        }
    },
});

/** The states of the screen that no network is needed for. */
const TextStates: Readonly<Record<string, IScreenshotState>> = {
    photo: AtPage("Use a photo"),
    consent: ScreenshotStates.consent,
    camera: AtPage("Use camera"),
    asking: {
        reachAsync: async (page) => {
            await page.evaluate(() => {
                navigator.mediaDevices.getUserMedia = async () => await new Promise(() => {});
            });
            await AtPage("Use camera", "Start camera").reachAsync(page);
            await expect(page.locator("[data-face-creator]")).toHaveAttribute("data-state", "camRequest");
        },
    },
    presets: AtPage("Presets", "Preset 4"),
    variations: AtPage("Presets", "Variations of this face"),
    brows: AtPage("Brows"),
    eyes: AtPage("Eyes", "Left and right apart"),
    nose: AtPage("Nose"),
    mouth: AtPage("Mouth"),
    face: AtPage("Face shape"),
    head: AtPage("Head"),
    colours: AtPage("Colours"),
    hair: AtPage("Hair, brows, beard"),
    makeup: AtPage("Makeup"),
    search: ScreenshotStates.search,
    nothing: ScreenshotStates.nothing,
    // Saved twice: a slot that holds another face asks, and a message lies over the head.
    share: AtPage("Save & share", "Save to slot 1", "Surprise me", "Save to slot 1"),
    history: AtPage("Nose", "Shuffle", "Surprise me", "History"),
    leave: AtPage("Surprise me", "Cancel"),
    error: {
        reachAsync: async (page) => {
            const file = { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") };
            await page.locator("input[data-input=photo]").setInputFiles(file);
            await expect(page.locator("[data-face-creator]")).toHaveAttribute("data-error", "E_TYPE");
        },
    },
};

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
                    const look = await DrawTextsAsync(game);
                    expect(look.texts.length, `${language} ${title}`).toBeGreaterThan(15 * (width > 600 ? 1 : 0.3));
                    faults.push(...FindFaults(look).map((fault) => `${language} ${title}: ${fault}`));
                }
            }
            expect(faults).toEqual([]);
        });
    }

    for (const [width, height] of [
        [390, 844],
        [844, 390],
        [1280, 720],
    ]) {
        test(`criterion 30: at 200 % texts are twice as large, and none is cut or overlaps another at ${width}x${height}`, async ({
            game,
        }) => {
            test.setTimeout(900_000);
            await game.setViewportSize({ width, height });
            const sizes = new Map<string, number>();
            const faults: string[] = [];
            const small: string[] = [];
            for (const textScale of [1, 2]) {
                for (const [state, { open = {}, reachAsync }] of Object.entries(TextStates)) {
                    await OpenScreenAsync(game, { ...open, textScale });
                    await reachAsync(game);
                    const look = await DrawTextsAsync(game);
                    expect(look.texts.length, state).toBeGreaterThan(0);
                    for (const { text, size } of look.texts) {
                        const before = sizes.get(`${state} ${text}`);
                        if (textScale === 1) {
                            sizes.set(`${state} ${text}`, Math.min(size, before ?? Infinity));
                        } else if (before !== undefined && size / before < LeastGrowth) {
                            small.push(`${state}: ${text} grows ${(size / before).toFixed(2)} times`);
                        }
                    }
                    if (textScale === 2) {
                        faults.push(...FindFaults(look).map((fault) => `${state}: ${fault}`));
                    }
                }
            }
            expect(sizes.size).toBeGreaterThan(60);
            expect([...new Set(small)]).toEqual([]);
            expect(faults).toEqual([]);
        });
    }

    test("the faults of texts are found where there are some", async ({ game }) => {
        await game.setViewportSize({ width: 390, height: 844 });
        await OpenScreenAsync(game, { textScale: 2 });
        await PressAsync(game, "Nose");
        expect(FindFaults(await DrawTextsAsync(game))).toEqual([]);
        const plantAsync = async (name: string, change: Readonly<Record<string, number>>): Promise<string> => {
            await OpenScreenAsync(game, { textScale: 2 });
            await PressAsync(game, "Nose");
            await game.evaluate(
                ([wanted, values]) => {
                    const { scene } = (window as unknown as { game: IGamePage }).game;
                    const texture = scene.textures.find((one) => one.name === "faceCreator.screen") as unknown as {
                        getDescendants(directly: boolean, test: (control: { name: string }) => boolean): object[];
                    };
                    const [control] = texture.getDescendants(false, (one) => one.name === wanted);
                    Object.assign(control, values);
                },
                [name, change] as const,
            );
            return FindFaults(await DrawTextsAsync(game)).join();
        };
        expect(await plantAsync("label.nose.length", { heightInPixels: 10 })).toContain("cut: Length");
        expect(await plantAsync("value.nose.length", { leftInPixels: -220 })).toMatch(/overlap: [^,]*Length/);
        expect(await plantAsync("tools.dice", { widthInPixels: 90 })).toContain("cut: Shuffle");
        expect(await plantAsync("label.nose.length", { leftInPixels: 300 })).toContain("beside the canvas: Length");
    });

    test("criterion 22: names that the game gives are shown and searched", async ({ game, dialog }) => {
        await OpenScreenAsync(game, { strings: { names: { "nose.width": "Nasenbreite" } } });
        await PressAsync(game, "Nose");
        await expect(dialog.getByRole("slider", { name: "Nasenbreite", exact: true })).toHaveCount(1);
        await dialog.getByRole("textbox", { name: "Search" }).fill("breite");
        await expect(dialog.getByRole("slider")).toHaveCount(1);
    });
});
