import { test as base } from "@playwright/test";
import { type IServer, StartServerAsync } from "../../src/cli/server.js";

/** Fixtures of the browser tests: the built pages, served as the commands serve them. */
export const test = base.extend<{ failOnPageErrors: void }, { server: IServer }>({
    server: [
        // Playwright reads the names of fixtures from a destructured first parameter.
        async ({}, use) => {
            const server = await StartServerAsync();
            await use(server);
            await server.closeAsync();
        },
        { scope: "worker" },
    ],
    // An error that nobody catches fails the test in which it comes.
    failOnPageErrors: [
        async ({ page }, use) => {
            const errors: string[] = [];
            page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
            await use();
            base.expect(errors).toEqual([]);
        },
        { auto: true },
    ],
});

export { expect } from "@playwright/test";

/** The engines that pages are tested on: `?engine=` of their query. */
export const Engines = ["webgl2", "webgpu"] as const;
