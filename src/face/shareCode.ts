import { Hash16 } from "./bitPacking.js";
import { CreateAverageFace, EditFace } from "./createFace.js";
import { type IFace } from "./face.types.js";
import { FaceCreatorError } from "./faceCreatorError.js";
import { type IFaceSchema } from "./faceSchema.js";
import { NumberToText, TextToNumber } from "./shareCodeText.js";
import { ReadVersion1 } from "./shareCodeVersion1.js";
import { type CodedFace, LargestStep, ReadVersion2, RoundChange, WriteVersion2 } from "./shareCodeVersion2.js";
import { ReadVersion3, WriteVersion3 } from "./shareCodeVersion3.js";
import { type IShareTable, KnownShareTables } from "./shareTables.js";

/** Newest version of codes; it stands behind the letters that every code begins with. Faces whose sides are alike keep the codes of version 2. */
const NewestVersion = 3;
/** Characters that a code may take before its values are rounded. */
const LengthLimit = 320;

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
 *
 * A code is exact up to 320 characters. A face that would need more is rounded to the finest grid with which it fits: of a head with 245
 * parameters and 5 colours, no face whose sides are alike loses more than 1/250 of a parameter's or a channel's range. Only where more than
 * 400 values are set, differences between left and right among them, can codes be longer than that.
 * @param schema the head's parameters
 * @param face the face
 * @returns for example `BF2gK0...`, letters and digits; at most 120 characters for 40 edited values of 245
 */
export function EncodeFace(schema: IFaceSchema, face: IFace): string {
    const table = GetShareTable(schema);
    let code = "";
    for (let step = 1; step <= LargestStep; step++) {
        const rounded = EditFace(schema, CreateAverageFace(schema), RoundChange(SelectKnown(table, face), step));
        const [version, write] = rounded.asymmetry ? ([3, WriteVersion3] as const) : ([2, WriteVersion2] as const);
        code = `BF${version}${NumberToText(write(table, HashTable(table), rounded), version)}`;
        if (code.length <= LengthLimit) {
            break;
        }
    }
    return code;
}

/**
 * Reads a share code of any version. Spaces and dashes do not matter.
 * @param schema the parameters of the head that is to have the face
 * @param code the code
 * @returns the face
 * @throws E_CODE_INVALID if a character is wrong or missing, E_VERSION_NEWER if a later version wrote it, E_RIG_MISMATCH if it is of another head
 */
export function DecodeFace(schema: IFaceSchema, code: string): IFace {
    const match = /^BF([0-9A-Z])([0-9A-Z]+)$/i.exec(code.replace(/[\s\-–—]/g, ""));
    if (!match) {
        throw CreateCodeError(code);
    }
    // In codes of version 1, which people typed, L and I are a 1.
    const version = parseInt(/[IL]/i.test(match[1]) ? "1" : match[1], 36);
    const findTable = (hash: number): IShareTable => {
        const table = [GetShareTable(schema), ...KnownShareTables].find((candidate) => HashTable(candidate) === hash);
        if (!table || table.rig !== schema.rig.id) {
            throw new FaceCreatorError("E_RIG_MISMATCH", "the code belongs to another head:", code.slice(0, 12), "use a code of this head");
        }
        return table;
    };
    const number = TextToNumber(match[2], version);
    if (number !== undefined && version > NewestVersion) {
        throw new FaceCreatorError("E_VERSION_NEWER", "a code of a later version", code.slice(0, 8), "update the game, then try it again");
    }
    let change: CodedFace | undefined;
    if (version === 1) {
        change = ReadVersion1(match[2], findTable);
    } else if (version === 2 && number !== undefined) {
        change = ReadVersion2(number, findTable);
    } else if (version === 3 && number !== undefined) {
        change = ReadVersion3(number, findTable);
    }
    if (!change) {
        throw CreateCodeError(code);
    }
    return EditFace(schema, CreateAverageFace(schema), change);
}

/** What of a face the table counts. */
function SelectKnown(table: IShareTable, { shape, asymmetry, color, style }: IFace): CodedFace {
    const select = <T>(values: Readonly<Record<string, T>>, ids: readonly string[]): Record<string, T> =>
        Object.fromEntries(ids.filter((id) => values[id] !== undefined).map((id) => [id, values[id]]));
    return {
        shape: select(shape, table.continuous),
        ...(asymmetry && { asymmetry: select(asymmetry, table.continuous) }),
        color: select(color, table.colors),
        style: select(
            style,
            table.discrete.map(({ id }) => id),
        ),
    };
}

function HashTable({ rig, continuous, colors, discrete }: IShareTable): number {
    return Hash16(JSON.stringify([rig, continuous, colors, discrete.map(({ id, options }) => [id, options])]));
}

function CreateCodeError(code: string): FaceCreatorError {
    const shown = code.trim().length > 24 ? `${code.trim().slice(0, 24)}…` : code.trim();
    return new FaceCreatorError("E_CODE_INVALID", "not a face code, or with a mistake in it:", shown, "copy the whole code again");
}
