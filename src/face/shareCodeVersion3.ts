import { QuantaPerUnit } from "./quantise.js";
import { type NumberReader, NumberWriter } from "./shareCodeNumber.js";
import {
    ChangedCounts,
    type CodedFace,
    CreateBell,
    Densities,
    ReadValue,
    ReadVersion2,
    Widths,
    WriteValue,
    WriteVersion2,
} from "./shareCodeVersion2.js";
import { type IShareTable } from "./shareTables.js";

// What follows is the format: codes that are in the world rest on it. Behind what version 2 holds stands how left and right differ.

/**
 * Writes what differs from the average face as one number, asymmetry included.
 * @param table the ids in order
 * @param hash of the table, 0 to 65535
 * @param change the values, rounded by RoundChange
 * @returns the number
 */
export function WriteVersion3(table: IShareTable, hash: number, change: CodedFace): bigint {
    const values = table.continuous.map((id) => Math.round((change.asymmetry?.[id] ?? 0) * QuantaPerUnit));
    const differing = values.filter((value) => value !== 0).length;
    const density = Math.min(Densities - 1, Math.floor((differing * Densities) / Math.max(1, values.length)));
    const writeWith = (out: NumberWriter, step: number, width: number): void => {
        out.writeUniform(density, Densities);
        out.writeUniform(width, Widths.length);
        const bell = CreateBell(step, Widths[width], QuantaPerUnit);
        values.forEach((value) => WriteValue(out, value, step, ChangedCounts(density), bell));
    };
    const sizeOf = (step: number, width: number): bigint => {
        const out = new NumberWriter();
        writeWith(out, step, width);
        return out.toNumber();
    };
    let best: number | undefined;
    return WriteVersion2(table, hash, change, (out, step) => {
        best ??= Widths.map((_, width) => ({ width, size: sizeOf(step, width) })).reduce((a, b) => (b.size < a.size ? b : a)).width;
        writeWith(out, step, best);
    });
}

/**
 * Reads the number again.
 * @param number as {@link WriteVersion3} wrote it
 * @param findTable gives the table that has a hash; it throws where there is none
 * @returns the values that differ from the average face; undefined if the number is none of these
 */
export function ReadVersion3(number: bigint, findTable: (hash: number) => IShareTable): CodedFace | undefined {
    return ReadVersion2(number, findTable, (reader: NumberReader, step: number, table: IShareTable) => {
        const changed = ChangedCounts(reader.readUniform(Densities));
        const bell = CreateBell(step, Widths[reader.readUniform(Widths.length)], QuantaPerUnit);
        const asymmetry = table.continuous.map((id) => {
            const value = ReadValue(reader, step, changed, bell);
            return [id, Math.min(QuantaPerUnit, Math.max(-QuantaPerUnit, value)) / QuantaPerUnit] as const;
        });
        return { asymmetry: Object.fromEntries(asymmetry.filter(([, value]) => value !== 0)) };
    });
}
