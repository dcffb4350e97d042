import { describe, expect, it } from "vitest";
import { type IPicture } from "../../src/face/picture.js";
import { AlignPicture } from "../../src/photo/alignPicture.js";
import { ChooseFace } from "../../src/photo/chooseFace.js";
import { AssessPhoto } from "../../src/photo/photoQuality.js";
import { type IDetectedFace, type Point2D } from "../../src/photo/photo.types.js";

function Face(size: number, noseShift = 0): IDetectedFace {
    const landmarks: Point2D[] = Array.from({ length: 68 }, (_, i) => [i, i]);
    landmarks[2] = [0, size / 2];
    landmarks[14] = [size, size / 2];
    landmarks[30] = [size / 2 + noseShift * size, size / 2];
    return { box: [0, 0, size, size * 1.2], score: 1, landmarks };
}

/** A checkered picture with sharp edges. */
function Checkers(low: number, high: number, bits = 4): IPicture {
    const data = new Uint8ClampedArray(256 * 256 * 4);
    for (let i = 0; i < 65536; i++) {
        const dark = (((i % 256) >> bits) + (i >> (8 + bits))) % 2;
        data.fill(dark ? low : high, 4 * i, 4 * i + 3);
    }
    return { width: 256, height: 256, data };
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

describe("AssessPhoto", () => {
    const sharpPicture = Checkers(90, 180);

    it("has nothing to say about a sharp frontal face in good light", () => {
        expect(AssessPhoto(sharpPicture, Face(200))).toEqual([]);
    });

    it("tells dark, overexposed, blurred and turned photos", () => {
        expect(AssessPhoto(Checkers(10, 40), Face(200)).join()).toContain("dark");
        expect(AssessPhoto(Checkers(225, 250), Face(200)).join()).toContain("overexposed");
        expect(AssessPhoto(sharpPicture, Face(200, 0.2)).join()).toContain("turned");
        const wide = Checkers(90, 180, 6);
        const small = AlignPicture(wide, [1 / 12, 0, 0, 0], 22);
        expect(AssessPhoto(wide, Face(200))).toEqual([]);
        expect(AssessPhoto(AlignPicture(small, [12, 0, 0, 0], 256), Face(200)).join()).toContain("blurred");
    });
});
