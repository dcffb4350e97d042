import { BitReader, Checksum20 } from "./bitPacking.js";
import { type IFace } from "./face.types.js";
import { type SrgbColor } from "./faceSchema.js";
import { QuantaPerUnit } from "./quantise.js";
import { type IShareTable } from "./shareTables.js";

/** Crockford's base 32: no I, L, O, U. */
const Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ValueBits = 8;
const ChecksumUnits = 4;

/**
 * Reads what a code of version 1 changes. Such codes are no longer written, and readable for ever. Lower case and the usual mistakes (O for 0,
 * I and L for 1) do not matter.
 * @param text the code behind its version, without spaces and dashes
 * @param findTable gives the table that has a hash; it throws where there is none
 * @returns the values that differ from the average face; undefined if the text is wrong
 */
export function ReadVersion1(text: string, findTable: (hash: number) => IShareTable): Pick<IFace, "shape" | "color" | "style"> | undefined {
    const all = [...text.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1")].map((character) => Alphabet.indexOf(character));
    const units = all.slice(0, -ChecksumUnits);
    const expected = all.slice(-ChecksumUnits).reduce((sum, unit) => sum * 32 + unit, 0);
    if (all.length < 2 * ChecksumUnits || all.includes(-1) || Checksum20([1, ...units]) !== expected) {
        return undefined;
    }
    const bits = new BitReader(units, 5);
    const table = findTable(bits.read(16));
    const shape: Record<string, number> = {};
    if (bits.read(1)) {
        const there = table.continuous.filter(() => bits.read(1));
        there.forEach((id) => (shape[id] = bits.read(ValueBits) / QuantaPerUnit));
    }
    const color: Record<string, SrgbColor> = {};
    for (const id of table.colors) {
        if (bits.read(1)) {
            color[id] = [0, 1, 2].map(() => bits.read(ValueBits) / QuantaPerUnit) as unknown as SrgbColor;
        }
    }
    const style: Record<string, string> = {};
    for (const { id, options } of table.discrete) {
        if (bits.read(1)) {
            style[id] = options[bits.read(Math.max(1, Math.ceil(Math.log2(options.length))))] ?? options[0];
        }
    }
    return bits.isPastEnd ? undefined : { shape, color, style };
}
