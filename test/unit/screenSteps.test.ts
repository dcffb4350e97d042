import { describe, expect, it } from "vitest";
import { CreateAverageFace, EditFace, type IFaceSchema, RandomFace } from "../../src/pure.js";
import { DescribeStep } from "../../src/gui/describeStep.js";
import { FaceHistory } from "../../src/gui/faceHistory.js";
import { EnglishStrings } from "../../src/gui/strings.js";
import { VaryFace } from "../../src/gui/varyFace.js";

const Schema: IFaceSchema = {
    rig: { id: "any", hash: "" },
    continuous: Array.from({ length: 60 }, (_, i) => ({ id: `p${i}`, group: i < 10 ? "macro" : "nose", label: `P${i}` })),
    colors: [
        {
            id: "skin",
            label: "Skin",
            default: [0.5, 0.5, 0.5],
            palette: [
                [0, 0, 0],
                [1, 1, 1],
            ],
        },
    ],
    discrete: [{ id: "hair", label: "Hair", default: 0, options: ["none", "short"].map((id) => ({ id, label: id })) }],
    expressions: [],
};
const Average = CreateAverageFace(Schema);

describe("variations of a face", () => {
    it("are the same for the same seed, differ by index, and leave locked parameters, colours and styles alone", () => {
        const face = RandomFace(Schema, 4);
        const locks = new Set(["p3", "p30"]);
        const varied = VaryFace(Schema, face, 7, 2, locks);
        expect(VaryFace(Schema, face, 7, 2, locks)).toEqual(varied);
        expect(VaryFace(Schema, face, 7, 3, locks).shape).not.toEqual(varied.shape);
        expect([varied.shape["p3"], varied.shape["p30"]]).toEqual([face.shape["p3"], face.shape["p30"]]);
        expect([varied.color, varied.style]).toEqual([face.color, face.style]);
        const free = VaryFace(Schema, face, 7, 2, new Set());
        expect({ ...free.shape, p3: varied.shape["p3"], p30: varied.shape["p30"] }).toEqual(varied.shape);
    });

    it("change sex, age and origins less than the rest", () => {
        const meanOf = (from: number, to: number): number => {
            let sum = 0;
            for (let index = 0; index < 40; index++) {
                const { shape } = VaryFace(Schema, Average, 1, index, new Set());
                for (let i = from; i < to; i++) {
                    sum += Math.abs((shape[`p${i}`] ?? 0.5) - 0.5);
                }
            }
            return sum / 40 / (to - from);
        };
        expect(meanOf(0, 10)).toBeLessThan(0.03);
        expect(meanOf(10, 60)).toBeGreaterThan(0.045);
        expect(meanOf(10, 60)).toBeLessThan(0.07);
    });
});

describe("steps of the history", () => {
    it("are named by what they changed", () => {
        const name = (change: Parameters<typeof EditFace>[2]): string =>
            DescribeStep(Schema, Average, EditFace(Schema, Average, change), EnglishStrings);
        expect(name({ shape: { p12: 0.7 } })).toBe("Nose: P12");
        expect(name({ style: { hair: "short" } })).toBe("Hair");
        expect(name({ color: { skin: [0.1, 0.2, 0.3] } })).toContain("Skin");
        expect(name({ shape: { p12: 0.7, p13: 0.2 }, style: { hair: "short" } })).toBe("3 values");
        expect(name({ shape: { p12: 0.7, p13: 0.2 } })).toBe("Nose: 2 values");
        expect(DescribeStep(Schema, Average, RandomFace(Schema, 1), EnglishStrings)).toBe("Random face");
        expect(DescribeStep(Schema, undefined, Average, EnglishStrings)).toBe("The beginning");
    });

    it("can be gone to, and stay until another step is taken", () => {
        const faces = [0, 1, 2, 3].map((i) => EditFace(Schema, Average, { shape: { p1: i / 10 } }));
        const history = new FaceHistory(faces[0]);
        faces.slice(1).forEach((face) => history.push(face));
        expect(history.goTo(1)).toBe(faces[1]);
        expect([history.at, history.canRedo, history.faces.length]).toEqual([1, true, 4]);
        history.push(Average);
        expect(history.faces).toEqual([faces[0], faces[1], Average]);
        expect(history.goTo(9)).toBe(Average);
    });
});
