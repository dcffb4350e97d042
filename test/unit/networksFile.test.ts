import "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { SelectBackendAsync } from "../../src/compute/backend.js";
import { type FaceCreatorErrorCode } from "../../src/face/faceCreatorError.js";
import { SeededRandom } from "../../src/face/random.js";
import { ToFloat16 } from "../../src/networks/float16.js";
import { Imitator } from "../../src/networks/imitator.js";
import { type IImitatorConfig } from "../../src/networks/imitatorConfig.js";
import { CreateImitatorVariables } from "../../src/networks/imitatorGraph.js";
import { LoadImitatorAsync } from "../../src/networks/loadImitator.js";
import { DecodeNetworkWeights, LoadNetworkFileAsync } from "../../src/networks/loadNetworkFile.js";
import { Sha256Async } from "../../src/networks/sha256.js";
import { SaveNetworkFileAsync, type ISavedNetwork } from "../../src/networks/saveNetworkFile.js";

const Config: IImitatorConfig = { type: "imitator", inputLength: 5, channels: [8, 4], outputSize: 16, outputChannels: 3 };
const Rig = { id: "test-head", hash: "a".repeat(64) };
const Url = "https://example.test/networks/imitator/";

/** Serves a network, as a web server would. */
function Serve(manifest: unknown, data: Uint8Array<ArrayBuffer>): void {
    vi.stubGlobal("fetch", async (url: string) => {
        const body = url === `${Url}manifest.json` ? JSON.stringify(manifest) : url === `${Url}weights.bin` ? data : undefined;
        return await Promise.resolve(body === undefined ? new Response("", { status: 404 }) : new Response(body));
    });
}

async function SaveAsync(weights: Record<string, tf.Tensor>): Promise<ISavedNetwork> {
    const description = {
        name: "test imitator",
        architecture: { ...Config },
        rig: Rig,
        input: { range: [0, 1] },
        licence: "MIT",
        provenance: "a test",
    };
    return await SaveNetworkFileAsync({ ...description, alignment: [1, 2, 3] }, weights);
}

async function CodeOfAsync(load: Promise<unknown>): Promise<FaceCreatorErrorCode | undefined> {
    const before = tf.memory().numTensors;
    try {
        await load;
        return undefined;
    } catch (error) {
        expect(tf.memory().numTensors).toBe(before);
        return (error as { code: FaceCreatorErrorCode }).code;
    }
}

