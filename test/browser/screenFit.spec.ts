import { type Page } from "@playwright/test";
import { type IFace } from "../../src/pure.js";
import { expect, GetFaceAsync, type IGamePage, OpenScreenAsync, PressAsync, test } from "./screenPage.js";

const Portrait = "assets/demo/portrait.png";
const FitMs = 600_000;
/** The stages of a fit in their order. */
const Phases = ["networks", "photo", "fit", "verify", "done"];

/** What the page writes down during a fit. */
interface IFitLog {
    readonly progress: { readonly fraction: number; readonly phase: string }[];
    /** What the live region said, and when. */
    readonly spoken: { readonly text: string; readonly ms: number }[];
    /** Different shapes of the head in the frames of the fit. */
    readonly shapes: number[];
    /** When the texture of the screen was drawn. */
    readonly drawnMs: number[];
    /** When the fit was asked for, and when the head first changed. */
    readonly startMs: number;
    changedMs: number;
}

interface ILoggedPage {
    readonly game: IGamePage;
    fitLog: IFitLog;
}

/** What a fit may use and has to give back. */
async function CountAsync(page: Page): Promise<readonly number[]> {
    return await page.evaluate(async () => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        const { scene } = (window as unknown as { game: IGamePage }).game;
        return [
            scene.textures.length,
            scene.meshes.length,
            scene.materials.length,
            scene.onBeforeRenderObservable.observers.length,
            document.querySelectorAll("*").length,
        ];
    });
}

/** Writes down what the coming fits of the open screen do. */
async function LogFitsAsync(page: Page): Promise<void> {
    await page.evaluate(() => {
        const holder = window as unknown as ILoggedPage;
        const { creator, scene } = holder.game;
        const isFirst = (holder as Partial<ILoggedPage>).fitLog === undefined;
        const create = (): IFitLog => ({ progress: [], spoken: [], shapes: [], drawnMs: [], startMs: performance.now(), changedMs: 0 });
        holder.fitLog = create();
        const status = document.querySelector("[data-face-creator] [role=status]")!;
        new MutationObserver(() => {
            holder.fitLog.spoken.push({ text: status.textContent ?? "", ms: performance.now() });
        }).observe(status, { childList: true });
        const texture = scene.textures.find(({ name }) => name === "faceCreator.screen") as unknown as {
            onEndRenderObservable: { add(act: () => void): void };
        };
        texture.onEndRenderObservable.add(() => creator.isFitting && holder.fitLog.drawnMs.push(performance.now()));
        if (!isFirst) {
            return;
        }
        const fitAsync = creator.fitPhotoAsync.bind(creator);
        creator.fitPhotoAsync = async (photo, options) => {
            holder.fitLog = create();
            const onProgress: NonNullable<typeof options>["onProgress"] = (progress) => {
                holder.fitLog.progress.push({ fraction: progress.fraction, phase: progress.phase });
                options?.onProgress?.(progress);
            };
            return await fitAsync(photo, { ...options, onProgress });
        };
        scene.onAfterRenderObservable.add(() => {
            if (creator.isFitting) {
                const { shapes } = holder.fitLog;
                const positions = creator.rig.meshesOf("head")[0].getVerticesData("position")!;
                let sum = 0;
                for (let i = 0; i < positions.length; i += 31) {
                    sum += positions[i] * ((i % 7) + 1);
                }
                if (shapes[shapes.length - 1] !== sum) {
                    shapes.push(sum);
                    holder.fitLog.changedMs ||= shapes.length > 1 ? performance.now() : 0;
                }
            }
        });
    });
}

// The head itself is not looked at here, only where its vertices are.
test.use({ drawn: false });

