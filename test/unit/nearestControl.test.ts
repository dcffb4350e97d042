import { describe, expect, it } from "vitest";
import { FindNearest, type IControlPlace } from "../../src/gui/nearestControl.js";

const Place = (left: number, top: number, width: number, height: number, more: Partial<IControlPlace> = {}): IControlPlace => ({
    left,
    top,
    width,
    height,
    ...more,
});

describe("the control next to another one", () => {
    const list = {};
    const tabs = [0, 1, 2].map((i) => Place(0, 50 * i, 100, 40));
    const rows = [0, 1, 2, 3].map((i) => Place(300, 10 + 60 * i, 150, 30, { list, isSeen: i > 0 && i < 3 }));
    const locks = rows.map(({ top, isSeen }) => Place(460, top, 30, 30, { list, isSeen }));
    const bar = Place(300, -60, 60, 30);
    const all = [...tabs, ...rows, ...locks, bar];

    it("lies in the direction, and in the same line before beside it", () => {
        expect(FindNearest(tabs[1], all, "down")).toBe(tabs[2]);
        expect(FindNearest(tabs[1], all, "up")).toBe(tabs[0]);
        expect(FindNearest(rows[1], all, "right")).toBe(locks[1]);
        expect(FindNearest(locks[2], all, "left")).toBe(rows[2]);
        expect(FindNearest(tabs[2], all, "down")).not.toBe(tabs[1]);
        expect(FindNearest(locks[1], all, "right")).toBeUndefined();
    });

    it("stays in its list, also where that is scrolled, and leaves it at its end", () => {
        expect(FindNearest(rows[2], all, "down")).toBe(rows[3]);
        expect(FindNearest(rows[1], all, "up")).toBe(rows[0]);
        expect(FindNearest(rows[0], all, "up")).toBe(bar);
    });

    it("is never one that a list has scrolled away, from outside of it", () => {
        expect(FindNearest(bar, all, "down")).toBe(rows[1]);
        expect(FindNearest(tabs[0], all, "right")).toBe(rows[1]);
    });
});
