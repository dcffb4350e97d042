import { existsSync } from "node:fs";
import { type Document, NodeIO } from "@gltf-transform/core";
import { ALL_EXTENSIONS } from "@gltf-transform/extensions";
import { MeshoptDecoder } from "meshoptimizer";
import { FaceCreatorError } from "../../face/faceCreatorError.js";
import { ReadInputAsync } from "../options.js";
import { BabylonToGltf } from "./babylonModel.js";

/**
 * Reads a head's model.
 * @param path a `.glb`, `.gltf` or `.babylon` file
 * @returns the model; a `.babylon` file's geometry, skeleton, morph targets and plain materials
 * @throws E_READ where it cannot be read, E_TYPE where it is another kind of file
 */
export async function ReadModelAsync(path: string): Promise<Document> {
    if (!/\.(glb|gltf|babylon)$/i.test(path)) {
        throw new FaceCreatorError("E_TYPE", "not a model file:", path, "name a .glb, .gltf or .babylon file");
    }
    if (!existsSync(path)) {
        throw new FaceCreatorError("E_READ", "the model is missing:", path, "check the path");
    }
    try {
        if (/\.babylon$/i.test(path)) {
            return BabylonToGltf(JSON.parse((await ReadInputAsync(path)).toString("utf8")));
        }
        await MeshoptDecoder.ready;
        const io = new NodeIO().registerExtensions(ALL_EXTENSIONS).registerDependencies({ "meshopt.decoder": MeshoptDecoder });
        return await io.read(path);
    } catch (error) {
        throw new FaceCreatorError("E_READ", "the model cannot be read:", path, `export it anew (${(error as Error).message})`);
    }
}

/**
 * Writes a model as one binary file, the kind that heads are loaded from.
 * @param document the model
 * @returns the bytes of the `.glb`
 */
export async function EncodeModelAsync(document: Document): Promise<Buffer> {
    // What the reader decompressed is written plain: the file needs no decoder.
    for (const extension of document.getRoot().listExtensionsUsed()) {
        if (extension.extensionName === "EXT_meshopt_compression" || extension.extensionName === "KHR_draco_mesh_compression") {
            extension.dispose();
        }
    }
    return Buffer.from(await new NodeIO().registerExtensions(ALL_EXTENSIONS).writeBinary(document));
}
