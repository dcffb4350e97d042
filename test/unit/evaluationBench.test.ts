import "@tensorflow/tfjs";
import { describe, expect, it } from "vitest";
import { LightCnn29 } from "../../playground/bench/lightCnn29.js";
import { ResNet50 } from "../../playground/bench/resNet50.js";

/** Networks that a step is compared with: their sizes must be the published ones, or the ratio means nothing. */
describe("networks of the published sizes", () => {
    it("LightCNN-29 has the filters of version 2: 8.4 million values, and 2.1 million to its 256 outputs", () => {
        const network = new LightCnn29();
        // Filters layer by layer (side squared x inputs x twice the outputs), biases, and 8 x 8 x 128 to 256 with biases.
        const group = (from: number, to: number): number => 2 * (from * from + 9 * from * to) + 2 * (from + to);
        const pairs = (count: number, channels: number): number => count * 2 * (9 * channels * 2 * channels + 2 * channels);
        const filters =
            25 * 96 +
            96 +
            pairs(1, 48) +
            group(48, 96) +
            pairs(2, 96) +
            group(96, 192) +
            pairs(3, 192) +
            group(192, 128) +
            pairs(4, 128) +
            group(128, 128);
        expect(network.parameters).toBe(filters + 8 * 8 * 128 * 256 + 256);
        expect(Math.abs(filters / 1e6 - 8.4)).toBeLessThan(0.1);
        network.dispose();
        expect(network.parameters).toBe(0);
    });

    it("ResNet-50 has 23.5 million values without its dense layer", () => {
        const network = new ResNet50();
        expect(Math.abs(network.parameters / 1e6 - 23.5)).toBeLessThan(0.1);
        network.dispose();
    });
});
