import { type IFace } from "./face.types.js";
import { type SrgbColor } from "./faceSchema.js";
import { QuantaPerUnit } from "./quantise.js";
import { type ISymbolCounts, NumberReader, NumberWriter } from "./shareCodeNumber.js";
import { type IShareTable } from "./shareTables.js";

/** The part of a face that a code holds. */
export type FaceChange = Pick<IFace, "shape" | "color" | "style">;

// What follows is the format: codes that are in the world rest on every number of it.
const Half = QuantaPerUnit / 2;
const HashCount = 65536;
/** Steps of the values, in 1/250: 1 is exact. */
export const LargestStep = 16;
/** Widths of the bell that the values are expected under, in 1/250; the last expects all alike. */
const Widths = [3, 6, 10, 16, 25, 40, 64, Infinity];
/** Of so many equal parts, an odd number is the expected share of values that were changed. */
const Densities = 16;
const BellHeight = 4096;

/**
 * Writes what differs from the average face as one number.
 * @param table the ids in order
 * @param hash of the table, 0 to 65535
 * @param change the values, rounded by {@link RoundChange}
 * @returns the number
 */
export function WriteVersion2(table: IShareTable, hash: number, change: FaceChange): bigint {
    const values = table.continuous.map((id) => Math.round((change.shape[id] ?? 0.5) * QuantaPerUnit) - Half);
    const colors = table.colors.map((id) => change.color[id]?.map((channel) => Math.round(channel * QuantaPerUnit)));
    const step = FindStep(
        values,
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
            out.write(value === 0 ? 0 : 1, ChangedCounts(density));
            if (value !== 0) {
                const place = Math.sign(value) * Math.ceil(Math.abs(value) / step);
                out.write(place + bell.length / 2 - (place > 0 ? 1 : 0), bell);
            }
        }
        for (const color of colors) {
            out.writeUniform(color ? 1 : 0, 2);
            color?.forEach((channel) => out.writeUniform(Math.ceil(channel / step), LevelsOf(step)));
        }
        for (const { id, options } of table.discrete) {
            out.writeUniform(options.indexOf(change.style[id]) + 1, options.length + 1);
        }
        const number = out.toNumber();
        best = best === undefined || number < best ? number : best;
    }
    return best ?? 0n;
}

/**
 * Reads the number again.
 * @param number as {@link WriteVersion2} wrote it
 * @param findTable gives the table that has a hash; it throws where there is none
 * @returns the values that differ from the average face; undefined if the number is none of these
 */
export function ReadVersion2(number: bigint, findTable: (hash: number) => IShareTable): FaceChange | undefined {
    const reader = new NumberReader(number);
    const table = findTable(reader.readUniform(HashCount));
    const step = reader.readUniform(LargestStep) + 1;
    const changed = ChangedCounts(reader.readUniform(Densities));
    const bell = CreateBell(step, Widths[reader.readUniform(Widths.length)]);
    const shape: Record<string, number> = {};
    for (const id of table.continuous) {
        if (reader.read(changed)) {
            const place = reader.read(bell) - bell.length / 2;
            const value = (place < 0 ? place : place + 1) * step;
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
    return reader.isEmpty ? { shape, color, style } : undefined;
}

/**
 * Values on a coarser grid. The middle and both ends of a parameter stay exact.
 * @param change the values
 * @param step of the grid, in 1/250
 * @returns new values; none is changed by more than half a step
 */
export function RoundChange(change: FaceChange, step: number): FaceChange {
    const round = (value: number, end: number): number => (value === end ? end : Math.min(end, Math.round(value / step) * step));
    const shape = Object.entries(change.shape).map(([id, value]) => {
        const distance = Math.round(value * QuantaPerUnit) - Half;
        return [id, (Half + Math.sign(distance) * round(Math.abs(distance), Half)) / QuantaPerUnit];
    });
    const color = Object.entries(change.color).map(([id, channels]) => [
        id,
        channels.map((channel) => round(Math.round(channel * QuantaPerUnit), QuantaPerUnit) / QuantaPerUnit),
    ]);
    return { shape: Object.fromEntries(shape), color: Object.fromEntries(color), style: change.style };
}

/** The largest step that all values are on, so that a rounded face and its reading have one code. */
function FindStep(values: readonly number[], channels: readonly number[]): number {
    for (let step = LargestStep; step > 1; step--) {
        const fits = (value: number, end: number): boolean => value % step === 0 || Math.abs(value) === end;
        if (values.every((value) => fits(value, Half)) && channels.every((channel) => fits(channel, QuantaPerUnit))) {
            return step;
        }
    }
    return 1;
}

function ChangedCounts(density: number): ISymbolCounts {
    return [2 * Densities - 2 * density - 1, 2 * density + 1];
}

function LevelsOf(step: number): number {
    return Math.ceil(QuantaPerUnit / step) + 1;
}

/** Products and quotients alone, no exponential: every engine gets the same numbers. */
function CreateBell(step: number, width: number): ISymbolCounts {
    const side = Math.ceil(Half / step);
    return Array.from({ length: 2 * side }, (_, i) => {
        const distance = ((i < side ? side - i : i - side + 1) * step) / width;
        const slope = 1 + (distance * distance) / 8;
        return 1 + Math.floor(BellHeight / (slope * slope * slope * slope));
    });
}
