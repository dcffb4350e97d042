import { type PhotoBooth } from "../src/capture/PhotoBooth.js";
import { GetVectorLayout } from "../src/face/faceVector.js";
import { Imitator } from "../src/networks/imitator.js";
import { type IImitatorConfig } from "../src/networks/imitatorConfig.js";
import { type ISavedNetwork, SaveNetworkFileAsync } from "../src/networks/saveNetworkFile.js";
import { EvaluateImitatorAsync } from "../src/training/evaluateImitator.js";
import { ImitatorTrainer } from "../src/training/ImitatorTrainer.js";
import { type IImitatorCheckpoint } from "../src/training/imitatorTrainer.types.js";
import { DrawSample, type ISampleSource } from "../src/training/sampling.js";
import { MemoryTrainingSet, SubsetOf } from "../src/training/trainingSet.js";
import { tensor2d } from "@tensorflow/tfjs-core";

/** What to train, and for how long. */
export interface IRunPlan {
    readonly config: IImitatorConfig;
    readonly source: ISampleSource;
    /** Samples to draw; the last ones are held out. */
    readonly samples: number;
    readonly heldOut: number;
    readonly batch: number;
    readonly steps: number;
}

/** Where a run stands. */
export interface IRunState {
    readonly phase: "drawing" | "training" | "paused" | "done";
    readonly drawn: number;
    readonly step: number;
    /** Samples a second: drawn, or trained on. */
    readonly rate: number;
    /** Seconds that are left of the phase at that rate. */
    readonly secondsLeft: number;
}

/** A point of the loss curves: mean absolute errors. */
export interface ILossPoint {
    readonly step: number;
    readonly training: number;
    /** Only every now and then. */
    readonly heldOut: number | null;
}

/** All that is needed to go on after the page was closed. Structured-cloneable. */
export interface ISavedRun {
    readonly plan: IRunPlan;
    readonly rig: { readonly id: string; readonly hash: string };
    readonly x: Float32Array;
    readonly pictures: Uint8Array;
    readonly drawn: number;
    readonly checkpoint: IImitatorCheckpoint | null;
    readonly losses: readonly ILossPoint[];
}

/** Steps between two measurements on held-out samples. */
const EvaluateEvery = 25;

/** Weight of the newest batch in the running mean of the training error. */
const Smoothing = 0.3;

/** Draws samples of a head and trains an imitator on them, in this page. */
export class TrainingRun {
    /** Told after each sample and each step. */
    public onChange: (state: IRunState) => void = () => undefined;
    /** Awaited between two steps: nothing moves meanwhile. */
    public betweenAsync: () => Promise<void> = async () => await Promise.resolve();
    /** Points of the loss curves, in order. */
    public readonly losses: ILossPoint[] = [];
    private readonly _x: Float32Array;
    private readonly _pictures: Uint8Array;
    private readonly _length: number;
    private _drawn = 0;
    private _trainer: ImitatorTrainer | undefined;
    private _checkpoint: IImitatorCheckpoint | null = null;
    private _isPaused = false;
    private _training = NaN;
    private _mark = { time: 0, count: 0 };

    /**
     * @param plan what to train
     * @param _booth draws the head; the caller owns it
     * @param saved a run that was saved before, of the same plan and head
     */
    public constructor(
        public readonly plan: IRunPlan,
        private readonly _booth: PhotoBooth,
        saved?: ISavedRun,
    ) {
        const size = plan.config.outputSize;
        this._length = GetVectorLayout(plan.source.schema).length;
        this._x = saved?.x.slice() ?? new Float32Array(plan.samples * this._length);
        this._pictures = saved?.pictures.slice() ?? new Uint8Array(plan.samples * 3 * size * size);
        this._drawn = saved?.drawn ?? 0;
        this._checkpoint = saved?.checkpoint ?? null;
        this.losses.push(...(saved?.losses ?? []));
        this._training = this.losses.at(-1)?.training ?? NaN;
    }

    /** Whether it waits to be resumed. */
    public get isPaused(): boolean {
        return this._isPaused;
    }

    /** Stops after the present sample or step; {@link runAsync} resolves. */
    public pause(): void {
        this._isPaused = true;
    }

    /** Draws what is missing, then trains, until all steps are done or it is paused. Call it again to go on. */
    public async runAsync(): Promise<void> {
        this._isPaused = false;
        this._mark = { time: performance.now(), count: 0 };
        while (this._drawn < this.plan.samples && !this._isPaused) {
            await this._drawAsync();
            this._tell("drawing", 1, this.plan.samples - this._drawn);
        }
        if (this._drawn === this.plan.samples && !this._isPaused) {
            await this._trainAsync();
        }
        this._tell(this._isPaused ? "paused" : "done", 0, 0);
    }

