import { describe, expect, it } from "vitest";
import { Estimate, EstimateMean, EstimateMedian } from "../../src/cli/evaluation/bootstrap.js";
import { CountDice, MeasureDice } from "../../src/cli/evaluation/dice.js";
import { MeasureFaceDistances } from "../../src/cli/evaluation/faceDistance.js";
import { SummariseTrust } from "../../src/cli/evaluation/gradientTrust.js";
import { MeasureImitatorErrors } from "../../src/cli/evaluation/imitatorErrors.js";
import { CompareLikeness, MeasureLikeness } from "../../src/cli/evaluation/likenessFigures.js";
import { MeasureRetrieval } from "../../src/cli/evaluation/retrieval.js";
import { Correlation, MeanImpostorCosine, Median, RankOf } from "../../src/cli/evaluation/scores.js";
import { ComparePeople, MeasureVerification } from "../../src/cli/evaluation/verification.js";
import { PartLabels } from "../../src/face/partLabels.js";
import { SeededRandom } from "../../src/face/random.js";

const Count = 40;

function RandomUnit(random: SeededRandom, near?: Float32Array): Float32Array {
    const values = Float32Array.from({ length: 48 }, (_, i) => (near ? 6 * near[i] : 0) + random.normal());
    const length = Math.hypot(...values);
    return values.map((value) => value / length);
}

/** People with two pictures each that are alike, and strangers. */
function MakePeople(seed: number): { photos: Float32Array[]; seconds: Float32Array[]; gallery: Float32Array[] } {
    const random = new SeededRandom(seed);
    const photos = Array.from({ length: Count }, () => RandomUnit(random));
    return {
        photos,
        seconds: photos.map((photo) => RandomUnit(random, photo)),
        gallery: Array.from({ length: 80 }, () => RandomUnit(random)),
    };
}

/** A shuffle in which nobody keeps their place. */
function Shuffle<T>(values: readonly T[]): T[] {
    return values.map((_, i) => values[(i + 7) % values.length]);
}

describe("a figure's interval", () => {
    it("holds the figure, and is as wide as theory says", () => {
        const random = new SeededRandom(3);
        const values = Array.from({ length: 400 }, () => 5 + 2 * random.normal());
        const { value, low, high } = EstimateMean(values);
        expect(value).toBeCloseTo(values.reduce((sum, one) => sum + one, 0) / 400, 10);
        // Normal theory: 1.96 standard errors to either side, 0.196.
        expect(Math.abs((high - low) / 2 - 0.196)).toBeLessThan(0.03);
        expect(low).toBeLessThan(value);
        expect(high).toBeGreaterThan(value);
    });

    it("is of the median where the median is meant", () => {
        expect(EstimateMedian([4, 1, 2, 3]).value).toBe(2.5);
        expect(EstimateMedian([1, 100, 2]).value).toBe(2);
        expect(EstimateMedian([7, 7, 7])).toEqual({ value: 7, low: 7, high: 7 });
    });

    it("does not come from resamples where the figure is not defined", () => {
        expect(Estimate(3, () => NaN).low).toBeNaN();
    });
});

describe("search", () => {
    const { photos, seconds, gallery } = MakePeople(11);
    const candidates = [...photos, ...gallery];
    const right = photos.map((_, i) => i);

    it("gives the truth 1", () => {
        const { medianPercentile, auc, rank1, rank5, ranks } = MeasureRetrieval(photos, candidates, right);
        expect([medianPercentile.value, auc.value, rank1.value, rank5.value]).toEqual([1, 1, 1, 1]);
        expect(new Set(ranks)).toEqual(new Set([1]));
    });

    it("gives one constant face chance", () => {
        const constant = RandomUnit(new SeededRandom(5));
        const { medianPercentile, auc, rank1 } = MeasureRetrieval(Array<Float32Array>(Count).fill(constant), candidates, right);
        expect(Math.abs(medianPercentile.value - 0.5)).toBeLessThan(0.12);
        expect(Math.abs(auc.value - 0.5)).toBeLessThan(0.08);
        expect(rank1.value).toBeLessThan(0.06);
        expect(auc.low).toBeLessThan(0.5);
        expect(auc.high).toBeGreaterThan(0.5);
    });

    it("gives shuffled pairs chance", () => {
        const { medianPercentile, auc, rank5 } = MeasureRetrieval(Shuffle(seconds), candidates, right);
        expect(Math.abs(medianPercentile.value - 0.5)).toBeLessThan(0.12);
        expect(Math.abs(auc.value - 0.5)).toBeLessThan(0.08);
        expect(rank5.value).toBeLessThan(0.1);
    });

    it("puts pictures without a face last", () => {
        expect(MeasureRetrieval([undefined], candidates, [0]).ranks).toEqual([candidates.length]);
        expect(MeasureRetrieval([photos[0]], [undefined, ...gallery], [0]).ranks).toEqual([gallery.length + 1]);
    });
});

