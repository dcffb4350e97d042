import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadGraphModel } from "@tensorflow/tfjs-converter";
import { type Tensor, io, setBackend, tidy } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs";
import { ReadPictureAsync } from "../../../src/cli/evaluation/pictureFiles.js";
import { PictureToTensor } from "../../../src/compute/pictureTensor.js";
import { type Point2D, type SimilarityTransform } from "../../../src/photo/photo.types.js";
import { AlignPicture } from "../../../src/photo/alignPicture.js";
import { ApplySimilarity, InvertSimilarity } from "../../../src/photo/similarity.js";

/** Side of the teacher's picture. */
const Side = 192;
/** Side of its square in distances of the eyes; it stands between eyes and chin, moved up by a share of itself. */
const [Reach, Up] = [3.6, 0.04];
/** How far the chin lies below the eyes, in distances of eyes and mouth. */
const Chin = 1.75;

/** A picture and its eyes (image left first) and mouth in pixels. */
interface IPlace {
    readonly path: string;
    readonly eyes: readonly [Point2D, Point2D];
    readonly mouth: Point2D;
}

/** Upright square about a face, to the teacher's pixels. */
function SquareTransform({ eyes: [first, second], mouth }: IPlace): SimilarityTransform {
    const [dx, dy] = [second[0] - first[0], second[1] - first[1]];
    const distance = Math.hypot(dx, dy);
    const [c, s] = [dx / distance, dy / distance];
    const middle: Point2D = [(first[0] + second[0]) / 2, (first[1] + second[1]) / 2];
    const drop = (-s * (mouth[0] - middle[0]) + c * (mouth[1] - middle[1])) * Chin;
    const along = drop / 2 - Up * Reach * distance;
    const centre: Point2D = [middle[0] - s * along, middle[1] + c * along];
    const scale = Side / (Reach * distance);
    const [a, b] = [scale * c, -scale * s];
    return [a, b, Side / 2 - (a * centre[0] - b * centre[1]), Side / 2 - (b * centre[0] + a * centre[1])];
}

/**
 * Lets the face-mesh teacher look at photographs: `mesh.ts --faces <dir> --places <json> --out <json>`. The places are written by
 * `pseudo.py places`; the answer holds lips (80 points), eyes (71 each) and how sure the teacher is, in pixels of the photographs.
 */
async function MainAsync(): Promise<void> {
    const { values } = parseArgs({ options: { faces: { type: "string" }, places: { type: "string" }, out: { type: "string" } } });
    const { faces = "", places = "", out = "" } = values;
    const folder = join(faces, "teachers", "facemesh-attention");
    // The wasm backend does not run all of its operations.
    await setBackend("cpu");
    const model = JSON.parse(await readFile(join(folder, "facemesh-attention.json"), "utf8")) as io.ModelJSON;
    const weights = await readFile(join(folder, "facemesh-attention.bin"));
    const teacher = await loadGraphModel(
        io.fromMemory({
            modelTopology: model.modelTopology,
            weightSpecs: model.weightsManifest.flatMap((group) => group.weights),
            weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength) as ArrayBuffer,
        }),
    );
    const names = ["Identity_3", "Identity_1", "Identity_5", "Identity"];
    const found: object[] = [];
    for (const place of JSON.parse(await readFile(places, "utf8")) as IPlace[]) {
        const transform = SquareTransform(place);
        const square = AlignPicture(await ReadPictureAsync(join(faces, place.path)), transform, Side);
        const outputs = tidy(() => teacher.execute(PictureToTensor(square), names) as Tensor[]);
        const [lips, rightEye, leftEye, [flag]] = outputs.map((tensor) => [...tensor.dataSync()]);
        outputs.forEach((tensor) => tensor.dispose());
        const inverse = InvertSimilarity(transform);
        const pointsOf = (flat: number[]): Point2D[] =>
            Array.from({ length: flat.length / 2 }, (_, i) => ApplySimilarity(inverse, [flat[2 * i], flat[2 * i + 1]]));
        found.push({ ...place, lips: pointsOf(lips), rightEye: pointsOf(rightEye), leftEye: pointsOf(leftEye), flag });
        process.stderr.write(`\r${found.length} photographs   `);
    }
    await writeFile(out, JSON.stringify(found));
    teacher.dispose();
}

await MainAsync();
