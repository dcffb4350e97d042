/** How often each symbol is expected, as whole numbers above 0. */
export type ISymbolCounts = readonly number[];

/**
 * Packs symbols into one whole number: asymmetric numeral systems with a state that is never cut. A symbol that is expected with the
 * probability p takes log2(1 / p) bits, without loss.
 */
export class NumberWriter {
    private readonly _symbols: { readonly start: number; readonly count: number; readonly total: number }[] = [];

    /**
     * Appends a symbol of which all values are as likely.
     * @param value 0 to total - 1
     * @param total how many values there are
     */
    public writeUniform(value: number, total: number): void {
        this._symbols.push({ start: value, count: 1, total });
    }

    /**
     * Appends a symbol.
     * @param symbol index into counts
     * @param counts how often each symbol is expected
     */
    public write(symbol: number, counts: ISymbolCounts): void {
        let start = 0;
        let total = 0;
        counts.forEach((count, i) => {
            start += i < symbol ? count : 0;
            total += count;
        });
        this._symbols.push({ start, count: counts[symbol], total });
    }

    /**
     * Everything written so far.
     * @returns the number
     */
    public toNumber(): bigint {
        // The last one first, so that a reader finds the first one first.
        return this._symbols.reduceRight((state, { start, count, total }) => {
            const size = BigInt(count);
            return (state / size) * BigInt(total) + BigInt(start) + (state % size);
        }, 0n);
    }
}

/** Reads what {@link NumberWriter} wrote. */
export class NumberReader {
    /**
     * @param _state the number
     */
    public constructor(private _state: bigint) {}

    /**
     * Takes a symbol of which all values are as likely.
     * @param total how many values there are
     * @returns 0 to total - 1
     */
    public readUniform(total: number): number {
        const size = BigInt(total);
        const value = Number(this._state % size);
        this._state /= size;
        return value;
    }

    /**
     * Takes a symbol.
     * @param counts as they were given to the writer
     * @returns index into counts
     */
    public read(counts: ISymbolCounts): number {
        const total = BigInt(counts.reduce((sum, count) => sum + count, 0));
        const place = Number(this._state % total);
        let symbol = 0;
        let start = 0;
        while (place >= start + counts[symbol]) {
            start += counts[symbol++];
        }
        this._state = BigInt(counts[symbol]) * (this._state / total) + BigInt(place - start);
        return symbol;
    }

    /** Whether nothing is left: so it is after all that was written was read. */
    public get isEmpty(): boolean {
        return this._state === 0n;
    }
}
