import { readFileSync } from "node:fs";
import { memory, setBackend, tensor, tensor2d, type Tensor } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { StartWasmAsync } from "../../src/cli/startWasm.js";
import { Imitator } from "../../src/networks/imitator.js";
import { type IImitatorConfig } from "../../src/networks/imitatorConfig.js";
import { DrawSamplesAsync } from "../../src/training/evaluateImitator.js";
import { ImitatorTrainer } from "../../src/training/ImitatorTrainer.js";
import { type OptimizerKind } from "../../src/training/optimizer.js";
import { MemoryTrainingSet } from "../../src/training/trainingSet.js";

interface IRun {
    readonly rate: number;
    readonly losses: number[];
    readonly end: Record<string, number[]>;
    readonly drawn: number[];
}

interface IFixture {
    readonly length: number;
    readonly channels: number[];
    readonly x: number[];
    readonly pictures: number[];
    readonly start: Record<string, number[]>;
    readonly runs: Record<OptimizerKind, IRun>;
    readonly labelled: IRun & {
        readonly nuisanceLength: number;
        readonly x: number[];
        readonly labels: number[];
        readonly start: Record<string, number[]>;
        readonly drawnLabels: number[];
    };
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
const { nuisanceLength, x: LabelledX } = Fixture.labelled;
const LabelledConfig: IImitatorConfig = { ...Config, inputLength: LabelledX.length / 4, nuisanceLength, outputChannels: 15 };

function CreateTrainer(config: IImitatorConfig, start: Record<string, number[]>, optimizer: OptimizerKind): ImitatorTrainer {
    const { x, labels } = config === LabelledConfig ? Fixture.labelled : { x: Fixture.x };
    const bytes = labels && new Uint8Array(labels);
    const samples = new MemoryTrainingSet(config.inputLength, 16, new Float32Array(x), new Uint8Array(Fixture.pictures), bytes);
    const trainer = new ImitatorTrainer(config, samples, { optimizer, batch: 4 });
    for (const [name, values] of Object.entries(start)) {
        const variable = trainer.weights[name] as Tensor & { assign(value: Tensor): void };
        const value = tensor(values, variable.shape, "float32");
        variable.assign(value);
        value.dispose();
    }
    return trainer;
}

async function ExpectStepsAsync(trainer: ImitatorTrainer, run: IRun, start: Record<string, number[]>): Promise<void> {
    const losses = [];
    for (let step = 0; step < run.losses.length; step++) {
        losses.push(await trainer.stepAtAsync([0, 1, 2, 3], run.rate));
    }
    expect(Difference(losses, run.losses)).toBeLessThan(1e-4);
    for (const [name, wanted] of Object.entries(run.end)) {
        const moved = (await trainer.weights[name].data()).map((value, i) => value - start[name][i]);
        expect(
            Difference(
                moved,
                wanted.map((value, i) => value - start[name][i]),
            ),
            name,
        ).toBeLessThan(1e-3);
    }
}

/** Largest difference relative to the largest value. */
function Difference(actual: ArrayLike<number>, wanted: readonly number[]): number {
    expect(actual.length).toBe(wanted.length);
    const scale = Math.max(...wanted.map(Math.abs));
    return Math.max(...wanted.map((value, i) => Math.abs(value - actual[i]))) / scale;
}

describe.each(["cpu", "wasm"])("training steps against PyTorch, on %s", (backend) => {
    beforeAll(async () => {
        await StartWasmAsync();
        await setBackend(backend);
    });

    it.each(["momentum", "adam"] as const)("%s moves losses and weights alike", async (optimizer) => {
        const before = memory().numTensors;
        const run = Fixture.runs[optimizer];
        const trainer = CreateTrainer(Config, Fixture.start, optimizer);
        await ExpectStepsAsync(trainer, run, Fixture.start);
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

    it("part labels and a nuisance vector are learned alike", async () => {
        const before = memory().numTensors;
        const { start, ...run } = Fixture.labelled;
        const trainer = CreateTrainer(LabelledConfig, start, "momentum");
        await ExpectStepsAsync(trainer, run, start);
        const imitator = new Imitator(LabelledConfig, trainer.weights);
        const { pictures, labels } = await DrawSamplesAsync(imitator, new Float32Array(LabelledX.slice(0, LabelledConfig.inputLength)));
        const clamped = run.drawn.map((value) => Math.min(1, Math.max(0, value)));
        expect(Difference(pictures, clamped)).toBeLessThan(1e-3);
        // Where two scores are all but equal, either label is right.
        const differing = run.drawnLabels.filter((label, i) => label !== labels![i]).length;
        expect(differing).toBeLessThan(3);
        imitator.dispose();
        trainer.dispose();
        expect(memory().numTensors).toBe(before);
    });
});
