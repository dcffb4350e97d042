/** Largest finite 16-bit float. */
const MaxFloat16 = 65504;

/**
 * Rounds to 16-bit floats (IEEE 754 binary16, to nearest, ties to even); what is too large becomes the largest finite one.
 * @param values any numbers
 * @returns their bits
 */
export function ToFloat16(values: Float32Array): Uint16Array {
    const bits = new Uint32Array(1);
    const float = new Float32Array(bits.buffer);
    return Uint16Array.from(values, (value) => {
        const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
        const magnitude = Math.min(Math.abs(value), MaxFloat16);
        if (magnitude < 2 ** -14) {
            // Subnormal: multiples of 2^-24.
            return sign | RoundEven(magnitude * 2 ** 24);
        }
        float[0] = magnitude;
        const exponent = (bits[0] >>> 23) - 127;
        const steps = RoundEven((magnitude / 2 ** exponent - 1) * 1024);
        return sign | (((exponent + 15) << 10) + steps);
    });
}

function RoundEven(value: number): number {
    const floor = Math.floor(value);
    const rest = value - floor;
    return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
