import { type Page } from "@playwright/test";
import sharp from "sharp";

/** A state of the creation screen, and how it is reached from the screen just opened. */
export interface IScreenshotState {
    /** Options of the screen. */
    readonly open?: Readonly<Record<string, unknown>>;
    readonly reachAsync: (page: Page) => Promise<void>;
}

const Portrait = "assets/demo/portrait.png";
/** Longest wait for a photo to be found or fitted, without a GPU. */
const PhotoMs = 300_000;

const PressAsync = async (page: Page, ...names: (string | RegExp)[]): Promise<void> => {
    for (const name of names) {
        await page.getByRole("button", { name, exact: true }).press("Enter");
    }
};

const WaitForStateAsync = async (page: Page, state: string): Promise<void> =>
    await page.locator(`[data-face-creator][data-state=${state}]`).waitFor({ state: "attached", timeout: PhotoMs });

/** On phones the views are folded into a button. */
const SeeAsync = async (page: Page, ...names: string[]): Promise<void> => {
    const fold = page.getByRole("button", { name: "View and light", exact: true });
    if ((await fold.count()) > 0) {
        await fold.press("Enter");
    }
    await PressAsync(page, ...names);
};

const TakePhotoAsync = async (page: Page): Promise<void> => {
    await page.locator("input[data-input=photo]").setInputFiles(Portrait);
    await WaitForStateAsync(page, "adjusting");
};

/** The portrait, turned around, and a file that is no photo. */
const TakeMoreAsync = async (page: Page): Promise<void> => {
    const others = [
        { name: "second.png", mimeType: "image/png", buffer: await sharp(Portrait).flop().toBuffer() },
        { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") },
    ];
    await page.locator("input[data-input=photo]").setInputFiles(others);
    await page.getByRole("button", { name: "Photo 2", exact: true }).waitFor({ state: "attached", timeout: PhotoMs });
};

const FitAsync = async (page: Page): Promise<void> => {
    await TakePhotoAsync(page);
    await PressAsync(page, /^(Make my face|Use it anyway)$/);
};

/** Every state of the creation screen. */
export const ScreenshotStates: Readonly<Record<string, IScreenshotState>> = {
    game: {
        reachAsync: async (page) => {
            await page.evaluate("game.creator.close()");
            await page.locator("[data-face-creator]").waitFor({ state: "detached" });
        },
    },
    start: { reachAsync: async () => {} },
    presets: { reachAsync: async (page) => await PressAsync(page, "Presets") },
    nose: { reachAsync: async (page) => await PressAsync(page, "Nose") },
    zoom: {
        reachAsync: async (page) => {
            await PressAsync(page, "Eyes");
            await SeeAsync(page, "Zoom in");
        },
    },
    colours: { reachAsync: async (page) => await PressAsync(page, "Colours") },
    hair: { reachAsync: async (page) => await PressAsync(page, "Hair, brows, beard") },
    makeup: { reachAsync: async (page) => await PressAsync(page, "Makeup") },
    search: {
        reachAsync: async (page) => {
            await PressAsync(page, "Mouth");
            await page.getByRole("textbox", { name: "Search" }).fill("width");
        },
    },
    share: { reachAsync: async (page) => await PressAsync(page, "Save & share", "Save to slot 1") },
    history: { reachAsync: async (page) => await PressAsync(page, "Nose", "Shuffle", "Surprise me", "History") },
    studio: { reachAsync: async (page) => await SeeAsync(page, "Studio light", "Three-quarter", "Smile") },
    night: { reachAsync: async (page) => await SeeAsync(page, "Night light") },
    clay: { reachAsync: async (page) => await SeeAsync(page, "Clay", "Profile") },
    camera: { reachAsync: async (page) => await PressAsync(page, "Use camera") },
    consent: { open: { photoConsent: { text: "Ask a parent before you use a photo of yourself." } }, reachAsync: async () => {} },
    adjusting: { reachAsync: TakePhotoAsync },
    photos: {
        reachAsync: async (page) => {
            await TakePhotoAsync(page);
            await TakeMoreAsync(page);
        },
    },
    fitting: {
        reachAsync: async (page) => {
            await FitAsync(page);
            await WaitForStateAsync(page, "fitting");
            await page.getByRole("status").filter({ hasText: "Shaping the head" }).waitFor({ state: "attached", timeout: PhotoMs });
        },
    },
    result: {
        reachAsync: async (page) => {
            await FitAsync(page);
            await WaitForStateAsync(page, "result");
        },
    },
    error: {
        reachAsync: async (page) =>
            await page.locator("input[data-input=photo]").setInputFiles({
                name: "note.txt",
                mimeType: "text/plain",
                buffer: Buffer.from("no picture"),
            }),
    },
    leave: { reachAsync: async (page) => await PressAsync(page, "Surprise me", "Cancel") },
    large: { open: { textScale: 2 }, reachAsync: async (page) => await PressAsync(page, "Nose") },
    mirrored: { open: { dir: "rtl" }, reachAsync: async (page) => await PressAsync(page, "Nose") },
};
