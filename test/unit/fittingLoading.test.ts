import { memory, type Tensor } from "@tensorflow/tfjs-core";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { PhotoFitter } from "../../src/faceCreator/photoFitter.js";
import { GetVectorLayout } from "../../src/face/faceVector.js";
import { type IFitProgress } from "../../src/fitting/fit.types.js";
import { ImitatorWeightSpecs, type IImitatorConfig } from "../../src/networks/imitatorConfig.js";
import { SegmenterWeightSpecs } from "../../src/networks/segmenterGraph.js";
import { SaveNetworkFileAsync, type ISavedNetwork } from "../../src/networks/saveNetworkFile.js";
import { FaceApiUrl, RandomWeights, StartWasmAsync, TinySchema } from "./fittingNetworks.js";

const Url = "https://example.test/networks/";
const WasmUrl = fileURLToPath(new URL("../../node_modules/@tensorflow/tfjs-backend-wasm/dist/", import.meta.url));

const Networks: Record<string, ISavedNetwork> = {};

async function SaveAsync(folder: string, architecture: { readonly type: string }, weights: Record<string, Tensor>): Promise<void> {
    const rig = folder === "imitator" ? TinySchema.rig : undefined;
    const description = { name: folder, architecture: { ...architecture }, rig, input: {}, licence: "MIT", provenance: "a test" };
    Networks[folder] = await SaveNetworkFileAsync(description, weights);
    Object.values(weights).forEach((weight) => weight.dispose());
}

/** Serves the networks as a web server would, but for what `answer` answers itself. */
function Serve(answer: (path: string) => Response | undefined): void {
    vi.stubGlobal("fetch", async (url: string) => {
        const path = url.replace(Url, "");
        const [folder, file] = path.split("/");
        const own = answer(path);
        if (own) {
            return own;
        }
        if (folder === "face-api") {
            return new Response(await readFile(fileURLToPath(FaceApiUrl + file)));
        }
        const saved = Networks[folder];
        const body = !saved ? undefined : file === "manifest.json" ? JSON.stringify(saved.manifest) : saved.data;
        return body === undefined ? new Response("", { status: 404 }) : new Response(body);
    });
}

function MakeFitter(): PhotoFitter {
    return new PhotoFitter({
        backend: "wasm",
        networksUrl: Url,
        wasmUrl: WasmUrl,
        schema: TinySchema,
        getCaptureAsync: async () => await Promise.reject(new Error("no engine")),
        getOptionMasksAsync: () => Promise.resolve([]),
    });
}

describe("loading the networks of a fit", () => {
    beforeAll(async () => {
        await StartWasmAsync();
        const config: IImitatorConfig = {
            type: "imitator",
            inputLength: GetVectorLayout(TinySchema).length,
            channels: [16, 8, 8, 4],
            outputSize: 64,
            outputChannels: 3,
        };
        await SaveAsync("imitator", config, RandomWeights(ImitatorWeightSpecs(config), 3));
        const segmenter = { type: "segmenter", variant: "small" };
        await SaveAsync("segmenter", segmenter, RandomWeights(SegmenterWeightSpecs(), 4));
    });
    afterEach(() => {
        vi.unstubAllGlobals();
    });

    it.each([
        ["cannot be reached", "segmenter/weights.bin", (): Response => new Response("", { status: 503 }), "E_READ"],
        ["arrives damaged", "imitator/weights.bin", (): Response => new Response(new Uint8Array(1000)), "E_NETWORK_FILE"],
        ["arrives as a page", "face-api/ssd_mobilenetv1_model.bin", (): Response => new Response("<html>"), "E_NETWORK_FILE"],
    ])(
        "a file that %s is told, frees everything, and is loaded by the next call",
        async (_, path, make, code) => {
            const before = memory().numTensors;
            const fitter = MakeFitter();
            const picture = { width: 64, height: 64, data: new Uint8ClampedArray(64 * 64 * 4).fill(128) };
            Serve((asked) => (asked === path ? make() : undefined));
            await expect(fitter.detectAsync(picture)).rejects.toMatchObject({ code });
            expect(fitter.info).toBeNull();
            Serve(() => undefined);
            expect((await fitter.detectAsync(picture)).faces).toEqual([]);
            expect(fitter.info?.backend).toBe("wasm");
            await fitter.disposeAsync();
            // What was still on its way when the first failed is freed as it arrives.
            await vi.waitFor(() => expect(memory().numTensors).toBe(before), { timeout: 20_000 });
        },
        120_000,
    );

    it("tells how much is loaded, and stops waiting when it is asked to", async () => {
        Serve(() => undefined);
        const fitter = MakeFitter();
        const told: IFitProgress[] = [];
        const controller = new AbortController();
        const waiting = fitter.prepareAsync({ signal: controller.signal });
        controller.abort();
        await expect(waiting).rejects.toMatchObject({ code: "E_ABORTED" });
        await expect(fitter.prepareAsync({ onProgress: (progress) => told.push(progress) })).rejects.toThrow("no engine");
        const fractions = told.map(({ fraction }) => fraction);
        expect(told.every(({ phase }) => phase === "networks")).toBe(true);
        expect(new Set(fractions).size).toBeGreaterThanOrEqual(5);
        expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
        expect([fractions[0], fractions[fractions.length - 1]]).toEqual([0, 0.7]);
        await fitter.disposeAsync();
    }, 120_000);
});
