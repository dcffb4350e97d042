import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";

/** A seeded generator: the same seed draws the same numbers on every machine. Passed in, never global. */
export class SeededRandom {
    private readonly _generator;

    /**
     * @param seed any integer
     * @param stream index of an independent stream of the seed, for example a sample's number; default 0
     */
    public constructor(seed: number, stream = 0) {
        this._generator = xoroshiro128plus(MixBits(seed, stream));
        uniformFloat64(this._generator);
    }

    /** Uniform in 0..1 (1 excluded). */
    public uniform(): number {
        return uniformFloat64(this._generator);
    }

    /**
     * Uniform between two numbers.
     * @param low lower end
     * @param high upper end, excluded
     * @returns the number
     */
    public between(low: number, high: number): number {
        return low + (high - low) * this.uniform();
    }

    /**
     * Uniform integer.
     * @param count number of values
     * @returns 0 to count - 1
     */
    public index(count: number): number {
        return Math.min(count - 1, Math.floor(this.uniform() * count));
    }

    /**
     * Bell-shaped with mean 0 and standard deviation 1: the sum of twelve uniforms less six, so within -6..6 and built of additions alone,
     * which every engine rounds alike.
     * @returns the number
     */
    public normal(): number {
        let sum = -6;
        for (let i = 0; i < 12; i++) {
            sum += this.uniform();
        }
        return sum;
    }
}

/** A 32-bit mix of two integers (the finaliser of MurmurHash3). */
function MixBits(seed: number, stream: number): number {
    let h = (seed ^ Math.imul(stream + 1, 0x9e3779b1)) | 0;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) | 0;
}