    /**
     * Pictures of held-out samples, by the engine and by the imitator.
     * @param count how many
     * @returns size * size * 3 values in 0..1 each; none before training began
     */
    public async compareAsync(count: number): Promise<{ readonly engine: Float32Array; readonly imitator: Float32Array }[]> {
        if (!this._trainer) {
            return [];
        }
        const indices = Array.from({ length: count }, (_, i) => this.plan.samples - count + i);
        const { x, pictures } = this._set().read(indices);
        const network = new Imitator(this.plan.config, this._trainer.weights);
        const inputs = tensor2d(x, [count, this._length]);
        const drawn = network.predict(inputs);
        const values = await drawn.data<"float32">();
        [network, inputs, drawn].forEach((owned) => owned.dispose());
        const stride = pictures.length / count;
        return indices.map((_, i) => ({
            engine: pictures.subarray(i * stride, (i + 1) * stride),
            imitator: values.subarray(i * stride, (i + 1) * stride),
        }));
    }

    /**
     * The network as files.
     * @returns manifest and weights; undefined before training began
     */
    public async networkAsync(): Promise<ISavedNetwork | undefined> {
        if (!this._trainer) {
            return undefined;
        }
        const { config, source, samples, heldOut, batch } = this.plan;
        const figures = await EvaluateImitatorAsync(config, this._trainer.weights, this._set(), samples - heldOut);
        return await SaveNetworkFileAsync(
            {
                name: "imitator",
                architecture: { ...config },
                rig: source.schema.rig,
                input: { vector: "x as of the rig, 0..1", output: "photo-booth frame, RGB, sRGB-encoded, 0..1" },
                licence: "unspecified",
                provenance: {
                    dataset: { kind: source.kind, count: samples, seed: source.seed, size: config.outputSize },
                    batch,
                    steps: this._trainer.step,
                    heldOut: { count: heldOut, ...figures },
                },
            },
            this._trainer.weights,
        );
    }

    /** Everything that moves, copied. */
    public async saveAsync(): Promise<ISavedRun> {
        const checkpoint = (await this._trainer?.checkpointAsync()) ?? this._checkpoint;
        const { plan, _x: x, _pictures: pictures, _drawn: drawn } = this;
        return { plan, rig: plan.source.schema.rig, x: x.slice(), pictures: pictures.slice(), drawn, checkpoint, losses: [...this.losses] };
    }

    /** Frees the weights. */
    public dispose(): void {
        this.pause();
        this._trainer?.dispose();
        this._trainer = undefined;
    }

    private async _drawAsync(): Promise<void> {
        const size = this.plan.config.outputSize;
        const { x, capture } = DrawSample(this.plan.source, this._drawn);
        const { data } = await this._booth.captureAsync(x, { ...capture, size, antialias: true });
        this._x.set(x, this._drawn * this._length);
        const offset = this._drawn * 3 * size * size;
        for (let from = 0, to = offset; from < data.length; from += 4, to += 3) {
            this._pictures[to] = data[from];
            this._pictures[to + 1] = data[from + 1];
            this._pictures[to + 2] = data[from + 2];
        }
        this._drawn++;
    }

    private async _trainAsync(): Promise<void> {
        const { config, samples, heldOut, batch, steps, source } = this.plan;
        if (!this._trainer) {
            this._trainer = new ImitatorTrainer(config, SubsetOf(this._set(), 0, samples - heldOut), { batch, seed: source.seed });
            if (this._checkpoint) {
                this._trainer.restore(this._checkpoint);
            }
        }
        const trainer = this._trainer;
        this._mark = { time: performance.now(), count: 0 };
        while (trainer.step < steps && !this._isPaused) {
            const loss = await trainer.stepAsync(trainer.step / steps);
            this._training = Number.isNaN(this._training) ? loss : this._training + Smoothing * (loss - this._training);
            const measures = trainer.step % EvaluateEvery === 0 || trainer.step === steps;
            const held = measures ? (await EvaluateImitatorAsync(config, trainer.weights, this._set(), samples - heldOut)).imitator : null;
            this.losses.push({ step: trainer.step, training: this._training, heldOut: held });
            this._tell("training", batch, (steps - trainer.step) * batch);
            await this.betweenAsync();
            // So that the page can draw and hear.
            await new Promise((resolve) => setTimeout(resolve));
        }
    }

    private _set(): MemoryTrainingSet {
        return new MemoryTrainingSet(this._length, this.plan.config.outputSize, this._x, this._pictures);
    }

    private _tell(phase: IRunState["phase"], count: number, left: number): void {
        this._mark.count += count;
        const rate = (1000 * this._mark.count) / Math.max(1, performance.now() - this._mark.time);
        const secondsLeft = rate > 0 ? left / rate : 0;
        this.onChange({ phase, drawn: this._drawn, step: this._trainer?.step ?? this._checkpoint?.step ?? 0, rate, secondsLeft });
    }
}
