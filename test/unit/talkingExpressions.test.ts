import { describe, expect, it } from "vitest";
import { ExpressionTable } from "../../assets/head/build/expressionTable.js";
import { ArkitExpressions, ArkitNames, VisemeExpression, VisemeNames } from "../../src/face/talkingExpressions.js";

const Units = ExpressionTable.map(({ id }) => id);

describe("visemes", () => {
    it("are made of units that the default head has, and no two are alike", () => {
        const shapes = VisemeNames.map((name) => VisemeExpression({ [name]: 1 }));
        for (const unit of shapes.flatMap((shape) => Object.keys(shape))) {
            expect(Units).toContain(unit);
        }
        shapes.forEach((a, i) => {
            for (const b of shapes.slice(0, i)) {
                const difference = Units.reduce((sum, unit) => sum + Math.abs((a[unit] ?? 0) - (b[unit] ?? 0)), 0);
                expect(difference, VisemeNames[i]).toBeGreaterThan(0.03);
            }
        });
    });

    it("blend, stop at 1, and are written into what is given", () => {
        const into: Record<string, number> = { mouthFrown: 1 };
        expect(VisemeExpression({ aa: 0.5, U: 0.5 }, into)).toBe(into);
        expect(into).toEqual({ mouthFrown: 0, jawOpen: expect.closeTo(0.45, 9), mouthPucker: expect.closeTo(0.425, 9) });
        expect(VisemeExpression({ aa: 1, O: 1 }, into)["jawOpen"]).toBe(1);
        VisemeExpression({ sil: 1 }, into);
        expect(Object.values(into).every((weight) => weight === 0)).toBe(true);
    });
});

describe("names of ARKit", () => {
    it("are 52, each once", () => {
        expect(new Set(ArkitNames).size).toBe(52);
    });

    it("mean the unit of that name, that of both sides at half, or a blend", () => {
        expect(new ArkitExpressions(Units).blend({ eyeBlinkLeft: 0.7, jawOpen: 0.3 })).toEqual({ eyeBlinkLeft: 0.7, jawOpen: 0.3 });
        expect(new ArkitExpressions(Units).blend({ mouthSmileLeft: 0.8, mouthSmileRight: 0.4 })).toEqual({
            mouthSmile: expect.closeTo(0.6, 9),
        });
        expect(new ArkitExpressions(Units).blend({ eyeLookInLeft: 1, eyeLookOutRight: 1 })).toEqual({ eyeLookRight: 1 });
        expect(new ArkitExpressions(Units).blend({ tongueOut: 1, somethingElse: 1 })).toEqual({});
        expect(new ArkitExpressions(["mouthSmileLeft"]).blend({ mouthSmileLeft: 1 })).toEqual({ mouthSmileLeft: 1 });
    });

    it("that the default head can show are 40; the others are named", () => {
        const supported = new ArkitExpressions(Units).supported;
        expect(supported.length).toBe(40);
        expect(ArkitNames.filter((name) => !supported.includes(name)).sort()).toEqual(
            [
                ..."cheekPuff jawForward jawLeft jawRight mouthClose mouthLeft mouthRight".split(" "),
                ..."mouthShrugLower mouthShrugUpper mouthUpperUpLeft mouthUpperUpRight tongueOut".split(" "),
            ].sort(),
        );
    });
});
