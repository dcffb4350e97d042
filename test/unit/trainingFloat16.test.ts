import { describe, expect, it } from "vitest";
import { EncodeFloat16 } from "../../src/training/float16.js";

/** The number that a half-precision pattern stands for, straight from the definition. */
function Decode(pattern: number): number {
    const exponent = (pattern >> 10) & 31;
    const fraction = pattern & 1023;
    const size = exponent === 31 ? Infinity : exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
    return pattern & 0x8000 ? -size : size;
}

describe("EncodeFloat16", () => {
    it("keeps every finite half-precision number", () => {
        const patterns = Array.from({ length: 65536 }, (_, i) => i).filter((pattern) => Number.isFinite(Decode(pattern)));
        expect([...EncodeFloat16(Float32Array.from(patterns, Decode))]).toEqual(patterns);
    });

    it("takes the nearest number, and the even one half-way", () => {
        for (let pattern = 0; pattern < 0x7bff; pattern += 7) {
            const [low, high] = [Decode(pattern), Decode(pattern + 1)];
            const even = pattern % 2 === 0 ? pattern : pattern + 1;
            const inputs = Float32Array.of(low * 0.75 + high * 0.25, low * 0.25 + high * 0.75, (low + high) / 2);
            expect([...EncodeFloat16(inputs)]).toEqual([pattern, pattern + 1, even]);
        }
    });
});
