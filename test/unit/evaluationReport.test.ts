import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type IDice } from "../../src/cli/evaluation/dice.js";
import { type IImitatorFigures } from "../../src/cli/evaluation/imitatorFigures.types.js";
import { MeasureDrawnLabels } from "../../src/cli/evaluation/imitatorLabels.js";
import { DescribeImitator } from "../../src/cli/evaluation/imitatorReport.js";
import { type INetworkManifest } from "../../src/networks/networkFile.types.js";

/** Figures that the command measured. */
const Measured = JSON.parse(readFileSync(new URL("../bench/imitator.json", import.meta.url), "utf8")) as IImitatorFigures;
const Manifest: INetworkManifest = {
    format: "babylon-face-creator/network",
    version: 1,
    name: "imitator",
    architecture: { type: "imitator", inputLength: 460, nuisanceLength: 77, channels: [256, 64], outputSize: 128, outputChannels: 15 },
    rig: { id: "default-head", hash: "0123456789abcdef" },
    input: {},
    weights: [],
    files: [{ path: "weights.bin", bytes: 5_400_000, sha256: "" }],
    licence: "MIT",
    provenance: {
        datasets: [{ kind: "posed", count: 9000, seed: 53, size: 128 }],
        recipe: "train.py --steps 9",
        minutes: 61.5,
        heldOut: { posed: { count: 500, error: 0.0312, ofMeanPicture: 0.21, dice: [0.99, 0.97, null, ...Array<number>(9).fill(0.9)] } },
    },
};
const Options = { command: "npm run evaluate -- imitator --count 7" };

function Rows(markdown: string): string[][] {
    return markdown
        .split("\n")
        .filter((line) => line.startsWith("|"))
        .map((line) =>
            line
                .split("|")
                .slice(1, -1)
                .map((cell) => cell.trim()),
        );
}

describe("the report on an imitator", () => {
    it("tells where the weights come from, as their file does", () => {
        const text = DescribeImitator(Measured, Manifest, Options);
        for (const part of [Options.command, "0123456789ab", "460 inputs, 77 of them", "5.4 MB", "train.py --steps 9", "61.5 minutes"]) {
            expect(text).toContain(part);
        }
        const rows = Rows(text);
        expect(rows).toContainEqual(["posed", "9000", "53", "128"]);
        expect(rows.find((row) => row[1] === "500")).toEqual(
            expect.arrayContaining(["posed", "0.0312", "0.210", "0.990", "0.970", "-", "0.900"]),
        );
        expect(Rows(DescribeImitator(Measured, { ...Manifest, provenance: "unknown" }, Options))).not.toContainEqual(rows[0]);
    });

    it("holds every measured figure, and says which goals are reached", () => {
        const uniform = Measured.sets.uniform!;
        const withError = (value: number): IImitatorFigures => ({
            ...Measured,
            sets: { uniform: { ...uniform, head: { ...uniform.head, value }, drawnLabels: uniform.labels.imitated } },
        });
        const goal = (figures: IImitatorFigures, start: string): string[] =>
            Rows(DescribeImitator(figures, Manifest, Options)).find(([cell]) => cell.startsWith(start))!;
        expect(goal(withError(0.0299), "error, uniform").slice(1)).toEqual(["0.030", "at most 0.03", "yes"]);
        expect(goal(withError(0.0312), "error, uniform").slice(1)).toEqual(["0.031", "at most 0.03", "no"]);
        const brows: IDice = uniform.labels.imitated.brows;
        expect(goal(withError(0.03), "Dice of brows")[3]).toBe(brows.dice.value >= 0.85 ? "yes" : "no");
        const text = DescribeImitator(Measured, Manifest, Options);
        for (const { head, parts } of Object.values(Measured.sets)) {
            expect(text).toContain(`${head.value.toFixed(4)} (${head.low.toFixed(4)} to ${head.high.toFixed(4)})`);
            expect(text).toContain(
                Object.values(parts)
                    .map((error) => error.toFixed(3))
                    .join(" | "),
            );
        }
        expect(Rows(text).filter((row) => row.length === 4 && row[0] in Measured.gradientTrust)).toHaveLength(
            Object.keys(Measured.gradientTrust).length,
        );
        // Each table's rows have as many cells as its head.
        const widths = text
            .split("\n\n")
            .filter((block) => block.startsWith("|"))
            .map((block) => new Set(Rows(block).map((row) => row.length)));
        expect(widths.every((set) => set.size === 1)).toBe(true);
    });

    it("shows the worst faces where there is a picture of them", () => {
        expect(DescribeImitator(Measured, Manifest, Options)).not.toContain("![");
        const text = DescribeImitator(Measured, Manifest, { ...Options, picture: "worst.jpg" });
        expect(text).toContain("](worst.jpg)");
        Measured.worst.forEach(({ face, error }) => expect(Rows(text)).toContainEqual([face, error.toFixed(4)]));
    });
});

describe("labels that an imitator draws", () => {
    const map = (...data: number[]): { width: number; height: number; data: Uint8Array } => ({
        width: 2,
        height: 2,
        data: Uint8Array.from(data),
    });

    it("are compared with the engine's, and not where it draws none", () => {
        const dice = MeasureDrawnLabels([{ labels: map(0, 1, 10, 11), drawnLabels: map(0, 1, 1, 5) }])!;
        expect(dice.background.dice.value).toBe(1);
        expect(dice.skin.dice.value).toBeCloseTo(2 / 3, 10);
        expect(dice.hair.dice.value).toBe(0);
        expect(dice.eyes.dice.value).toBeNaN();
        expect(MeasureDrawnLabels([{ labels: map(0, 1, 10, 11) }])).toBeUndefined();
    });
});
