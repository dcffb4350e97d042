import { tensor, tensor2d, tidy, type Tensor, type Variable, variableGrads } from "@tensorflow/tfjs-core";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { SeededRandom } from "../face/random.js";
import { type IImitatorConfig, ImitatorWeightSpecs, LabelChannels, PictureChannels } from "../networks/imitatorConfig.js";
import { CreateImitatorVariables, TrainImitator } from "../networks/imitatorGraph.js";
import { BatchOfStep } from "./batchOrder.js";
import { ImitatorLoss, MakeTarget } from "./imitatorLoss.js";
import { type IImitatorCheckpoint, type IImitatorTrainingOptions, ImitatorTrainingDefaults } from "./imitatorTrainer.types.js";
import { Optimizer, type OptimizerKind } from "./optimizer.js";
import { type ITrainingSet } from "./trainingSet.js";

/** Learning rates at their highest. */
const DefaultRates: Readonly<Record<OptimizerKind, number>> = { adam: 0.002, momentum: 0.01 };

/** Share of a training over which the learning rate rises. */
const WarmUp = 0.02;

/**
 * Trains an imitator to draw what the engine drew, by the L1 distance of pixels (section 3.1), and the engine's part labels where its architecture
 * has them; see ImitatorLoss. Runs on any tfjs backend with gradients
 * (see RegisterGradientsAsync and RegisterWasmKernels). The caller disposes it.
 */
export class ImitatorTrainer {
    /** How it trains. */
    public readonly options: Required<IImitatorTrainingOptions>;
    private readonly _variables: Readonly<Record<string, Variable>>;
    private readonly _optimizer: Optimizer;
    private readonly _trainable: Variable[];
    private _step = 0;

    /**
     * @param config the architecture
     * @param _samples what to train on
     * @param options how
     * @throws E_ARGUMENT where the samples do not fit the architecture or are fewer than a batch
     */
    public constructor(
        public readonly config: IImitatorConfig,
        private readonly _samples: ITrainingSet,
        options: IImitatorTrainingOptions = {},
    ) {
        const merged = { ...ImitatorTrainingDefaults, ...options };
        this.options = { ...merged, rate: merged.rate || DefaultRates[merged.optimizer] };
        CheckSamples(config, _samples, this.options.batch);
        this._variables = CreateImitatorVariables(config, new SeededRandom(this.options.seed));
        const moved = ImitatorWeightSpecs(config).filter((spec) => spec.trainable);
        const weights = Object.fromEntries(moved.map(({ name }) => [name, this._variables[name]]));
        this._trainable = Object.values(weights);
        this._optimizer = new Optimizer(this.options.optimizer, weights);
    }

    /** Steps done. */
    public get step(): number {
        return this._step;
    }

    /** All weights by name, moving averages included; owned by the trainer. */
    public get weights(): Readonly<Record<string, Tensor>> {
        return this._variables;
    }

    /**
     * One training step. The learning rate rises over the first 2 % of the training and then follows a cosine to 0.
     * @param share how much of the training is done, 0..1
     * @returns the batch's loss before the step: without labels the mean absolute error
     */
    public async stepAsync(share: number): Promise<number> {
        const rate = this.options.rate * Math.min(1, share / WarmUp + 0.01) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, share)));
        return await this.stepAtAsync(BatchOfStep(this._samples.count, this.options.batch, this.options.seed, this._step), rate);
    }

    /**
     * One training step on given samples at a given learning rate.
     * @param indices sample numbers, at least two
     * @param rate learning rate
     * @returns the batch's loss before the step: without labels the mean absolute error
     */
    public async stepAtAsync(indices: readonly number[], rate: number): Promise<number> {
        const rows = this._samples.read(indices);
        const loss = tidy(() => {
            const inputs = tensor2d(rows.x, [indices.length, this.config.inputLength]);
            const target = MakeTarget(this.config, rows, indices.length);
            const { value, grads } = variableGrads(
                () => ImitatorLoss(TrainImitator(this.config, this._variables, inputs), target),
                this._trainable,
            );
            const names = new Map(Object.entries(this._variables).map(([name, weight]) => [weight.name, name]));
            const gradients = Object.fromEntries(Object.entries(grads).map(([id, gradient]) => [names.get(id)!, gradient]));
            this._optimizer.apply(gradients, rate, this._step);
            return value;
        });
        this._step++;
        const [result] = await loss.data();
        loss.dispose();
        return result;
    }

    /**
     * Reads out where the training stands.
     * @returns a copy of everything that moves
     */
    public async checkpointAsync(): Promise<IImitatorCheckpoint> {
        const values: Record<string, Float32Array> = {};
        for (const [name, value] of Object.entries({ ...this._variables, ...this._optimizer.slots })) {
            values[name] = (await value.data()).slice() as Float32Array;
        }
        return { config: this.config, options: this.options, step: this._step, values };
    }

    /**
     * Goes on where a checkpoint stands.
     * @param checkpoint of a training with the same architecture, options and samples
     * @throws E_ARGUMENT where it does not fit this training
     */
    public restore(checkpoint: IImitatorCheckpoint): void {
        const state: Record<string, Variable> = { ...this._variables, ...this._optimizer.slots };
        for (const [name, target] of Object.entries(state)) {
            const values = checkpoint.values[name] as Float32Array | undefined;
            if (values?.length !== target.size) {
                throw new FaceCreatorError(
                    "E_ARGUMENT",
                    "the checkpoint does not fit the training, at",
                    name,
                    "use the options it was made with",
                );
            }
        }
        for (const [name, target] of Object.entries(state)) {
            const values = tensor(checkpoint.values[name], target.shape, "float32");
            target.assign(values);
            values.dispose();
        }
        this._step = checkpoint.step;
    }

    /** Frees weights and running averages. */
    public dispose(): void {
        this._optimizer.dispose();
        for (const weight of Object.values(this._variables)) {
            weight.dispose();
        }
    }
}

function CheckSamples(config: IImitatorConfig, samples: ITrainingSet, batch: number): void {
    if (samples.vectorLength !== config.inputLength || samples.size !== config.outputSize) {
        const found = `${samples.vectorLength} -> ${samples.size}`;
        throw new FaceCreatorError(
            "E_ARGUMENT",
            "samples do not fit the imitator:",
            found,
            `give ${config.inputLength} -> ${config.outputSize}`,
        );
    }
    const labels = config.outputChannels - PictureChannels;
    if (labels !== 0 && (labels !== LabelChannels || !samples.hasLabels)) {
        const found = samples.hasLabels ? `${config.outputChannels} channels` : "none";
        throw new FaceCreatorError("E_ARGUMENT", "no part labels to train the imitator's labels on:", found, "draw samples with labels");
    }
    if (samples.count < batch) {
        throw new FaceCreatorError("E_ARGUMENT", "too few samples:", String(samples.count), `give at least ${batch}`);
    }
}
