import { type Page } from "@playwright/test";

interface IAxePage {
    readonly axe?: {
        run(selector: string): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
    };
}

/**
 * What is wrong with the native twin of the screen for those who do not see it: names that are missing or double, and what axe calls serious.
 * @param page the page
 * @returns the faults in words
 */
export async function FindTwinFaultsAsync(page: Page): Promise<readonly string[]> {
    if (!(await page.evaluate(() => "axe" in window))) {
        await page.addScriptTag({ path: "node_modules/axe-core/axe.min.js" });
    }
    return await page.evaluate(async () => {
        const root = document.querySelector<HTMLElement>("[data-face-creator]")!;
        const names = [...root.querySelectorAll<HTMLInputElement>("button, input")]
            .filter((element) => element.style.display !== "none" && !element.hidden && !element.disabled)
            .map((element) => `${element.tagName} ${element.getAttribute("aria-label") ?? ""}`);
        const unclear = names.filter((name, i) => names.indexOf(name) !== i || name.endsWith(" "));
        const { violations } = await (window as IAxePage).axe!.run("[data-face-creator]");
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        return [...unclear, ...serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)];
    });
}
