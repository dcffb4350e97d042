import { concat, mul, slice, softmax, tidy, type Tensor2D } from "@tensorflow/tfjs-core";
import { type IVectorLayout } from "../face/faceVector.js";

/**
 * Relaxes the one-hot blocks of x with a softmax, so that a gradient reaches discrete options (section 3.4 of the paper).
 * @param x [1, length]
 * @param layout where the blocks are
 * @param beta sharpness of the softmax; 100 in the paper
 * @returns [1, length], the blocks summing to 1 each; the caller disposes it
 */
export function RelaxOneHot(x: Tensor2D, layout: IVectorLayout, beta: number): Tensor2D {
    return tidy(() => {
        const head = layout.blocks[0]?.offset ?? layout.length;
        const parts: Tensor2D[] = [slice(x, [0, 0], [1, head])];
        for (const block of layout.blocks) {
            parts.push(softmax(mul(slice(x, [0, block.offset], [1, block.count]), beta)) as Tensor2D);
        }
        return concat(parts, 1);
    });
}

/**
 * Makes each one-hot block choose its largest entry.
 * @param x the vector, not changed
 * @param layout where the blocks are
 * @returns a new vector
 */
export function ChooseOptions(x: Float32Array, layout: IVectorLayout): Float32Array {
    const chosen = x.slice();
    for (const block of layout.blocks) {
        const entries = x.subarray(block.offset, block.offset + block.count);
        const best = entries.indexOf(Math.max(...entries));
        chosen.fill(0, block.offset, block.offset + block.count);
        chosen[block.offset + best] = 1;
    }
    return chosen;
}

/**
 * A vector with another option of a block.
 * @param x the vector, not changed
 * @param block the block
 * @param option number of the option
 * @returns a new vector
 */
export function WithOption(x: Float32Array, block: IVectorLayout["blocks"][number], option: number): Float32Array {
    const changed = x.slice();
    changed.fill(0, block.offset, block.offset + block.count);
    changed[block.offset + option] = 1;
    return changed;
}
