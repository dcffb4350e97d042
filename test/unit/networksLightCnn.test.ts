import { dispose, tensor, tensor4d, tidy, type Tensor } from "@tensorflow/tfjs-core";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { ConvertLightCnnCheckpoint, type IStateArray } from "../../src/networks/lightCnnCheckpoint.js";
import { LightCnnConfig } from "../../src/networks/lightCnnConfig.js";
import { MaxFeatureMapWeightSpecs } from "../../src/networks/maxFeatureMapConfig.js";
import { MaxFeatureMapGraph } from "../../src/networks/maxFeatureMapGraph.js";
import { StartWasmAsync } from "./fittingNetworks.js";

/** From an independent implementation in PyTorch, `assets/networks/lightcnn/golden.py`. */
const Golden = JSON.parse(readFileSync(new URL("fixtures/lightCnn.json", import.meta.url), "utf8")) as {
    readonly parameters: number;
    readonly names: Readonly<Record<string, readonly number[]>>;
    readonly embedding: readonly number[];
};

/** The values that golden.py computes, by place. */
function Values(count: number, seed: number, scale: number): Float32Array {
    return Float32Array.from({ length: count }, (_, i) => {
        const mixed = (((i * 48271 + seed * 7919 + 11) % 2147483647) * 16807) % 2147483647;
        return scale * (mixed / 2147483647 - 0.5);
    });
}

/** The random checkpoint of golden.py, named as those that are published. */
function RandomCheckpoint(prefix: string): Record<string, IStateArray> {
    return Object.fromEntries(
        Object.entries(Golden.names).map(([name, shape], k) => {
            const product = (sides: readonly number[]): number => sides.reduce((a, b) => a * b, 1);
            const fanIn = shape.length > 1 ? product(shape.slice(1)) : 100;
            return [prefix + name, { shape, data: Values(product(shape), k, Math.sqrt(12 / fanIn)) }];
        }),
    );
}

describe("LightCNN-29 v2", () => {
    beforeAll(async () => await StartWasmAsync());

    it("has as many parameters as the original", () => {
        const count = MaxFeatureMapWeightSpecs(LightCnnConfig).reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
        expect(count).toBe(Golden.parameters);
    });

    it("embeds with a converted checkpoint as PyTorch does with the checkpoint itself", async () => {
        const converted = ConvertLightCnnCheckpoint(RandomCheckpoint("module."));
        const weights = Object.fromEntries(
            MaxFeatureMapWeightSpecs(LightCnnConfig).map(({ name, shape }): [string, Tensor] => [
                name,
                tensor(converted[name], [...shape]),
            ]),
        );
        const graph = new MaxFeatureMapGraph(LightCnnConfig, weights);
        dispose(weights);
        const picture = Values(128 * 128, 999, 1).map((value) => Math.fround(value + 0.5));
        const output = tidy(() => graph.run(tensor4d(picture, [1, 128, 128, 1])));
        const embedding = [...(await output.data())];
        output.dispose();
        graph.dispose();
        const size = Math.sqrt(Golden.embedding.reduce((sum, value) => sum + value * value, 0) / 256);
        embedding.forEach((value, i) => expect(Math.abs(value - Golden.embedding[i])).toBeLessThan(1e-3 * size));
    }, 300_000);

    it("refuses other checkpoints by name", () => {
        // Names and shapes are all that is looked at.
        const whole = Object.entries(Golden.names).map(([name, shape]): [string, IStateArray] => [
            name,
            { shape, data: new Float32Array(0) },
        ]);
        const rest = whole.filter(([name]) => name !== "fc.bias");
        expect(() => ConvertLightCnnCheckpoint(Object.fromEntries(whole))).not.toThrow();
        expect(() => ConvertLightCnnCheckpoint(Object.fromEntries(rest))).toThrowError(/fc\.bias: missing/);
        const wrong = { ...Object.fromEntries(whole), "conv1.filter.bias": { shape: [64], data: new Float32Array(64) } };
        expect(() => ConvertLightCnnCheckpoint(wrong)).toThrowError(expect.objectContaining({ code: "E_NETWORK_FILE" }));
    });
});
