import { SeededRandom } from "../../face/random.js";

/** A figure with its interval: the middle 95 % of what resampled people give. */
export interface IEstimate {
    readonly value: number;
    readonly low: number;
    readonly high: number;
}

/** Resamples of people behind an interval. */
const Resamples = 1000;
/** Seed of the resampling, so that a figure has one interval. */
const Seed = 71;

/**
 * A figure with its bootstrap interval over people: people are drawn with replacement, everything that belongs to one stays together.
 * @param people number of people
 * @param statistic the figure for weights of the people; weights are counts, all 1 for the figure itself
 * @returns value and percentile interval; NaN where the figure is not defined
 */
export function Estimate(people: number, statistic: (weights: Float64Array) => number): IEstimate {
    const value = statistic(new Float64Array(people).fill(1));
    const random = new SeededRandom(Seed, people);
    const drawn: number[] = [];
    for (let r = 0; r < Resamples; r++) {
        const weights = new Float64Array(people);
        for (let i = 0; i < people; i++) {
            weights[random.index(people)]++;
        }
        const one = statistic(weights);
        if (!Number.isNaN(one)) {
            drawn.push(one);
        }
    }
    drawn.sort((a, b) => a - b);
    const at = (share: number): number => (drawn.length > 0 ? drawn[Math.round(share * (drawn.length - 1))] : NaN);
    return { value, low: at(0.025), high: at(0.975) };
}

/**
 * The mean of one value a person, with its interval.
 * @param values one a person
 * @returns the estimate
 */
export function EstimateMean(values: readonly number[]): IEstimate {
    return Estimate(values.length, (weights) => {
        let [sum, total] = [0, 0];
        weights.forEach((weight, i) => {
            sum += weight * values[i];
            total += weight;
        });
        return sum / total;
    });
}

/**
 * The median of one value a person, with its interval.
 * @param values one a person
 * @returns the estimate
 */
export function EstimateMedian(values: readonly number[]): IEstimate {
    const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b]);
    return Estimate(values.length, (weights) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        let [passed, low] = [0, NaN];
        for (const i of order) {
            passed += weights[i];
            if (passed * 2 >= total && Number.isNaN(low)) {
                low = values[i];
            }
            if (passed * 2 > total) {
                return (low + values[i]) / 2;
            }
        }
        return low;
    });
}

/**
 * An estimate for a terminal.
 * @param estimate the estimate
 * @param digits behind the point
 * @returns for example `0.981 (0.962 to 0.993)`
 */
export function DescribeEstimate({ value, low, high }: IEstimate, digits = 3): string {
    return `${value.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}
