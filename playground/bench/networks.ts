import { add, dispose, grad, mul, sum, tensor, tensor2d, tidy, type Tensor, type Tensor2D, type Tensor4D } from "@tensorflow/tfjs-core";
import { type IBenchNetwork, type IBenchNetworks, type IHeadlessOptions } from "../../src/cli/headless.types.js";
import { SelectBackendAsync } from "../../src/compute/backend.js";
import { PictureToTensor } from "../../src/compute/pictureTensor.js";
import { GetVectorLayout } from "../../src/face/faceVector.js";
import { SeededRandom } from "../../src/face/random.js";
import { RandomFace } from "../../src/face/randomFace.js";
import { type FaceCreator } from "../../src/index.js";
import { FaceSegmenter } from "../../src/networks/faceSegmenter.js";
import { Imitator } from "../../src/networks/imitator.js";
import { CountParameters, ImitatorWeightSpecs, PublishedImitatorConfig } from "../../src/networks/imitatorConfig.js";
import { CreateImitatorVariables } from "../../src/networks/imitatorGraph.js";
import { LoadImitatorAsync } from "../../src/networks/loadImitator.js";
import { LoadRecognizerAsync } from "../../src/networks/loadRecognizer.js";
import { type INetworkManifest } from "../../src/networks/networkFile.types.js";
import { type IFaceRecognizer, type IFaceSegmenter, type IImitator } from "../../src/networks/networks.types.js";
import { LightCnn29 } from "./lightCnn29.js";
import { TimesAsync } from "./measure.js";
import { ResNet50 } from "./resNet50.js";

/** Side of the picture that the networks look at, each through its own crop. */
const PictureSize = 256;
/** About so many values of an answer are kept. */
const AnswerLength = 2000;

/** The parts of a network that are measured. */
interface ITask {
    readonly role: IBenchNetwork["role"];
    readonly name: string;
    readonly published: boolean;
    readonly parameters: number;
    readonly bytes: number;
    run(input: Tensor): Tensor[];
    dispose(): void;
}

function RecognizerTask(network: IFaceRecognizer, size: Pick<ITask, "published" | "parameters" | "bytes">): ITask {
    return {
        role: "F1",
        name: network.name,
        ...size,
        run: (input) => [network.embed(input as Tensor4D)],
        dispose: () => network.dispose(),
    };
}

function SegmenterTask(network: IFaceSegmenter, size: Pick<ITask, "published" | "parameters" | "bytes">): ITask {
    const run = (input: Tensor): Tensor[] => {
        const { logits, features } = network.forward(input as Tensor4D);
        return [logits, features];
    };
    return { role: "F2", name: network.name, ...size, run, dispose: () => network.dispose() };
}

function ImitatorTask(network: IImitator, name: string, size: Pick<ITask, "published" | "parameters" | "bytes">): ITask {
    return { role: "G", name, ...size, run: (input) => [network.predict(input as Tensor2D)], dispose: () => network.dispose() };
}

function CountValues(weights: readonly { readonly shape: readonly number[] }[]): number {
    return weights.reduce((total, { shape }) => total + shape.reduce((product, side) => product * side, 1), 0);
}

/** Weights and bytes of a network's download. */
async function ReadSizeAsync(url: string): Promise<{ published: false; parameters: number; bytes: number }> {
    const { weights, files } = (await (await fetch(`${url}manifest.json`)).json()) as INetworkManifest;
    return { published: false, parameters: CountValues(weights), bytes: files.reduce((total, file) => total + file.bytes, 0) };
}

/** The same of face-api's recogniser. */
async function ReadFaceApiSizeAsync(url: string): Promise<{ published: false; parameters: number; bytes: number }> {
    const [manifest, data] = await Promise.all(
        ["-weights_manifest.json", ".bin"].map(async (end) => await (await fetch(`${url}face_recognition_model${end}`)).arrayBuffer()),
    );
    const groups = JSON.parse(new TextDecoder().decode(manifest)) as { weights: { shape: number[] }[] }[];
    return { published: false, parameters: CountValues(groups.flatMap(({ weights }) => weights)), bytes: data.byteLength };
}

/** What a network of the paper's size would weigh, in the 16-bit floats of this package's files. */
function PublishedSize(parameters: number): { published: true; parameters: number; bytes: number } {
    return { published: true, parameters, bytes: 2 * parameters };
}

