import "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { SelectBackendAsync } from "../../src/compute/backend.js";
import { BoothCrop } from "../../src/compute/boothCrop.js";
import { CropResize, CropResizeMatrices, ResampleMatrix } from "../../src/compute/cropResize.js";
import { DescribeGpuAdapter } from "../../src/compute/gpuAdapter.js";
import { Luma } from "../../src/compute/luma.js";
import { PictureToTensor, TensorToPictureAsync } from "../../src/compute/pictureTensor.js";
import { Noise } from "./networksNoise.js";

beforeAll(async () => {
    await SelectBackendAsync({ backend: "wasm" });
});

/** A picture whose three channels hold x, y and 1 of the pixel centres. */
function Ramp(height: number, width: number): tf.Tensor4D {
    const values: number[] = [];
    for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
            values.push(x + 0.5, y + 0.5, 1);
        }
    }
    return tf.tensor4d(values, [1, height, width, 3]);
}

describe("crop and resize", () => {
    it.each([
        { source: 32, target: 8, left: 6, top: 9, side: 16 },
        { source: 32, target: 40, left: 4, top: 10, side: 15 },
        { source: 33, target: 7, left: 8.25, top: 3.5, side: 20.5 },
    ])("keeps ramps where they are: $source -> $target", ({ source, target, left, top, side }) => {
        const matrices = CropResizeMatrices(source, target, { left, top, side });
        const small = CropResize(Ramp(source, source), matrices);
        expect(small.shape).toEqual([1, target, target, 3]);
        const values = small.dataSync();
        for (let row = 0; row < target; row++) {
            for (let column = 0; column < target; column++) {
                const at = (row * target + column) * 3;
                expect(Math.abs(values[at] - left - ((column + 0.5) * side) / target)).toBeLessThan(0.03);
                expect(Math.abs(values[at + 1] - top - ((row + 0.5) * side) / target)).toBeLessThan(0.03);
                expect(values[at + 2]).toBeCloseTo(1, 5);
            }
        }
    });

    it("averages all pixels when it shrinks, and repeats the edge beyond the picture", () => {
        const shrink = ResampleMatrix(24, 3);
        const seen = Array.from({ length: 24 }, (_, i) => shrink[3 * i + 1]);
        expect(seen.filter((_, i) => i % 2 === 0).reduce((sum, weight) => sum + weight)).toBeCloseTo(0.5, 5);
        expect(seen.slice(5, 19).every((weight) => weight > 0)).toBe(true);
        const beyond = ResampleMatrix(4, 2, -8, 4);
        expect(Array.from(beyond)).toEqual([1, 1, 0, 0, 0, 0, 0, 0]);
    });

    it("is the identity at the same size, and passes an exact gradient", () => {
        const pictures = tf.tensor4d(Noise(2 * 9 * 9 * 3, 3, 0, 1), [2, 9, 9, 3]);
        const same = CropResize(pictures, CropResizeMatrices(9, 9));
        expect(tf.max(tf.abs(tf.sub(same, pictures))).dataSync()[0]).toBeLessThan(1e-6);
        const matrices = CropResizeMatrices(9, 5, { left: 1, top: 2, side: 6 });
        const weights = tf.tensor4d(Noise(2 * 5 * 5 * 3, 4, -1, 1), [2, 5, 5, 3]);
        const gradient = tf
            .grad((x) => tf.sum(tf.mul(CropResize(x as tf.Tensor4D, matrices), weights)))(pictures)
            .dataSync();
        for (let index = 0; index < gradient.length; index += 37) {
            const unit = tf.tensor4d(
                Float32Array.from({ length: gradient.length }, (_, i) => (i === index ? 1 : 0)),
                pictures.shape,
            );
            expect(gradient[index]).toBeCloseTo(tf.sum(tf.mul(CropResize(unit, matrices), weights)).dataSync()[0], 5);
        }
    });

    it("gives the same part of the photo-booth frame at every size", () => {
        const crop = new BoothCrop(10, { left: 0.25, top: 0.125, side: 0.5 });
        const [small, large] = [64, 160].map((size) => tf.tidy(() => tf.div(crop.apply(Ramp(size, size)), size)).dataSync());
        for (let i = 0; i < 300; i += 3) {
            expect(Math.abs(small[i] - large[i])).toBeLessThan(0.001);
            expect(Math.abs(small[i + 1] - large[i + 1])).toBeLessThan(0.001);
        }
        const before = tf.memory().numTensors;
        crop.dispose();
        expect(tf.memory().numTensors).toBe(before - 4);
    });
});

describe("pictures", () => {
    it("become tensors and come back, row 0 on top, red first", async () => {
        const data = Uint8ClampedArray.from({ length: 3 * 2 * 4 }, (_, i) => (i % 4 === 3 ? 255 : (i * 37) % 256));
        const tensor = PictureToTensor({ width: 3, height: 2, data });
        expect(tensor.shape).toEqual([1, 2, 3, 3]);
        expect(tensor.dataSync()[3]).toBeCloseTo(data[4] / 255, 6);
        const back = await TensorToPictureAsync(tensor);
        expect(Array.from(back.data)).toEqual(Array.from(data));
    });

    it("have the luma of Rec. 709", () => {
        const luma = Luma(tf.tensor4d([1, 0, 0, 0, 1, 0, 0, 0, 1, 0.5, 0.5, 0.5], [1, 2, 2, 3])).dataSync();
        [0.2126, 0.7152, 0.0722, 0.5].forEach((value, i) => expect(luma[i]).toBeCloseTo(value, 6));
    });
});

describe("GPU adapters", () => {
    const describeInfo = (info: Partial<GPUAdapterInfo>): boolean =>
        DescribeGpuAdapter({
            info: { vendor: "", architecture: "", device: "", description: "", isFallbackAdapter: false, ...info } as GPUAdapterInfo,
        }).hardware;

    it("count as hardware unless they are software or a fallback", () => {
        expect(describeInfo({ vendor: "nvidia", architecture: "ampere" })).toBe(true);
        expect(describeInfo({ vendor: "apple", architecture: "metal-3" })).toBe(true);
        expect(describeInfo({ vendor: "google", architecture: "swiftshader" })).toBe(false);
        expect(describeInfo({ vendor: "mesa", description: "llvmpipe (LLVM 15.0.6, 256 bits)" })).toBe(false);
        expect(describeInfo({ vendor: "microsoft", description: "Microsoft Basic Render Driver" })).toBe(false);
        expect(describeInfo({ vendor: "intel", isFallbackAdapter: true })).toBe(false);
    });
});
