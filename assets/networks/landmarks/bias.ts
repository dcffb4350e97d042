import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ReadContourPointsAsync, RasteriseContours } from "../../../src/cli/evaluation/contours.js";
import { ReadPictureAsync } from "../../../src/cli/evaluation/pictureFiles.js";
import { OpenHeadlessAsync } from "../../../src/cli/headlessPage.js";
import { EncodePngAsync, WriteFileAsync } from "../../../src/cli/pictureFiles.js";
import { StartServerAsync } from "../../../src/cli/server.js";
import { StartWasmAsync } from "../../../src/cli/startWasm.js";
import { BoothFrame } from "../../../src/face/boothFrame.js";
import { VectorToFace } from "../../../src/face/createFace.js";
import { FaceDetector } from "../../../src/networks/faceDetector.js";
import { type Point2D } from "../../../src/photo/photo.types.js";
import { ApplySimilarity, FitSimilarity } from "../../../src/photo/similarity.js";
import { FindMeanFaceAsync, MeasureShape } from "./meanFace.js";

const { middle, distance, size: Size } = BoothFrame;
/** Pupils of the photo-booth frame, image left first. */
const Pupils: readonly Point2D[] = [-0.5, 0.5].map((side) => [middle[0] + side * distance, middle[1]]);

/** Mean of each entry over rows. */
function Means(rows: readonly (readonly number[])[]): number[] {
    return rows[0].map((_, i) => rows.reduce((sum, row) => sum + row[i], 0) / rows.length);
}

/**
 * Measures by how much the detector's landmarks on photographs of people stand off those on the engine's picture of a face that has the shape of these
 * people's mean: `bias.ts --faces <dir> --out <json>`. That face is found by the people's hand-set points, by which photographs are placed too, so that the
 * detector has no say in it; its picture is written beside the answer. Looks at the choosing split only.
 */
async function MainAsync(): Promise<void> {
    const { values } = parseArgs({ options: { faces: { type: "string" }, out: { type: "string" } } });
    const { faces = "", out = "" } = values;
    await StartWasmAsync();
    const server = await StartServerAsync();
    const detector = await FaceDetector.LoadAsync(`${server.url}assets/networks/face-api/`);
    const { choose } = JSON.parse(await readFile(join(faces, "split.json"), "utf8")) as { choose: { london: string[]; canada: string[] } };
    const stems = [...choose.london.map((id) => join(faces, "london", `${id}_neutral`)), ...choose.canada.map((id) => join(faces, "canada", id))];
    const [shapes, landmarks]: [number[][], number[][]] = [[], []];
    for (const stem of stems) {
        const photo = await ReadPictureAsync(`${stem}.jpg`);
        const points = await ReadContourPointsAsync(`${stem}.json`);
        const pupils = [points[0], points[1]].sort((a, b) => a[0] - b[0]);
        const transform = FitSimilarity(pupils, Pupils);
        shapes.push(MeasureShape(RasteriseContours(photo, points, transform, Size)).map(({ value }) => value));
        const [face] = await detector.detectAsync(photo);
        landmarks.push(face.landmarks.flatMap((point) => ApplySimilarity(transform, point)));
    }
    const page = await OpenHeadlessAsync();
    const { schema } = page;
    const x = await FindMeanFaceAsync(
        schema,
        Means(shapes),
        async (vector) => {
            const drawn = await page.callAsync("renderAsync", { face: VectorToFace(schema, vector), size: Size, view: "front", labels: true });
            return { width: Size, height: Size, data: new Uint8Array(Buffer.from(drawn.base64, "base64")) };
        },
        (error) => console.log(`shape ${error.toFixed(2)} px off`),
    );
    const picture = out.replace(/\.json$/, ".png");
    const drawn = await page.callAsync("renderAsync", { face: VectorToFace(schema, x), size: Size, view: "front" });
    await WriteFileAsync(picture, await EncodePngAsync(drawn));
    await page.closeAsync();
    const [face] = await detector.detectAsync(await ReadPictureAsync(picture));
    const seen = face.landmarks.flat();
    const bias = Means(landmarks).map((mean, i) => Number((mean - seen[i]).toFixed(3)));
    await writeFile(out, JSON.stringify({ bias, people: { london: choose.london, canada: choose.canada } }));
    console.log(`${stems.length} people, mean offset ${(bias.reduce((sum, value) => sum + Math.abs(value), 0) / bias.length).toFixed(2)} px`);
    detector.dispose();
    await server.closeAsync();
}

await MainAsync();
