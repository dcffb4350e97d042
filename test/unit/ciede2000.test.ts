import { expect, it } from "vitest";
import { Ciede2000, RgbToLab } from "../ciede2000.js";

it("differences of colours are those that its authors published, and of sRGB those of its definition", () => {
    // Sharma, Wu, Dalal 2005, table 1: pairs 1, 7, 9, 17, 20, 25 and 33.
    const pairs = [
        [50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425],
        [50, 0, 0, 50, -1, 2, 2.3669],
        [50, 2.49, -0.001, 50, -2.49, 0.0009, 7.1792],
        [50, 2.5, 0, 73, 25, -18, 27.1492],
        [50, 2.5, 0, 58, 24, 15, 19.4535],
        [60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644],
        [6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377],
    ];
    for (const [l1, a1, b1, l2, a2, b2, published] of pairs) {
        expect(Ciede2000([l1, a1, b1], [l2, a2, b2])).toBeCloseTo(published, 4);
    }
    expect(RgbToLab([1, 1, 1]).map((value) => Math.round(10 * value) / 10 + 0)).toEqual([100, 0, 0]);
    expect(RgbToLab([1, 0, 0]).map((value) => Math.round(10 * value) / 10)).toEqual([53.2, 80.1, 67.2]);
});
