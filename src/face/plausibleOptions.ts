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
