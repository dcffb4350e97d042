import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
    CreateAverageFace,
    DecodeFace,
    EditFace,
    EncodeFace,
    FaceCreatorError,
    type IFace,
    type IFaceSchema,
    RandomFace,
    SeededRandom,
} from "../../src/pure.js";
import { KnownShareTables } from "../../src/face/shareTables.js";

const Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

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
    expressions: [],
};
const Golden = JSON.parse(readFileSync(new URL("fixtures/shareCodes.json", import.meta.url), "utf8")) as {
    /** As version 1 was written. */
    code: string;
    /** As version 2 is written. */
    code2: string;
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

/** A head of any size. */
function CreateSchema(parameters: number): IFaceSchema {
    return { ...Schema, continuous: Array.from({ length: parameters }, (_, i) => ({ id: `face.p${i}`, group: "face", label: `${i}` })) };
}

/** A face that sets everything, with no value likelier than another: the hardest to write. */
function UniformFace(schema: IFaceSchema, seed: number): IFace {
    const random = new SeededRandom(seed);
    return EditFace(schema, CreateAverageFace(schema), {
        shape: Object.fromEntries(schema.continuous.map(({ id }) => [id, random.uniform()])),
        color: Object.fromEntries(schema.colors.map(({ id }) => [id, [random.uniform(), random.uniform(), random.uniform()] as const])),
        style: Object.fromEntries(schema.discrete.map(({ id, options }) => [id, options[0].id])),
    });
}

/** The largest change of a value between two faces. */
function DistanceOf(schema: IFaceSchema, a: IFace, b: IFace): number {
    const shape = schema.continuous.map(({ id }) => Math.abs((a.shape[id] ?? 0.5) - (b.shape[id] ?? 0.5)));
    const color = schema.colors.flatMap(({ id, default: usual }) =>
        [0, 1, 2].map((c) => Math.abs((a.color[id] ?? usual)[c] - (b.color[id] ?? usual)[c])),
    );
    return Math.max(...shape, ...color);
}

function EditedFace(count: number): ReturnType<typeof CreateAverageFace> {
    const random = new SeededRandom(5);
    const ids = [...Table.continuous].sort(() => random.uniform() - 0.5).slice(0, count);
    return EditFace(Schema, CreateAverageFace(Schema), { shape: Object.fromEntries(ids.map((id, i) => [id, (i + 1) / 250])) });
}

describe("criterion 23: share codes", () => {
    it("are those of an independent encoder, and give its faces back; so do those of version 1", () => {
        for (const { code, code2, face } of Golden) {
            const expected = { ...CreateAverageFace(Schema), ...face };
            expect(EncodeFace(Schema, expected)).toBe(code2);
            expect(DecodeFace(Schema, code2)).toEqual(expected);
            expect(DecodeFace(Schema, code)).toEqual(expected);
        }
    });

    it("give the same face and the same code again", () => {
        for (let i = 0; i < 20; i++) {
            const face = RandomFace(Schema, 3, i);
            const code = EncodeFace(Schema, face);
            const read = DecodeFace(Schema, code);
            expect(read).toEqual({ ...face, origin: undefined });
            expect(EncodeFace(Schema, read)).toBe(code);
        }
    });

    it("find any one wrong character, any two that changed places, and any missing one", () => {
        const code = EncodeFace(Schema, EditedFace(12));
        for (let i = 3; i < code.length; i++) {
            const put = (text: string, length: number): string => code.slice(0, i) + text + code.slice(i + length);
            for (const other of Letters.replace(code[i], "")) {
                expect(CodeOf(() => DecodeFace(Schema, put(other, 1)))).toBe("E_CODE_INVALID");
            }
            expect(CodeOf(() => DecodeFace(Schema, put("", 1)))).toBe("E_CODE_INVALID");
            if (i + 1 < code.length && code[i] !== code[i + 1]) {
                expect(CodeOf(() => DecodeFace(Schema, put(code[i + 1] + code[i], 2)))).toBe("E_CODE_INVALID");
            }
        }
        for (const wrong of ["", "BF2", "BF1", "hello", `X${code}`, code.replace("BF2", "BF0"), code.replace("BF2", "BF1")]) {
            expect(CodeOf(() => DecodeFace(Schema, wrong))).toBe("E_CODE_INVALID");
        }
    });

    it("of version 1 find any one wrong character too, and survive lower case, spaces and look-alikes", () => {
        const { code, face } = Golden[1];
        for (let i = 4; i < code.length; i++) {
            for (const other of code[i] === "-" ? "" : "0123456789ABCDEFGHJKMNPQRSTVWXYZ".replace(code[i], "")) {
                expect(CodeOf(() => DecodeFace(Schema, code.slice(0, i) + other + code.slice(i + 1)))).toBe("E_CODE_INVALID");
            }
        }
        const sloppy = ` ${code.toLowerCase().replace(/-/g, " ").replace(/0/g, "o").replace(/1/g, "l")}\n`;
        expect(DecodeFace(Schema, sloppy).shape).toEqual(face.shape);
    });

    it("survive line breaks and dashes that a letter put in", () => {
        const code = EncodeFace(Schema, EditedFace(20));
        expect(DecodeFace(Schema, ` BF2-${code.slice(3, 20)}\n${code.slice(20)} `)).toEqual(EditedFace(20));
    });

    it("are exact and stay within 120 characters for 40 edited values of 245", () => {
        const schema = CreateSchema(245);
        for (let seed = 0; seed < 20; seed++) {
            const all = UniformFace(schema, seed);
            const ids = Object.keys(all.shape)
                .filter((_, i) => (i * 7 + seed) % 6 === 0)
                .slice(0, 40);
            const face: IFace = { ...all, shape: Object.fromEntries(ids.map((id) => [id, all.shape[id]])), color: {}, style: {} };
            const code = EncodeFace(schema, face);
            expect(ids.length).toBe(40);
            expect(code.length).toBeLessThanOrEqual(120);
            expect(DecodeFace(schema, code)).toEqual(face);
        }
    });

    it("stay within 320 characters for a whole face, whatever it is, and then lose no more than they say", () => {
        for (const [parameters, loss] of [
            [245, 1 / 250],
            [300, 2 / 250],
            [400, 6 / 250],
        ] as const) {
            const schema = CreateSchema(parameters);
            for (let seed = 0; seed < 8; seed++) {
                const face = UniformFace(schema, seed);
                const code = EncodeFace(schema, face);
                const read = DecodeFace(schema, code);
                expect(code.length).toBeLessThanOrEqual(320);
                expect(DistanceOf(schema, face, read)).toBeLessThanOrEqual(loss + 1e-9);
                expect(read.style).toEqual(face.style);
                expect(EncodeFace(schema, read)).toBe(code);
            }
        }
    });

    it("of the newest known head stay within 120 characters for 40 edited values and within 320 for whole random faces", () => {
        const newest = KnownShareTables[KnownShareTables.length - 1];
        const schema: IFaceSchema = {
            ...Schema,
            rig: { id: newest.rig, hash: "any" },
            continuous: newest.continuous.map((id) => ({ id, group: "face" as const, label: id })),
            discrete: newest.discrete.map(({ id, options }) => ({
                id,
                label: id,
                default: 1,
                options: options.map((option) => ({ id: option, label: option })),
            })),
        };
        for (let seed = 0; seed < 20; seed++) {
            const random = new SeededRandom(seed);
            const ids = [...newest.continuous].sort(() => random.uniform() - 0.5).slice(0, 40);
            const edited = EditFace(schema, CreateAverageFace(schema), {
                shape: Object.fromEntries(ids.map((id) => [id, random.uniform()])),
            });
            expect(EncodeFace(schema, edited).length).toBeLessThanOrEqual(120);
            expect(EncodeFace(schema, RandomFace(schema, 3, seed)).length).toBeLessThanOrEqual(320);
        }
    });

    it("keep the ends of a parameter when they round", () => {
        const schema = CreateSchema(400);
        const face = EditFace(schema, UniformFace(schema, 1), { shape: { "face.p0": 0, "face.p1": 1 } });
        const { shape } = DecodeFace(schema, EncodeFace(schema, face));
        expect([shape["face.p0"], shape["face.p1"]]).toEqual([0, 1]);
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

    it("of faces whose left and right differ are those of an independent encoder too, and give them back", () => {
        const sides = { "nose.width": -0.12, "eye.size": 1, "mouth.cornerDepth": 0.004 };
        const faces: Record<string, IFace> = {
            BF31Tl7pcODA5y3hAUr: { ...CreateAverageFace(Schema), asymmetry: { "nose.width": 0.2 } },
            BF3Mxzd0D8mGyIiEuS4Yepsf6cquWNN4ghIW9b: { ...CreateAverageFace(Schema), ...Golden[1].face, asymmetry: sides },
        };
        for (const [code, face] of Object.entries(faces)) {
            expect(EncodeFace(Schema, face)).toBe(code);
            expect(DecodeFace(Schema, code)).toEqual(face);
            const wrong = code.slice(0, -6) + (code.at(-6) === "A" ? "B" : "A") + code.slice(-5);
            expect(CodeOf(() => DecodeFace(Schema, wrong))).toBe("E_CODE_INVALID");
        }
    });

    it("of faces whose left and right differ in all stay within 320 characters, and read the same once they are rounded", () => {
        const schema = { ...Schema, continuous: Schema.continuous.map((parameter) => ({ ...parameter, sided: true })) };
        for (let i = 0; i < 5; i++) {
            const face = RandomFace(schema, 3, i, { asymmetry: 0.1 });
            const code = EncodeFace(schema, face);
            const read = DecodeFace(schema, code);
            expect(code).toMatch(/^BF3/);
            expect(code.length).toBeLessThanOrEqual(320);
            expect(DistanceOf(schema, read, face)).toBeLessThanOrEqual(8 / 250);
            for (const { id } of schema.continuous) {
                expect(Math.abs((read.asymmetry?.[id] ?? 0) - (face.asymmetry?.[id] ?? 0))).toBeLessThanOrEqual(8 / 250);
            }
            expect(EncodeFace(schema, read)).toBe(code);
        }
    });

    it("of another head or a later version say so", () => {
        const { code } = Golden[1];
        expect(CodeOf(() => DecodeFace({ ...Schema, rig: { id: "robot", hash: "" } }, code))).toBe("E_RIG_MISMATCH");
        // A later version with a right checksum.
        expect(CodeOf(() => DecodeFace(Schema, LaterCode))).toBe("E_VERSION_NEWER");
    });
});

/** A text with the check digits of version 4, by the independent encoder. */
const LaterCode = "BF47abcOuNW";
