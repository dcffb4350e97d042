import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type Page } from "@playwright/test";
import { EnsureBuiltAsync } from "../../src/cli/build.js";
import { type INetworkManifest } from "../../src/networks/networkFile.types.js";
import { expect, test } from "./harness.js";

/** The stylised head, and a network and samples so few that a processor trains it in seconds. */
const Plan = {
    rig: "assets/stylised/stylised.rig.json",
    architecture: "small",
    samples: 48,
    steps: 180,
    batch: 8,
    backend: "wasm",
} as const;

/** What the page says about its run. */
interface ISeen {
    readonly phase?: string;
    readonly step: number;
    readonly losses: { readonly step: number; readonly training: number; readonly heldOut: number | null }[];
}

async function OpenAsync(page: Page, url: string): Promise<void> {
    const query = new URLSearchParams(Object.entries(Plan).map(([key, value]) => [key, String(value)]));
    await page.goto(`${url}trainingLab.html?${query}`);
    await page.waitForFunction(() => document.documentElement.dataset["ready"] === "true");
}

async function SeeAsync(page: Page): Promise<ISeen> {
    return await page.evaluate(() => {
        const { run, state } = (
            globalThis as unknown as { trainingLab: { run?: { losses: ISeen["losses"] }; state?: { phase: string; step: number } } }
        ).trainingLab;
        return { phase: state?.phase, step: state?.step ?? 0, losses: [...(run?.losses ?? [])] };
    });
}

async function StepAsync(page: Page): Promise<number> {
    return (await SeeAsync(page)).step;
}

test.describe("the training lab", () => {
    test.describe.configure({ timeout: 420_000 });
    test.beforeAll(async () => {
        await EnsureBuiltAsync({ only: "stylised" });
    });

    test("trains another head, pauses, goes on, after a closed tab too, and gives the weights", async ({ page, server }) => {
        await OpenAsync(page, server.url);
        await expect(page.locator("#rig-summary")).toContainText("stylised");
        expect(await page.locator("#parameters tr").count()).toBeGreaterThan(10);
        await expect(page.locator("#pause")).toBeDisabled();
        await expect(page.locator("#download")).toBeDisabled();

        await page.click("#start");
        await expect.poll(async () => await StepAsync(page), { timeout: 240_000 }).toBeGreaterThan(27);
        await page.click("#pause");
        await expect(page.locator("#status")).toContainText("stored", { timeout: 60_000 });
        const paused = await SeeAsync(page);
        expect(paused.phase).toBe("paused");
        expect(await StepAsync(page)).toBe(paused.step);
        await page.click("#pause");
        await expect.poll(async () => await StepAsync(page), { timeout: 60_000 }).toBeGreaterThan(paused.step);
        await page.click("#pause");
        await expect(page.locator("#status")).toContainText("stored", { timeout: 60_000 });
        const left = await SeeAsync(page);
        expect(left.step).toBeLessThan(Plan.steps);

        await OpenAsync(page, server.url);
        await expect(page.locator("#continue")).toHaveText(`Go on at step ${left.step}`);
        await page.click("#continue");
        await expect(page.locator("#status")).toContainText(/^done.*stored$/, { timeout: 120_000 });
        const done = await SeeAsync(page);
        expect(done.step).toBe(Plan.steps);
        expect(done.losses.slice(0, left.losses.length)).toEqual(left.losses);
        const heldOut = done.losses.flatMap((point) => point.heldOut ?? []);
        expect(heldOut.length).toBeGreaterThanOrEqual(3);
        expect(heldOut.at(-1)).toBeLessThan(0.8 * heldOut[0]);

        // Engine, imitator, difference and both label maps of three held-out samples; the lines of the chart are drawn.
        const pictures = page.locator("#pictures canvas");
        expect(await pictures.count()).toBe(15);
        const spread = await pictures.evaluateAll((all) =>
            all.map((canvas) => {
                const { data } = (canvas as HTMLCanvasElement).getContext("2d")!.getImageData(0, 0, 32, 32);
                return Math.max(...data.filter((_, i) => i % 4 === 0)) - Math.min(...data.filter((_, i) => i % 4 === 0));
            }),
        );
        expect(Math.min(...spread)).toBeGreaterThan(10);
        expect(await page.locator("#chart canvas").count()).toBe(1);

        const downloads: Promise<string>[] = [];
        page.on("download", (download) => downloads.push(download.path()));
        await page.click("#download");
        await expect.poll(() => downloads.length, { timeout: 30_000 }).toBe(2);
        const files = await Promise.all((await Promise.all(downloads)).map(async (path) => await readFile(path)));
        const manifest = JSON.parse(files[0].toString("utf8")) as INetworkManifest;
        expect(manifest.files[0].bytes).toBe(files[1].length);
        expect(manifest.files[0].sha256).toBe(createHash("sha256").update(files[1]).digest("hex"));
        expect(JSON.stringify(manifest)).toContain("stylised");
    });
});