describe("likeness", () => {
    const { photos, seconds, gallery } = MakePeople(12);
    const m = MeanImpostorCosine(photos);
    const average = RandomUnit(new SeededRandom(9));
    const embeddings = { m, photos, seconds, gallery, average };
    const indices = photos.map((_, i) => i);

    it("gives the truth 1, strangers and the average face 0", () => {
        const truth = MeasureLikeness(embeddings, photos, indices);
        expect(truth.similarity.value).toBeCloseTo(1, 5);
        expect(Math.abs(truth.average.value)).toBeLessThan(0.05);
        expect(truth.aboveAverage).toBe(Count);
        expect(truth.london.rank1.value).toBe(1);
        const shuffled = MeasureLikeness(embeddings, Shuffle(photos), indices);
        expect(Math.abs(shuffled.similarity.value)).toBeLessThan(0.05);
        expect(shuffled.london.rank1.value).toBe(0);
        const constant = MeasureLikeness(embeddings, Array<Float32Array>(Count).fill(average), indices);
        expect(constant.gain).toEqual({ value: 0, low: 0, high: 0 });
        expect(constant.aboveAverage).toBe(0);
        expect(constant.london.rank1.value).toBeLessThan(0.06);
    });

    it("finds the person, not the picture, by the second photo", () => {
        const second = MeasureLikeness(embeddings, photos, indices);
        expect(second.everybodySecond.rank1.value).toBe(1);
        expect(second.similaritySecond.value).toBeLessThan(second.similarity.value);
    });

    it("counts a result without a face as like nobody", () => {
        const lost = MeasureLikeness(embeddings, [undefined], [0]);
        expect(lost.similarity.value).toBeLessThan(-0.9);
        expect(lost.everybody.ranks[0]).toBe(Count + gallery.length);
    });

    it("pairs differences by person", () => {
        const ours = MeasureLikeness(embeddings, seconds, indices);
        const control = MeasureLikeness(embeddings, Shuffle(seconds), indices);
        const { similarity, better, percentile } = CompareLikeness(ours, control);
        expect(similarity.value).toBeCloseTo(ours.similarity.value - control.similarity.value, 10);
        expect(similarity.low).toBeGreaterThan(0);
        expect(better).toBe(Count);
        expect(percentile.value).toBeGreaterThan(0.3);
        expect(CompareLikeness(ours, ours).similarity).toEqual({ value: 0, low: 0, high: 0 });
    });
});

describe("verification", () => {
    const { photos, seconds } = MakePeople(13);

    it("gives the truth 1 and counts all pairs", () => {
        const figures = MeasureVerification(ComparePeople(photos, photos, true), Count);
        expect([figures.auc.value, figures.tarAtFar1.value, figures.tarAtFar01.value]).toEqual([1, 1, 1]);
        expect([figures.genuine, figures.impostor]).toEqual([Count, 2 * Count * (Count - 1)]);
    });

    it("gives shuffled pairs and one constant embedding chance", () => {
        const shuffled = MeasureVerification(ComparePeople(photos, Shuffle(seconds), false), Count);
        expect(Math.abs(shuffled.auc.value - 0.5)).toBeLessThan(0.1);
        expect(shuffled.tarAtFar1.value).toBeLessThan(0.1);
        const constant = Array<Float32Array>(Count).fill(photos[0]);
        const same = MeasureVerification(ComparePeople(constant, constant, true), Count);
        expect(same.auc.value).toBe(0.5);
        expect(same.tarAtFar1.value).toBe(0);
    });

    it("keeps to the accepted share of impostors that it names", () => {
        // Genuine scores 0.5; two of a hundred impostors above it.
        const comparisons = [
            { a: 0, b: 0, score: 0.5 },
            ...Array.from({ length: 100 }, (_, i) => ({ a: 0, b: 1, score: i < 2 ? 0.9 : 0.1 })),
        ];
        expect(MeasureVerification(comparisons, 2).tarAtFar1.value).toBe(0);
        expect(MeasureVerification([...comparisons, ...comparisons.slice(50)], 2).tarAtFar1.value).toBe(0);
        expect(
            MeasureVerification([...comparisons, ...Array.from({ length: 100 }, () => ({ a: 0, b: 1, score: 0.1 }))], 2).tarAtFar1.value,
        ).toBe(1);
    });
});

