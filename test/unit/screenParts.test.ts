import { describe, expect, it } from "vitest";
import { deflateSync } from "node:zlib";
import { CreateAverageFace, EditFace, FaceCreatorError, type IFaceSchema, RandomFace } from "../../src/pure.js";
import { BlendFaces } from "../../src/gui/blendFaces.js";
import { FaceSlots } from "../../src/gui/faceSlots.js";
import { ReadFaceFromPng, WriteFaceIntoPng } from "../../src/gui/portraitFile.js";
import { ChooseGroup, SolveDrag } from "../../src/gui/solveDrag.js";
import { FixtureRig } from "./rigFixture.js";

const { id, hash, continuous, colors, discrete } = FixtureRig();
const Schema: IFaceSchema = { rig: { id, hash }, continuous, colors, discrete, expressions: [] };

function CodeOf(act: () => unknown): string {
    try {
        act();
    } catch (error) {
        return error instanceof FaceCreatorError ? error.code : String(error);
    }
    return "none";
}

describe("criterion 12: strength", () => {
    const before = RandomFace(Schema, 1);
    const fit = RandomFace(Schema, 2);

    it("0 is the very face before and 1 the very fit", () => {
        expect(BlendFaces(Schema, before, fit, { shape: 0, color: 0 })).toBe(before);
        expect(BlendFaces(Schema, before, fit, { shape: 1, color: 1 })).toBe(fit);
    });

    it("one half is the middle, of shape and colour apart", () => {
        const half = BlendFaces(Schema, before, fit, { shape: 0.5, color: 0 });
        for (const parameter of continuous) {
            const middle = ((before.shape[parameter.id] ?? 0.5) + (fit.shape[parameter.id] ?? 0.5)) / 2;
            expect(Math.abs((half.shape[parameter.id] ?? 0.5) - middle)).toBeLessThanOrEqual(0.5 / 250 + 1e-9);
        }
        expect(half.color).toEqual(before.color);
        const colored = BlendFaces(Schema, before, fit, { shape: 0, color: 1 });
        expect([colored.shape, colored.color]).toEqual([before.shape, fit.color]);
    });
});

describe("portraits", () => {
    /** A PNG of one grey pixel, made without the code under test. */
    function CreatePng(): Uint8Array {
        const crc = (bytes: Buffer): number => {
            let value = ~0;
            for (const byte of bytes) {
                value ^= byte;
                for (let i = 0; i < 8; i++) {
                    value = (value >>> 1) ^ (0xedb88320 & -(value & 1));
                }
            }
            return ~value >>> 0;
        };
        const chunk = (type: string, data: Buffer): Buffer => {
            const body = Buffer.concat([Buffer.from(type), data]);
            const frame = Buffer.alloc(8);
            frame.writeUInt32BE(data.length);
            frame.writeUInt32BE(crc(body), 4);
            return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
        };
        const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
        const parts = [chunk("IHDR", header), chunk("IDAT", deflateSync(Buffer.from([0, 128]))), chunk("IEND", Buffer.alloc(0))];
        return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...parts]);
    }

    it("carry the face and keep the pixels", () => {
        const png = CreatePng();
        const face = { ...RandomFace(Schema, 4), ext: { name: "火の日 ü" } };
        const portrait = WriteFaceIntoPng(png, face);
        expect(ReadFaceFromPng(portrait)).toEqual(face);
        expect(Buffer.from(portrait).includes(Buffer.from(png.subarray(33)))).toBe(true);
    });

    it("without a face, cut off, or that are no pictures say so", () => {
        const png = CreatePng();
        const portrait = WriteFaceIntoPng(png, RandomFace(Schema, 4));
        expect(CodeOf(() => ReadFaceFromPng(png))).toBe("E_FACE_FORMAT");
        expect(CodeOf(() => ReadFaceFromPng(portrait.subarray(0, 80)))).toBe("E_FACE_FORMAT");
        portrait[60] ^= 1;
        expect(CodeOf(() => ReadFaceFromPng(portrait))).toBe("E_FACE_FORMAT");
        expect(CodeOf(() => ReadFaceFromPng(new Uint8Array(100)))).toBe("E_DECODE");
    });
});

describe("slots", () => {
    it("keep faces, read broken ones as empty, and say when nothing can be kept", () => {
        const kept = new Map<string, string>();
        const slots = new FaceSlots({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) });
        const face = RandomFace(Schema, 9);
        expect(slots.read(0)).toBeNull();
        slots.write(0, face);
        expect(slots.read(0)).toEqual(face);
        kept.set([...kept.keys()][0], "{broken");
        expect(slots.read(0)).toBeNull();
        const full = new FaceSlots({
            getItem: () => null,
            setItem: () => {
                throw new Error("QuotaExceededError");
            },
        });
        expect(CodeOf(() => full.write(0, face))).toBe("E_STORAGE");
    });
});

describe("dragging on the face", () => {
    const parameters = ["nose", "nose", "nose", "mouth", "macro"].map((group, i) => ({
        id: `${group}.${i}`,
        label: group,
        group: group as "nose",
    }));
    // The point goes right by the first, up by the second, hardly by the third, a little by the mouth, and much with the whole head.
    const moves = Float32Array.from([0.004, 0, 0, 0, 0.004, 0, 0.0002, 0, 0, 0.001, 0, 0, 0.02, 0, 0]);
    const peaks = Float32Array.from([0.004, 0.005, 0.004, 0.006, 0.03]);

    it("belongs to the group that moves the point most, seen by its own peaks, never to the whole head", () => {
        expect(ChooseGroup(moves, peaks, parameters)).toBe("nose");
        expect(ChooseGroup(new Float32Array(15), peaks, parameters)).toBeNull();
    });

    it("moves the point towards the hand with the parameters that move it", () => {
        const steps = SolveDrag(moves, [0, 1, 2], [0.002, 0, 0]);
        expect(steps[0]).toBeGreaterThan(0.4);
        expect(steps[0]).toBeLessThanOrEqual(0.5);
        expect(Math.abs(steps[1])).toBeLessThan(1e-9);
        expect(steps[2]).toBe(0);
        expect(SolveDrag(moves, [0, 1, 2], [-0.002, 0, 0])[0]).toBeCloseTo(-steps[0], 9);
        expect(SolveDrag(new Float32Array(15), [0, 1], [1, 0, 0])).toEqual([0, 0]);
    });
});

describe("edits", () => {
    it("keep the average face empty", () => {
        expect(EditFace(Schema, CreateAverageFace(Schema), {})).toEqual(CreateAverageFace(Schema));
    });
});
