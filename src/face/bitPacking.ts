/** Reads numbers from bits, the highest first; past the end it reads zeros. */
export class BitReader {
    private _at = 0;

    /**
     * @param units units of bits
     * @param size bits of a unit
     */
    public constructor(
        private readonly _units: readonly number[],
        private readonly _size: number,
    ) {}

    /**
     * Takes a number.
     * @param count bits, 1 to 30
     * @returns the number
     */
    public read(count: number): number {
        let value = 0;
        for (let i = 0; i < count; i++, this._at++) {
            const unit = this._units[Math.floor(this._at / this._size)] ?? 0;
            value = value * 2 + ((unit >>> (this._size - 1 - (this._at % this._size))) & 1);
        }
        return value;
    }

    /** Whether more was read than was there. */
    public get isPastEnd(): boolean {
        return this._at > this._units.length * this._size;
    }
}

/**
 * A checksum of 20 bits. It finds every change that touches up to 20 neighbouring bits, so every single wrong character.
 * @param units units of five bits
 * @returns the checksum, 0 to 2^20 - 1
 */
export function Checksum20(units: readonly number[]): number {
    let crc = 0xfffff;
    for (const unit of units) {
        crc ^= unit << 15;
        for (let i = 0; i < 5; i++) {
            crc = crc & 0x80000 ? ((crc << 1) ^ Polynomial) & 0xfffff : (crc << 1) & 0xfffff;
        }
    }
    return crc;
}

/** x^20 + x^17 + 1, less its highest term; primitive. */
const Polynomial = 0x20001;

/**
 * A 16-bit hash of a text (FNV-1a, folded).
 * @param text any text
 * @returns 0 to 65535
 */
export function Hash16(text: string): number {
    let hash = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) {
        hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    }
    return ((hash >>> 16) ^ hash) & 0xffff;
}
