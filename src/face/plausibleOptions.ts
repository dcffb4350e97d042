import { type IDiscreteBlock } from "./faceSchema.js";
import { type SeededRandom } from "./random.js";

/**
 * A random option of a plausible face: the default one as often as the block's `defaultShare` says, the others equally often.
 * @param block the block
 * @param random the generator to draw from
 * @returns index of the option
 */
export function RandomOption(block: IDiscreteBlock, random: SeededRandom): number {
    const count = block.options.length;
    if (block.defaultShare === undefined || count < 2) {
        return random.index(count);
    }
    if (random.uniform() < block.defaultShare) {
        return block.default;
    }
    return (block.default + 1 + random.index(count - 1)) % count;
}

/**
 * How likely an option is on a plausible face: what {@link RandomOption} draws from.
 * @param block the block
 * @param option index of the option
 * @returns 0..1
 */
export function OptionProbability(block: IDiscreteBlock, option: number): number {
    const count = block.options.length;
    if (block.defaultShare === undefined || count < 2) {
        return 1 / count;
    }
    return option === block.default ? block.defaultShare : (1 - block.defaultShare) / (count - 1);
}
