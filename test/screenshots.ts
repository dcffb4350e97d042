import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Page } from "@playwright/test";
import { LaunchBrowserAsync } from "../src/cli/browser.js";
import { EnsureBuiltAsync } from "../src/cli/build.js";
import { StartServerAsync } from "../src/cli/server.js";
import { PassFramesUndrawn } from "./browser/undrawnFrames.js";
import { type IScreenshotState, ScreenshotStates } from "./screenshotStates.js";

/**
 * Pictures of every state of the creation screen at several sizes: `npm run screenshots -- --out out/screenshots --size 1280x720`. Each state
 * starts from the screen just opened; one that fails is told and keeps no other from its picture. `--canvas` takes the canvas alone, without the
 * native text fields over it: for machines so busy that the browser gives no picture of the page.
 */
const { values } = parseArgs({
    options: {
        out: { type: "string", default: "out/screenshots" },
        size: { type: "string", multiple: true, default: ["1280x720", "1920x1080", "3840x2160", "390x844"] },
        state: { type: "string", multiple: true, default: Object.keys(ScreenshotStates) },
        canvas: { type: "boolean", default: false },
        query: { type: "string", default: "quality=low&seed=4" },
    },
});

/** Longest wait for the pictures that the engine draws for choices; those that come later show their placeholders. */
const PicturesMs = 150_000;

/** Opens the screen anew on the face of the query. */
const OpenScreen = `(async (open) => {
    game.creator.close();
    await new Promise((done) => setTimeout(done, 0));
    localStorage.clear();
    window.firstFace ??= game.creator.face;
    game.creator.setFace(window.firstFace);
    void game.creator.openAsync({ seed: 5, confirmLeave: true, ...open });
})`;

/** Frames pass undrawn until the picture: a page that draws all the time leaves a machine without a GPU no time for anything else. */
const DrawFrames = `(async () => {
    const draw = () => Object.getPrototypeOf(game.scene).render.call(game.scene);
    const endMs = performance.now() + 120000;
    do {
        draw();
        await new Promise((done) => setTimeout(done, 20));
    } while (!game.scene.isReady() && performance.now() < endMs);
    draw();
})()`;

const CountPlaceholders = `game.scene.textures.filter((texture) => texture.rootContainer?.isVisible)
    .flatMap((texture) => texture.getDescendants(false, (control) => control.getClassName() === "FaceCreatorPlaceholder")).length`;

async function LoadAsync(page: Page, url: string): Promise<void> {
    await page.goto(`${url}?${values.query}`);
    await page.waitForFunction("window.game?.creator?.isReady", undefined, { timeout: 300_000 });
    await page.evaluate(PassFramesUndrawn);
}

async function TakeAsync(page: Page, { open = {}, reachAsync }: IScreenshotState, path: string): Promise<void> {
    await page.evaluate(`${OpenScreen}(${JSON.stringify(open)})`);
    await page.locator("[data-face-creator][data-state=editing]").waitFor({ state: "attached", timeout: 120_000 });
    await reachAsync(page);
    const endMs = Date.now() + PicturesMs;
    await WaitFramesAsync(page, 4);
    while (Number(await page.evaluate(CountPlaceholders)) > 0 && Date.now() < endMs) {
        await WaitFramesAsync(page, 2);
    }
    await page.evaluate(DrawFrames);
    if (values.canvas) {
        const url = String(
            await page.evaluate(`Object.getPrototypeOf(game.scene).render.call(game.scene), document.querySelector("canvas").toDataURL()`),
        );
        await writeFile(path, Buffer.from(url.slice(url.indexOf(",") + 1), "base64"));
    } else {
        await page.screenshot({ path, timeout: 300_000 });
    }
}

async function WaitFramesAsync(page: Page, count: number): Promise<void> {
    await page.evaluate(
        `(async () => { for (let i = 0; i < ${count}; i++) { await new Promise((done) => game.scene.onAfterRenderObservable.addOnce(done)); } })()`,
    );
}

async function RunAsync(): Promise<readonly string[]> {
    await EnsureBuiltAsync();
    await mkdir(values.out, { recursive: true });
    const failures: string[] = [];
    const server = await StartServerAsync();
    const browser = await LaunchBrowserAsync();
    try {
        for (const size of values.size) {
            const [width, height] = size.split("x").map(Number);
            const page = await browser.newPage({ viewport: { width, height }, hasTouch: width < 600 });
            page.setDefaultTimeout(300_000);
            page.on("pageerror", (error) => process.stderr.write(`${error.stack ?? error.message}\n`));
            await LoadAsync(page, server.url);
            for (const name of values.state) {
                const path = join(values.out, `${size}-${name}.png`);
                try {
                    await TakeAsync(page, ScreenshotStates[name], path);
                    process.stdout.write(`${path}\n`);
                } catch (error) {
                    failures.push(path);
                    process.stderr.write(`FAILED ${path}: ${String(error)}\n`);
                    await LoadAsync(page, server.url);
                }
            }
            await page.close();
        }
    } finally {
        await browser.close();
        await server.closeAsync();
    }
    return failures;
}

const unknown = values.state.filter((name) => !(name in ScreenshotStates));
if (unknown.length > 0) {
    throw new Error(`No such state: ${unknown.join(", ")}. There are ${Object.keys(ScreenshotStates).join(", ")}.`);
}
const failures = await RunAsync();
if (failures.length > 0) {
    process.stderr.write(`Without a picture: ${failures.join(", ")}\n`);
    process.exitCode = 1;
}
