import { describe, expect, it } from "vitest";
import { PartLabels } from "../../src/face/partLabels.js";
import { type ILabelMap } from "../../src/face/picture.js";
import { FindHiddenParts, GradeFit } from "../../src/fitting/confidence.js";

const { background, hair, leftBrow, leftEye, lowerLip, nose, other, rightBrow, rightEye, skin } = PartLabels;

/** A face of 16 columns: brows, eyes and a nose in their rows, a mouth below. */
const Face: ILabelMap = {
    width: 16,
    height: 16,
    data: Uint8Array.from({ length: 256 }, (_, i) => {
        const [x, row] = [i % 16, Math.floor(i / 16)];
        const paired = (right: number, left: number): number => (x >= 3 && x < 7 ? right : x >= 9 && x < 13 ? left : skin);
        switch (true) {
            case row === 3 || row === 4:
                return paired(rightBrow, leftBrow);
            case row === 6 || row === 7:
                return paired(rightEye, leftEye);
            case row >= 8 && row < 11:
                return x >= 6 && x < 10 ? nose : skin;
            case row === 12:
                return x >= 4 && x < 12 ? lowerLip : skin;
            default:
                return skin;
        }
    }),
};

/** The face with something before it in some rows and columns, at another scale. */
function Photo(label: number, hides: (x: number, row: number) => boolean, scale = 1): ILabelMap {
    const side = 16 * scale;
    const data = Uint8Array.from({ length: side * side }, (_, i) => {
        const [x, row] = [Math.floor((i % side) / scale), Math.floor(Math.floor(i / side) / scale)];
        return hides(x, row) ? label : Face.data[row * 16 + x];
    });
    return { width: side, height: side, data };
}

describe("the word for a fit", () => {
    it("follows the similarity, and is rough when the average face is as near", () => {
        expect(GradeFit({ result: 0.7, average: 0.1 })).toBe("great");
        expect(GradeFit({ result: 0.56, average: 0.15 })).toBe("good");
        expect(GradeFit({ result: 0.2, average: 0 })).toBe("rough");
        expect(GradeFit({ result: 0.7, average: 0.69 })).toBe("rough");
    });
});

describe("parts that a photo hides", () => {
    it("are none where the face is bare", () => {
        expect(FindHiddenParts(Face, Face)).toEqual([]);
    });
    it("are found behind hair, hands and the border, one side of a pair being enough", () => {
        expect(
            FindHiddenParts(
                Photo(hair, (x, row) => row < 5 && x < 8, 2),
                Face,
            ),
        ).toEqual(["brow"]);
        expect(
            FindHiddenParts(
                Photo(other, (_, row) => row === 6 || row === 7, 4),
                Face,
            ),
        ).toEqual(["eye"]);
        expect(
            FindHiddenParts(
                Photo(background, (_, row) => row >= 8),
                Face,
            ),
        ).toEqual(["nose", "mouth", "face"]);
    });
    it("do not count where only their edge is covered, or other parts of the face lie there", () => {
        expect(
            FindHiddenParts(
                Photo(hair, (_, row) => row < 4),
                Face,
            ),
        ).toContain("brow");
        expect(
            FindHiddenParts(
                Photo(hair, (x, row) => row === 3 && x < 6),
                Face,
            ),
        ).toEqual([]);
        expect(
            FindHiddenParts(
                Photo(skin, () => true),
                Face,
            ),
        ).toEqual([]);
    });
});
