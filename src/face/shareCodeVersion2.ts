import { type IFace } from "./face.types.js";
import { type SrgbColor } from "./faceSchema.js";
import { QuantaPerUnit } from "./quantise.js";
import { type ISymbolCounts, NumberReader, NumberWriter } from "./shareCodeNumber.js";
import { type IShareTable } from "./shareTables.js";

/** The part of a face that a code holds; `asymmetry` from version 3 on. */
export type CodedFace = Pick<IFace, "shape" | "asymmetry" | "color" | "style">;

// What follows is the format: codes that are in the world rest on every number of it.
const Half = QuantaPerUnit / 2;
const HashCount = 65536;
/** Steps of the values, in 1/250: 1 is exact. */
export const LargestStep = 16;
/** Widths of the bell that the values are expected under, in 1/250; the last expects all alike. */
export const Widths = [3, 6, 10, 16, 25, 40, 64, Infinity];
/** Of so many equal parts, an odd number is the expected share of values that were changed. */
export const Densities = 16;
const BellHeight = 4096;

/**
 * Writes what differs from the average face as one number.
 * @param table the ids in order
 * @param hash of the table, 0 to 65535
 * @param change the values, rounded by {@link RoundChange}
 * @param writeRest writes what later versions hold besides
 * @returns the number
 */
export function WriteVersion2(
    table: IShareTable,
    hash: number,
    change: CodedFace,
    writeRest: (out: NumberWriter, step: number) => void = () => undefined,
): bigint {
    const values = table.continuous.map((id) => Math.round((change.shape[id] ?? 0.5) * QuantaPerUnit) - Half);
    const colors = table.colors.map((id) => change.color[id]?.map((channel) => Math.round(channel * QuantaPerUnit)));
    const step = FindStep(
        values,
        Object.values(change.asymmetry ?? {}).map((value) => Math.round(value * QuantaPerUnit)),
        colors.flatMap((color) => color ?? []),
    );
    const changed = values.filter((value) => value !== 0).length;
    const density = Math.min(Densities - 1, Math.floor((changed * Densities) / Math.max(1, values.length)));
    let best: bigint | undefined;
    for (let width = 0; width < Widths.length; width++) {
        const out = new NumberWriter();
        out.writeUniform(hash, HashCount);
        out.writeUniform(step - 1, LargestStep);
        out.writeUniform(density, Densities);
        out.writeUniform(width, Widths.length);
        const bell = CreateBell(step, Widths[width]);
        for (const value of values) {
            WriteValue(out, value, step, ChangedCounts(density), bell);
        }
        for (const color of colors) {
            out.writeUniform(color ? 1 : 0, 2);
            color?.forEach((channel) => out.writeUniform(Math.ceil(channel / step), LevelsOf(step)));
        }
        for (const { id, options } of table.discrete) {
            out.writeUniform(options.indexOf(change.style[id]) + 1, options.length + 1);
        }
        writeRest(out, step);
        const number = out.toNumber();
        best = best === undefined || number < best ? number : best;
    }
    return best ?? 0n;
}

/**
 * Reads the number again.
 * @param number as {@link WriteVersion2} wrote it
 * @param findTable gives the table that has a hash; it throws where there is none
 * @param readRest reads what later versions hold besides
 * @returns the values that differ from the average face; undefined if the number is none of these
 */
export function ReadVersion2(
    number: bigint,
    findTable: (hash: number) => IShareTable,
    readRest: (reader: NumberReader, step: number, table: IShareTable) => Pick<CodedFace, "asymmetry"> = () => ({}),
): CodedFace | undefined {
    const reader = new NumberReader(number);
    const table = findTable(reader.readUniform(HashCount));
    const step = reader.readUniform(LargestStep) + 1;
    const changed = ChangedCounts(reader.readUniform(Densities));
    const bell = CreateBell(step, Widths[reader.readUniform(Widths.length)]);
    const shape: Record<string, number> = {};
    for (const id of table.continuous) {
        const value = ReadValue(reader, step, changed, bell);
        if (value !== 0) {
            shape[id] = (Half + Math.min(Half, Math.max(-Half, value))) / QuantaPerUnit;
        }
    }
    const color: Record<string, SrgbColor> = {};
    for (const id of table.colors) {
        if (reader.readUniform(2)) {
            const channel = (): number => Math.min(QuantaPerUnit, reader.readUniform(LevelsOf(step)) * step) / QuantaPerUnit;
            color[id] = [channel(), channel(), channel()];
        }
    }
    const style: Record<string, string> = {};
    for (const { id, options } of table.discrete) {
        const chosen = reader.readUniform(options.length + 1);
        if (chosen > 0) {
            style[id] = options[chosen - 1];
        }
    }
    const rest = readRest(reader, step, table);
    return reader.isEmpty ? { shape, color, style, ...rest } : undefined;
}

