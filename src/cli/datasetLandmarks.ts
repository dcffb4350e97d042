import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { PoseRange } from "../face/nuisanceVector.js";
import { type IPicture } from "../face/picture.js";
import { FaceDetector } from "../networks/faceDetector.js";
import { type Point2D } from "../photo/photo.types.js";
import { ReadDatasetManifestAsync } from "./datasetFiles.js";
import { StartServerAsync } from "./server.js";
import { StartWasmAsync } from "./startWasm.js";

/** Side of the photo-booth frame in which landmarks are stored. */
const FrameSide = 512;
/** About where the face is in that frame: left, top, width, height. */
const FaceBox = [116, 130, 280, 290] as const;
/** The mean of the average face's landmarks, in the middle of that box: the box is moved with those of the face. */
const MeanPoint = [252, 302] as const;
/** By how much the default head's face moves in the frame for each degree that the head turns to the side, and looks up. */
const ShiftPerDegree = { yaw: 3.84, pitch: -4 } as const;
/** Coordinates of 68 landmarks. */
const LandmarkLength = 136;
/** Landmark sets between two writes. */
const WriteEvery = 32;

/**
 * Finds the landmarks in the pictures of a dataset and stores them beside them: `landmarks.f32`, [n, 136], x0, y0, x1, y1, ... in pixels of the photo-booth
 * frame at 512. Goes on where a stopped run was. On the processor, about 60 ms a picture.
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
    const nuisance = await open(join(folder, "nuisance.f32"), "r");
    const output = await open(path, "a");
    try {
        const detector = await FaceDetector.LoadAsync(`${server.url}assets/networks/face-api/`);
        const { count, size, nuisanceLength } = manifest;
        let done = Math.floor((await stat(path)).size / (4 * LandmarkLength));
        await output.truncate(4 * LandmarkLength * done);
        const rgb = new Uint8Array(3 * size * size);
        const pose = new Float32Array(2);
        while (done < count) {
            const sets = Math.min(WriteEvery, count - done);
            const values = new Float32Array(LandmarkLength * sets);
            for (let i = 0; i < sets; i++) {
                await images.read(rgb, 0, rgb.length, (done + i) * rgb.length);
                await nuisance.read(new Uint8Array(pose.buffer), 0, pose.byteLength, (done + i) * nuisanceLength * 4);
                values.set(
                    (await LocateAsync(detector, { width: size, height: size, data: ToRgba(rgb) }, pose)).flat(),
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
        await nuisance.close();
        await output.close();
        await server.closeAsync();
    }
}

/** The landmarks in pixels of the frame at 512: looked for where a head of that yaw and pitch has its face, and again where they were found first. */
async function LocateAsync(
    detector: FaceDetector,
    picture: IPicture,
    [yaw, pitch]: ArrayLike<number> & Iterable<number>,
): Promise<Point2D[]> {
    const scale = FrameSide / picture.width;
    const [left, top, width, height] = FaceBox;
    let points: Point2D[] = [];
    let dx = ShiftPerDegree.yaw * PoseRange.yaw * (2 * yaw - 1);
    let dy = ShiftPerDegree.pitch * PoseRange.pitch * (2 * pitch - 1);
    for (let pass = 0; pass < 2; pass++) {
        const found = await detector.locateAsync(picture, [(left + dx) / scale, (top + dy) / scale, width / scale, height / scale]);
        points = found.map(([x, y]) => [x * scale, y * scale]);
        const mean = (c: 0 | 1): number => points.reduce((sum, point) => sum + point[c] / points.length, 0);
        [dx, dy] = [mean(0) - MeanPoint[0], mean(1) - MeanPoint[1]];
    }
    return points;
}

/**
 * Bytes of a picture with alpha.
 * @param rgb n * 3 bytes
 * @returns n * 4 bytes, opaque
 */
export function ToRgba(rgb: Uint8Array): Uint8ClampedArray {
    const rgba = new Uint8ClampedArray((rgb.length / 3) * 4);
    for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
        rgba[to] = rgb[from];
        rgba[to + 1] = rgb[from + 1];
        rgba[to + 2] = rgb[from + 2];
        rgba[to + 3] = 255;
    }
    return rgba;
}
