import { describe, expect, it } from "vitest";
import { HasStoppedFalling, LastStep, ShareDone } from "../../src/training/earlyStopping.js";

describe("a training that gains nothing any more", () => {
    const falling = Array.from({ length: 40 }, (_, i) => 0.2 * 0.99 ** i);

    it("is told from one whose error still falls, be it slowly or with jumps", () => {
        expect(HasStoppedFalling(falling)).toBe(false);
        expect(HasStoppedFalling(falling.map((error, i) => error * (i % 5 === 0 ? 1.3 : 1)))).toBe(false);
        expect(HasStoppedFalling([0.2, 0.2, 0.2])).toBe(false);
    });

    it("has an error that stays, or rises again", () => {
        const flat = Array<number>(13).fill(falling[39]);
        expect(HasStoppedFalling([...falling, ...flat])).toBe(true);
        expect(HasStoppedFalling([...falling, ...[...falling].reverse()])).toBe(true);
        // One better value among them is enough to go on.
        expect(HasStoppedFalling([...falling, ...flat.slice(1), 0.9 * falling[39]])).toBe(false);
    });

    it("ends a tenth of its steps later, its share without a jump", () => {
        const early = { step: 400, share: 0.4 };
        expect(LastStep(1000, null)).toBe(1000);
        expect(LastStep(1000, early)).toBe(500);
        expect(LastStep(1000, { step: 960, share: 0.96 })).toBe(1000);
        expect(ShareDone(400, 1000, early)).toBeCloseTo(0.4, 10);
        expect(ShareDone(450, 1000, early)).toBeCloseTo(0.7, 10);
        expect(ShareDone(500, 1000, early)).toBe(1);
        expect(ShareDone(250, 1000, null)).toBe(0.25);
    });
});
