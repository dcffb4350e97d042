/**
 * Uniform numbers by an integer hash: the same formula as `noise` in assets/networks/golden.py.
 * @param count how many
 * @param seed any small integer
 * @param low lower end
 * @param high upper end
 * @returns the numbers
 */
export function Noise(count: number, seed: number, low: number, high: number): Float32Array {
    return Float32Array.from({ length: count }, (_, i) => {
        let h = (Math.imul(i, 2654435761) + seed * 40503 + 1) >>> 0;
        h ^= h >>> 15;
        h = Math.imul(h, 2246822519) >>> 0;
        h = (h ^ (h >>> 13)) >>> 0;
        return low + ((high - low) * h) / 2 ** 32;
    });
}
