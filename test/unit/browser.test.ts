import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FindBrowserAsync } from "../../src/cli/browser.js";

describe("finding a browser", () => {
    let folder: string;
    let program: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "face-creator-browser-"));
        program = join(folder, "chromium");
        writeFileSync(program, "");
        chmodSync(program, 0o755);
        vi.stubEnv("FACE_CREATOR_BROWSER", undefined);
        vi.stubEnv("PATH", folder);
    });
    afterEach(() => {
        vi.unstubAllEnvs();
        rmSync(folder, { recursive: true });
    });

    it("takes the one on the PATH", async () => {
        expect(await FindBrowserAsync()).toMatchObject({ executablePath: program, source: "installed" });
    });

    it("takes the one that is named before the one on the PATH", async () => {
        const named = join(folder, "other");
        writeFileSync(named, "");
        expect(await FindBrowserAsync(named)).toMatchObject({ executablePath: named, source: "explicit" });
        vi.stubEnv("FACE_CREATOR_BROWSER", named);
        expect(await FindBrowserAsync()).toMatchObject({ executablePath: named, source: "explicit" });
    });

    it("says so where the one that is named is not there", async () => {
        await expect(FindBrowserAsync(join(folder, "nothing"))).rejects.toMatchObject({ code: "E_BROWSER" });
    });

    it("forces software graphics only where there is no GPU", async () => {
        vi.stubEnv("FACE_CREATOR_GPU", "0");
        expect((await FindBrowserAsync()).args).toContain("--use-angle=swiftshader");
        vi.stubEnv("FACE_CREATOR_GPU", "1");
        expect((await FindBrowserAsync()).args).not.toContain("--use-angle=swiftshader");
    });
});
