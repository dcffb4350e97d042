import { describe, expect, it } from "vitest";
import { BreakLines } from "../../src/gui/breakLines.js";

/** Letters measure 1, those of Japanese and their marks 2. */
const measure = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > "\u2fff" ? 2 : 1), 0);

describe("breaking a text into lines", () => {
    it("breaks at spaces, keeps its own line ends and drops the spaces at the ends", () => {
        expect(BreakLines("Even light from the front", 10, measure)).toEqual(["Even light", "from the", "front"]);
        expect(BreakLines("one\ntwo three", 20, measure)).toEqual(["one", "two three"]);
        expect(BreakLines("", 10, measure)).toEqual([""]);
    });

    it("breaks Japanese between its words, never before a mark that closes nor after one that opens", () => {
        const text = "写真はこの端末から出ません。「顔」を作るためだけに使います。";
        for (let width = 6; width <= 40; width++) {
            const lines = BreakLines(text, width, measure);
            expect(lines.join("")).toBe(text);
            for (const line of lines) {
                expect(measure(line)).toBeLessThanOrEqual(Math.max(width, 10));
                expect(line).not.toMatch(/^[。、」ー]/u);
                expect(line).not.toMatch(/「$/u);
            }
        }
        expect(BreakLines(text, 16, measure).length).toBeGreaterThan(3);
    });

    it("breaks a word that is wider than a line, with a hyphen between letters", () => {
        expect(BreakLines("Gesichtserkennungsergebnis", 12, measure)).toEqual(["Gesichtserk-", "ennungserge-", "bnis"]);
        expect(BreakLines("1234567890", 4, measure)).toEqual(["1234", "5678", "90"]);
    });
});
