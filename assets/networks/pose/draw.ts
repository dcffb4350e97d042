import { appendFile, rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type IShot, Studio } from "../../../src/cli/evaluation/studio.js";
import { StartServerAsync } from "../../../src/cli/server.js";
import { StartWasmAsync } from "../../../src/cli/startWasm.js";
import { type IFaceSchema } from "../../../src/face/faceSchema.js";
import { FaceToVector } from "../../../src/face/faceVector.js";
import { SeededRandom } from "../../../src/face/random.js";
import { RandomFace } from "../../../src/face/randomFace.js";
import { FaceDetector } from "../../../src/networks/faceDetector.js";

/** A random face in a random pose, half of them with a smile or an open mouth, in light from in front, before any background. */
function RandomShot(schema: IFaceSchema, seed: number, i: number): IShot & { readonly pose: object } {
    const random = new SeededRandom(seed * 100_000 + i);
    const pose = { yaw: random.between(-33, 33), pitch: random.between(-22, 22), roll: random.between(-15, 15) };
    const expression: Record<string, number> =
        random.uniform() < 0.5 ? { mouthSmile: random.between(0, 1), jawOpen: random.between(0, 0.4) } : {};
    const light = {
        azimuth: random.between(-40, 40),
        elevation: random.between(0, 45),
        key: random.between(0.7, 1.3),
        ambient: random.between(0.8, 1.3),
    };
    return {
        x: FaceToVector(schema, RandomFace(schema, seed, i)),
        nuisance: { pose, expression, light },
        background: [random.uniform(), random.uniform(), random.uniform()],
        pose,
    };
}

/**
 * Draws random faces in known poses and writes one line each with the pose in degrees and the landmarks that the detector finds, in pixels:
 * `draw.ts --seed <n> --count <n> --out <jsonl>`. The landmark model is made from seed 501 (`fit.py`), the test's file from seed 777.
 */
async function MainAsync(): Promise<void> {
    const { values } = parseArgs({ options: { seed: { type: "string" }, count: { type: "string" }, out: { type: "string" } } });
    const [seed, count, out] = [Number(values.seed), Number(values.count), values.out ?? "poses.jsonl"];
    const studio = await Studio.OpenAsync();
    await StartWasmAsync();
    const server = await StartServerAsync();
    const detector = await FaceDetector.LoadAsync(`${server.url}assets/networks/face-api/`);
    await rm(out, { force: true });
    for (let first = 0; first < count; first += 8) {
        const shots = Array.from({ length: Math.min(8, count - first) }, (_, k) => RandomShot(studio.schema, seed, first + k));
        for (const [k, { picture }] of (await studio.drawAsync(shots, { size: 320 })).entries()) {
            const faces = await detector.detectAsync(picture);
            const landmarks = faces[0]?.landmarks.map((point) => point.map((value) => Number(value.toFixed(1))));
            await appendFile(out, `${JSON.stringify({ pose: shots[k].pose, landmarks: landmarks ?? null })}\n`);
        }
    }
    detector.dispose();
    await server.closeAsync();
    await studio.closeAsync();
}

await MainAsync();
