import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { memory, tensor, type Tensor } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AverageVector } from "../../src/face/faceVector.js";
import { type IPicture } from "../../src/face/picture.js";
import { type IFitCallbacks, type IFitOutcome } from "../../src/fitting/fit.types.js";
import { type IFitContext } from "../../src/fitting/fitContext.js";
import { FitControl } from "../../src/fitting/fitControl.js";
import { FitPhotosAsync } from "../../src/fitting/fitPhotos.js";
import { ImitateAsync } from "../../src/fitting/imitate.js";
import { GlanceAsync } from "../../src/fitting/glance.js";
import { TranslatorFeaturesAsync, TranslatorLayout } from "../../src/fitting/translatorFeatures.js";
import { NetworkDataFileName, SaveNetworkFileAsync } from "../../src/networks/saveNetworkFile.js";
import { TranslatorNetwork } from "../../src/networks/translatorNetwork.js";
import { AlignPicture } from "../../src/photo/alignPicture.js";
import { type Point2D } from "../../src/photo/photo.types.js";
import { ApplySimilarity, ScaleSimilarity } from "../../src/photo/similarity.js";
import { MakeContextAsync, TinySchema } from "./fittingNetworks.js";

const Width = 7;
/** About a face: the brows and eyes above, the jaw around. */
const home: Point2D[] = Array.from({ length: 68 }, (_, i) => [156 + (i % 10) * 20, 160 + Math.floor(i / 10) * 30]);
const landmarkMap = {
    jacobian: new Float32Array(136 * TinySchema.continuous.length),
    mean: Float32Array.from(home.flat()),
    residual: new Float32Array(136).fill(3),
};

let context: IFitContext & { dispose(): void };
let folder: string;
let values: Record<string, { readonly shape: number[]; readonly data: number[] }>;
let network: TranslatorNetwork;

/** An engine that draws what the imitator draws. */
async function EngineAsync(x: Float32Array): Promise<IPicture> {
    return AlignPicture(await ImitateAsync(context.imitator, x), [4, 0, 0, 0], 256);
}

const callbacks: IFitCallbacks = {
    onProgress: () => undefined,
    captureAsync: EngineAsync,
    captureLabelsAsync: async (x) => await context.segmenter.segmentAsync(await EngineAsync(x)),
};

/** Numbers that repeat, about 0. */
function Waves(shape: number[], scale: number, phase: number): { shape: number[]; data: number[] } {
    const size = shape.reduce((product, side) => product * side, 1);
    return { shape, data: Array.from({ length: size }, (_, i) => Math.fround(scale * Math.sin(phase + 1.7 * i))) };
}

beforeAll(async () => {
    context = await MakeContextAsync();
    const embedding = context.recognizer.length;
    const inputs = TranslatorLayout.embedding.offset + embedding;
    const outputs = context.layout.length;
    const numbers = context.layout.continuousCount + 3;
    values = {
        mean: Waves([inputs], 0.1, 1),
        scale: { shape: [inputs], data: new Array<number>(inputs).fill(2) },
        renderMean: Waves([embedding], 0.05, 2),
        photographMean: Waves([embedding], 0.05, 3),
        base: { shape: [numbers], data: new Array<number>(numbers).fill(0.5) },
        "layer0/weight": Waves([inputs, Width], 0.05, 4),
        "layer0/bias": Waves([Width], 0.1, 5),
        "layer1/weight": Waves([Width, Width], 0.5, 6),
        "layer1/bias": Waves([Width], 0.1, 7),
        "layer2/weight": Waves([Width, outputs], 0.5, 8),
        "layer2/bias": Waves([outputs], 0.1, 9),
    };
    const weights: Record<string, Tensor> = Object.fromEntries(
        Object.entries(values).map(([name, { shape, data }]) => [name, tensor(data, shape)]),
    );
    const { manifest, data } = await SaveNetworkFileAsync(
        {
            name: "translator",
            architecture: { type: "translator", inputs, width: Width, outputs, recognizer: "face-api" },
            rig: TinySchema.rig,
            input: {},
            licence: "MIT",
            provenance: "made for a test",
        },
        weights,
    );
    Object.values(weights).forEach((weight) => weight.dispose());
    folder = await mkdtemp(join(tmpdir(), "translator-"));
    await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
    await writeFile(join(folder, NetworkDataFileName), data);
    network = await TranslatorNetwork.LoadAsync(`${pathToFileURL(folder).href}/`, TinySchema.rig, outputs);
}, 120_000);

afterAll(async () => {
    network.dispose();
    context.dispose();
    await rm(folder, { recursive: true });
});

