import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Page } from "@playwright/test";
import { LaunchBrowserAsync } from "../src/cli/browser.js";
import { EnsureBuiltAsync } from "../src/cli/build.js";
import { StartServerAsync } from "../src/cli/server.js";

/** Pictures of every state of the creation screen at several sizes: `npm run screenshots -- --out out/screenshots --size 1280x720`. */
const { values } = parseArgs({
    options: {
        out: { type: "string", default: "out/screenshots" },
        size: { type: "string", multiple: true, default: ["1280x720", "1920x1080", "3840x2160", "390x844"] },
        state: { type: "string", multiple: true },
        query: { type: "string", default: "quality=low&seed=4" },
    },
});

const ClickAsync = async (page: Page, name: string): Promise<void> => {
    await page.getByRole("button", { name, exact: true }).press("Enter");
};

/** How each state is reached from the open screen. */
const States: Readonly<Record<string, (page: Page) => Promise<void>>> = {
    start: async () => {},
    nose: async (page) => await ClickAsync(page, "Nose"),
    zoom: async (page) => {
        await ClickAsync(page, "Eyes");
        await ClickAsync(page, "Zoom in");
    },
    colours: async (page) => {
        await ClickAsync(page, "Zoom in");
        await ClickAsync(page, "Colours");
    },
    presets: async (page) => await ClickAsync(page, "Presets"),
    search: async (page) => {
        await ClickAsync(page, "Mouth");
        await page.getByRole("textbox", { name: "Search" }).fill("width");
    },
    share: async (page) => await ClickAsync(page, "Save & share"),
    studio: async (page) => {
        await ClickAsync(page, "Face shape");
        await ClickAsync(page, "Studio light");
        await ClickAsync(page, "Three-quarter");
        await ClickAsync(page, "Smile");
    },
    clay: async (page) => {
        await ClickAsync(page, "Neutral");
        await ClickAsync(page, "Clay");
        await ClickAsync(page, "Profile");
    },
    camera: async (page) => {
        await ClickAsync(page, "Clay");
        await ClickAsync(page, "Front");
        await ClickAsync(page, "Game light");
        await ClickAsync(page, "Use a photo");
        await ClickAsync(page, "Use camera");
        await page.waitForTimeout(500);
    },
    leave: async (page) => {
        await ClickAsync(page, "Back");
        await ClickAsync(page, "Surprise me");
        await ClickAsync(page, "Cancel");
    },
};

async function RunAsync(): Promise<void> {
    await EnsureBuiltAsync();
    await mkdir(values.out, { recursive: true });
    const server = await StartServerAsync();
    const browser = await LaunchBrowserAsync();
    try {
        for (const size of values.size) {
            const [width, height] = size.split("x").map(Number);
            const page = await browser.newPage({ viewport: { width, height }, hasTouch: width < 600 });
            await page.goto(`${server.url}?${values.query}`);
            await page.locator("html[data-ready=true]").waitFor({ state: "attached", timeout: 300_000 });
            await page.locator("canvas").press("f");
            await page.locator("[data-face-creator][data-state=editing]").waitFor({ state: "attached", timeout: 120_000 });
            const wanted = values.state ?? Object.keys(States);
            const last = Math.max(...wanted.map((state) => Object.keys(States).indexOf(state)));
            for (const [state, reachAsync] of Object.entries(States).slice(0, last + 1)) {
                await reachAsync(page);
                if (wanted.includes(state)) {
                    await WaitFramesAsync(page, state === "presets" ? 12 : 4);
                    const path = join(values.out, `${size}-${state}.png`);
                    // A page that draws all the time leaves a machine without a GPU no time for the picture.
                    await page.evaluate("game.scene.getEngine().stopRenderLoop()");
                    await page.screenshot({ path, timeout: 300_000 });
                    await page.evaluate("game.scene.getEngine().runRenderLoop(() => game.scene.render())");
                    process.stdout.write(`${path}\n`);
                }
            }
            await page.close();
        }
    } finally {
        await browser.close();
        await server.closeAsync();
    }
}

async function WaitFramesAsync(page: Page, count: number): Promise<void> {
    await page.evaluate(
        `(async () => { for (let i = 0; i < ${count}; i++) { await new Promise((done) => game.scene.onAfterRenderObservable.addOnce(done)); } })()`,
    );
}

await RunAsync();