/** One photo and one page for all of them: fits are most of the work here. */
test.describe.serial("fitting on the creation screen", () => {
    test.setTimeout(2 * FitMs);
    let before: IFace;
    let log: IFitLog;

    test("criterion 11: a fit stopped at 10, 50 and 90 % gives the face back exactly, with the counts as they were", async ({
        game,
        dialog,
    }) => {
        await game.locator("input[data-input=photo]").setInputFiles(Portrait);
        await expect(dialog).toHaveAttribute("data-state", "adjusting", { timeout: 300_000 });
        await game.evaluate(async () => {
            const { creator } = (window as unknown as { game: IGamePage }).game;
            await creator.prepareFitAsync();
            // A fit loads the options that it tries, and they stay for the next one
            await creator.rig.loadAllAsync();
        });
        await LogFitsAsync(game);
        before = await GetFaceAsync(game);
        const counts = await CountAsync(game);
        for (const share of [0.1, 0.5, 0.9]) {
            await PressAsync(game, /Make my face|Use it anyway/);
            await expect(dialog).toHaveAttribute("data-state", "fitting");
            const stop = await game.evaluate(async (from) => {
                const holder = window as unknown as ILoggedPage;
                const root = document.querySelector<HTMLElement>("[data-face-creator]")!;
                const getFraction = (): number => holder.fitLog.progress[holder.fitLog.progress.length - 1]?.fraction ?? 0;
                while (getFraction() < from) {
                    await new Promise((resolve) => setTimeout(resolve, 5));
                }
                const fraction = getFraction();
                const startMs = performance.now();
                root.querySelector<HTMLButtonElement>('button[aria-label="Stop"]')!.click();
                while (root.dataset.state === "fitting") {
                    await new Promise((resolve) => setTimeout(resolve, 0));
                }
                return { fraction, ms: performance.now() - startMs };
            }, share);
            test.info().annotations.push({ type: `stop at ${stop.fraction.toFixed(2)}, ms`, description: stop.ms.toFixed(0) });
            expect(stop.fraction).toBeLessThan(share + 0.1);
            await expect(dialog).toHaveAttribute("data-state", "adjusting");
            expect(await GetFaceAsync(game)).toEqual(before);
            await expect(dialog.getByRole("button", { name: "Undo", exact: true })).toBeDisabled();
            await expect.poll(async () => await CountAsync(game)).toEqual(counts);
        }
        await dialog.press("Escape");
    });

    test("criterion 9: a photo is fitted without a network, and nothing of it leaves the page", async ({ game, dialog }) => {
        await game.locator("input[data-input=photo]").setInputFiles(Portrait);
        await expect(dialog).toHaveAttribute("data-state", "adjusting", { timeout: 300_000 });
        await LogFitsAsync(game);
        const sent: string[] = [];
        const listen = (request: { method(): string; url(): string }): unknown => sent.push(`${request.method()} ${request.url()}`);
        game.on("request", listen);
        await game.context().setOffline(true);
        try {
            await PressAsync(game, /^(Make my face|Use it anyway)$/);
            await expect(dialog).toHaveAttribute("data-state", "result", { timeout: FitMs });
        } finally {
            await game.context().setOffline(false);
            game.off("request", listen);
        }
        expect(sent).toEqual([]);
        const face = await GetFaceAsync(game);
        expect(face).not.toEqual(before);
        expect(face.origin).toEqual({ kind: "photo", method: "default", seed: 0 });
        expect(JSON.stringify(face)).not.toMatch(/data:|base64|image/);
        log = await game.evaluate(() => (window as unknown as ILoggedPage).fitLog);

        // Here, because every test opens the screen anew: no strength is the very face before, full strength the fit, half the middle.
        const sliders = ["Shape from the photo", "Colours from the photo"].map((name) => game.getByRole("slider", { name }));
        await test.step("criterion 12: strength", async () => {
            for (const slider of sliders) {
                await slider.press("Home");
            }
            await expect.poll(async () => await GetFaceAsync(game)).toEqual(before);
            await sliders[0].fill("0.5");
            await expect.poll(async () => Object.keys((await GetFaceAsync(game)).shape).length).toBeGreaterThan(0);
            const half = await GetFaceAsync(game);
            for (const [id, value] of Object.entries(face.shape)) {
                const middle = (value + (before.shape[id] ?? 0.5)) / 2;
                expect(Math.abs((half.shape[id] ?? 0.5) - middle), id).toBeLessThanOrEqual(0.004);
            }
            expect(half.color).toEqual(before.color);
            for (const slider of sliders) {
                await slider.press("End");
            }
            await expect.poll(async () => await GetFaceAsync(game)).toEqual(face);
        });
    });

    test("criterion 10: the head follows the fit, its stages come in order and its progress never goes back", () => {
        const fractions = log.progress.map(({ fraction }) => fraction);
        expect(fractions.length).toBeGreaterThan(10);
        fractions.forEach((fraction, i) => expect(fraction).toBeGreaterThanOrEqual(fractions[i - 1] ?? 0));
        expect(fractions[fractions.length - 1]).toBe(1);
        const stages = log.progress.map(({ phase }) => phase).filter((phase, i, all) => phase !== all[i - 1]);
        expect(stages).toEqual(Phases.filter((phase) => stages.includes(phase)));
        expect(stages).toEqual(expect.arrayContaining(["fit", "verify", "done"]));
        expect(log.shapes.length).toBeGreaterThan(3);
        expect(log.changedMs).toBeGreaterThan(log.startMs);
        test.info().annotations.push({ type: "first change, ms", description: (log.changedMs - log.startMs).toFixed(0) });
    });

    test("criterion 29: what happens is read out, percents at most every two seconds", () => {
        const percents = log.spoken.filter(({ text }) => text.endsWith("%"));
        expect(percents.length).toBeGreaterThan(0);
        percents.slice(1).forEach(({ ms }, i) => expect(ms - percents[i].ms).toBeGreaterThan(1900));
        expect(log.spoken[log.spoken.length - 1].text).toMatch(/^This is the face from your photo\. (Great|Good|Rough) match$/);
    });

    test("criterion 35: the screen is drawn at most five times a second while a face is fitted", () => {
        const [start] = log.drawnMs;
        const seconds = (log.drawnMs[log.drawnMs.length - 1] - start) / 1000;
        expect(log.drawnMs.length).toBeGreaterThan(3);
        expect(log.drawnMs.length / seconds).toBeLessThan(5.5);
    });

    test.afterAll(async ({ game }) => {
        await game.evaluate(
            () => delete (window as unknown as { game: { creator: { fitPhotoAsync?: unknown } } }).game.creator.fitPhotoAsync,
        );
        await OpenScreenAsync(game);
    });
});