describe("the translator", () => {
    it("is three dense layers", async () => {
        const features = Float32Array.from({ length: network.inputLength }, (_, i) => Math.cos(0.3 * i));
        let at = [...features].map((value, i) => (value - values["mean"].data[i]) / values["scale"].data[i]);
        for (const layer of [0, 1, 2]) {
            const { shape, data } = values[`layer${layer}/weight`];
            const bias = values[`layer${layer}/bias`].data;
            at = bias.map((value, column) => at.reduce((sum, input, row) => sum + input * data[row * shape[1] + column], value));
            at = layer < 2 ? at.map((value) => (value < 0 ? 0.1 * value : value)) : at;
        }
        values["base"].data.forEach((value, i) => (at[i] += value));
        const found = await network.translateAsync(features);
        // Weights are stored as 16-bit floats
        found.forEach((value, i) => expect(Math.abs(value - at[i])).toBeLessThan(0.02));
        expect(Math.max(...at) - Math.min(...at)).toBeGreaterThan(0.2);
    });

    it("refuses another head", async () => {
        const url = `${pathToFileURL(folder).href}/`;
        const other = { id: "other", hash: "9" };
        await expect(TranslatorNetwork.LoadAsync(url, other, network.outputLength)).rejects.toMatchObject({ code: "E_RIG_MISMATCH" });
        await expect(TranslatorNetwork.LoadAsync(url, TinySchema.rig, 3)).rejects.toMatchObject({ code: "E_NETWORK_FILE" });
    });

    it("sees a face alike wherever it is in the picture, and how its landmarks differ from the average's", async () => {
        const picture = await EngineAsync(AverageVector(context.schema));
        const eyes = { ...context, landmarkMap };
        const straight = await TranslatorFeaturesAsync(eyes, picture, home, false);
        const move = [0.95, 0.05, 12, -6] as const;
        const moved = AlignPicture(picture, ScaleSimilarity(move, 1), 256);
        const inFrame = home.map(([x, y]) => ApplySimilarity(move, [x / 2, y / 2])).map(([x, y]): Point2D => [2 * x, 2 * y]);
        const turned = await TranslatorFeaturesAsync(eyes, moved, inFrame, false);
        const { landmarks, luma } = TranslatorLayout;
        expect(Math.max(...turned.subarray(0, landmarks.count).map(Math.abs))).toBeLessThan(1e-3);
        const center = (features: Float32Array): Float32Array => features.subarray(luma.offset + 12 * 32, luma.offset + 20 * 32);
        const [a, b] = [center(straight), center(turned)];
        expect(a.reduce((sum, value, i) => sum + Math.abs(value - b[i]) / a.length, 0)).toBeLessThan(0.1);
        const wider = home.map(([x, y]): Point2D => [256 + 1.1 * (x - 256), y]);
        const wide = await TranslatorFeaturesAsync(eyes, picture, wider, false);
        expect(wide[0]).toBeLessThan(-0.3);
        expect(wide[2 * 9]).toBeGreaterThan(0.3);
    });

    it("gives a face within bounds, with one option a block, and the average face's makeup", async () => {
        const picture = await EngineAsync(AverageVector(context.schema));
        const { schema, layout } = context;
        const [block] = layout.blocks;
        for (const makeup of [false, true]) {
            const worn = { ...schema, discrete: [{ ...schema.discrete[0], makeup }] };
            const whole = { ...context, schema: worn, landmarkMap, translator: { network, knowsRecognizer: true } };
            const found = await GlanceAsync(whole, picture, { width: 1, height: 1, data: new Uint8Array(1) }, home);
            expect(Math.min(...found.x!)).toBeGreaterThanOrEqual(0);
            expect(Math.max(...found.x!)).toBeLessThanOrEqual(1);
            const chosen = found.x!.subarray(block.offset, block.offset + block.count);
            expect([...chosen].sort()).toEqual([0, 0, 1]);
            const odds = [...found.logOdds![0]];
            expect(odds.reduce((sum, value) => sum + Math.exp(value), 0)).toBeCloseTo(1, 5);
            expect(chosen.indexOf(1)).toBe(makeup ? schema.discrete[0].default : odds.indexOf(Math.max(...odds)));
        }
    });

    it("is a method of its own, verified by the engine, which frees its tensors", async () => {
        const truth = AverageVector(context.schema);
        truth.set([0.1, 0.9, 0.15, 0.8, 0.2, 0.9]);
        const photo = await EngineAsync(truth);
        const fitAsync = async (whole: IFitContext): Promise<IFitOutcome> =>
            await FitPhotosAsync(whole, { photos: [{ photo, landmarks: home }], method: "oneShot" }, new FitControl(callbacks));
        const whole: IFitContext = { ...context, landmarkMap, translator: { network, knowsRecognizer: true } };
        await fitAsync(whole);
        const before = memory().numTensors;
        const outcome = await fitAsync(whole);
        expect(outcome.method).toBe("oneShot");
        expect(outcome.steps).toBe(0);
        expect(memory().numTensors).toBe(before);
        const none = await fitAsync(context);
        expect([...none.x]).toEqual([...AverageVector(context.schema)]);
        expect(none.warnings.join()).toContain("no translator");
    }, 120_000);
});
