import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import "@tensorflow/tfjs";
import { randomNormal, mul, tensor, tidy, type Tensor } from "@tensorflow/tfjs-core";
import { SelectBackendAsync } from "../../src/compute/backend.js";
import { type IFaceSchema } from "../../src/face/faceSchema.js";
import { GetVectorLayout } from "../../src/face/faceVector.js";
import { type IFitContext } from "../../src/fitting/fitContext.js";
import { FaceDetector } from "../../src/networks/faceDetector.js";
import { FaceRecognizer } from "../../src/networks/faceRecognizer.js";
import { FaceSegmenter } from "../../src/networks/faceSegmenter.js";
import { Imitator } from "../../src/networks/imitator.js";
import { ImitatorWeightSpecs, type IImitatorConfig } from "../../src/networks/imitatorConfig.js";
import { SegmenterWeightSpecs } from "../../src/networks/segmenterGraph.js";

/** Folder of face-api's model files, as a URL. */
export const FaceApiUrl = new URL("../../node_modules/@vladmandic/face-api/model/", import.meta.url).href;

/** Lets `fetch` read file URLs, which Node's does not. */
export function AllowFileFetch(): void {
    const stock = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
        const url = input instanceof Request ? input.url : String(input);
        return url.startsWith("file:") ? new Response(await readFile(fileURLToPath(url))) : await stock(input, init);
    };
}

/** Starts wasm on the package's own files. */
export async function StartWasmAsync(): Promise<void> {
    await SelectBackendAsync({
        backend: "wasm",
        wasmUrl: fileURLToPath(new URL("../../node_modules/@tensorflow/tfjs-backend-wasm/dist/", import.meta.url)),
    });
}

/** A head of few parameters. */
export const TinySchema: IFaceSchema = {
    rig: { id: "tiny", hash: "0123" },
    continuous: ["a", "b", "c", "d", "e", "f"].map((id) => ({ id, label: id, group: "nose" })),
    colors: [
        {
            id: "skin",
            label: "Skin",
            default: [0.8, 0.6, 0.5],
            palette: [
                [0.95, 0.85, 0.8],
                [0.8, 0.6, 0.5],
                [0.25, 0.16, 0.12],
            ],
        },
    ],
    discrete: [{ id: "hair", label: "Hair", default: 1, options: ["none", "short", "long"].map((id) => ({ id, label: id })) }],
    expressions: [],
};

/** Weights of about unit gain. */
export function RandomWeights(
    specs: readonly { readonly name: string; readonly shape: readonly number[] }[],
    seed: number,
): Record<string, Tensor> {
    const weights: Record<string, Tensor> = {};
    specs.forEach(({ name, shape }, i) => {
        const fan = shape.slice(0, -1).reduce((product, size) => product * size, 1);
        // A kernel of transposed convolutions has its inputs last; any gain of about one will do
        const gain = name.endsWith("kernel") ? Math.sqrt(2 / Math.max(fan, 1)) : 0.1;
        weights[name] = tidy(() =>
            name.endsWith("gamma") || name.endsWith("variance")
                ? tensor(new Float32Array(shape[0]).fill(1))
                : mul(randomNormal([...shape], 0, 1, "float32", seed + i), gain),
        );
    });
    return weights;
}

/** The real imitator with small random weights, drawing about mid grey. */
export function MakeImitator(seed: number): Imitator {
    const config: IImitatorConfig = {
        type: "imitator",
        inputLength: GetVectorLayout(TinySchema).length,
        channels: [16, 16, 12, 8],
        outputSize: 64,
        outputChannels: 3,
    };
    const weights = RandomWeights(ImitatorWeightSpecs(config), seed);
    const bias = `layer${config.channels.length}/bias`;
    weights[bias].dispose();
    weights[bias] = tensor([0.5, 0.45, 0.4]);
    const imitator = new Imitator(config, weights, TinySchema.rig);
    Object.values(weights).forEach((weight) => weight.dispose());
    return imitator;
}

/** The networks of a fit: face-api's own weights, the other two random. */
export async function MakeContextAsync(): Promise<IFitContext & { dispose(): void }> {
    AllowFileFetch();
    await StartWasmAsync();
    const recognizer = await FaceRecognizer.LoadAsync(FaceApiUrl);
    const detector = await FaceDetector.LoadAsync(FaceApiUrl);
    const weights = RandomWeights(SegmenterWeightSpecs(), 99);
    const segmenter = new FaceSegmenter(weights);
    Object.values(weights).forEach((weight) => weight.dispose());
    const imitator = MakeImitator(7);
    return {
        schema: TinySchema,
        layout: GetVectorLayout(TinySchema),
        imitator,
        recognizer,
        segmenter,
        detector,
        landmarkMap: undefined,
        attributeProbe: undefined,
        translator: undefined,
        dispose: () => [recognizer, detector, segmenter, imitator].forEach((network) => network.dispose()),
    };
}
