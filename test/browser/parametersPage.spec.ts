import { Engines, expect, test } from "./harness.js";

/** Parameters that all see from the front, one a group. */
const Seen = ["nose.width", "mouth.width", "eye.size", "brow.height", "face.width"];

test.describe("the page that shows what each parameter does", () => {
    test.describe.configure({ timeout: 300_000 });

    test(`draws a row when it comes into sight, and its ends differ (${Engines[0]})`, async ({ page, server }) => {
        await page.goto(`${server.url}parameters.html`);
        await page.locator("html[data-ready=true]").waitFor({ state: "attached", timeout: 240_000 });
        const rows = page.locator("#rows section");
        expect(await rows.count()).toBeGreaterThan(200);
        await rows.first().locator("canvas").nth(2).waitFor({ timeout: 120_000 });
        await expect(rows.last().locator("canvas")).toHaveCount(0);
        for (const id of Seen) {
            await page.getByRole("searchbox", { name: "Search" }).fill(id);
            const row = page.locator(`section[data-parameter="${id}"][data-drawn]`);
            await row.waitFor({ timeout: 120_000 });
            await expect(row.locator("canvas")).toHaveCount(3);
            expect(Number(await row.getAttribute("data-drawn")), id).toBeGreaterThan(0.3);
        }
        await page.getByRole("searchbox", { name: "Search" }).fill("");
        await page.getByRole("combobox", { name: "Group" }).selectOption("nose");
        const ids = await rows.evaluateAll((all) => all.map((row) => row.getAttribute("data-parameter")));
        expect(ids.every((id) => id?.startsWith("nose."))).toBe(true);
    });
});
