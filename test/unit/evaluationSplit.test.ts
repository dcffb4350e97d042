import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { HeldOutSeed, TrainingSeeds } from "../../src/cli/evaluation/imitator.js";
import {
    type ISplit,
    ReadFitPhotosAsync,
    ReadGalleryAsync,
    ReadLondonPeopleAsync,
    ReadMixedPeopleAsync,
    ReadPairPeopleAsync,
    ReadSplitAsync,
} from "../../src/cli/evaluation/split.js";
import { FindTrainingLeaks } from "../../src/cli/evaluation/trainingLeaks.js";

const Faces = process.env["FACES_DIR"] ?? "../shared/faces";
const present = existsSync(`${Faces}/split.json`);
if (!present) {
    process.stdout.write(`skip: weights and photographs against the split of people, because ${Faces} is not here (set FACES_DIR)\n`);
}

const Manifests = readdirSync("assets/networks")
    .map((name) => join("assets", "networks", name, "manifest.json"))
    .filter((path) => existsSync(path));

/** A split of made-up ids. */
const Invented: ISplit = {
    choose: { london: ["001"], canada: ["003f"], pairs: ["C000001"] },
    report: { london: ["777"], canada: ["778m"], pairs: ["R000001"], gallery: ["G000001"] },
};

describe("a leak of a reporting person into training data", () => {
    it.each([
        ["a list of portraits", ["C000001_0.jpg", "R000001_1.jpg"], "portraits/R000001"],
        ["a gallery id deep in a manifest", { provenance: { people: { portraits: ["C000001", "G000001"] } } }, "portraits/G000001"],
        ["a file of the London set", { files: ["faces/london/001_neutral.jpg", "faces/london/777_neutral.jpg"] }, "london/777"],
        ["a bare London id under its key", { people: { london: ["001", "777"] } }, "london/777"],
        ["a key of a table", { embeddings: { "778m": [0.5] } }, "canada/778m"],
        ["a line of text", "trained on 003f, 778m and others", "canada/778m"],
    ])("is found in %s", (_, data, person) => {
        expect(FindTrainingLeaks(data, Invented).map((leak) => leak.person)).toEqual([person]);
    });

    it("is not seen in choosing people, numbers, hashes and years", () => {
        const clean = {
            people: { london: ["001"], canada: ["003f"], portraits: ["C000001"] },
            count: 777,
            sha256: "777aR000001b777",
            text: "London Set 2017, 777 renders",
            measured: [0.777, 1.778],
        };
        const { text, ...rest } = clean;
        expect(FindTrainingLeaks(rest, Invented)).toEqual([]);
        expect(FindTrainingLeaks(text.replace("777", "600"), Invented)).toEqual([]);
    });
});

describe("weights", () => {
    it("were not trained on the seed of the held-out faces", () => {
        for (const path of Manifests) {
            expect(TrainingSeeds(JSON.parse(readFileSync(path, "utf8"))), path).not.toContain(HeldOutSeed);
        }
        expect(TrainingSeeds({ datasets: [{ seed: HeldOutSeed }, { deep: { seed: 3 } }] })).toEqual([HeldOutSeed, 3]);
    });

    it.skipIf(!present)("name no reporting person, and those trained on photographs name whom they saw", async () => {
        const split = await ReadSplitAsync(Faces);
        expect(Manifests.length).toBeGreaterThan(2);
        for (const path of Manifests) {
            const manifest = JSON.parse(readFileSync(path, "utf8")) as {
                provenance: { photographs?: string; people?: Record<string, string[]> };
            };
            expect(FindTrainingLeaks(manifest.provenance, split), path).toEqual([]);
            if (manifest.provenance.photographs !== undefined) {
                expect(Object.values(manifest.provenance.people ?? {}).flat().length, `people of ${path}`).toBeGreaterThan(0);
            }
        }
        // The same manifest with one reporting person more is caught.
        const [planted] = split.report.canada;
        const manifest = JSON.parse(readFileSync("assets/networks/segmenter/manifest.json", "utf8")) as { provenance: object };
        expect(FindTrainingLeaks({ ...manifest.provenance, more: [planted] }, split)).toEqual([
            { person: `canada/${planted}`, at: "more.0" },
        ]);
    });
});

