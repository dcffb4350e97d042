import { open, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { RequireDatasetManifestAsync } from "../../../src/cli/datasetFiles.js";
import { ToRgba } from "../../../src/cli/datasetLandmarks.js";
import { ReadPictureAsync } from "../../../src/cli/evaluation/pictureFiles.js";
import { ReadGalleryAsync, ReadLondonPeopleAsync, ReadPairPeopleAsync } from "../../../src/cli/evaluation/split.js";
import { ReadHeadSchemaAsync } from "../../../src/cli/headSchema.js";
import { StartServerAsync } from "../../../src/cli/server.js";
import { StartWasmAsync } from "../../../src/cli/startWasm.js";
import { LoadFitNetworksAsync } from "../../../src/fitting/loadFitNetworks.js";
import { type ITranslatorEyes, TranslatorFeaturesAsync, TranslatorLayout } from "../../../src/fitting/translatorFeatures.js";
import { type IFaceDetector, type Point2D } from "../../../src/photo/photo.types.js";
import { AlignPhoto } from "../../../src/photo/alignPhoto.js";

/** Coordinates of 68 landmarks. */
const LandmarkLength = 136;

function ToPoints(flat: ArrayLike<number>): Point2D[] {
    return Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);
}

/** Features of the pictures of a dataset that has landmarks, from where a stopped run was: `features.f32` beside them. */
async function AddFeaturesAsync(eyes: ITranslatorEyes, folder: string, most: number): Promise<void> {
    const { size } = await RequireDatasetManifestAsync(folder);
    const known = Math.min(most, Math.floor((await stat(join(folder, "landmarks.f32"))).size / (4 * LandmarkLength)));
    const [images, landmarks] = await Promise.all(["images.u8", "landmarks.f32"].map((name) => open(join(folder, name), "r")));
    const path = join(folder, "features.f32");
    const output = await open(path, "a");
    const rgb = new Uint8Array(3 * size * size);
    const points = new Float32Array(LandmarkLength);
    const length = TranslatorLayout.embedding.offset + eyes.recognizer.length;
    const done = Math.floor((await stat(path)).size / (4 * length));
    await output.truncate(4 * length * done);
    for (let i = done; i < known; i++) {
        await images.read(rgb, 0, rgb.length, i * rgb.length);
        await landmarks.read(new Uint8Array(points.buffer), 0, points.byteLength, i * points.byteLength);
        const picture = { width: size, height: size, data: ToRgba(rgb) };
        const features = await TranslatorFeaturesAsync(eyes, picture, ToPoints(points), false);
        await output.appendFile(new Uint8Array(features.buffer));
        if (i % 200 === 0) {
            console.log(`${folder}: ${i} of ${known}`);
        }
    }
    await Promise.all([images, landmarks, output].map(async (file) => await file.close()));
}

/** Features of the photographs of the choosing split, for the mean of their embeddings. */
async function WritePhotographsAsync(eyes: ITranslatorEyes, detector: IFaceDetector, faces: string, out: string): Promise<void> {
    const people = [...(await ReadLondonPeopleAsync(faces, "choose")), ...(await ReadPairPeopleAsync(faces, "choose"))];
    const paths = [...people.flatMap(({ photo, second }) => [photo, second]), ...(await ReadGalleryAsync(faces, "choose"))];
    const { mean } = eyes.landmarkMap;
    const rows: number[][] = [];
    const read: string[] = [];
    for (const path of new Set(paths)) {
        const photo = await ReadPictureAsync(path);
        const [face] = await detector.detectAsync(photo);
        if (face) {
            const aligned = AlignPhoto(photo, face, ToPoints(mean));
            rows.push([...(await TranslatorFeaturesAsync(eyes, aligned.photo, aligned.landmarks, true))]);
            read.push(path);
        }
    }
    await writeFile(join(out, "photographs.f32"), new Uint8Array(Float32Array.from(rows.flat()).buffer));
    await writeFile(join(out, "photographs.json"), JSON.stringify({ paths: read, length: rows[0].length }, null, 2));
    console.log(`${read.length} photographs`);
}

/**
 * Takes the features that the translator is trained on: `features.ts --dataset <dir> [--dataset <dir>] [--most n] --faces <dir> --out <dir>`. The datasets
 * are those of the landmark map, made by `sample --landmarks`; photographs are those of the choosing split.
 */
async function MainAsync(): Promise<void> {
    const { values } = parseArgs({
        options: {
            dataset: { type: "string", multiple: true },
            most: { type: "string" },
            faces: { type: "string" },
            out: { type: "string" },
        },
    });
    await StartWasmAsync();
    const server = await StartServerAsync();
    const schema = await ReadHeadSchemaAsync();
    const networks = await LoadFitNetworksAsync({ networksUrl: `${server.url}assets/networks/`, schema });
    const { landmarkMap, detector } = networks;
    if (!landmarkMap) {
        throw new Error("the head has no landmark map: train it first");
    }
    const eyes: ITranslatorEyes = { ...networks, landmarkMap };
    if (values.faces && values.out) {
        await WritePhotographsAsync(eyes, detector, values.faces, values.out);
    }
    for (const folder of values.dataset ?? []) {
        await AddFeaturesAsync(eyes, folder, Number(values.most ?? Infinity));
    }
    networks.dispose();
    await server.closeAsync();
}

await MainAsync();
