import { describe, expect, it } from "vitest";
import { SeededRandom } from "../../src/face/random.js";
import { MeanImpostorCosine, Median, RankOf } from "../../src/cli/evaluation/scores.js";

const random = new SeededRandom(5);
function RandomUnit(): Float32Array {
    const values = Float32Array.from({ length: 64 }, () => random.normal());
    const length = Math.hypot(...values);
    return values.map((value) => value / length);
}

describe("scores of the judge", () => {
    const people = Array.from({ length: 40 }, RandomUnit);

    it("put the truth first", () => {
        expect(people.map((person, i) => RankOf(person, people, i))).toEqual(people.map(() => 1));
    });

    it("put shuffled pairs where chance puts them", () => {
        const ranks = people.map((person, i) => RankOf(person, people, (i + 7) % 40));
        const mean = ranks.reduce((a, b) => a + b, 0) / 40;
        expect(Math.abs(mean - 21)).toBeLessThan(5);
    });

    it("give one constant face no advantage", () => {
        const constant = RandomUnit();
        expect(people.filter((_, i) => RankOf(constant, people, i) === 1)).toHaveLength(1);
        expect(RankOf(constant, [constant, constant], 0)).toBe(2);
    });

    it("know strangers and medians", () => {
        expect(Math.abs(MeanImpostorCosine(people))).toBeLessThan(0.03);
        expect(MeanImpostorCosine([people[0], people[0]])).toBeCloseTo(1, 5);
        expect(Median([5, 1, 3])).toBe(3);
        expect(Median([1, 2, 4, 9])).toBe(3);
    });
});
