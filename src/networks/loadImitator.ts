import { array, integer, literal, minLength, minValue, number, object, parse, pipe } from "valibot";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { Imitator } from "./imitator.js";
import { ImitatorWeightSpecs, type IImitatorConfig } from "./imitatorConfig.js";
import { LoadNetworkFileAsync, RequireWeights, type INetworkFile } from "./loadNetworkFile.js";

const Count = pipe(number(), integer(), minValue(1));

const ConfigSchema = object({
    type: literal("imitator"),
    inputLength: Count,
    channels: pipe(array(Count), minLength(1)),
    outputSize: Count,
    outputChannels: Count,
});

/**
 * Loads an imitator.
 * @param url absolute URL of its folder, ends with a slash
 * @param rig the head in use; an imitator of another is refused
 * @param inputLength length of the head's vector x; another length is refused
 * @returns the imitator; the caller disposes it
 * @throws FaceCreatorError E_READ, E_NETWORK_FILE, E_VERSION_NEWER, E_RIG_MISMATCH
 */
export async function LoadImitatorAsync(
    url: string,
    rig?: { readonly id: string; readonly hash: string },
    inputLength?: number,
): Promise<Imitator> {
    const file = await LoadNetworkFileAsync(url, { type: "imitator", rig });
    const config = ReadConfig(file, inputLength);
    RequireWeights(file, ImitatorWeightSpecs(config));
    const imitator = new Imitator(config, file.weights, file.manifest.rig);
    Object.values(file.weights).forEach((weight) => weight.dispose());
    return imitator;
}

function ReadConfig(file: INetworkFile, inputLength?: number): IImitatorConfig {
    try {
        const config = parse(ConfigSchema, file.manifest.architecture);
        if (inputLength !== undefined && config.inputLength !== inputLength) {
            const advice = `the head has ${inputLength} parameters: train an imitator for it`;
            throw new FaceCreatorError(
                "E_RIG_MISMATCH",
                "the imitator takes another number of parameters",
                String(config.inputLength),
                advice,
            );
        }
        ImitatorWeightSpecs(config);
        return config;
    } catch (error) {
        Object.values(file.weights).forEach((weight) => weight.dispose());
        if (error instanceof FaceCreatorError) {
            throw error;
        }
        const reason = error instanceof Error ? error.message : String(error);
        throw new FaceCreatorError(
            "E_NETWORK_FILE",
            "not the architecture of an imitator",
            file.manifest.name,
            `export it anew (${reason})`,
        );
    }
}
