import { type IBenchApply, type IBenchStep } from "../../src/cli/headless.types.js";
import { SelectBackendAsync } from "../../src/compute/backend.js";
import { PictureToTensor } from "../../src/compute/pictureTensor.js";
import { EditFace } from "../../src/face/createFace.js";
import { type IFace } from "../../src/face/face.types.js";
import { AverageVector, GetVectorLayout } from "../../src/face/faceVector.js";
import { RandomFace } from "../../src/face/randomFace.js";
import { SeededRandom } from "../../src/face/random.js";
import { DefaultFitOptions } from "../../src/fitting/defaultFitOptions.js";
import { LoadFitNetworksAsync } from "../../src/fitting/loadFitNetworks.js";
import { FitLosses } from "../../src/fitting/losses.js";
import { MeasureLossSlopeAsync } from "../../src/fitting/lossSlope.js";
import { type FaceCreator } from "../../src/index.js";
import { Imitator } from "../../src/networks/imitator.js";
import { CreateImitatorVariables } from "../../src/networks/imitatorGraph.js";
import { PublishedImitatorConfig } from "../../src/networks/imitatorConfig.js";
import { type IFaceRecognizer, type IFaceSegmenter, type IImitator } from "../../src/networks/networks.types.js";
import { LightCnn29 } from "./lightCnn29.js";
import { ResNet50 } from "./resNet50.js";

/**
 * Measures a piece of work again and again.
 * @param repeats measurements, after one that does not count
 * @param work gets the number of the run, from 0
 * @returns milliseconds of each run
 */
export async function TimesAsync(repeats: number, work: (i: number) => Promise<unknown> | void): Promise<number[]> {
    await work(0);
    const times: number[] = [];
    for (let i = 1; i <= repeats; i++) {
        const start = performance.now();
        await work(i);
        times.push(performance.now() - start);
    }
    return times;
}

/**
 * Time to show a face on the head: another face, and the same face with one slider moved.
 * @param creator the face creator
 * @param repeats measurements, after one that does not count
 * @returns milliseconds of each whole face, of each move of the first slider, which moves the whole head, and of one move of every slider in turn
 */
export async function MeasureApplyAsync(creator: FaceCreator, repeats: number): Promise<IBenchApply> {
    const { schema } = creator;
    const faces = Array.from({ length: repeats + 1 }, (_, i) => RandomFace(schema, 5, i));
    const [first] = faces;
    const move = (id: string, to: number): IFace => EditFace(schema, first, { shape: { [id]: to } });
    // What compiles a loop while it runs first takes no part.
    for (const face of [...faces, ...faces, ...schema.continuous.map(({ id }) => move(id, 0.2))]) {
        await creator.setFaceAsync(face);
    }
    const moved = faces.map((_, i) => move(schema.continuous[0].id, 0.1 + (0.8 * i) / repeats));
    const whole = await TimesAsync(repeats, (i) => creator.setFace(faces[i]));
    creator.setFace(first);
    const widest = await TimesAsync(repeats, (i) => creator.setFace(moved[i]));
    const each: number[] = [];
    for (const { id } of schema.continuous) {
        const [from, to] = [move(id, 0.3), move(id, 0.7)];
        each.push(...(await TimesAsync(1, (i) => creator.setFace(i % 2 === 0 ? from : to))));
    }
    return { whole, widest, each };
}

/**
 * Time of a picture of another face each time, from the call to its pixels.
 * @param creator the face creator
 * @param size side in pixels
 * @param repeats measurements, after one that does not count
 * @returns milliseconds of each
 */
export async function MeasureCaptureAsync(creator: FaceCreator, size: number, repeats: number): Promise<number[]> {
    const faces = Array.from({ length: repeats + 1 }, (_, i) => RandomFace(creator.schema, 6, i));
    return await TimesAsync(repeats, async (i) => await creator.captureAsync(faces[i], { size }));
}

/**
 * Time of one step of the published method (identity and facial content loss through imitator, F1 and F2, and their gradient with respect to x): with the
 * networks of this package, and with networks of the paper's sizes and random weights, by the same code on the same backend.
 * @param creator the face creator
 * @param backend where the networks run
 * @param repeats measurements, after one that does not count
 * @returns milliseconds of each step
 */
export async function MeasureStepsAsync(creator: FaceCreator, backend: "auto" | "webgpu" | "wasm", repeats: number): Promise<IBenchStep> {
    const assets = new URL("assets/", document.baseURI).href;
    const selected = await SelectBackendAsync({ backend, wasmUrl: `${assets}wasm/` });
    const { schema } = creator;
    const photo = await creator.captureAsync(RandomFace(schema, 7), { size: 256 });
    const x = AverageVector(schema);
    const measureAsync = async (imitator: IImitator, recognizer: IFaceRecognizer, segmenter: IFaceSegmenter): Promise<number[]> => {
        const tensor = PictureToTensor(photo);
        const losses = new FitLosses(recognizer, segmenter, tensor, { hair: true });
        try {
            return await TimesAsync(repeats, async () => await MeasureLossSlopeAsync(imitator, losses, x, DefaultFitOptions));
        } finally {
            losses.dispose();
            tensor.dispose();
        }
    };
    const own = await LoadFitNetworksAsync({ networksUrl: `${assets}networks/`, schema });
    const ours = await measureAsync(own.imitator, own.recognizer, own.segmenter);
    own.dispose();
    const config = PublishedImitatorConfig(GetVectorLayout(schema).length);
    const variables = CreateImitatorVariables(config, new SeededRandom(3));
    const imitator = new Imitator(config, variables);
    Object.values(variables).forEach((one) => one.dispose());
    const [recognizer, segmenter] = [new LightCnn29(), new ResNet50()];
    const published = await measureAsync(imitator, recognizer, segmenter);
    const parameters = { F1: recognizer.parameters, F2: segmenter.parameters };
    [imitator, recognizer, segmenter].forEach((network) => network.dispose());
    return { ...selected, ours, published, parameters };
}
