import { CreateLanguages } from "../screenLanguages.js";
import { type IScreenshotState, ScreenshotStates } from "../screenshotStates.js";
import { DrawTextsAsync, FindFaults, TextGrowth } from "./drawnTexts.js";
import { expect, type IGamePage, OpenScreenAsync, PressAsync, test } from "./screenPage.js";

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
            const growth = new TextGrowth();
            const faults: string[] = [];
            const small: string[] = [];
            for (const textScale of [1, 2]) {
                for (const [state, { open = {}, reachAsync }] of Object.entries(TextStates)) {
                    await OpenScreenAsync(game, { ...open, textScale });
                    await reachAsync(game);
                    const look = await DrawTextsAsync(game);
                    expect(look.texts.length, state).toBeGreaterThan(0);
                    faults.push(...FindFaults(look).map((fault) => `${state} at ${100 * textScale} %: ${fault}`));
                    if (textScale === 1) {
                        growth.note(state, look);
                    } else {
                        small.push(...growth.findSmall(state, look));
                    }
                }
            }
            expect(growth.count).toBeGreaterThan(60);
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
        expect(await plantAsync("page.title", { heightInPixels: 10 })).toContain("cut: Nose");
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
