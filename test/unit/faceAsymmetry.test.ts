import { describe, expect, it } from "vitest";
import {
    CopySide,
    CreateAverageFace,
    EditFace,
    FaceCreatorError,
    GetSides,
    type IFace,
    MirrorFace,
    MoveSide,
    ParseFace,
    RandomFace,
    SeededRandom,
    SerializeFace,
} from "../../src/pure.js";
import { AsymmetryToArray } from "../../src/face/asymmetry.js";
import { RigToSchema } from "../../src/rig/rigFile.js";
import { FixtureRig } from "./rigFixture.js";

const Schema = RigToSchema(FixtureRig());
const Average = CreateAverageFace(Schema);

describe("left and right of a face", () => {
    it("can differ where morph targets or bones of both sides are moved, not in blends of the whole head or in one bone", () => {
        const bone = (name: string) => ({ type: "bone", bone: name, property: "translation", axis: "x", low: -1, high: 1 }) as const;
        const morph = { type: "morph", target: "wide", low: 0, high: 1 } as const;
        const rig = {
            ...FixtureRig(),
            continuous: [
                { id: "face.morph", group: "face", label: "", binds: [morph] },
                { id: "macro.age", group: "macro", label: "", binds: [morph] },
                { id: "eye.pair", group: "eye", label: "", binds: [bone("eye.L"), bone("eye.R")] },
                { id: "eye.camel", group: "eye", label: "", binds: [bone("mixamorig:LeftEye"), bone("mixamorig:RightEye")] },
                { id: "eye.one", group: "eye", label: "", binds: [bone("eye.L")] },
                { id: "nose.tip", group: "nose", label: "", binds: [bone("noseTip")] },
            ] as const,
        };
        expect(RigToSchema(rig).continuous.map(({ sided }) => sided ?? false)).toEqual([true, false, true, true, false, false]);
    });

    it("are alike unless a face says otherwise; then half of the difference goes to each side, within the range", () => {
        expect(GetSides(Average, "face.width")).toEqual({ left: 0.5, right: 0.5 });
        const face = EditFace(Schema, Average, { shape: { "face.width": 0.7 }, asymmetry: { "face.width": 0.2 } });
        expect(GetSides(face, "face.width").left).toBeCloseTo(0.8, 12);
        expect(GetSides(face, "face.width").right).toBeCloseTo(0.6, 12);
        const far = EditFace(Schema, face, { asymmetry: { "face.width": 0.9 } });
        expect(GetSides(far, "face.width").left).toBe(1);
    });

    it("move alone: the other side stays exactly, over the whole range", () => {
        const random = new SeededRandom(3);
        let face: IFace = Average;
        for (let i = 0; i < 500; i++) {
            const side = random.uniform() < 0.5 ? "left" : "right";
            const other = side === "left" ? "right" : "left";
            const wanted = i % 10 === 0 ? 0 : i % 10 === 1 ? 1 : random.uniform();
            const before = GetSides(face, "face.width")[other];
            face = EditFace(Schema, face, MoveSide(face, "face.width", side, wanted));
            expect(GetSides(face, "face.width")[other]).toBeCloseTo(before, 12);
            expect(Math.abs(GetSides(face, "face.width")[side] - wanted)).toBeLessThan(0.0041);
            expect(ParseFace(SerializeFace(face))).toEqual(face);
        }
        const up = EditFace(Schema, Average, MoveSide(Average, "face.width", "left", 1));
        expect(GetSides(up, "face.width")).toEqual({ left: 1, right: 0.5 });
        expect(EditFace(Schema, up, MoveSide(up, "face.width", "left", 0.5))).toEqual(Average);
        // A key's step is half of one of a side.
        for (const by of [0.004, -0.004]) {
            const stepped = EditFace(Schema, Average, MoveSide(Average, "face.width", "left", 0.5 + by));
            expect(GetSides(stepped, "face.width").left).toBeCloseTo(0.5 + 2 * by, 12);
        }
    });

    it("are copied and change places", () => {
        const face = EditFace(Schema, Average, { shape: { "face.width": 0.7 }, asymmetry: { "face.width": 0.2 } });
        expect(EditFace(Schema, face, CopySide(Schema, face, "left"))).toEqual(EditFace(Schema, Average, { shape: { "face.width": 0.8 } }));
        expect(EditFace(Schema, face, CopySide(Schema, face, "right"))).toEqual(
            EditFace(Schema, Average, { shape: { "face.width": 0.6 } }),
        );
        expect(EditFace(Schema, face, CopySide(Schema, face, "right", ["face.lift"]))).toEqual(face);
        expect(GetSides(MirrorFace(face), "face.width").left).toBeCloseTo(0.6, 12);
        expect(MirrorFace(MirrorFace(face))).toEqual(face);
        expect(MirrorFace(Average)).toEqual(Average);
    });

    it("leave the bytes of a symmetric face as they were, and come back from text to the same bytes", () => {
        const symmetric = RandomFace(Schema, 4);
        expect(SerializeFace(symmetric)).not.toContain("asymmetry");
        expect(SerializeFace(EditFace(Schema, symmetric, { asymmetry: { "face.width": 0 } }))).toBe(SerializeFace(symmetric));
        expect(ParseFace(SerializeFace({ ...symmetric, asymmetry: {} }))).toEqual(ParseFace(SerializeFace(symmetric)));
        const face = { ...symmetric, asymmetry: { "nose.unknown": -0.004, "face.width": 1 } };
        const text = SerializeFace(face);
        expect(SerializeFace(ParseFace(text))).toBe(text);
        expect(ParseFace(text)).toEqual(face);
        expect(ParseFace(text.replace("-0.004", "-0.0013")).asymmetry).toEqual({ "face.width": 1 });
        const refuse = (): unknown => ParseFace(text.replace("-0.004", "-1.5"));
        expect(refuse).toThrow(FaceCreatorError);
    });

    it("differ in random faces only when asked, which changes nothing else", () => {
        const face = RandomFace(Schema, 7, 3, { asymmetry: 0.2 });
        const { asymmetry, ...rest } = face;
        expect(rest).toEqual(RandomFace(Schema, 7, 3));
        expect(Object.keys(asymmetry ?? {})).toEqual(["face.width"]);
        expect(RandomFace(Schema, 7, 3, { asymmetry: 0 })).toEqual(RandomFace(Schema, 7, 3));
        expect(ParseFace(SerializeFace(face))).toEqual(face);
    });

    it("count only where the head can show them", () => {
        expect(AsymmetryToArray(Schema, undefined)).toBeNull();
        expect(AsymmetryToArray(Schema, { "face.lift": 0.4, unknown: 1 })).toBeNull();
        expect(AsymmetryToArray(Schema, { "face.width": 0.4 })).toEqual(Float64Array.of(0.4, 0, 0));
    });
});
