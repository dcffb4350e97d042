import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { FaceDetector } from "../networks/faceDetector.js";
import { ReadDatasetManifestAsync } from "./datasetFiles.js";
import { StartServerAsync } from "./server.js";
import { StartWasmAsync } from "./startWasm.js";

/** Side of the photo-booth frame in which landmarks are stored. */
const FrameSide = 512;
/** About where the face is in that frame: left, top, width, height. */
const FaceBox = [116, 130, 280, 290] as const;
/** Coordinates of 68 landmarks. */
const LandmarkLength = 136;
/** Landmark sets between two writes. */
const WriteEvery = 32;

/**
 * Finds the landmarks in the pictures of a dataset and stores them beside them: `landmarks.f32`, [n, 136], x0, y0, x1, y1, ... in pixels of the photo-booth
 * frame at 512. Goes on where a stopped run was. On the processor, about 30 ms a picture.
 * @param folder the dataset
 * @param onProgress gets the sets done and their number
 * @throws E_READ where there is no dataset
 */
export async function AddLandmarksAsync(folder: string, onProgress: (done: number, count: number) => void): Promise<void> {
    const manifest = await ReadDatasetManifestAsync(folder);
    if (!manifest) {
        throw new FaceCreatorError("E_READ", "no dataset in", folder, "make one with `sample`");
    }
    await StartWasmAsync();
    const server = await StartServerAsync();
    const path = join(folder, "landmarks.f32");
    const images = await open(join(folder, "images.u8"), "r");
    const output = await open(path, "a");
    try {
        const detector = await FaceDetector.LoadAsync(`${server.url}assets/networks/face-api/`);
        const { count, size } = manifest;
        const scale = FrameSide / size;
        const box = FaceBox.map((value) => value / scale) as unknown as typeof FaceBox;
        let done = Math.floor((await stat(path)).size / (4 * LandmarkLength));
        await output.truncate(4 * LandmarkLength * done);
        const rgb = new Uint8Array(3 * size * size);
        while (done < count) {
            const sets = Math.min(WriteEvery, count - done);
            const values = new Float32Array(LandmarkLength * sets);
            for (let i = 0; i < sets; i++) {
                await images.read(rgb, 0, rgb.length, (done + i) * rgb.length);
                const points = await detector.locateAsync({ width: size, height: size, data: ToRgba(rgb) }, box);
                values.set(
                    points.flatMap(([x, y]) => [x * scale, y * scale]),
                    LandmarkLength * i,
                );
            }
            await output.appendFile(new Uint8Array(values.buffer));
            done += sets;
            onProgress(done, count);
        }
        detector.dispose();
    } finally {
        await images.close();
        await output.close();
        await server.closeAsync();
    }
}

function ToRgba(rgb: Uint8Array): Uint8ClampedArray {
    const rgba = new Uint8ClampedArray((rgb.length / 3) * 4);
    for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
        rgba[to] = rgb[from];
        rgba[to + 1] = rgb[from + 1];
        rgba[to + 2] = rgb[from + 2];
        rgba[to + 3] = 255;
    }
    return rgba;
}
