import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { RegisterTrain } from "../../src/cli/commands/train.js";
import { DatasetWriter, ReadTrainingSetAsync } from "../../src/cli/datasetFiles.js";
import { SeededRandom } from "../../src/face/random.js";
import { DefaultImitatorConfig, PublishedImitatorConfig } from "../../src/networks/imitatorConfig.js";
import { OpenDatasetsAsync, ReadTrainingDataAsync } from "../../src/cli/trainingData.js";
import { type SampleKind } from "../../src/training/sampling.js";

const Rig = { id: "head", hash: "a".repeat(64) };
/** A head without expressions: three angles and seven numbers of a light. */
const [SchemaLength, NuisanceLength, Size, Count, HeldOut] = [3, 10, 16, 60, 12];

interface IManifest {
    readonly architecture: { readonly inputLength: number; readonly nuisanceLength?: number; readonly outputChannels: number };
    readonly weights: readonly { readonly name: string; readonly quantization: { readonly dtype: string } }[];
    readonly provenance: {
        readonly steps: number;
        readonly datasets: readonly { readonly kind: string; readonly count: number }[];
        readonly heldOut: Readonly<Record<string, { readonly count: number; readonly error: number; readonly dice?: (number | null)[] }>>;
    };
}

let folder: string;

/** A dataset whose pictures show x: the left half is as bright as x[0], the right one as x[1] and labelled as hair where the head is turned. */
async function WriteDatasetAsync(name: string, kind: SampleKind, seed: number, labels: boolean, rig = Rig): Promise<string> {
    const path = join(folder, name);
    const manifest = { size: Size, seed, kind, labels, antialias: false, schemaLength: SchemaLength, nuisanceLength: NuisanceLength, rig };
    const writer = await DatasetWriter.OpenAsync(path, manifest);
    for (let i = 0; i < Count; i++) {
        const random = new SeededRandom(seed, i);
        const x = Float32Array.from({ length: SchemaLength }, () => random.uniform());
        const nuisance = new Float32Array(NuisanceLength).fill(0.9);
        nuisance[0] = kind === "posed" ? random.uniform() : 0.5;
        const right = (pixel: number): boolean => pixel % Size >= Size / 2;
        const images = Uint8Array.from({ length: 3 * Size * Size }, (_, j) => 255 * x[right(Math.floor(j / 3)) ? 1 : 0]);
        const map = Uint8Array.from({ length: Size * Size }, (_, j) => (right(j) ? (nuisance[0] > 0.6 ? 10 : 1) : 0));
        await writer.appendAsync({ x, nuisance, images, ...(labels && { labels: map }) }, 1);
    }
    await writer.closeAsync();
    return path;
}

async function TrainAsync(out: string, ...args: string[]): Promise<IManifest> {
    const program = new Command();
    RegisterTrain(program);
    const fixed = ["--channels", "12,8", "--batch", "8", "--held-out", String(HeldOut), "--out", out];
    await program.parseAsync(["train", "imitator", ...args, ...fixed], { from: "user" });
    return JSON.parse(await readFile(join(out, "manifest.json"), "utf8")) as IManifest;
}

beforeAll(async () => {
    vi.spyOn(console, "log").mockReturnValue();
    folder = await mkdtemp(join(tmpdir(), "face-creator-training-"));
});
afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
});

describe("train imitator", () => {
    it("mixes datasets, learns what they all have, goes on where it was, and measures each", async () => {
        const uniform = await WriteDatasetAsync("uniform", "uniform", 1, true);
        const posed = await WriteDatasetAsync("posed", "posed", 2, true);
        const out = join(folder, "network");
        const data = ["--dataset", uniform, "--dataset", posed];
        const start = await TrainAsync(out, ...data, "--steps", "1");
        expect(start.architecture).toMatchObject({ inputLength: 13, nuisanceLength: 10, outputChannels: 15 });
        expect(start.provenance.datasets.map(({ kind, count }) => [kind, count])).toEqual([
            ["uniform", Count],
            ["posed", Count],
        ]);
        const end = await TrainAsync(out, ...data, "--steps", "200", "--resume");
        expect(end.provenance.steps).toBe(200);
        expect(end.weights.map(({ name, quantization }) => [name, quantization.dtype]).filter(([, dtype]) => dtype === "uint8")).toEqual([
            ["layer0/kernel", "uint8"],
            ["layer1/kernel", "uint8"],
        ]);
        for (const kind of ["uniform", "posed"]) {
            const [before, after] = [start, end].map(({ provenance }) => provenance.heldOut[kind]);
            expect(after.count).toBe(HeldOut);
            expect(after.error).toBeLessThan(0.7 * before.error);
            expect(after.dice).toHaveLength(12);
            // Of background and skin; labels come late, for they weigh little beside the picture.
            const [first, last] = [before, after].map(({ dice }) => (dice![0]! + dice![1]!) / 2);
            expect(last).toBeGreaterThan(first + 0.15);
        }
        // A dataset more would bring samples into the training that were held out, or the other way round.
        await expect(TrainAsync(out, "--dataset", uniform, "--steps", "2", "--resume")).rejects.toMatchObject({ code: "E_ARGUMENT" });
    }, 300_000);

    it("learns pictures of neutral faces alone where there is nothing else, or nothing else is drawn by the architecture", async () => {
        const [plain, labelled] = [await WriteDatasetAsync("plain", "uniform", 3, false), join(folder, "uniform")];
        const neutral = await OpenDatasetsAsync([plain, labelled]);
        expect([neutral.nuisanceLength, neutral.labels]).toEqual([0, false]);
        const config = { ...DefaultImitatorConfig(SchemaLength, neutral), channels: [4, 3], outputSize: 16 };
        expect(config.outputChannels).toBe(3);
        const { train, heldOut } = await ReadTrainingDataAsync(neutral, config, { heldOut: HeldOut });
        expect([train.count, train.vectorLength, train.hasLabels]).toEqual([2 * (Count - HeldOut), SchemaLength, false]);
        expect(heldOut.map(({ name }) => name)).toEqual(["uniform, seed 3", "uniform, seed 1"]);
        const published = { ...PublishedImitatorConfig(SchemaLength), channels: [4, 3], outputSize: 16 };
        const posed = await OpenDatasetsAsync([join(folder, "posed")]);
        await expect(ReadTrainingDataAsync(posed, published, { heldOut: HeldOut })).rejects.toMatchObject({ code: "E_ARGUMENT" });
    });

    it("reads each sample's vector, nuisance and labels together", async () => {
        const { set } = await ReadTrainingSetAsync(join(folder, "posed"), { size: Size / 2, nuisance: true, labels: true });
        const { x, pictures, labels } = set.read([5, 2]);
        const length = SchemaLength + NuisanceLength;
        for (const row of [0, 1]) {
            const right = row * (Size / 2) ** 2 + Size / 2 - 1;
            expect(pictures[3 * right]).toBeCloseTo(x[row * length + 1], 1);
            expect(labels![right]).toBe(x[row * length + SchemaLength] > 0.6 ? 10 : 1);
        }
    });

    it("refuses datasets of different heads", async () => {
        const other = await WriteDatasetAsync("other", "uniform", 1, true, { id: "other", hash: "b".repeat(64) });
        await expect(OpenDatasetsAsync([join(folder, "uniform"), other])).rejects.toMatchObject({ code: "E_RIG_MISMATCH" });
    });
});