/**
 * Writes whether a value was changed and, if so, how far.
 * @param out where to
 * @param value distance from what it is unchanged, in 1/250
 * @param step of the grid, in 1/250
 * @param changed how often values are left and changed
 * @param bell of {@link CreateBell}
 */
export function WriteValue(out: NumberWriter, value: number, step: number, changed: ISymbolCounts, bell: ISymbolCounts): void {
    out.write(value === 0 ? 0 : 1, changed);
    if (value !== 0) {
        const place = Math.sign(value) * Math.ceil(Math.abs(value) / step);
        out.write(place + bell.length / 2 - (place > 0 ? 1 : 0), bell);
    }
}

/**
 * Reads what {@link WriteValue} wrote.
 * @param reader where from
 * @param step as it was given there
 * @param changed as it was given there
 * @param bell as it was given there
 * @returns distance in 1/250; it may lie beyond the end of the range by less than a step
 */
export function ReadValue(reader: NumberReader, step: number, changed: ISymbolCounts, bell: ISymbolCounts): number {
    if (reader.read(changed) === 0) {
        return 0;
    }
    const place = reader.read(bell) - bell.length / 2;
    return (place < 0 ? place : place + 1) * step;
}

/**
 * Values on a coarser grid. The middle and both ends of a parameter and of an asymmetry stay exact.
 * @param change the values
 * @param step of the grid, in 1/250
 * @returns new values; none is changed by more than half a step
 */
export function RoundChange(change: CodedFace, step: number): CodedFace {
    const round = (value: number, end: number): number => (value === end ? end : Math.min(end, Math.round(value / step) * step));
    const shape = Object.entries(change.shape).map(([id, value]) => {
        const distance = Math.round(value * QuantaPerUnit) - Half;
        return [id, (Half + Math.sign(distance) * round(Math.abs(distance), Half)) / QuantaPerUnit];
    });
    const color = Object.entries(change.color).map(([id, channels]) => [
        id,
        channels.map((channel) => round(Math.round(channel * QuantaPerUnit), QuantaPerUnit) / QuantaPerUnit),
    ]);
    const asymmetry = Object.entries(change.asymmetry ?? {}).map(([id, value]) => [
        id,
        (Math.sign(value) * round(Math.round(Math.abs(value) * QuantaPerUnit), QuantaPerUnit)) / QuantaPerUnit,
    ]);
    return {
        shape: Object.fromEntries(shape),
        color: Object.fromEntries(color),
        style: change.style,
        ...(asymmetry.length > 0 && { asymmetry: Object.fromEntries(asymmetry) }),
    };
}

/** The largest step that all values are on, so that a rounded face and its reading have one code. */
function FindStep(values: readonly number[], asymmetries: readonly number[], channels: readonly number[]): number {
    for (let step = LargestStep; step > 1; step--) {
        const fits = (value: number, end: number): boolean => value % step === 0 || Math.abs(value) === end;
        if (values.every((value) => fits(value, Half)) && [...asymmetries, ...channels].every((value) => fits(value, QuantaPerUnit))) {
            return step;
        }
    }
    return 1;
}

/**
 * How often values are left and changed.
 * @param density number of the expected share, 0 to {@link Densities} - 1
 * @returns the counts of both
 */
export function ChangedCounts(density: number): ISymbolCounts {
    return [2 * Densities - 2 * density - 1, 2 * density + 1];
}

function LevelsOf(step: number): number {
    return Math.ceil(QuantaPerUnit / step) + 1;
}

/**
 * How often values are expected at each place of the grid. Products and quotients alone, no exponential: every engine gets the same numbers.
 * @param step of the grid, in 1/250
 * @param width of the bell, one of {@link Widths}
 * @param end of the range, in 1/250
 * @returns counts of the places below and above the middle, which has none
 */
export function CreateBell(step: number, width: number, end: number = Half): ISymbolCounts {
    const side = Math.ceil(end / step);
    return Array.from({ length: 2 * side }, (_, i) => {
        const distance = ((i < side ? side - i : i - side + 1) * step) / width;
        const slope = 1 + (distance * distance) / 8;
        return 1 + Math.floor(BellHeight / (slope * slope * slope * slope));
    });
}
