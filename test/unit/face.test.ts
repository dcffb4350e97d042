import { describe, expect, it } from "vitest";
import { CreateAverageFace, EditFace, VectorToFace } from "../../src/face/createFace.js";
import { type IFaceSchema } from "../../src/face/faceSchema.js";
import { AverageVector, FaceToVector, GetVectorLayout } from "../../src/face/faceVector.js";
import { ParseFace, SerializeFace } from "../../src/face/parseFace.js";
import { RandomColors } from "../../src/face/plausibleColors.js";
import { RandomCrowd, RandomFace } from "../../src/face/randomFace.js";
import { SeededRandom } from "../../src/face/random.js";

const Schema: IFaceSchema = {
    rig: { id: "tiny", hash: "0123" },
    continuous: ["nose.width", "nose.height", "eye.size"].map((id) => ({ id, label: id, group: "nose" })),
    colors: [
        {
            id: "skin",
            label: "Skin",
            default: [0.8, 0.6, 0.5],
            palette: [
                [0.95, 0.85, 0.8],
                [0.8, 0.6, 0.5],
                [0.25, 0.16, 0.12],
            ],
        },
    ],
    discrete: [
        {
            id: "hair",
            label: "Hair",
            default: 1,
            options: [
                { id: "none", label: "None" },
                { id: "short", label: "Short" },
                { id: "long", label: "Long" },
            ],
        },
        {
            id: "brow",
            label: "Brows",
            default: 0,
            options: [
                { id: "thin", label: "Thin" },
                { id: "thick", label: "Thick" },
            ],
        },
    ],
    expressions: [],
};

describe("the vector x", () => {
    it("puts continuous, colours and one-hot blocks in rig order", () => {
        const layout = GetVectorLayout(Schema);
        expect(layout).toEqual({
            continuousCount: 3,
            colorOffset: 3,
            blocks: [
                { offset: 6, count: 3 },
                { offset: 9, count: 2 },
            ],
            length: 11,
        });
        const expected = [0.5, 0.5, 0.5, 0.8, 0.6, 0.5, 0, 1, 0, 1, 0];
        AverageVector(Schema).forEach((value, i) => expect(value).toBeCloseTo(expected[i], 6));
    });

    it("survives face -> x -> face", () => {
        for (const face of RandomCrowd(Schema, 20, 5)) {
            const again = VectorToFace(Schema, FaceToVector(Schema, face), face.origin);
            expect(SerializeFace(again)).toBe(SerializeFace(face));
        }
    });

    it("refuses a vector of another length", () => {
        expect(() => VectorToFace(Schema, new Float32Array(10))).toThrow(/pass 11 values/);
    });
});

describe("a Face as JSON", () => {
    it("is byte-identical after parse and serialize, unknown ids and ext included", () => {
        const face = { ...RandomFace(Schema, 3), ext: { game: { level: 3 } } };
        const text = SerializeFace({ ...face, shape: { ...face.shape, "horn.length": 0.252 } });
        expect(SerializeFace(ParseFace(text))).toBe(text);
        expect(ParseFace(text).shape["horn.length"]).toBe(0.252);
    });

    it("says what is wrong and where", () => {
        expect(() => ParseFace("hello")).toThrow(/no JSON/);
        const face = { ...CreateAverageFace(Schema), shape: { "nose.width": 7 } };
        expect(() => ParseFace(JSON.stringify(face))).toThrow(/shape\.nose\.width/);
        expect(() => ParseFace(JSON.stringify({ ...face, shape: {}, version: 2 }))).toThrow(
            expect.objectContaining({ code: "E_VERSION_NEWER" }),
        );
    });
});

describe("editing", () => {
    it("leaves out what is the average face's and does not change its input", () => {
        const start = EditFace(Schema, CreateAverageFace(Schema), { shape: { "nose.width": 0.7001 }, style: { hair: "long" } });
        expect(start.shape).toEqual({ "nose.width": 0.7 });
        const back = EditFace(Schema, start, { shape: { "nose.width": 0.5 }, style: { hair: "short" }, color: { skin: [0.8, 0.6, 0.5] } });
        expect(SerializeFace(back)).toBe(SerializeFace(CreateAverageFace(Schema)));
        expect(start.style).toEqual({ hair: "long" });
    });
});

describe("random colours", () => {
    const palette: IFaceSchema["colors"][number]["palette"] = [
        [0.95, 0.85, 0.78],
        [0.6, 0.42, 0.3],
        [0.2, 0.13, 0.11],
    ];
    const colors = ["skin", "hair", "brow", "iris", "lips"].map((id) => ({ id, label: id, default: palette[0], palette }));
    const luma = ([r, g, b]: readonly number[]): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

    it("go together: brows with the hair, lips with the skin, dark skin mostly with dark hair", () => {
        let [dark, darkBoth] = [0, 0];
        for (let i = 0; i < 400; i++) {
            const [skin, hair, brow, , lips] = RandomColors({ ...Schema, colors }, new SeededRandom(3, i));
            expect(luma(brow)).toBeLessThan(luma(hair) + 0.04);
            expect(luma(lips)).toBeLessThan(luma(skin) + 0.04);
            dark += luma(skin) < 0.5 ? 1 : 0;
            darkBoth += luma(skin) < 0.5 && luma(hair) < 0.4 ? 1 : 0;
        }
        expect(dark).toBeGreaterThan(100);
        expect(darkBoth / dark).toBeGreaterThan(0.85);
    });
});

describe("random faces", () => {
    it("are the same for the same seed, differ between seeds, and do not depend on their neighbours", () => {
        expect(RandomFace(Schema, 7, 4)).toEqual(RandomCrowd(Schema, 9, 7)[4]);
        expect(RandomFace(Schema, 7, 4)).not.toEqual(RandomFace(Schema, 8, 4));
        expect(SerializeFace(RandomFace(Schema, 1))).toMatchInlineSnapshot(`
          "{
            "format": "babylon-face-creator/face",
            "version": 1,
            "rig": {
              "id": "tiny",
              "hash": "0123"
            },
            "shape": {
              "eye.size": 0.176,
              "nose.height": 0.428,
              "nose.width": 0.488
            },
            "color": {
              "skin": [
                0.844,
                0.7,
                0.628
              ]
            },
            "style": {
              "hair": "long"
            },
            "origin": {
              "kind": "random",
              "seed": 1,
              "index": 0
            }
          }
          "
        `);
    });

    it("draw from a bell of mean 0 and deviation 1", () => {
        const random = new SeededRandom(11);
        const drawn = Array.from({ length: 4000 }, () => random.normal());
        const mean = drawn.reduce((a, b) => a + b, 0) / drawn.length;
        const deviation = Math.sqrt(drawn.reduce((a, b) => a + (b - mean) ** 2, 0) / drawn.length);
        expect(Math.abs(mean)).toBeLessThan(0.06);
        expect(Math.abs(deviation - 1)).toBeLessThan(0.04);
    });
});
