import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memory, setBackend } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { ReadCheckpointAsync, WriteCheckpointAsync } from "../../src/cli/trainingCheckpoint.js";
import { RegisterGradientsAsync } from "../../src/compute/gradients.js";
import { SeededRandom } from "../../src/face/random.js";
import { type IImitatorConfig } from "../../src/networks/imitatorConfig.js";
import { ImitatorTrainer } from "../../src/training/ImitatorTrainer.js";
import { type OptimizerKind } from "../../src/training/optimizer.js";
import { JoinSets, MemoryTrainingSet, ShrinkLabels, SubsetOf } from "../../src/training/trainingSet.js";

const Config: IImitatorConfig = { type: "imitator", inputLength: 4, channels: [5, 3], outputSize: 16, outputChannels: 3 };
const Steps = 8;

function CreateSamples(): MemoryTrainingSet {
    const random = new SeededRandom(1);
    const x = Float32Array.from({ length: 12 * 4 }, () => random.uniform());
    return new MemoryTrainingSet(
        4,
        16,
        x,
        Uint8Array.from({ length: 12 * 16 * 16 * 3 }, () => random.index(256)),
    );
}

async function TrainAsync(trainer: ImitatorTrainer, until: number): Promise<number[]> {
    const losses = [];
    while (trainer.step < until) {
        losses.push(await trainer.stepAsync(trainer.step / Steps));
    }
    return losses;
}

describe("a stopped training", () => {
    beforeAll(async () => {
        await setBackend("cpu");
        await RegisterGradientsAsync();
    });

    it.each<OptimizerKind>(["adam", "momentum"])("goes on along the same curve from a file (%s)", async (optimizer) => {
        const options = { optimizer, batch: 4, seed: 9 };
        const folder = await mkdtemp(join(tmpdir(), "face-creator-"));
        const before = memory().numTensors;
        const whole = new ImitatorTrainer(Config, CreateSamples(), options);
        const unbroken = await TrainAsync(whole, Steps);
        const first = new ImitatorTrainer(Config, CreateSamples(), options);
        const losses = await TrainAsync(first, 3);
        await WriteCheckpointAsync(join(folder, "checkpoint.bin"), await first.checkpointAsync(), { seconds: 4.5 });
        const { checkpoint, extra } = await ReadCheckpointAsync(join(folder, "checkpoint.bin"));
        const second = new ImitatorTrainer(Config, CreateSamples(), options);
        second.restore(checkpoint);
        losses.push(...(await TrainAsync(second, Steps)));
        expect(losses).toEqual(unbroken);
        expect(extra).toEqual({ seconds: 4.5 });
        for (const trainer of [whole, first, second]) {
            trainer.dispose();
        }
        expect(memory().numTensors).toBe(before);
        await rm(folder, { recursive: true });
    });

    it("is refused where the optimiser is another", async () => {
        const adam = new ImitatorTrainer(Config, CreateSamples(), { optimizer: "adam", batch: 4 });
        const momentum = new ImitatorTrainer(Config, CreateSamples(), { optimizer: "momentum", batch: 4 });
        const checkpoint = await adam.checkpointAsync();
        expect(() => momentum.restore(checkpoint)).toThrow(expect.objectContaining({ code: "E_ARGUMENT" }));
        adam.dispose();
        momentum.dispose();
    });
});

describe("ImitatorTrainer", () => {
    it("refuses samples that do not fit the architecture or a batch", () => {
        const samples = CreateSamples();
        expect(() => new ImitatorTrainer({ ...Config, inputLength: 5 }, samples)).toThrow(expect.objectContaining({ code: "E_ARGUMENT" }));
        expect(() => new ImitatorTrainer(Config, samples, { batch: 13 })).toThrow(expect.objectContaining({ code: "E_ARGUMENT" }));
    });

    it("refuses to learn part labels from samples without them", () => {
        const labelled = { ...Config, outputChannels: 15 };
        expect(() => new ImitatorTrainer(labelled, CreateSamples())).toThrow(expect.objectContaining({ code: "E_ARGUMENT" }));
    });
});

describe("sets of samples", () => {
    const create = (first: number, count: number, size = 1): MemoryTrainingSet => {
        const values = Array.from({ length: count }, (_, i) => first + i);
        return new MemoryTrainingSet(
            2,
            size,
            Float32Array.from(values.flatMap((value) => [value, -value])),
            Uint8Array.from(values.flatMap((value) => Array<number>(3 * size * size).fill(value))),
            Uint8Array.from(values.flatMap((value) => Array<number>(size * size).fill(value % 12))),
        );
    };

    it("are one when joined, each sample with its own picture and labels, in the order asked for", () => {
        const joined = JoinSets([create(10, 3), SubsetOf(create(50, 6), 2, 2), create(90, 1)]);
        expect([joined.count, joined.hasLabels]).toEqual([6, true]);
        const { x, pictures, labels } = joined.read([5, 3, 0, 4, 2]);
        const expected = [90, 52, 10, 53, 12];
        expect([...x]).toEqual(expected.flatMap((value) => [value, -value]));
        expect([...pictures].map((value) => Math.round(255 * value))).toEqual(expected.flatMap((value) => [value, value, value]));
        expect([...labels!]).toEqual(expected.map((value) => value % 12));
    });

    it("have labels only where all have them, and one size", () => {
        const plain = new MemoryTrainingSet(2, 1, new Float32Array(2), new Uint8Array(3));
        expect(JoinSets([create(0, 1), plain]).read([0]).labels).toBeUndefined();
        expect(() => JoinSets([create(0, 1), create(0, 1, 2)])).toThrow(expect.objectContaining({ code: "E_ARGUMENT" }));
    });

    it("keep labels whole when they are shrunk", () => {
        const rows = [1, 2, 3, 4].map((row) => [row, row + 4, row, row + 4]);
        expect([...ShrinkLabels(Uint8Array.from(rows.flat()), 4, 2)]).toEqual([6, 6, 8, 8]);
    });
});