describe.skipIf(!present)("people of the split", () => {
    it("are in one part only, and their photos exist", async () => {
        const photosOf = async (part: "choose" | "report"): Promise<string[]> => [
            ...(await ReadLondonPeopleAsync(Faces, part)).flatMap(({ photo, second }) => [photo, second]),
            ...(await ReadPairPeopleAsync(Faces, part)).flatMap(({ photo, second }) => [photo, second]),
            ...(await ReadGalleryAsync(Faces, part)),
        ];
        const [choose, report] = [await photosOf("choose"), await photosOf("report")];
        expect(choose.filter((path) => report.includes(path))).toEqual([]);
        expect([...choose, ...report].filter((path) => !existsSync(path))).toEqual([]);
    });

    it("of the reporting gallery are 20 of Canada, 60 of the pairs and 300 more; choosing strangers are nobody of the reporting side", async () => {
        const split = await ReadSplitAsync(Faces);
        expect(await ReadGalleryAsync(Faces, "report")).toHaveLength(20 + 60 + 300);
        const strangers = await ReadGalleryAsync(Faces, "choose");
        expect(new Set(strangers).size).toBe(20 + 40 + 300);
        expect(FindTrainingLeaks(strangers, split)).toEqual([]);
    });
});

describe.skipIf(!present)("people for blind sheets", () => {
    it("are of all three collections, each once and with a photo", async () => {
        const people = await ReadMixedPeopleAsync(Faces, "report", 50);
        expect(people).toHaveLength(50);
        expect(new Set(people.map(({ id }) => id)).size).toBe(50);
        const from = (collection: string): number => people.filter(({ key }) => key.startsWith(collection)).length;
        expect([from("london"), from("canada"), from("pairs")]).toEqual([26, 20, 4]);
        expect(people.filter(({ photo }) => !existsSync(photo))).toEqual([]);
    });

    it("stand in the order of the candidates of a search, the strangers behind them", async () => {
        for (const part of ["choose", "report"] as const) {
            const london = await ReadLondonPeopleAsync(Faces, part);
            const candidates = [...london.map(({ photo }) => photo), ...(await ReadGalleryAsync(Faces, part))];
            const people = await ReadMixedPeopleAsync(Faces, part);
            expect(people.map(({ photo }) => photo)).toEqual(candidates.slice(0, people.length));
            expect(candidates).toHaveLength(people.length + 300);
        }
    });
});

describe.skipIf(!present)("photos to fit", () => {
    it("are all first photos, then the second ones, then strangers, each under a name of its own", async () => {
        const photos = await ReadFitPhotosAsync(Faces, "report");
        expect(photos).toHaveLength(26 + 20 + 60 + 26 + 60 + 300);
        expect(new Set(photos.map(({ id }) => id)).size).toBe(photos.length);
        expect(new Set(photos.map(({ photo }) => photo)).size).toBe(photos.length);
        expect(photos[106].id).toBe(`${photos[0].id}.second`);
        expect(photos.filter(({ photo }) => !existsSync(photo))).toEqual([]);
    });
});

describe("the judge", () => {
    const files = readdirSync("src", { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => join("src", file));
    const textOf = (file: string): string => readFileSync(file, "utf8");
    /** Files that import `target`, types and `import()` included. */
    const importersOf = (target: string): string[] =>
        files.filter((file) =>
            [...textOf(file).matchAll(/(?:from |import\()"(\.[^"]+)"/g)].some(
                ([, path]) => normalize(join(file, "..", path.replace(/\.js$/, ".ts"))) === normalize(target),
            ),
        );

    it("is reachable from `evaluate likeness` and `evaluate imitator` only", () => {
        const folder = join("src", "cli", "evaluation");
        expect(importersOf(join(folder, "judge.ts")).sort()).toEqual(
            ["imitatorCommand.ts", "likenessCommand.ts", "likenessReference.ts"].map((name) => join(folder, name)),
        );
        for (const command of ["imitatorCommand.ts", "likenessCommand.ts"]) {
            expect(importersOf(join(folder, command))).toEqual([join("src", "cli", "commands", "evaluate.ts")]);
        }
    });

    it("stands in no other code, recipe or page by its file", () => {
        const others = [
            ...files,
            ...["assets", "playground"].flatMap((folder) =>
                readdirSync(folder, { recursive: true, encoding: "utf8" })
                    .filter((file) => /\.(ts|py|json|html|js)$/.test(file))
                    .map((file) => join(folder, file)),
            ),
        ];
        expect(others.filter((file) => /mobileface-v2|faces\/judge/.test(textOf(file)))).toEqual([
            join("src", "cli", "evaluation", "judge.ts"),
        ]);
    });
});
