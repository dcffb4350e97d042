import { SeededRandom } from "../face/random.js";

/**
 * The samples of a training step. Each epoch is a permutation that depends on seed and epoch alone, so a resumed training sees what an unbroken one sees.
 * A last, smaller batch of an epoch is left out.
 * @param count number of samples
 * @param batch samples a step, at most `count`
 * @param seed any integer
 * @param step number of the step, from 0
 * @returns `batch` different sample numbers
 */
export function BatchOfStep(count: number, batch: number, seed: number, step: number): number[] {
    const perEpoch = Math.floor(count / batch);
    const random = new SeededRandom(seed, Math.floor(step / perEpoch));
    const order = Array.from({ length: count }, (_, i) => i);
    const start = (step % perEpoch) * batch;
    // The first places of a Fisher-Yates shuffle suffice.
    for (let i = 0; i < start + batch; i++) {
        const j = i + random.index(count - i);
        [order[i], order[j]] = [order[j], order[i]];
    }
    return order.slice(start, start + batch);
}
