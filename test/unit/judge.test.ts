import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Judge } from "../../src/cli/evaluation/judge.js";
import { Cosine } from "../../src/cli/evaluation/scores.js";
import { ReadPictureAsync } from "../../src/cli/evaluation/pictureFiles.js";

const Faces = process.env.FACES_DIR ?? "../shared/faces";
const present = existsSync(`${Faces}/split.json`);
if (!present) {
    process.stdout.write(`skip: the judge's known figures, because ${Faces} is not here (set FACES_DIR)\n`);
}

describe.skipIf(!present)("the judge", () => {
    let judge: Judge;
    beforeAll(async () => {
        judge = await Judge.CreateAsync(Faces);
    });
    afterAll(() => judge.disposeAsync());

    it("gives its known figures on London neutral and smiling photographs of the choosing people", async () => {
        const people = (JSON.parse(readFileSync(`${Faces}/split.json`, "utf8")) as { choose: { london: string[] } }).choose.london.slice(
            0,
            12,
        );
        const embed = async (suffix: string): Promise<Float32Array[]> =>
            Promise.all(people.map(async (id) => (await judge.embedAsync(await ReadPictureAsync(`${Faces}/london/${id}_${suffix}.jpg`)))!));
        const [neutral, smiling] = [await embed("neutral"), await embed("smiling")];
        const genuine = people.map((_, i) => Cosine(neutral[i], smiling[i]));
        const impostor = people.flatMap((_, i) => people.flatMap((__, k) => (i === k ? [] : [Cosine(neutral[i], smiling[k])])));
        const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
        expect(mean(genuine)).toBeGreaterThan(0.84);
        expect(Math.abs(mean(impostor) - 0.03)).toBeLessThan(0.05);
        expect(Math.min(...genuine)).toBeGreaterThan(Math.max(...impostor));
    });

    it("finds no face in a grey picture", async () => {
        const data = new Uint8ClampedArray(320 * 320 * 4).fill(128);
        expect(await judge.embedAsync({ width: 320, height: 320, data })).toBeUndefined();
    });
});
