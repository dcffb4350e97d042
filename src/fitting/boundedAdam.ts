import { FaceCreatorError } from "../face/faceCreatorError.js";

/** Adam's decay rates and the guard of its quotient (Kingma and Ba 2015). */
const [Beta1, Beta2, Epsilon] = [0.9, 0.99, 1e-8];

/**
 * Adam's steps on values in 0..1 that a Gaussian prior draws to where they are expected; with one second moment for all values, the mean of theirs. With a
 * moment of its own each value would move as far as every other, also those that hardly change the picture: for nearly the same likeness the common one
 * moves a face about half as far.
 */
export class BoundedAdam {
    private readonly _first: Float64Array;
    private _second = 0;
    private readonly _expected: Float32Array;

    /**
     * @param _values moved in place
     * @param _rates the change in one step of each whose gradient is as large as their root mean square
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
        this._expected = (expected ?? _values).slice();
    }

    /**
     * @param gradient of the losses without the prior
     * @param step number of the step, from 0
     * @param shrink factor on the rates
     * @throws FaceCreatorError E_FIT_DIVERGED when the gradient is not finite
     */
    public step(gradient: (i: number) => number, step: number, shrink: number): void {
        let squares = 0;
        for (let i = 0; i < this._values.length; i++) {
            const g = gradient(i) + 2 * this._priorSlope * (this._values[i] - this._expected[i]);
            if (!Number.isFinite(g)) {
                throw new FaceCreatorError("E_FIT_DIVERGED", "the gradient is not a number", `at value ${i}`, "try another photo");
            }
            this._first[i] = Beta1 * this._first[i] + (1 - Beta1) * g;
            squares += g * g;
        }
        this._second = Beta2 * this._second + ((1 - Beta2) * squares) / this._values.length;
        const scale = (Math.sqrt(this._second / (1 - Beta2 ** (step + 1))) + Epsilon) * (1 - Beta1 ** (step + 1));
        for (let i = 0; i < this._values.length; i++) {
            this._values[i] = Math.min(1, Math.max(0, this._values[i] - (this._rates[i] * shrink * this._first[i]) / scale));
        }
    }
}
