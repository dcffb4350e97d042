/** A Face's numbers are multiples of 1 / QuantaPerUnit, so that 0.5 is exact. */
export const QuantaPerUnit = 250;

/**
 * Rounds a parameter value to the grid of a Face.
 * @param value any finite number; clamped to 0..1
 * @returns the nearest multiple of 1/250 in 0..1
 */
export function Quantise(value: number): number {
    return Math.round(Math.min(1, Math.max(0, value)) * QuantaPerUnit) / QuantaPerUnit;
}

/**
 * Rounds an asymmetry to the grid of a Face.
 * @param value any finite number; clamped to -1..1
 * @returns the nearest multiple of 1/250 in -1..1, never -0
 */
export function QuantiseAsymmetry(value: number): number {
    return Math.sign(value) * Quantise(Math.abs(value)) + 0;
}
