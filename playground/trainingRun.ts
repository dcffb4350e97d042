import { type PhotoBooth } from "../src/capture/PhotoBooth.js";
import { Imitator } from "../src/networks/imitator.js";
import { type IImitatorConfig } from "../src/networks/imitatorConfig.js";
import { type ISavedNetwork } from "../src/networks/saveNetworkFile.js";
import { HasStoppedFalling, type IEarlyEnd, LastStep, ShareDone } from "../src/training/earlyStopping.js";
import { DrawSamplesAsync, EvaluateImitatorAsync, MeanPicture } from "../src/training/evaluateImitator.js";
import { type IHeldOutSet, MakeImitatorFileAsync } from "../src/training/imitatorFile.js";
import { ImitatorTrainer } from "../src/training/ImitatorTrainer.js";
import { type IImitatorCheckpoint } from "../src/training/imitatorTrainer.types.js";
import { type ITrainingSet, SubsetOf } from "../src/training/trainingSet.js";
import { type IRunSource, type ISavedSamples, RunSamples } from "./runSamples.js";

/** What to train, and for how long. */
export interface IRunPlan {
    readonly config: IImitatorConfig;
    readonly source: IRunSource;
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

/** A point of the curves. */
export interface ILossPoint {
    readonly step: number;
    /** Running mean of the training's loss: without labels the mean absolute error. */
    readonly training: number;
    /** Mean absolute error inside the head on held-out samples; only every now and then. */
    readonly heldOut: number | null;
}

/** A held-out sample by the engine and by the imitator: size * size * 3 values in 0..1, and size * size part labels where it draws them. */
export interface IComparison {
    readonly engine: Float32Array;
    readonly imitator: Float32Array;
    readonly engineLabels?: ArrayLike<number>;
    readonly imitatorLabels?: ArrayLike<number>;
}

/** All that is needed to go on after the page was closed. Structured-cloneable. */
export interface ISavedRun {
    readonly plan: IRunPlan;
    readonly rig: { readonly id: string; readonly hash: string };
    readonly samples: ISavedSamples;
    readonly checkpoint: IImitatorCheckpoint | null;
    /** Where the end was brought forward because the held-out error no longer fell. */
    readonly early: IEarlyEnd | null;
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
    private readonly _samples: RunSamples;
    private _heldOut: IHeldOutSet | undefined;
    private _early: IEarlyEnd | null = null;
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
        this._samples = new RunSamples(plan.source, plan.config, plan.samples, saved?.samples);
        this._early = saved?.early ?? null;
        this._checkpoint = saved?.checkpoint ?? null;
        this.losses.push(...(saved?.losses ?? []));
        this._training = this.losses.at(-1)?.training ?? NaN;
    }

    /** Whether it waits to be resumed. */
    public get isPaused(): boolean {
        return this._isPaused;
    }

    /** The step after which it ends: earlier than planned where the held-out error no longer falls. */
    public get lastStep(): number {
        return LastStep(this.plan.steps, this._early);
    }

    /** Stops after the present sample or step; {@link runAsync} resolves. */
    public pause(): void {
        this._isPaused = true;
    }

    /** Draws what is missing, then trains, until all steps are done or it is paused. Call it again to go on. */
    public async runAsync(): Promise<void> {
        this._isPaused = false;
        this._mark = { time: performance.now(), count: 0 };
        while (this._samples.drawn < this.plan.samples && !this._isPaused) {
            await this._samples.drawAsync(this._booth);
            this._tell("drawing", 1, this.plan.samples - this._samples.drawn);
        }
        if (this._samples.drawn === this.plan.samples && !this._isPaused) {
            await this._trainAsync();
        }
        this._tell(this._isPaused ? "paused" : "done", 0, 0);
    }

