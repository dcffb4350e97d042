import { type Locator, type Page } from "@playwright/test";
import { type FaceCreator, type IFace, type IScreenResult } from "../../src/pure.js";
import { expect as plainExpect, test as base } from "./harness.js";
import { PassFramesUndrawn } from "./undrawnFrames.js";

/** What playground/game.ts puts on its window. */
export interface IGamePage {
    readonly creator: FaceCreator;
    readonly scene: FaceCreator["scene"];
    lastResult: IScreenResult | null;
}

/** Frames of a machine without a GPU are slow. */
export const expect = plainExpect.configure({ timeout: 60_000 });

/**
 * The game with its creation screen. Loading it is most of the work of a test, so the tests of a file share one page; each test opens the
 * screen anew on the average face.
 */
export const test = base.extend<{ dialog: Locator }, { game: Page; drawn: boolean }>({
    // Whether the head is drawn. Files whose tests do not look at it say false: without a GPU it takes most of their time.
    drawn: [true, { scope: "worker", option: true }],
    game: [
        async ({ browser, server, drawn }, use) => {
            const context = await browser.newContext({
                viewport: { width: 960, height: 540 },
                permissions: ["clipboard-read", "clipboard-write"],
            });
            const page = await context.newPage();
            await LoadGameAsync(page, server.url, "", drawn);
            await use(page);
            await context.close();
        },
        { scope: "worker", timeout: 600_000 },
    ],
    // Opened for every test, also for those that do not ask for the dialog.
    dialog: [
        async ({ game }, use) => {
            const errors: string[] = [];
            const listen = (error: Error): unknown => errors.push(error.stack ?? error.message);
            game.on("pageerror", listen);
            await OpenScreenAsync(game);
            await use(game.locator("[data-face-creator]"));
            game.off("pageerror", listen);
            plainExpect(errors).toEqual([]);
        },
        { auto: true },
    ],
});

/**
 * Loads the game for tests: few pixels, no shadows.
 * @param page the page
 * @param url address of the server
 * @param query more of the query
 * @param drawn whether the head is drawn; with FACE_CREATOR_TEST_DRAW=0 it never is
 */
export async function LoadGameAsync(page: Page, url: string, query = "", drawn = true): Promise<void> {
    await page.goto(`${url}?quality=low&scale=2${query}`);
    if (!drawn || process.env["FACE_CREATOR_TEST_DRAW"] === "0") {
        await page.waitForFunction("window.game?.creator?.isReady", undefined, { timeout: 560_000 });
        await page.evaluate(PassFramesUndrawn);
    } else {
        await page.locator("html[data-ready=true]").waitFor({ state: "attached", timeout: 560_000 });
    }
}

/**
 * Opens the screen anew: on the average face, with empty slots.
 * @param page the page
 * @param options options of the screen
 */
export async function OpenScreenAsync(page: Page, options: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await page.evaluate(async (open) => {
        const { game } = window as unknown as { game: IGamePage };
        game.creator.close();
        await new Promise((resolve) => setTimeout(resolve, 0));
        localStorage.clear();
        const { format, version, rig } = game.creator.face;
        game.creator.setFace({ format, version, rig, shape: {}, color: {}, style: {} });
        game.lastResult = null;
        const opening = game.creator.openAsync(open);
        void opening.finally(async () => (game.lastResult = await opening));
    }, options);
    await page.locator("[data-face-creator][data-state=editing]").waitFor({ state: "attached", timeout: 60_000 });
}

/**
 * The face on the head.
 * @param page the page
 * @returns the face
 */
export async function GetFaceAsync(page: Page): Promise<IFace> {
    return await page.evaluate(() => (window as unknown as { game: IGamePage }).game.creator.face);
}

/**
 * Presses a button of the screen by the keyboard.
 * @param page the page
 * @param name accessible name
 */
export async function PressAsync(page: Page, name: string | RegExp): Promise<void> {
    await page.getByRole("button", { name, exact: true }).press("Enter");
}

/**
 * Waits until frames were drawn.
 * @param page the page
 * @param count how many
 */
export async function WaitFramesAsync(page: Page, count = 3): Promise<void> {
    await page.evaluate(async (frames) => {
        const { scene } = (window as unknown as { game: IGamePage }).game;
        for (let i = 0; i < frames; i++) {
            await new Promise<void>((resolve) => scene.onAfterRenderObservable.addOnce(() => resolve()));
        }
    }, count);
}

/**
 * Where an element is once it stands still: a list that a finger has flicked glides on.
 * @param page the page
 * @param element the element
 * @returns its middle in CSS pixels
 */
