/**
 * Encodes numbers as IEEE 754 half-precision, rounded to the nearest, ties to even, as network files hold them.
 * @param values finite numbers; beyond 65504 in size they become infinite
 * @returns one 16-bit pattern for each
 */
export function EncodeFloat16(values: Float32Array): Uint16Array {
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    return Uint16Array.from(bits, EncodeBits);
}

function EncodeBits(bits: number): number {
    const sign = (bits >>> 16) & 0x8000;
    const magnitude = bits & 0x7fffffff;
    // 65520 is half-way to the first number that does not fit.
    if (magnitude >= 0x477ff000) {
        return sign | 0x7c00;
    }
    // Below 2^-14 the format is a fixed-point number in steps of 2^-24.
    if (magnitude < 0x38800000) {
        const exponent = magnitude >>> 23;
        const shift = 126 - exponent;
        return shift > 24 ? sign : sign | RoundShift((magnitude & 0x7fffff) | (exponent > 0 ? 0x800000 : 0), shift);
    }
    return sign | RoundShift(magnitude - 0x38000000, 13);
}

/** value / 2^shift, rounded to the nearest, ties to even. */
function RoundShift(value: number, shift: number): number {
    const half = 2 ** (shift - 1);
    const floor = Math.floor(value / (2 * half));
    const rest = value - floor * 2 * half;
    return floor + (rest > half || (rest === half && floor % 2 === 1) ? 1 : 0);
}
