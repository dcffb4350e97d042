import { BitReader, BitWriter, Checksum20, Hash16 } from "./bitPacking.js";
import { CreateAverageFace, EditFace } from "./createFace.js";
import { type IFace } from "./face.types.js";
import { FaceCreatorError } from "./faceCreatorError.js";
import { type IFaceSchema, type SrgbColor } from "./faceSchema.js";
import { QuantaPerUnit } from "./quantise.js";
import { type IShareTable, KnownShareTables } from "./shareTables.js";

/** Version of the codes that are written; it stands in the code's first group. */
const Version = 1;
/** Crockford's base 32: no I, L, O, U. */
const Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GroupLength = 8;
const ValueBits = 8;
const ChecksumUnits = 4;

/**
 * The table of a head.
 * @param schema the head's parameters
 * @returns its ids in order
 */
export function GetShareTable(schema: IFaceSchema): IShareTable {
    return {
        rig: schema.rig.id,
        continuous: schema.continuous.map(({ id }) => id),
        colors: schema.colors.map(({ id }) => id),
        discrete: schema.discrete.map(({ id, options }) => ({ id, options: options.map((option) => option.id) })),
    };
}

/**
 * Writes a face as a short text that players can pass on: version, table, what differs from the average face, checksum. It holds the face
 * itself and needs no server. Ids that the head does not know and `origin` and `ext` are left out.
 * @param schema the head's parameters
 * @param face the face
 * @returns for example `BF1-0123ABCD-...`, at most 120 characters for 40 edited values
 */
export function EncodeFace(schema: IFaceSchema, face: IFace): string {
    const table = GetShareTable(schema);
    const bits = new BitWriter();
    bits.write(HashTable(table), 16);
    const values = table.continuous.map((id) => face.shape[id]);
    WriteSparse(bits, values, (value) => bits.write(Math.round(value * QuantaPerUnit), ValueBits));
    for (const id of table.colors) {
        const color = face.color[id];
        bits.write(color ? 1 : 0, 1);
        for (const channel of color ?? []) {
            bits.write(Math.round(channel * QuantaPerUnit), ValueBits);
        }
    }
    for (const { id, options } of table.discrete) {
        const chosen = options.indexOf(face.style[id]);
        bits.write(chosen >= 0 ? 1 : 0, 1);
        if (chosen >= 0) {
            bits.write(chosen, BitsFor(options.length));
        }
    }
    const units = bits.toUnits(5);
    const checksum = Checksum20([Version, ...units]);
    const all = [...units, ...[15, 10, 5, 0].map((shift) => (checksum >>> shift) & 31)];
    const text = all.map((unit) => Alphabet[unit]).join("");
    return [`BF${Version}`, ...(text.match(new RegExp(`.{1,${GroupLength}}`, "g")) ?? [])].join("-");
}

/**
 * Reads a share code. Spaces, dashes, lower case and the usual mistakes (O for 0, I and L for 1) do not matter.
 * @param schema the parameters of the head that is to have the face
 * @param code the code
 * @returns the face
 * @throws E_CODE_INVALID if a character is wrong or missing, E_VERSION_NEWER if a later version wrote it, E_RIG_MISMATCH if it is of another head
 */
export function DecodeFace(schema: IFaceSchema, code: string): IFace {
    const text = code
        .toUpperCase()
        .replace(/[\s\-–—]/g, "")
        .replace(/O/g, "0")
        .replace(/[IL]/g, "1");
    const match = /^BF([0-9A-HJKMNP-TV-Z])([0-9A-HJKMNP-TV-Z]{8,})$/.exec(text);
    if (!match) {
        throw CreateCodeError(code);
    }
    const version = Alphabet.indexOf(match[1]);
    const all = [...match[2]].map((character) => Alphabet.indexOf(character));
    const units = all.slice(0, -ChecksumUnits);
    const expected = all.slice(-ChecksumUnits).reduce((sum, unit) => sum * 32 + unit, 0);
    if (version < Version || Checksum20([version, ...units]) !== expected) {
        throw CreateCodeError(code);
    }
    if (version > Version) {
        throw new FaceCreatorError("E_VERSION_NEWER", "a code of a later version", code.slice(0, 8), "update the game, then try it again");
    }
    const bits = new BitReader(units, 5);
    const hash = bits.read(16);
    const table = [GetShareTable(schema), ...KnownShareTables].find((candidate) => HashTable(candidate) === hash);
    if (!table || table.rig !== schema.rig.id) {
        throw new FaceCreatorError("E_RIG_MISMATCH", "the code belongs to another head:", code.slice(0, 12), "use a code of this head");
    }
    const change = ReadChange(bits, table);
    if (bits.isPastEnd) {
        throw CreateCodeError(code);
    }
    return EditFace(schema, CreateAverageFace(schema), change);
}

function ReadChange(bits: BitReader, table: IShareTable): Pick<IFace, "shape" | "color" | "style"> {
    const shape: Record<string, number> = {};
    ReadSparse(bits, table.continuous.length, (i) => (shape[table.continuous[i]] = bits.read(ValueBits) / QuantaPerUnit));
    const color: Record<string, SrgbColor> = {};
    for (const id of table.colors) {
        if (bits.read(1)) {
            color[id] = [0, 1, 2].map(() => bits.read(ValueBits) / QuantaPerUnit) as unknown as SrgbColor;
        }
    }
    const style: Record<string, string> = {};
    for (const { id, options } of table.discrete) {
        if (bits.read(1)) {
            style[id] = options[bits.read(BitsFor(options.length))] ?? options[0];
        }
    }
    return { shape, color, style };
}

/** A bit for each place says whether a value is there. A face without edits costs one bit. */
function WriteSparse(bits: BitWriter, values: readonly (number | undefined)[], write: (value: number) => void): void {
    const any = values.some((value) => value !== undefined);
    bits.write(any ? 1 : 0, 1);
    if (any) {
        for (const value of values) {
            bits.write(value === undefined ? 0 : 1, 1);
        }
        for (const value of values) {
            if (value !== undefined) {
                write(value);
            }
        }
    }
}

function ReadSparse(bits: BitReader, count: number, read: (i: number) => void): void {
    if (bits.read(1)) {
        const present = Array.from({ length: count }, () => bits.read(1));
        present.forEach((there, i) => there && read(i));
    }
}

function BitsFor(count: number): number {
    return Math.max(1, Math.ceil(Math.log2(count)));
}

function HashTable({ rig, continuous, colors, discrete }: IShareTable): number {
    return Hash16(JSON.stringify([rig, continuous, colors, discrete.map(({ id, options }) => [id, options])]));
}

function CreateCodeError(code: string): FaceCreatorError {
    const shown = code.trim().length > 24 ? `${code.trim().slice(0, 24)}…` : code.trim();
    return new FaceCreatorError("E_CODE_INVALID", "not a face code, or with a mistake in it:", shown, "copy the whole code again");
}
