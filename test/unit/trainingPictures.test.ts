import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { beforeAll, expect, it } from "vitest";
import { StartWasmAsync } from "../../src/cli/startWasm.js";
import { type IImitatorConfig } from "../../src/networks/imitatorConfig.js";
import { EvaluateImitatorAsync, MeanPicture } from "../../src/training/evaluateImitator.js";
import { ImitatorTrainer } from "../../src/training/ImitatorTrainer.js";
import { MemoryTrainingSet, ShrinkPicture, SubsetOf } from "../../src/training/trainingSet.js";

/** Pictures that the engine drew of random faces, and their vectors. */
const Fixtures = new URL("fixtures/", import.meta.url);
const Side = 32;
const Columns = 8;
const Size = 16;
const Steps = 100;

async function ReadSamplesAsync(): Promise<MemoryTrainingSet> {
    const { length, x } = JSON.parse(readFileSync(new URL("enginePictures.json", Fixtures), "utf8")) as { length: number; x: number[][] };
    const { data, info } = await sharp(fileURLToPath(new URL("enginePictures.png", Fixtures)))
        .raw()
        .toBuffer({ resolveWithObject: true });
    const pictures = x.map((_, i) => {
        const picture = new Uint8Array(3 * Side * Side);
        for (let row = 0; row < Side; row++) {
            const from = 3 * ((Math.floor(i / Columns) * Side + row) * info.width + (i % Columns) * Side);
            picture.set(data.subarray(from, from + 3 * Side), 3 * Side * row);
        }
        return ShrinkPicture(picture, Side, Size);
    });
    return new MemoryTrainingSet(length, Size, new Float32Array(x.flat()), Uint8Array.from(pictures.flatMap((picture) => [...picture])));
}

beforeAll(async () => {
    await StartWasmAsync();
});

it("learns from nothing to draw the engine's pictures, and each from its own vector", async () => {
    const samples = await ReadSamplesAsync();
    const config: IImitatorConfig = {
        type: "imitator",
        inputLength: samples.vectorLength,
        channels: [24, 16],
        outputSize: Size,
        outputChannels: 3,
    };
    const trainer = new ImitatorTrainer(config, samples, { batch: 8, rate: 0.01 });
    const losses: number[] = [];
    while (trainer.step < Steps) {
        losses.push(await trainer.stepAsync(trainer.step / Steps));
    }
    const mean = (part: number[]): number => part.reduce((sum, value) => sum + value) / part.length;
    expect(mean(losses.slice(-8))).toBeLessThan(0.4 * mean(losses.slice(0, 8)));
    // On samples that it was trained on. A network that looks away from x does not get below about 1.
    const half = SubsetOf(samples, samples.count / 2);
    const { count, ofMeanPicture } = await EvaluateImitatorAsync(config, trainer.weights, half, MeanPicture(half));
    expect(count).toBe(samples.count / 2);
    expect(ofMeanPicture).toBeLessThan(0.8);
    trainer.dispose();
}, 180_000);