describe("network files", () => {
    let saved: ISavedNetwork;
    let variables: Record<string, tf.Variable>;

    beforeAll(async () => {
        await SelectBackendAsync({ backend: "wasm" });
        variables = CreateImitatorVariables(Config, new SeededRandom(4));
        saved = await SaveAsync(variables);
    });
    afterEach(() => {
        vi.unstubAllGlobals();
    });

    it("come back as the network that was saved, rounded to 16-bit floats", async () => {
        Serve(saved.manifest, saved.data);
        expect(saved.manifest.alignment).toEqual([1, 2, 3]);
        const before = tf.memory().numTensors;
        const loaded = await LoadImitatorAsync(Url, Rig, { x: 5, nuisance: 12 });
        expect(loaded.rig).toEqual(Rig);
        const original = new Imitator(Config, variables);
        const difference = tf.tidy(() => {
            const x = tf.tensor2d([0.1, 0.5, 0.9, 0.3, 0.7], [1, 5]);
            return tf.max(tf.abs(tf.sub(loaded.predict(x), original.predict(x)))).dataSync()[0];
        });
        expect(difference).toBeLessThan(5e-3);
        expect(difference).toBeGreaterThan(0);
        loaded.dispose();
        original.dispose();
        expect(tf.memory().numTensors).toBe(before);
    });

    it("of another head, another length of x or another type are refused", async () => {
        Serve(saved.manifest, saved.data);
        expect(await CodeOfAsync(LoadImitatorAsync(Url, { id: "test-head", hash: "b".repeat(64) }))).toBe("E_RIG_MISMATCH");
        expect(await CodeOfAsync(LoadImitatorAsync(Url, Rig, { x: 6, nuisance: 12 }))).toBe("E_RIG_MISMATCH");
        Serve({ ...saved.manifest, architecture: { type: "segmenter", variant: "small" } }, saved.data);
        expect(await CodeOfAsync(LoadImitatorAsync(Url))).toBe("E_NETWORK_FILE");
    });

    it("may hold weights as bytes over a range", async () => {
        // One step of the range is the scale: the kernel comes back within half of it.
        const [name, kernel] = ["layer0/kernel", variables["layer0/kernel"]];
        const values = kernel.dataSync();
        const [least, most] = [Math.min(...values), Math.max(...values)];
        const scale = (most - least) / 255;
        const bytes = Uint8Array.from(values, (value) => Math.round((value - least) / scale));
        const rest = saved.data.subarray(2 * values.length);
        const data = Uint8Array.from([...bytes, ...rest]);
        const sha256 = await Sha256Async(data.buffer);
        const weights = saved.manifest.weights.map((weight) =>
            weight.name === name ? { ...weight, quantization: { dtype: "uint8", scale, min: least } } : weight,
        );
        Serve({ ...saved.manifest, weights, files: [{ path: "weights.bin", bytes: data.length, sha256 }] }, data);
        const file = await LoadNetworkFileAsync(Url);
        const read = file.weights[name].dataSync();
        values.forEach((value, i) => expect(Math.abs(read[i] - value)).toBeLessThanOrEqual(0.51 * scale));
        tf.dispose(Object.values(file.weights));
    });

    it("hold in 8 bits the weights that are named, to half a step, and the others as before", async () => {
        const names = ["layer0/kernel"];
        const { manifest, data } = await SaveNetworkFileAsync({ ...saved.manifest }, variables, names);
        const [small, whole] = [DecodeNetworkWeights(manifest, data.buffer), DecodeNetworkWeights(saved.manifest, saved.data.buffer)];
        for (const { name, quantization } of manifest.weights) {
            const values = variables[name].dataSync();
            const read = small[name].dataSync();
            expect(quantization!.dtype).toBe(names.includes(name) ? "uint8" : "float16");
            if (quantization?.dtype === "uint8") {
                expect(quantization.scale).toBeCloseTo((Math.max(...values) - Math.min(...values)) / 255, 6);
                values.forEach((value, i) => expect(Math.abs(read[i] - value)).toBeLessThanOrEqual(0.51 * quantization.scale));
            } else {
                expect(read).toEqual(whole[name].dataSync());
            }
        }
        expect(data.length).toBe(saved.data.length - variables[names[0]].size);
        tf.dispose([...Object.values(small), ...Object.values(whole)]);
    });

    it("that are damaged, cut off, missing, newer or something else are refused", async () => {
        const damaged = saved.data.slice();
        damaged[10] ^= 1;
        Serve(saved.manifest, damaged);
        expect(await CodeOfAsync(LoadImitatorAsync(Url))).toBe("E_NETWORK_FILE");
        Serve(saved.manifest, saved.data.slice(0, -2));
        expect(await CodeOfAsync(LoadImitatorAsync(Url))).toBe("E_NETWORK_FILE");
        Serve({ ...saved.manifest, files: [{ ...saved.manifest.files[0], path: "other.bin" }] }, saved.data);
        expect(await CodeOfAsync(LoadImitatorAsync(Url))).toBe("E_READ");
        Serve({ ...saved.manifest, files: [{ ...saved.manifest.files[0], path: "../weights.bin" }] }, saved.data);
        expect(await CodeOfAsync(LoadImitatorAsync(Url))).toBe("E_NETWORK_FILE");
        Serve({ ...saved.manifest, version: 2 }, saved.data);
        expect(await CodeOfAsync(LoadImitatorAsync(Url))).toBe("E_VERSION_NEWER");
        Serve("<html>", saved.data);
        expect(await CodeOfAsync(LoadImitatorAsync(Url))).toBe("E_NETWORK_FILE");
    });

    it("that lack a weight of their architecture are refused", async () => {
        const { "layer1/beta": dropped, ...rest } = variables;
        expect(dropped.shape).toEqual([4]);
        const lacking = await SaveAsync(rest);
        Serve(lacking.manifest, lacking.data);
        const before = tf.memory().numTensors;
        await expect(LoadImitatorAsync(Url)).rejects.toThrow(/layer1\/beta/);
        expect(tf.memory().numTensors).toBe(before);
    });

    it("hold 16-bit floats that tfjs reads back within half a unit in the last place", () => {
        const values = Float32Array.from([
            0, -0, 1, -2.5, 0.1, 65504, 1e6, -1e6, 6e-8, 3e-8, 1e-9, 6.1e-5, 1.0009765, 1.00048828125, 0.33333,
        ]);
        const half = ToFloat16(values);
        const back = tf.io.decodeWeights(half.buffer as ArrayBuffer, [
            { name: "w", shape: [values.length], dtype: "float32", quantization: { dtype: "float16" } },
        ]).w;
        const read = back.dataSync();
        values.forEach((value, i) => {
            const clamped = Math.max(-65504, Math.min(65504, value));
            const unit = Math.max(2 ** -24, 2 ** (Math.floor(Math.log2(Math.abs(clamped) || 1)) - 10));
            expect(Math.abs(read[i] - clamped)).toBeLessThanOrEqual(unit / 2);
        });
        // Ties go to even: 1 + 1/2048 lies between 1 and 1 + 1/1024.
        expect(read[13]).toBe(1);
        back.dispose();
    });
});
