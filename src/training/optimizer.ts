import { add, div, mul, sqrt, square, sub, tidy, type Variable, variable, zerosLike } from "@tensorflow/tfjs-core";
import { type WeightMap } from "../networks/imitatorGraph.js";

/** Rule by which gradients move weights: the paper's stochastic gradient descent with momentum, or Adam. */
export type OptimizerKind = "momentum" | "adam";

/** Momentum of the paper (section 4.2). */
const Momentum = 0.9;
/** Adam's averages; the second one forgets faster than the usual 0.999 because trainings are short. */
const AdamBetas = [0.9, 0.99] as const;
const AdamEpsilon = 1e-8;

/** Moves variables along their gradients. The averages that it keeps can be saved and put back, so that a resumed training follows the same curve. */
export class Optimizer {
    /** Running averages by `<weight>/<slot>`. */
    private readonly _slots: Record<string, Variable> = {};

    /**
     * @param kind the rule; the same formulas as PyTorch's SGD and Adam
     * @param weights what it moves, by name; the caller owns them
     */
    public constructor(
        public readonly kind: OptimizerKind,
        private readonly _weights: Readonly<Record<string, Variable>>,
    ) {
        for (const [name, weight] of Object.entries(_weights)) {
            for (const slot of kind === "adam" ? ["first", "second"] : ["velocity"]) {
                this._slots[`${name}/${slot}`] = tidy(() => variable(zerosLike(weight), false));
            }
        }
    }

    /** The running averages by name; owned by the optimiser. */
    public get slots(): Readonly<Record<string, Variable>> {
        return this._slots;
    }

    /**
     * One step.
     * @param gradients by weight name; the caller disposes them
     * @param rate learning rate
     * @param step number of this step, from 0
     */
    public apply(gradients: WeightMap, rate: number, step: number): void {
        for (const [name, weight] of Object.entries(this._weights)) {
            tidy(() => {
                const gradient = gradients[name];
                if (this.kind === "momentum") {
                    const velocity = this._slots[`${name}/velocity`];
                    velocity.assign(add(mul(velocity, Momentum), gradient));
                    weight.assign(sub(weight, mul(velocity, rate)));
                    return;
                }
                const first = this._slots[`${name}/first`];
                const second = this._slots[`${name}/second`];
                first.assign(add(mul(first, AdamBetas[0]), mul(gradient, 1 - AdamBetas[0])));
                second.assign(add(mul(second, AdamBetas[1]), mul(square(gradient), 1 - AdamBetas[1])));
                const firstMean = div(first, 1 - AdamBetas[0] ** (step + 1));
                const secondMean = div(second, 1 - AdamBetas[1] ** (step + 1));
                weight.assign(sub(weight, mul(div(firstMean, add(sqrt(secondMean), AdamEpsilon)), rate)));
            });
        }
    }

    /** Frees the running averages. */
    public dispose(): void {
        for (const slot of Object.values(this._slots)) {
            slot.dispose();
        }
    }
}
