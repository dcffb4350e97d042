import { describe, expect, it } from "vitest";
import { ContourPolygons, RasteriseContours } from "../../src/cli/evaluation/contours.js";
import { DegradeAsync } from "../../src/cli/evaluation/degrade.js";
import { WarpLabels } from "../../src/cli/evaluation/segmentationMap.js";
import { PartLabels } from "../../src/face/partLabels.js";
import { type IPicture } from "../../src/face/picture.js";
import { type Point2D } from "../../src/photo/photo.types.js";

const Side = 200;

/** A picture of one colour with a rectangle of another. */
function Plain(level: number, box?: readonly [number, number, number, number], inside = 0): IPicture {
    const data = new Uint8ClampedArray(4 * Side * Side).fill(level);
    for (let y = box?.[1] ?? 0; box && y < box[3]; y++) {
        data.fill(inside, 4 * (y * Side + box[0]), 4 * (y * Side + box[2]));
    }
    return { width: Side, height: Side, data };
}

/** All points far away but those of one polygon, which stand on an ellipse in the order of its list. */
function PointsOf(label: number, [cx, cy]: Point2D, [rx, ry]: Point2D): Point2D[] {
    const points = Array.from({ length: 189 }, (): Point2D => [-1000, 150]);
    const { points: ids } = ContourPolygons.find((polygon) => polygon.label === label)!;
    ids.forEach((id, i) => {
        const angle = (2 * Math.PI * i) / ids.length;
        points[id] = [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
    });
    return points;
}

describe("hand-set points", () => {
    it("become parts of the right area, in the frame of the alignment", () => {
        const points = PointsOf(PartLabels.nose, [100, 120], [30, 20]);
        const count = (labels: Uint8Array): number => labels.filter((label) => label === PartLabels.nose).length;
        const whole = RasteriseContours(Plain(200), points, [1, 0, 0, 0], Side);
        // Area of a 17-sided polygon on an ellipse.
        const area = (17 / 2) * Math.sin((2 * Math.PI) / 17) * 30 * 20;
        expect(Math.abs(count(whole.data) - area)).toBeLessThan(0.02 * area);
        expect(whole.data[120 * Side + 100]).toBe(PartLabels.nose);
        // Half the size, shifted.
        const half = RasteriseContours(Plain(200), points, [0.5, 0, 10, 0], 128);
        expect(Math.abs(count(half.data) - area / 4)).toBeLessThan(0.04 * area);
        expect(half.data[60 * 128 + 60]).toBe(PartLabels.nose);
    });

    it("close the nose by the stated list, and use no point of another part for it", () => {
        const nose = ContourPolygons.find(({ label }) => label === PartLabels.nose)!.points;
        expect(nose).toEqual([50, 51, 52, 53, 61, 62, 63, 64, 55, 69, 68, 67, 66, 59, 58, 57, 56]);
        expect(
            ContourPolygons.filter(({ label }) => label !== PartLabels.nose).flatMap(({ points }) =>
                points.filter((id) => nose.includes(id)),
            ),
        ).toEqual([]);
    });

    it("leave background and hair to colours that leave no doubt", () => {
        const points = PointsOf(PartLabels.skin, [100, 120], [30, 40]);
        // Ears' tops and chin: 109 and 112 belong to the face's outline; the chin is 129.
        const earTops = (points[109][1] + points[112][1]) / 2;
        const dark: [number, number, number, number] = [60, 10, 140, Math.floor(earTops) + 12];
        const { data } = RasteriseContours(Plain(210, dark, 40), points, [1, 0, 0, 0], Side);
        expect(data[20 * Side + 100]).toBe(PartLabels.hair);
        expect(data[5 * Side + 5]).toBe(PartLabels.background);
        // Below the ears' tops dark is not hair for sure.
        expect(data[(Math.floor(earTops) + 8) * Side + 62]).toBe(PartLabels.other);
        expect(data[199 * Side + 5]).toBe(PartLabels.other);
        // Outside the photo nothing is known.
        expect(RasteriseContours(Plain(210), points, [1, 0, 50, 0], Side).data[5 * Side + 5]).toBe(PartLabels.other);
    });
});

describe("label maps", () => {
    it("are seen through a transform without mixing labels", () => {
        const labels = { width: 4, height: 4, data: Uint8Array.from({ length: 16 }, (_, i) => i % 11) };
        expect(WarpLabels(labels, (point) => point, 4).data).toEqual(labels.data);
        const shifted = WarpLabels(labels, ([x, y]) => [x + 1, y], 4).data;
        expect([...shifted.subarray(0, 4)]).toEqual([1, 2, 3, PartLabels.other]);
    });
});

describe("degradation", () => {
    it("does what it names, and nothing where nothing is named", async () => {
        const picture = Plain(100, [50, 50, 150, 150], 220);
        for (let i = 3; i < picture.data.length; i += 4) {
            picture.data[i] = 255;
        }
        picture.data.set([200, 40, 40], 0);
        expect((await DegradeAsync(picture, {})).data).toEqual(picture.data);
        const grey = (await DegradeAsync(picture, { grey: true })).data;
        expect([grey[0], grey[1], grey[2]]).toEqual([74, 74, 74]);
        const dark = (await DegradeAsync(picture, { brightness: 0.35 })).data;
        expect(dark[4 * (100 * Side + 100)]).toBe(77);
        const edge = (data: Uint8ClampedArray): number => Math.abs(data[4 * (100 * Side + 50)] - data[4 * (100 * Side + 49)]);
        expect(edge(picture.data)).toBe(120);
        expect(edge((await DegradeAsync(picture, { blur: 6 })).data)).toBeLessThan(20);
        expect(edge((await DegradeAsync(picture, { side: 50 })).data)).toBeLessThan(60);
        expect((await DegradeAsync(picture, { jpeg: 20 })).data).not.toEqual(picture.data);
    });
});
