import { FaceCreatorError } from "../face/faceCreatorError.js";

/** Adam's decay rates and the guard of its quotient (Kingma and Ba 2015). */
const [Beta1, Beta2, Epsilon] = [0.9, 0.99, 1e-8];

/** Adam's steps on values in 0..1 that a Gaussian prior draws to where they are expected. */
export class BoundedAdam {
    private readonly _first: Float64Array;
    private readonly _second: Float64Array;
    private readonly _expected: Float32Array;

    /**
     * @param _values moved in place
     * @param _rates about the largest change of each in one step
     * @param _priorSlope weight of the prior over its variance and the number of values
     * @param expected centre of the prior; default the values as they are
     */
    public constructor(
        private readonly _values: Float32Array,
        private readonly _rates: readonly number[],
        private readonly _priorSlope: number,
        expected?: Float32Array,
    ) {
        this._first = new Float64Array(_values.length);
        this._second = new Float64Array(_values.length);
        this._expected = (expected ?? _values).slice();
    }

    /**
     * @param gradient of the losses without the prior
     * @param step number of the step, from 0
     * @param shrink factor on the rates
     * @throws FaceCreatorError E_FIT_DIVERGED when the gradient is not finite
     */
    public step(gradient: (i: number) => number, step: number, shrink: number): void {
        for (let i = 0; i < this._values.length; i++) {
            const g = gradient(i) + 2 * this._priorSlope * (this._values[i] - this._expected[i]);
            if (!Number.isFinite(g)) {
                throw new FaceCreatorError("E_FIT_DIVERGED", "the gradient is not a number", `at value ${i}`, "try another photo");
            }
            this._first[i] = Beta1 * this._first[i] + (1 - Beta1) * g;
            this._second[i] = Beta2 * this._second[i] + (1 - Beta2) * g * g;
            const along = this._first[i] / (1 - Beta1 ** (step + 1)) / (Math.sqrt(this._second[i] / (1 - Beta2 ** (step + 1))) + Epsilon);
            this._values[i] = Math.min(1, Math.max(0, this._values[i] - this._rates[i] * shrink * along));
        }
    }
}
