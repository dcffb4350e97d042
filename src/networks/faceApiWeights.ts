import { io, type Tensor } from "@tensorflow/tfjs-core";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { FetchBytesAsync } from "./fetchBytes.js";
import { Sha256Async } from "./sha256.js";

/** SHA-256 of the data files of @vladmandic/face-api 1.7.15 that are used here. */
const FaceApiFiles = {
    face_recognition_model: "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589",
    face_landmark_68_model: "4611ef65c87d836d03d684b30eec4d195d8b219fa1dd58fc58945831c6b9299b",
    ssd_mobilenetv1_model: "2835640602d53718aa6ae9a42896327eaa21beefed056c218d32ca7d79e1e2f8",
} as const;

/** A network of face-api. */
export type FaceApiNetwork = keyof typeof FaceApiFiles;

/** The manifest of a face-api network: tfjs's weight entries for one data file. */
type FaceApiManifest = readonly { readonly weights: io.WeightsManifestEntry[]; readonly paths: readonly string[] }[];

/**
 * Loads the weights of a network of face-api (MIT), as its package ships them.
 * @param url absolute URL of the folder with its model files, ends with a slash
 * @param network which one
 * @returns weights by name; the caller disposes them
 * @throws FaceCreatorError E_READ (does not load) or E_NETWORK_FILE (is not the file of face-api 1.7.15)
 */
export async function LoadFaceApiWeightsAsync(url: string, network: FaceApiNetwork): Promise<Record<string, Tensor>> {
    const [manifestBytes, data] = await Promise.all([
        FetchBytesAsync(`${url}${network}-weights_manifest.json`),
        FetchBytesAsync(`${url}${network}.bin`),
    ]);
    if ((await Sha256Async(data)) !== FaceApiFiles[network]) {
        throw new FaceCreatorError(
            "E_NETWORK_FILE",
            "not the file of @vladmandic/face-api 1.7.15",
            `${network}.bin`,
            "serve that package's model folder",
        );
    }
    const manifest = JSON.parse(new TextDecoder().decode(manifestBytes)) as FaceApiManifest;
    return io.decodeWeights(
        data,
        manifest.flatMap((group) => group.weights),
    );
}
