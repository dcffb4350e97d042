import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type IServer, StartServerAsync } from "../../src/cli/server.js";

describe("the server of the pages", () => {
    let folder: string;
    let server: IServer;
    const uploads: [string, string][] = [];

    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), "face-creator-server-"));
        await writeFile(join(folder, "index.html"), "page");
        await writeFile(join(folder, "secret.txt"), "secret");
        server = await StartServerAsync({
            folders: { "/": folder, "/own/": folder },
            onUploadAsync: async (name, body) => {
                if (name === "bad") {
                    throw new Error("disk full");
                }
                uploads.push([name, body.toString("hex")]);
                await Promise.resolve();
            },
        });
    });
    afterEach(async () => {
        await server.closeAsync();
        await rm(folder, { recursive: true });
        uploads.length = 0;
    });

    it("serves pages, mapped folders, wasm with its type and face-api's weights", async () => {
        expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
        expect(await (await fetch(server.url)).text()).toBe("page");
        expect(await (await fetch(`${server.url}own/secret.txt?x=1`)).text()).toBe("secret");
        const wasm = await fetch(`${server.url}assets/wasm/tfjs-backend-wasm-simd.wasm`);
        expect(wasm.headers.get("content-type")).toBe("application/wasm");
        const [magic] = new Uint32Array((await wasm.arrayBuffer()).slice(0, 4));
        expect(magic).toBe(0x6d736100);
        const weights = await fetch(`${server.url}assets/networks/face-api/face_recognition_model-weights_manifest.json`);
        expect(Array.isArray(await weights.json())).toBe(true);
    });

    it("answers 404 for what is not there, and never leaves its folders", async () => {
        expect((await fetch(`${server.url}missing.js`)).status).toBe(404);
        expect((await fetch(`${server.url}own/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd`)).status).toBe(404);
    });

    it("hands uploads on byte by byte and reports what goes wrong with them", async () => {
        const sent = await fetch(`${server.url}upload/a%20b`, { method: "PUT", body: new Uint8Array([0, 255, 128]) });
        expect([sent.status, uploads]).toEqual([204, [["a b", "00ff80"]]]);
        const failed = await fetch(`${server.url}upload/bad`, { method: "PUT", body: "x" });
        expect([failed.status, await failed.text()]).toEqual([500, "Error: disk full"]);
    });
});