/** Makes one network after the other, so that they do not fill the memory together: in pairs of ours and the paper's. */
function Tasks(creator: FaceCreator, networksUrl: string): (() => Promise<ITask>)[] {
    const { schema } = creator;
    return [
        async () =>
            RecognizerTask(await LoadRecognizerAsync(networksUrl, "face-api"), await ReadFaceApiSizeAsync(`${networksUrl}face-api/`)),
        async () => RecognizerTask(await LoadRecognizerAsync(networksUrl, "small"), await ReadSizeAsync(`${networksUrl}recognizer/`)),
        async () => {
            const network = new LightCnn29();
            return await Promise.resolve(RecognizerTask(network, PublishedSize(network.parameters)));
        },
        async () =>
            SegmenterTask(await FaceSegmenter.LoadAsync(`${networksUrl}segmenter/`), await ReadSizeAsync(`${networksUrl}segmenter/`)),
        async () => {
            const network = new ResNet50();
            return await Promise.resolve(SegmenterTask(network, PublishedSize(network.parameters)));
        },
        async () => {
            const url = `${networksUrl}imitator/`;
            return ImitatorTask(await LoadImitatorAsync(url, schema.rig), "imitator", await ReadSizeAsync(url));
        },
        async () => {
            const config = PublishedImitatorConfig(GetVectorLayout(schema).length);
            const variables = CreateImitatorVariables(config, new SeededRandom(3));
            const network = new Imitator(config, variables);
            dispose(variables);
            const size = PublishedSize(CountParameters(ImitatorWeightSpecs(config)));
            return await Promise.resolve(ImitatorTask(network, "imitator of the paper, random weights", size));
        },
    ];
}

/** Times of a network, and its answers in part. */
async function MeasureTaskAsync(task: ITask, input: Tensor, repeats: number): Promise<IBenchNetwork> {
    const { role, name, published, parameters, bytes } = task;
    const random = new SeededRandom(11);
    const first = tidy(() => task.run(input));
    // A plain sum would say nothing: of an embedding of length 1, say.
    const weights = first.map(({ size, shape }) =>
        tensor(
            Float32Array.from({ length: size }, () => random.between(-1, 1)),
            shape,
        ),
    );
    const weightedSum = (x: Tensor): Tensor =>
        task.run(x).reduce((total: Tensor, one, i) => add(total, sum(mul(one, weights[i]))), tensor(0));
    const forward = (): Tensor[] => tidy(() => task.run(input));
    const gradient = (): Tensor[] => [tidy(() => grad(weightedSum)(input))];
    let answer: Float32Array[] = [];
    const timesAsync = async (work: () => Tensor[]): Promise<number[]> =>
        await TimesAsync(repeats, async () => {
            const results = work();
            answer = await Promise.all(results.map(async (one) => Float32Array.from(await one.data())));
            dispose(results);
        });
    const kept = (): number[] =>
        answer.flatMap((values) => [...values.filter((_, i) => i % Math.ceil(values.length / AnswerLength) === 0)]);
    const forwardMs = await timesAsync(forward);
    const outputs = kept();
    const gradientMs = await timesAsync(gradient);
    const gradients = kept();
    dispose([...first, ...weights]);
    return { role, name, published, parameters, bytes, forwardMs, gradientMs, outputs, gradients };
}

/**
 * Measures each network by itself: F1 and F2 on a picture of the engine (through their crops), the imitator on an x; and the gradient of a weighted sum of
 * all outputs with respect to that input, forward pass included. Networks of the paper's sizes have random weights.
 * @param creator the face creator
 * @param backend where the networks run
 * @param repeats measurements of each, after one that does not count
 * @returns times, sizes and a part of the answers, in pairs of this package's networks and the paper's
 */
export async function MeasureNetworksAsync(
    creator: FaceCreator,
    backend: IHeadlessOptions["backend"],
    repeats: number,
): Promise<IBenchNetworks> {
    const assets = new URL("assets/", document.baseURI).href;
    const selected = await SelectBackendAsync({ backend, wasmUrl: `${assets}wasm/` });
    const { schema } = creator;
    const picture = PictureToTensor(await creator.captureAsync(RandomFace(schema, 7), { size: PictureSize }));
    const { length } = GetVectorLayout(schema);
    const random = new SeededRandom(8);
    const x = tensor2d(
        Float32Array.from({ length }, () => random.uniform()),
        [1, length],
    );
    const networks: IBenchNetwork[] = [];
    try {
        for (const makeAsync of Tasks(creator, `${assets}networks/`)) {
            const task = await makeAsync();
            try {
                networks.push(await MeasureTaskAsync(task, task.role === "G" ? x : picture, repeats));
            } finally {
                task.dispose();
            }
        }
    } finally {
        dispose([picture, x]);
    }
    return { ...selected, networks };
}
