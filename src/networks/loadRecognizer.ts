import { FaceRecognizer } from "./faceRecognizer.js";
import { type IFaceRecognizer } from "./networks.types.js";
import { RecognizerNames, type RecognizerName } from "./recognizerNames.js";
import { SmallRecognizer } from "./smallRecognizer.js";

/**
 * Loads a recognition network.
 * @param networksUrl absolute URL of the folder with the networks (face-api/, recognizer/), ends with a slash
 * @param name which one
 * @returns the network; the caller disposes it
 * @throws FaceCreatorError E_READ, E_NETWORK_FILE, E_VERSION_NEWER
 */
export async function LoadRecognizerAsync(networksUrl: string, name: RecognizerName = RecognizerNames[0]): Promise<IFaceRecognizer> {
    return name === "small"
        ? await SmallRecognizer.LoadAsync(`${networksUrl}recognizer/`)
        : await FaceRecognizer.LoadAsync(`${networksUrl}face-api/`);
}
