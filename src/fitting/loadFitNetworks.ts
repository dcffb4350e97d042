import { tidy, zeros, type Tensor4D } from "@tensorflow/tfjs-core";
import { GetVectorLayout } from "../face/faceVector.js";
import { NuisanceLength } from "../face/nuisanceVector.js";
import { FaceDetector } from "../networks/faceDetector.js";
import { FaceSegmenter } from "../networks/faceSegmenter.js";
import { LoadImitatorAsync } from "../networks/loadImitator.js";
import { LoadRecognizerAsync } from "../networks/loadRecognizer.js";
import { AttributeProbe } from "../networks/attributeProbe.js";
import { NetworkExistsAsync } from "../networks/networkExists.js";
import { RecognizerNames, type RecognizerName } from "../networks/recognizerNames.js";
import { TranslatorNetwork } from "../networks/translatorNetwork.js";
import { DefaultFitOptions } from "./defaultFitOptions.js";
import { type IFitContext } from "./fitContext.js";
import { type IFitServiceOptions, type LoadProgress } from "./fitService.types.js";
import { LoadLandmarkMapAsync } from "./loadLandmarkMap.js";

/** Networks that are freed after use; the landmark map is small beside them. */
const NetworkCount = 5;

/** The networks of a fit, loaded. */
export interface IFitNetworks extends Omit<IFitContext, "schema" | "layout"> {
    /** Frees all of them. */
    dispose(): void;
}

/**
 * Loads the networks of a fit and runs those of the losses once, so that what they make on their first run is there before the first fit.
 * @param options where they are, and the head that they must suit
 * @param onProgress gets the share of the networks that is loaded, 0..1, whenever one is
 * @returns the networks; the caller disposes them
 * @throws FaceCreatorError E_READ, E_NETWORK_FILE, E_VERSION_NEWER, E_RIG_MISMATCH; what was loaded until then is freed
 */
export async function LoadFitNetworksAsync(
    options: Pick<IFitServiceOptions, "networksUrl" | "schema" | "recognizer">,
    onProgress?: LoadProgress,
): Promise<IFitNetworks> {
    const { networksUrl, schema, recognizer: recognizerName } = options;
    const layout = GetVectorLayout(schema);
    const loaded: { dispose(): void }[] = [];
    let failed = false;
    const keepAsync = async <T extends { dispose(): void }>(loading: Promise<T>): Promise<T> => {
        const network = await loading;
        if (failed) {
            network.dispose();
        } else {
            loaded.push(network);
            onProgress?.(loaded.length / NetworkCount);
        }
        return network;
    };
    const dispose = (): void => loaded.splice(0).forEach((network) => network.dispose());
    try {
        const [imitator, recognizer, segmenter, detector, translator, attributeProbe, landmarkMap] = await Promise.all([
            keepAsync(LoadImitatorAsync(`${networksUrl}imitator/`, schema.rig, { x: layout.length, nuisance: NuisanceLength(schema) })),
            keepAsync(LoadRecognizerAsync(networksUrl, recognizerName)),
            keepAsync(FaceSegmenter.LoadAsync(`${networksUrl}segmenter/`, schema.rig)),
            keepAsync(FaceDetector.LoadAsync(`${networksUrl}face-api/`)),
            keepAsync(LoadTranslatorAsync(`${networksUrl}translator/`, recognizerName, schema.rig, layout.length)),
            LoadAttributeProbeAsync(`${networksUrl}attributes/`, recognizerName),
            LoadLandmarkMapAsync(`${networksUrl}landmarks/`, schema.rig, layout.continuousCount),
        ]);
        tidy(() => {
            for (const size of new Set([DefaultFitOptions.captureSize, imitator.outputSize])) {
                const picture: Tensor4D = zeros([1, size, size, 3]);
                recognizer.embed(picture);
                segmenter.forward(picture);
            }
        });
        return { imitator, recognizer, segmenter, detector, attributeProbe, landmarkMap, translator: translator.use, dispose };
    } catch (error) {
        failed = true;
        dispose();
        throw error;
    }
}

/** The translator of the head, if it has one. */
async function LoadTranslatorAsync(
    url: string,
    recognizerName: RecognizerName = RecognizerNames[0],
    rig: IFitServiceOptions["schema"]["rig"],
    length: number,
): Promise<{ readonly use: IFitContext["translator"]; dispose(): void }> {
    if (!(await NetworkExistsAsync(url))) {
        return { use: undefined, dispose: () => undefined };
    }
    const network = await TranslatorNetwork.LoadAsync(url, rig, length);
    return { use: { network, knowsRecognizer: network.recognizer === recognizerName }, dispose: () => network.dispose() };
}

/** The attributes that the recogniser's embeddings tell, if there are any for it. */
async function LoadAttributeProbeAsync(
    url: string,
    recognizerName: RecognizerName = RecognizerNames[0],
): Promise<AttributeProbe | undefined> {
    const probe = (await NetworkExistsAsync(url)) ? await AttributeProbe.LoadAsync(url) : undefined;
    return probe?.recognizer === recognizerName ? probe : undefined;
}
