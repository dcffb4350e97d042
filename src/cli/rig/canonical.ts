/**
 * JSON with sorted keys and no white space: equal data gives equal text.
 * @param value plain data
 * @returns the text; undefined entries of objects are left out
 */
export function CanonicalJson(value: unknown): string {
    if (Array.isArray(value)) {
        return `[${value.map(CanonicalJson).join(",")}]`;
    }
    if (value !== null && typeof value === "object") {
        const entries = Object.entries(value).filter(([, v]) => v !== undefined);
        entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
        return `{${entries.map(([key, v]) => `${JSON.stringify(key)}:${CanonicalJson(v)}`).join(",")}}`;
    }
    return JSON.stringify(value) ?? "null";
}

/**
 * Numbers as whole multiples of a unit, so that rounding errors do not enter a hash.
 * @param values the numbers
 * @param unit multiples of one
 * @returns 32-bit integers, as bytes
 */
export function Rounded(values: ArrayLike<number>, unit: number): Uint8Array {
    const out = Int32Array.from(values, (x) => Math.round(x * unit));
    return new Uint8Array(out.buffer);
}
