import { existsSync } from "node:fs";
import { cp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { GetPackageFolder, ProjectFolder } from "./projectPaths.js";

/** What is taken of face-api's model folder: the other networks are not used. */
const FaceApiFiles = /^(ssd_mobilenetv1|face_landmark_68|face_recognition)_model(\.bin|-weights_manifest\.json)$/;

/**
 * Puts the networks and tfjs's wasm files beside the built head, so that dist/assets holds all that a game serves as `assets/`.
 * Recipes and logs of the training stay behind.
 */
export async function CopyPackageAssetsAsync(): Promise<void> {
    const assets = join(ProjectFolder, "dist", "assets");
    const source = join(ProjectFolder, "assets", "networks");
    await rm(join(assets, "networks"), { recursive: true, force: true });
    for (const network of await readdir(source)) {
        if (existsSync(join(source, network, "manifest.json"))) {
            await CopyFilesAsync(join(source, network), join(assets, "networks", network), /^(manifest\.json|.*\.bin)$/);
        }
    }
    await CopyFilesAsync(join(GetPackageFolder("@vladmandic/face-api"), "model"), join(assets, "networks", "face-api"), FaceApiFiles);
    await CopyFilesAsync(join(GetPackageFolder("@tensorflow/tfjs-backend-wasm"), "dist"), join(assets, "wasm"), /\.wasm$/);
}

async function CopyFilesAsync(from: string, to: string, names: RegExp): Promise<void> {
    for (const name of (await readdir(from)).filter((file) => names.test(file))) {
        await cp(join(from, name), join(to, name));
    }
}
