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

/** Two faces in one picture. */
const TakeTwoFacesAsync = async (page: Page): Promise<void> => {
    const { width = 0, height = 0 } = await sharp(Portrait).metadata();
    const buffer = await sharp({ create: { width: 2 * width, height, channels: 3, background: "#808080" } })
        .composite([
            { input: Portrait, left: 0, top: 0 },
            { input: await sharp(Portrait).flop().toBuffer(), left: width, top: 0 },
        ])
        .png()
        .toBuffer();
    await page.locator("input[data-input=photo]").setInputFiles({ name: "two.png", mimeType: "image/png", buffer });
    await WaitForStateAsync(page, "choosing");
};

/** A picture without a face. */
const TakeNoFaceAsync = async (page: Page): Promise<void> => {
    const buffer = await sharp({ create: { width: 480, height: 480, channels: 3, background: "#6d8a5a" } })
        .png()
        .toBuffer();
    await page.locator("input[data-input=photo]").setInputFiles({ name: "wall.png", mimeType: "image/png", buffer });
    await page.getByRole("button", { name: "Mark the eyes myself", exact: true }).waitFor({ state: "attached", timeout: PhotoMs });
};

/**
 * Puts a camera into a page that sees a picture.
 * @param page the page
 * @param path the picture; null for a camera that the browser still asks about
 */
export const ShowToCameraAsync = async (page: Page, path: string | null): Promise<void> => {
    const picture = `data:image/png;base64,${path ? (await sharp(path).png().toBuffer()).toString("base64") : ""}`;
    await page.evaluate(
        `navigator.mediaDevices.getUserMedia = async () => {
            if (${path === null}) { return await new Promise(() => {}); }
            const image = Object.assign(new Image(), { src: "${picture}" });
            await image.decode();
            const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
            const draw = () => {
                canvas.getContext("2d").fillRect(0, 0, 640, 480);
                canvas.getContext("2d").drawImage(image, 80, 0, 480, 480);
            };
            draw();
            setInterval(draw, 200);
            return canvas.captureStream(5);
        }`,
    );
};

/** A camera that sees the portrait, or one that the browser still asks about. */
const AskCameraAsync = async (page: Page, granted: boolean): Promise<void> => {
    await ShowToCameraAsync(page, granted ? Portrait : null);
    await PressAsync(page, "Use camera", "Start camera");
    await WaitForStateAsync(page, granted ? "camLive" : "camRequest");
};

const StartFitAsync = async (page: Page): Promise<void> => await PressAsync(page, /^(Make my face|Use it anyway)$/);

const FitAsync = async (page: Page): Promise<void> => {
    await TakePhotoAsync(page);
    await StartFitAsync(page);
};

const EditFittedAsync = async (page: Page): Promise<void> => {
    await FitAsync(page);
    await WaitForStateAsync(page, "result");
    await PressAsync(page, "Keep & edit", "Nose");
};

/** Where the nose is on the page, once the camera stands. */
const NoseOnPage = `(async () => {
    const { creator, scene } = game;
    for (let i = 0; i < 12; i++) { await new Promise((done) => scene.onAfterRenderObservable.addOnce(done)); }
    const { camera, pivot } = creator.rig.rig.framing;
    const at = (m, p) => [0, 1, 2, 3].map((c) => p[0] * m[c] + p[1] * m[4 + c] + p[2] * m[8 + c] + m[12 + c]);
    const world = at(creator.rig.root.computeWorldMatrix(true).asArray(), [0.004, camera[1] - 0.016, pivot[2] + 0.1]);
    const clip = at(scene.getTransformMatrix().asArray(), world);
    return [(clip[0] / clip[3] / 2 + 0.5) * innerWidth, (0.5 - clip[1] / clip[3] / 2) * innerHeight];
})()`;

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
    blend: {
        reachAsync: async (page) => {
            await PressAsync(page, "Presets", "Preset 4");
            await page.getByRole("slider", { name: "How much of it" }).fill("0.5");
        },
    },
    variations: { reachAsync: async (page) => await PressAsync(page, "Presets", "Variations of this face") },
    sides: { reachAsync: async (page) => await PressAsync(page, "Eyes", "Left and right apart") },
    nose: { reachAsync: async (page) => await PressAsync(page, "Nose") },
    hover: {
        reachAsync: async (page) => {
            await PressAsync(page, "Nose");
            // As text: what runs in the page must not be compiled for Node.
            const [x, y] = (await page.evaluate(NoseOnPage)) as [number, number];
            await page.mouse.move(x - 5, y);
            await new Promise((resolve) => setTimeout(resolve, 200));
            await page.mouse.move(x, y);
        },
    },
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
    nothing: {
        reachAsync: async (page) => {
            await PressAsync(page, "Mouth");
            await page.getByRole("textbox", { name: "Search" }).fill("wheel");
        },
    },
    share: { reachAsync: async (page) => await PressAsync(page, "Save & share", "Save to slot 1") },
    history: { reachAsync: async (page) => await PressAsync(page, "Nose", "Shuffle", "Surprise me", "History") },
    studio: { reachAsync: async (page) => await SeeAsync(page, "Studio light", "Three-quarter", "Smile") },
    night: { reachAsync: async (page) => await SeeAsync(page, "Night light") },
    clay: { reachAsync: async (page) => await SeeAsync(page, "Clay", "Profile") },
    camera: { reachAsync: async (page) => await PressAsync(page, "Use camera") },
    asking: { reachAsync: async (page) => await AskCameraAsync(page, false) },
    live: { reachAsync: async (page) => await AskCameraAsync(page, true) },
    choosing: { reachAsync: TakeTwoFacesAsync },
    faceless: { reachAsync: TakeNoFaceAsync },
    marking: {
        reachAsync: async (page) => {
            await TakeNoFaceAsync(page);
            await PressAsync(page, "Mark the eyes myself");
        },
    },
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
    several: {
        reachAsync: async (page) => {
            await TakePhotoAsync(page);
            await TakeMoreAsync(page);
            await StartFitAsync(page);
            await WaitForStateAsync(page, "result");
        },
    },
    pinned: { reachAsync: EditFittedAsync },
    over: {
        reachAsync: async (page) => {
            await EditFittedAsync(page);
            await page.getByRole("button", { name: "Photo over the face: hold" }).focus();
            await page.keyboard.down(" ");
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
