import { describe, expect, it } from "vitest";
import { type Point2D } from "../../src/photo/photo.types.js";
import { GetEyes, MarkEyes } from "../../src/photo/markEyes.js";

/** Any 68 points; the eyes are at (100, 100) and (180, 100). */
const Landmarks: Point2D[] = Array.from({ length: 68 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 6;
    if (i >= 36 && i < 48) {
        return [(i < 42 ? 100 : 180) + 8 * Math.cos(angle), 100 + 8 * Math.sin(angle)];
    }
    return [60 + 3 * i, 60 + ((i * 37) % 200)];
});

describe("eyes that somebody marked", () => {
    it("become the eyes of the face, and the other points keep their places to them", () => {
        const marked = MarkEyes(
            [
                [200, 300],
                [200, 460],
            ],
            Landmarks,
        );
        const eyes = GetEyes(marked.landmarks);
        [200, 300, 200, 460].forEach((value, i) => expect(eyes.flat()[i]).toBeCloseTo(value, 9));
        // A quarter turn and twice the size: what was to the right is now below, what was below is to the left.
        const [x, y] = Landmarks[30];
        expect(marked.landmarks[30][0]).toBeCloseTo(200 - 2 * (y - 100), 9);
        expect(marked.landmarks[30][1]).toBeCloseTo(300 + 2 * (x - 100), 9);
        const [left, top, width, height] = marked.box;
        for (const [px, py] of marked.landmarks) {
            expect(px >= left - 1e-9 && px <= left + width + 1e-9 && py >= top - 1e-9 && py <= top + height + 1e-9).toBe(true);
        }
    });

    it("where the eyes were found change nothing", () => {
        MarkEyes(GetEyes(Landmarks), Landmarks).landmarks.forEach((point, i) => {
            expect(point[0]).toBeCloseTo(Landmarks[i][0], 9);
            expect(point[1]).toBeCloseTo(Landmarks[i][1], 9);
        });
    });

    it("at one place are refused", () => {
        const eye: Point2D = [5, 5];
        expect(() => MarkEyes([eye, eye], Landmarks)).toThrow(/points coincide/);
    });
});