export async function GetRestingMiddleAsync(page: Page, element: Locator): Promise<[number, number]> {
    const middleAsync = async (): Promise<[number, number]> => {
        const { x, y, width, height } = (await element.boundingBox())!;
        return [x + width / 2, y + height / 2];
    };
    const movesAsync = async (): Promise<boolean> => {
        const before = await middleAsync();
        // Not one frame: at the end of its glide a list goes less than a pixel in each.
        await WaitFramesAsync(page);
        return (await middleAsync()).join() !== before.join();
    };
    await expect.poll(movesAsync).toBe(false);
    return await middleAsync();
}

/**
 * How the player left the screen.
 * @param page the page
 * @returns the result
 */
export async function GetResultAsync(page: Page): Promise<IScreenResult> {
    const handle = await page.waitForFunction(() => (window as unknown as { game: IGamePage }).game.lastResult);
    return (await handle.jsonValue()) as IScreenResult;
}

/**
 * Texts that the screen draws.
 * @param page the page
 * @param name names of their controls, or of what these lie in
 * @returns the texts in their order
 */
export async function GetTextsAsync(page: Page, name: RegExp): Promise<readonly string[]> {
    return await page.evaluate((pattern) => {
        const wanted = new RegExp(pattern);
        const { scene } = (window as unknown as { game: IGamePage }).game;
        const texture = scene.textures.find(({ name: own }) => own === "faceCreator.screen") as unknown as {
            getDescendants(directly: boolean, wanted: (control: { name: string; text?: string }) => boolean): { text: string }[];
        };
        return texture
            .getDescendants(false, (control) => wanted.test(control.name) && typeof control.text === "string")
            .map(({ text }) => text);
    }, name.source);
}

/**
 * Where a point of the head is on the page, once the camera stands still.
 * @param page the page
 * @param dx pixels of the photo-booth frame to the right of the middle between the eyes, as seen
 * @param dy pixels of the photo-booth frame below it
 * @returns CSS pixels
 */
export async function GetFacePointAsync(page: Page, dx: number, dy: number): Promise<{ x: number; y: number }> {
    await WaitFramesAsync(page, 2);
    return await page.evaluate(
        async ([right, below]) => {
            const { creator, scene } = (window as unknown as { game: IGamePage }).game;
            const nextViewAsync = (): Promise<string> =>
                new Promise((resolve) => {
                    scene.onAfterRenderObservable.addOnce(() => resolve(scene.getTransformMatrix().asArray().join()));
                });
            let view = "";
            for (let next = await nextViewAsync(); next !== view; next = await nextViewAsync()) {
                view = next;
            }
            const { fov, camera, pivot } = creator.rig.rig.framing;
            const pixel = (2 * Math.tan((fov * Math.PI) / 360) * (camera[2] - pivot[2])) / 512;
            const world = creator.rig.root.computeWorldMatrix(true).asArray();
            // In a left-handed scene the head's own x runs to the left as seen.
            const local = [(scene.useRightHandedSystem ? right : -right) * pixel, camera[1] + (20 - below) * pixel, pivot[2] + 0.09];
            const at = (m: ArrayLike<number>, p: number[]): number[] =>
                [0, 1, 2, 3].map((c) => p[0] * m[c] + p[1] * m[4 + c] + p[2] * m[8 + c] + m[12 + c]);
            const clip = at(scene.getTransformMatrix().asArray(), at(world, local));
            const box = scene.getEngine().getRenderingCanvas()!.getBoundingClientRect();
            return { x: box.x + (clip[0] / clip[3] / 2 + 0.5) * box.width, y: box.y + (0.5 - clip[1] / clip[3] / 2) * box.height };
        },
        [dx, dy],
    );
}

/**
 * Mean colour of a square of the canvas as it was drawn.
 * @param page the page
 * @param middle its middle in CSS pixels
 * @param middle.x from the left
 * @param middle.y from the top
 * @param share its side as a share of the canvas's height
 * @returns red, green and blue, 0 to 255
 */
export async function ReadColorAsync(page: Page, middle: { readonly x: number; readonly y: number }, share = 0.1): Promise<number[]> {
    await WaitFramesAsync(page, 2);
    return await page.evaluate(
        async ([x, y, part]) => {
            const { scene } = (window as unknown as { game: IGamePage }).game;
            const engine = scene.getEngine();
            const box = engine.getRenderingCanvas()!.getBoundingClientRect();
            const [width, height] = [engine.getRenderWidth(), engine.getRenderHeight()];
            const side = Math.round(height * part);
            const left = Math.round(((x - box.x) / box.width) * width - side / 2);
            const bottom = Math.round((1 - (y - box.y) / box.height) * height - side / 2);
            await new Promise<void>((resolve) => scene.onAfterRenderObservable.addOnce(() => resolve()));
            const data = new Uint8Array((await engine.readPixels(left, bottom, side, side)).buffer);
            return [0, 1, 2].map((c) => data.reduce((sum, value, i) => (i % 4 === c ? sum + value : sum), 0) / side / side);
        },
        [middle.x, middle.y, share] as const,
    );
}
