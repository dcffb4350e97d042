import { describe, expect, it } from "vitest";
import { PartLabels } from "../../src/face/partLabels.js";
import { type ILabelMap, type IPicture } from "../../src/face/picture.js";
import { type Point2D } from "../../src/photo/photo.types.js";
import { EyesOf, OccludeAsync, OcclusionKinds, WithoutCovered } from "../../src/cli/evaluation/occlude.js";

const [Width, Height] = [300, 360];
const Eyes: [Point2D, Point2D] = [
    [120, 150],
    [180, 156],
];

function Green(): IPicture {
    const data = new Uint8ClampedArray(4 * Width * Height);
    for (let i = 0; i < data.length; i += 4) {
        data.set([20, 230, 20, 255], i);
    }
    return { width: Width, height: Height, data };
}

/** Pixel at a place of a drawing, in distances of the eyes. */
function At([x, y]: Point2D): number {
    const [dx, dy] = [Eyes[1][0] - Eyes[0][0], Eyes[1][1] - Eyes[0][1]];
    const [mx, my] = [(Eyes[0][0] + Eyes[1][0]) / 2, (Eyes[0][1] + Eyes[1][1]) / 2];
    return Math.floor(my + x * dy + y * dx) * Width + Math.floor(mx + x * dx - y * dy);
}

describe("things that the evaluation draws before a face", () => {
    const [eye, mouth, nose, forehead, besideMouth]: Point2D[] = [
        [-0.5, 0],
        [0.15, 1.15],
        [0, 0.7],
        [0, -0.75],
        [-0.6, 1.1],
    ];
    it.each([
        ["spectacles", [], [eye, mouth, nose, forehead]],
        ["sunglasses", [eye], [mouth, nose, forehead]],
        ["beanie", [forehead], [eye, mouth, nose]],
        ["mask", [mouth, nose, besideMouth], [eye, forehead]],
        ["microphone", [mouth], [eye, forehead, besideMouth]],
    ] as const)("%s covers what it stands before and nothing else", async (kind, hidden, seen) => {
        const before = Green();
        const { picture, covered } = await OccludeAsync(before, Eyes, kind);
        expect(hidden.map((point) => covered[At(point)])).toEqual(hidden.map(() => 1));
        expect(seen.map((point) => covered[At(point)])).toEqual(seen.map(() => 0));
        const changed = (i: number): boolean => [0, 1, 2].some((c) => before.data[4 * i + c] !== picture.data[4 * i + c]);
        expect(covered.some((value) => value === 1)).toBe(true);
        expect(covered.every((value, i) => value === 0 || changed(i))).toBe(true);
        expect(Buffer.from(before.data).equals(Buffer.from(Green().data))).toBe(true);
        expect(picture.data.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
    });

    it("knows no other kind", () => {
        expect(OcclusionKinds).toEqual(["spectacles", "sunglasses", "beanie", "mask", "microphone"]);
    });

    it("says that covered pixels are unknown, and finds the eyes of a label map", () => {
        const data = new Uint8Array(16).fill(PartLabels.skin);
        data[4] = PartLabels.rightEye;
        data[6] = data[7] = PartLabels.leftEye;
        const labels: ILabelMap = { width: 4, height: 4, data };
        expect(EyesOf(labels)).toEqual([
            [0.5, 1.5],
            [3, 1.5],
        ]);
        const covered = new Uint8Array(16);
        covered[6] = 1;
        const left = WithoutCovered(labels, covered);
        expect(left.data[6]).toBe(PartLabels.other);
        expect(left.data.filter((label) => label === PartLabels.other)).toHaveLength(1);
        expect(labels.data[6]).toBe(PartLabels.leftEye);
    });
});
