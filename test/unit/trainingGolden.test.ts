import { readFileSync } from "node:fs";
import { memory, setBackend, tensor, tensor2d, type Tensor } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { RegisterGradientsAsync } from "../../src/compute/gradients.js";
import { Imitator } from "../../src/networks/imitator.js";
import { type IImitatorConfig } from "../../src/networks/imitatorConfig.js";
import { ImitatorTrainer } from "../../src/training/ImitatorTrainer.js";
import { type OptimizerKind } from "../../src/training/optimizer.js";
import { MemoryTrainingSet } from "../../src/training/trainingSet.js";

interface IFixture {
    readonly length: number;
    readonly channels: number[];
    readonly x: number[];
    readonly pictures: number[];
    readonly start: Record<string, number[]>;
    readonly runs: Record<OptimizerKind, { rate: number; losses: number[]; end: Record<string, number[]>; drawn: number[] }>;
}

/** Three steps by PyTorch; see assets/networks/imitator/golden.py. */
const Fixture = JSON.parse(readFileSync(new URL("fixtures/imitatorTraining.json", import.meta.url), "utf8")) as IFixture;
const Config: IImitatorConfig = {
    type: "imitator",
    inputLength: Fixture.length,
    channels: Fixture.channels,
    outputSize: 16,
    outputChannels: 3,
};

function CreateTrainer(optimizer: OptimizerKind): ImitatorTrainer {
    const samples = new MemoryTrainingSet(Fixture.length, 16, new Float32Array(Fixture.x), new Uint8Array(Fixture.pictures));
    const trainer = new ImitatorTrainer(Config, samples, { optimizer, batch: 4 });
    for (const [name, values] of Object.entries(Fixture.start)) {
        const variable = trainer.weights[name] as Tensor & { assign(value: Tensor): void };
        const start = tensor(values, variable.shape, "float32");
        variable.assign(start);
        start.dispose();
    }
    return trainer;
}

/** Largest difference relative to the largest value. */
function Difference(actual: ArrayLike<number>, wanted: readonly number[]): number {
    expect(actual.length).toBe(wanted.length);
    const scale = Math.max(...wanted.map(Math.abs));
    return Math.max(...wanted.map((value, i) => Math.abs(value - actual[i]))) / scale;
}

describe("training steps against PyTorch", () => {
    beforeAll(async () => {
        await setBackend("cpu");
        await RegisterGradientsAsync();
    });

    it.each(["momentum", "adam"] as const)("%s moves losses and weights alike", async (optimizer) => {
        const before = memory().numTensors;
        const run = Fixture.runs[optimizer];
        const trainer = CreateTrainer(optimizer);
        const losses = [];
        for (let step = 0; step < run.losses.length; step++) {
            losses.push(await trainer.stepAtAsync([0, 1, 2, 3], run.rate));
        }
        expect(Difference(losses, run.losses)).toBeLessThan(1e-4);
        for (const [name, wanted] of Object.entries(run.end)) {
            const start = Fixture.start[name];
            const moved = (await trainer.weights[name].data()).map((value, i) => value - start[i]);
            expect(
                Difference(
                    moved,
                    wanted.map((value, i) => value - start[i]),
                ),
                name,
            ).toBeLessThan(1e-3);
        }
        const imitator = new Imitator(Config, trainer.weights);
        const x = tensor2d(Fixture.x.slice(0, Fixture.length), [1, Fixture.length]);
        const drawn = imitator.predict(x);
        expect(Difference(await drawn.data(), run.drawn)).toBeLessThan(1e-3);
        x.dispose();
        drawn.dispose();
        imitator.dispose();
        trainer.dispose();
        expect(memory().numTensors).toBe(before);
    });
});