describe("Dice", () => {
    const truth = Uint8Array.from({ length: 1000 }, (_, i) => i % 12);

    it("gives the truth 1, and nothing where a class is nowhere", () => {
        const classes = MeasureDice([CountDice(truth, truth)]);
        expect(Object.values(classes).map(({ dice }) => dice.value)).toEqual(Object.values(classes).map(() => 1));
        expect(MeasureDice([CountDice([1], [1])]).hair.dice.value).toBeNaN();
    });

    it("gives one constant label chance", () => {
        const classes = MeasureDice([CountDice(new Uint8Array(1000).fill(PartLabels.skin), truth)]);
        // Of 917 pixels that count, 84 are skin: 2 * 84 / (84 + 917).
        expect(classes.skin.dice.value).toBeCloseTo(168 / 1001, 6);
        expect(classes.hair.dice.value).toBe(0);
        expect(classes.eyes.dice.value).toBe(0);
    });

    it("gives shuffled labels chance", () => {
        const random = new SeededRandom(2);
        const classes = MeasureDice([
            CountDice(
                Uint8Array.from(truth, () => random.index(11)),
                truth,
            ),
        ]);
        expect(Math.abs(classes.nose.dice.value - 1 / 11)).toBeLessThan(0.06);
    });

    it("leaves out what is `other` in the truth", () => {
        const { overlap, total } = CountDice([PartLabels.skin, PartLabels.other], [PartLabels.other, PartLabels.skin]);
        expect([overlap[PartLabels.skin], total[PartLabels.skin]]).toEqual([0, 1]);
    });
});

describe("the imitator's figures", () => {
    const labels = { width: 2, height: 2, data: Uint8Array.from([0, 1, 1, 10]) };
    const picture = (level: number): { width: number; height: number; data: Uint8ClampedArray } => ({
        width: 2,
        height: 2,
        data: new Uint8ClampedArray(16).fill(level),
    });

    it("give the truth no error, the mean picture its own, and count the head alone", () => {
        const engines = [picture(40), picture(80)];
        const truth = MeasureImitatorErrors(engines.map((engine) => ({ engine, imitated: engine, labels })));
        expect([truth.head.value, truth.ratio.value]).toEqual([0, 0]);
        const mean = MeasureImitatorErrors(engines.map((engine) => ({ engine, imitated: picture(60), labels })));
        expect(mean.ratio.value).toBeCloseTo(1, 6);
        expect(mean.head.value).toBeCloseTo(20 / 255, 6);
        const background = picture(40);
        background.data.set([255, 255, 255]);
        expect(MeasureImitatorErrors([{ engine: picture(40), imitated: background, labels }]).head.value).toBe(0);
    });

    it("trust a gradient that is right, and no other", () => {
        const random = new SeededRandom(8);
        const right = Array.from({ length: 100 }, () => random.normal());
        const trust = SummariseTrust(right.map((slope) => ({ told: 3 * slope, true: slope })));
        expect(trust.correlation.value).toBeCloseTo(1, 10);
        expect(trust.sameSign).toBe(1);
        const noise = SummariseTrust(right.map((slope) => ({ told: random.normal(), true: slope })));
        expect(Math.abs(noise.correlation.value)).toBeLessThan(0.25);
        expect(SummariseTrust(right.map((slope) => ({ told: -slope, true: slope }))).correlation.value).toBeCloseTo(-1, 10);
    });
});

describe("distances of faces", () => {
    it("are small for one person and chance for shuffled ones", () => {
        const random = new SeededRandom(21);
        const first = Array.from({ length: 40 }, () => Float32Array.from({ length: 12 }, () => random.uniform()));
        const second = first.map((x) => x.map((value) => value + 0.02 * random.normal()));
        const same = MeasureFaceDistances(first, second, 10);
        expect(same.auc.value).toBe(1);
        expect(same.samePerson.value).toBeLessThan(0.03);
        expect(same.strangers.value).toBeGreaterThan(0.2);
        expect(Math.abs(MeasureFaceDistances(first, Shuffle(second), 10).auc.value - 0.5)).toBeLessThan(0.1);
    });
});

describe("plain scores", () => {
    it("know ranks, strangers, medians and correlation", () => {
        const { photos } = MakePeople(1);
        expect(RankOf(photos[0], [photos[0], photos[0]], 0)).toBe(2);
        expect(Math.abs(MeanImpostorCosine(photos))).toBeLessThan(0.03);
        expect(MeanImpostorCosine([photos[0], photos[0], photos[1]], ["a", "a", "b"])).toBeLessThan(0.5);
        expect(MeanImpostorCosine([photos[0], photos[0]])).toBeCloseTo(1, 5);
        expect(Median([5, 1, 3])).toBe(3);
        expect(Median([1, 2, 4, 9])).toBe(3);
        expect(Correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 10);
    });
});