    /**
     * Pictures of held-out samples, by the engine and by the imitator.
     * @param count how many
     * @returns the last ones; none before training began
     */
    public async compareAsync(count: number): Promise<IComparison[]> {
        if (!this._trainer) {
            return [];
        }
        const indices = Array.from({ length: count }, (_, i) => this.plan.samples - count + i);
        const { x, pictures, labels } = this._samples.set().read(indices);
        const network = new Imitator(this.plan.config, this._trainer.weights);
        const drawn = await DrawSamplesAsync(network, x);
        network.dispose();
        const part = <T extends Float32Array | Int32Array | Uint8Array>(values: T, i: number): T => {
            const stride = values.length / count;
            return values.subarray(i * stride, (i + 1) * stride) as T;
        };
        return indices.map((_, i) => ({
            engine: part(pictures, i),
            imitator: part(drawn.pictures, i),
            ...(labels && drawn.labels && { engineLabels: part(labels, i), imitatorLabels: part(drawn.labels, i) }),
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
        const { config, source, samples, batch } = this.plan;
        const { kinds, schema, seed } = source;
        const count = Math.floor(samples / kinds.length);
        const provenance = {
            datasets: kinds.map((kind) => ({ kind, count, seed, size: config.outputSize })),
            recipe: `training lab, ${this._trainer.step} steps of ${batch} samples, seed ${seed}`,
            steps: this._trainer.step,
        };
        const description = { config, rig: schema.rig, licence: "unspecified", provenance };
        return (await MakeImitatorFileAsync(description, this._trainer.weights, [this._heldOutSet()])).network;
    }

    /** Everything that moves, copied. */
    public async saveAsync(): Promise<ISavedRun> {
        const checkpoint = (await this._trainer?.checkpointAsync()) ?? this._checkpoint;
        const { plan, losses, _early: early } = this;
        return { plan, rig: plan.source.schema.rig, samples: this._samples.save(), checkpoint, early, losses: [...losses] };
    }

    /** Frees the weights. */
    public dispose(): void {
        this.pause();
        this._trainer?.dispose();
        this._trainer = undefined;
    }

    private async _trainAsync(): Promise<void> {
        const { config, batch, steps, source } = this.plan;
        if (!this._trainer) {
            this._trainer = new ImitatorTrainer(config, this._trainSet(), { batch, seed: source.seed });
            if (this._checkpoint) {
                this._trainer.restore(this._checkpoint);
            }
        }
        const trainer = this._trainer;
        const { set, mean } = this._heldOutSet();
        this._mark = { time: performance.now(), count: 0 };
        while (trainer.step < this.lastStep && !this._isPaused) {
            const loss = await trainer.stepAsync(ShareDone(trainer.step, steps, this._early));
            this._training = Number.isNaN(this._training) ? loss : this._training + Smoothing * (loss - this._training);
            const measures = trainer.step % EvaluateEvery === 0 || trainer.step === this.lastStep;
            const heldOut = measures ? (await EvaluateImitatorAsync(config, trainer.weights, set, mean)).error : null;
            this.losses.push({ step: trainer.step, training: this._training, heldOut });
            if (!this._early && HasStoppedFalling(this.losses.flatMap((point) => point.heldOut ?? []))) {
                this._early = { step: trainer.step, share: trainer.step / steps };
            }
            this._tell("training", batch, (this.lastStep - trainer.step) * batch);
            await this.betweenAsync();
            // So that the page can draw and hear.
            await new Promise((resolve) => setTimeout(resolve));
        }
    }

    private _trainSet(): ITrainingSet {
        return SubsetOf(this._samples.set(), 0, this.plan.samples - this.plan.heldOut);
    }

    private _heldOutSet(): IHeldOutSet {
        const { samples, heldOut, source } = this.plan;
        this._heldOut ??= {
            name: source.kinds.join(" and "),
            set: SubsetOf(this._samples.set(), samples - heldOut),
            mean: MeanPicture(this._trainSet()),
        };
        return this._heldOut;
    }

    private _tell(phase: IRunState["phase"], count: number, left: number): void {
        this._mark.count += count;
        const rate = (1000 * this._mark.count) / Math.max(1, performance.now() - this._mark.time);
        const secondsLeft = rate > 0 ? left / rate : 0;
        this.onChange({ phase, drawn: this._samples.drawn, step: this._trainer?.step ?? this._checkpoint?.step ?? 0, rate, secondsLeft });
    }
}
