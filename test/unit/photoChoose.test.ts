import { describe, expect, it } from "vitest";
import { ChooseFace, PickFace } from "../../src/photo/chooseFace.js";
import { type IDetectedFace, type Point2D } from "../../src/photo/photo.types.js";

function Face(size: number): IDetectedFace {
    const landmarks: Point2D[] = Array.from({ length: 68 }, (_, i) => [i, i]);
    return { box: [0, 0, size, size * 1.2], score: 1, landmarks };
}

describe("ChooseFace", () => {
    it("says that there is no face", () => {
        expect(() => ChooseFace([])).toThrowError(expect.objectContaining({ code: "E_NO_FACE" }));
    });

    it("asks which one when faces are of similar size", () => {
        const faces = [Face(200), Face(150)];
        expect(() => ChooseFace(faces)).toThrowError(expect.objectContaining({ code: "E_MULTIPLE_FACES" }));
        expect(ChooseFace(faces, 1).face).toBe(faces[1]);
        expect(() => ChooseFace(faces, 2)).toThrowError(expect.objectContaining({ code: "E_ARGUMENT" }));
    });

    it("takes a clearly largest face and says so", () => {
        const chosen = ChooseFace([Face(100), Face(400)]);
        expect(chosen.index).toBe(1);
        expect(chosen.warnings).toHaveLength(1);
    });

    it("refuses a face below 80 px and warns below 160 px", () => {
        expect(() => ChooseFace([Face(79)])).toThrowError(expect.objectContaining({ code: "E_FACE_SMALL" }));
        expect(ChooseFace([Face(120)]).warnings.join()).toContain("120 px");
        expect(ChooseFace([Face(200)]).warnings).toEqual([]);
    });
});

describe("PickFace", () => {
    it("takes the first face or the one asked for, whatever the size", () => {
        const faces = [Face(40), Face(30)];
        expect(PickFace(faces)).toBe(faces[0]);
        expect(PickFace(faces, 1)).toBe(faces[1]);
        expect(() => PickFace(faces, 2)).toThrowError(expect.objectContaining({ code: "E_ARGUMENT" }));
        expect(() => PickFace([])).toThrowError(expect.objectContaining({ code: "E_NO_FACE" }));
    });
});
