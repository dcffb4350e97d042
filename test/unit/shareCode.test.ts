import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
    CreateAverageFace,
    DecodeFace,
    EditFace,
    EncodeFace,
    FaceCreatorError,
    type IFaceSchema,
    RandomFace,
    SeededRandom,
} from "../../src/pure.js";
import { KnownShareTables } from "../../src/face/shareTables.js";

const Table = KnownShareTables[0];
/** The head of the first table, as far as codes see it. */
const Schema: IFaceSchema = {
    rig: { id: Table.rig, hash: "any" },
    continuous: Table.continuous.map((id) => ({ id, group: "face" as const, label: id })),
    colors: Table.colors.map((id) => ({
        id,
        label: id,
        default: [0.5, 0.5, 0.5] as const,
        palette: [[0, 0, 0] as const, [1, 1, 1] as const],
    })),
    discrete: Table.discrete.map(({ id, options }) => ({
        id,
        label: id,
        default: 1,
        options: options.map((option) => ({ id: option, label: option })),
    })),
};
const Golden = JSON.parse(readFileSync(new URL("fixtures/shareCodes.json", import.meta.url), "utf8")) as {
    code: string;
    face: { shape: Record<string, number>; color: Record<string, [number, number, number]>; style: Record<string, string> };
}[];

function CodeOf(error: () => unknown): string {
    try {
        error();
    } catch (thrown) {
        return thrown instanceof FaceCreatorError ? thrown.code : String(thrown);
    }
    return "none";
}

function EditedFace(count: number): ReturnType<typeof CreateAverageFace> {
    const random = new SeededRandom(5);
    const ids = [...Table.continuous].sort(() => random.uniform() - 0.5).slice(0, count);
    return EditFace(Schema, CreateAverageFace(Schema), { shape: Object.fromEntries(ids.map((id, i) => [id, (i + 1) / 250])) });
}

describe("criterion 23: share codes", () => {
    it("are those of an independent encoder, and give its faces back", () => {
        for (const { code, face } of Golden) {
            const expected = { ...CreateAverageFace(Schema), ...face };
            expect(EncodeFace(Schema, expected)).toBe(code);
            expect(DecodeFace(Schema, code)).toEqual(expected);
        }
    });

    it("give the same face and the same code again", () => {
        for (let i = 0; i < 50; i++) {
            const face = RandomFace(Schema, 3, i);
            const code = EncodeFace(Schema, face);
            const read = DecodeFace(Schema, code);
            expect(read).toEqual({ ...face, origin: undefined });
            expect(EncodeFace(Schema, read)).toBe(code);
        }
    });

    it("find any one wrong character, and any missing one", () => {
        const code = EncodeFace(Schema, EditedFace(12));
        const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        for (let i = 4; i < code.length; i++) {
            if (code[i] === "-") {
                continue;
            }
            for (const other of alphabet.replace(code[i], "")) {
                expect(CodeOf(() => DecodeFace(Schema, code.slice(0, i) + other + code.slice(i + 1)))).toBe("E_CODE_INVALID");
            }
            expect(CodeOf(() => DecodeFace(Schema, code.slice(0, i) + code.slice(i + 1)))).toBe("E_CODE_INVALID");
        }
        for (const wrong of ["", "BF1", "hello", `X${code}`, code.replace("BF1", "BF0")]) {
            expect(CodeOf(() => DecodeFace(Schema, wrong))).toBe("E_CODE_INVALID");
        }
    });

    it("survive lower case, spaces and look-alikes", () => {
        const face = EditedFace(20);
        const code = EncodeFace(Schema, face);
        const sloppy = ` ${code.toLowerCase().replace(/-/g, " ").replace(/0/g, "o").replace(/1/g, "l")}\n`;
        expect(DecodeFace(Schema, sloppy)).toEqual(face);
    });

    it("stay within 120 characters for 40 edited values and 320 for a whole fit", () => {
        expect(EncodeFace(Schema, EditedFace(40)).length).toBeLessThanOrEqual(120);
        const x = EditFace(Schema, EditedFace(Table.continuous.length), {
            color: Object.fromEntries(Table.colors.map((id) => [id, [0.1, 0.2, 0.3] as const])),
            style: Object.fromEntries(Table.discrete.map(({ id, options }) => [id, options[0]])),
        });
        expect(EncodeFace(Schema, x).length).toBeLessThanOrEqual(320);
    });

    it("outlive a head that gains, loses and moves parameters", () => {
        const later: IFaceSchema = {
            ...Schema,
            continuous: [{ id: "face.new", group: "face", label: "New" }, ...Schema.continuous.slice(3).reverse()],
        };
        const { code, face } = Golden[1];
        const read = DecodeFace(later, code);
        expect(read.shape).toEqual(face.shape);
        expect(EncodeFace(later, read)).not.toBe(code);
    });

    it("of the second table open on a head with other styles and makeup", () => {
        const code = "BF1-A3C84000-00000000-00000000-00000000-00800000-00000000-0000DFW4-S169J9CV-CTN9G";
        const read = DecodeFace(Schema, code);
        expect(read.shape).toEqual({ "face.width": 0.7, "eye.lashLength": 0.9, "mouth.depth": 0.2 });
        expect(read.color).toEqual({ iris: [0.2, 0.4, 0.6] });
        expect(read.style).toEqual({ hair: "long01", brow: "brow009" });
    });

    it("of another head or a later version say so", () => {
        const { code } = Golden[1];
        expect(CodeOf(() => DecodeFace({ ...Schema, rig: { id: "robot", hash: "" } }, code))).toBe("E_RIG_MISMATCH");
        // A later version with a right checksum.
        expect(CodeOf(() => DecodeFace(Schema, LaterCode))).toBe("E_VERSION_NEWER");
    });
});

/** The payload of four zeros as version 2 would write it. */
const LaterCode = "BF2-000033HS";
