import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Judge } from "../../src/cli/evaluation/judge.js";
import { MeasureLikeness } from "../../src/cli/evaluation/likenessFigures.js";
import { ReadPictureAsync } from "../../src/cli/evaluation/pictureFiles.js";
import { Cosine, MeanImpostorCosine } from "../../src/cli/evaluation/scores.js";
import { ReadGalleryAsync, ReadLondonPeopleAsync } from "../../src/cli/evaluation/split.js";
import { ComparePeople, MeasureVerification } from "../../src/cli/evaluation/verification.js";

const Faces = process.env["FACES_DIR"] ?? "../shared/faces";
const present = existsSync(`${Faces}/split.json`);
if (!present) {
    process.stdout.write(`skip: the judge on photographs, because ${Faces} is not here (set FACES_DIR)\n`);
}

/** Choosing people: enough for chance to show, few enough for a test. */
const People = 12;
const Strangers = 24;

describe.skipIf(!present)("the judge", () => {
    let judge: Judge;
    let neutral: Float32Array[];
    let smiling: Float32Array[];
    let gallery: Float32Array[];

    const embedAsync = async (paths: readonly string[]): Promise<Float32Array[]> => {
        const embeddings: Float32Array[] = [];
        for (const path of paths) {
            embeddings.push((await judge.embedAsync(await ReadPictureAsync(path)))!);
        }
        return embeddings;
    };

    beforeAll(async () => {
        judge = await Judge.CreateAsync(Faces);
        const people = (await ReadLondonPeopleAsync(Faces, "choose")).slice(0, People);
        neutral = await embedAsync(people.map(({ photo }) => photo));
        smiling = await embedAsync(people.map(({ second }) => second));
        gallery = await embedAsync((await ReadGalleryAsync(Faces, "choose")).slice(0, Strangers));
    }, 180_000);
    afterAll(() => judge.disposeAsync());

    it("gives its known figures on neutral and smiling London photographs: all found first, genuine mean 0.88, impostor mean 0.03", () => {
        const figures = MeasureVerification(ComparePeople(neutral, smiling, false), People);
        expect(Math.abs(figures.meanGenuine - 0.88)).toBeLessThan(0.04);
        expect(Math.abs(figures.meanImpostor - 0.03)).toBeLessThan(0.05);
        expect(figures.tarAtFar01.value).toBe(1);
        neutral.forEach((photo, i) => {
            const cosines = smiling.map((other) => Cosine(photo, other));
            expect(cosines.indexOf(Math.max(...cosines))).toBe(i);
        });
    });

    it("gives the photos themselves as results 1, one constant face and shuffled results chance", () => {
        const embeddings = { m: MeanImpostorCosine(neutral), photos: neutral, seconds: smiling, gallery, average: gallery[0] };
        const indices = neutral.map((_, i) => i);
        const truth = MeasureLikeness(embeddings, neutral, indices);
        expect(truth.similarity.value).toBeCloseTo(1, 4);
        expect([truth.everybody.rank1.value, truth.everybody.auc.value, truth.everybodySecond.rank1.value]).toEqual([1, 1, 1]);

        const constant = MeasureLikeness(embeddings, Array<Float32Array>(People).fill(gallery[1]), indices);
        expect(Math.abs(constant.similarity.value)).toBeLessThan(0.12);
        expect(constant.london.rank1.value).toBeCloseTo(1 / People, 6);
        // Over all people one query ranks each candidate once: its mean percentile among them is a half, whatever the face.
        expect(constant.london.ranks.reduce((sum, rank) => sum + rank, 0)).toBe((People * (People + 1)) / 2);

        const shuffled = MeasureLikeness(
            embeddings,
            neutral.map((_, i) => neutral[(i + 5) % People]),
            indices,
        );
        expect(Math.abs(shuffled.similarity.value)).toBeLessThan(0.12);
        expect(shuffled.london.rank1.value).toBe(0);
        expect(Math.abs(shuffled.everybody.auc.value - 0.5)).toBeLessThan(0.25);
    });

    it("finds no face in a grey picture", async () => {
        const data = new Uint8ClampedArray(320 * 320 * 4).fill(128);
        expect(await judge.embedAsync({ width: 320, height: 320, data })).toBeUndefined();
    });
});
