import { defineConfig } from "@playwright/test";
import { FindBrowserAsync } from "./src/cli/browser.js";

const { executablePath, args, env } = await FindBrowserAsync();

/** Browser tests run on the pages of dist/playground, in the browser that the commands use. */
export default defineConfig({
    testDir: "test/browser",
    outputDir: "test-results",
    workers: 1,
    timeout: 240_000,
    reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
    use: { launchOptions: { executablePath, args: [...args], env: { ...process.env, ...env } as Record<string, string> } },
});
