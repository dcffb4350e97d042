import { array, integer, literal, minLength, minValue, number, object, optional, parse, pipe } from "valibot";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { Imitator } from "./imitator.js";
import { ImitatorWeightSpecs, type IImitatorConfig } from "./imitatorConfig.js";
import { LoadNetworkFileAsync, RequireWeights, type INetworkFile } from "./loadNetworkFile.js";

const Count = pipe(number(), integer(), minValue(1));

const ConfigSchema = object({
    type: literal("imitator"),
    inputLength: Count,
    nuisanceLength: optional(pipe(number(), integer(), minValue(0))),
    channels: pipe(array(Count), minLength(1)),
    outputSize: Count,
    outputChannels: Count,
});

/** Lengths of the vectors of a head. */
export interface IVectorLengths {
    /** Of x. */
    readonly x: number;
    /** Of pose, expressions and light. */
    readonly nuisance: number;
}

/**
 * Loads an imitator.
 * @param url absolute URL of its folder, ends with a slash
 * @param rig the head in use; an imitator of another is refused
 * @param lengths of the head's vector x and of its nuisance vector; other lengths are refused, but an imitator need not take the nuisance
 * @returns the imitator; the caller disposes it
 * @throws FaceCreatorError E_READ, E_NETWORK_FILE, E_VERSION_NEWER, E_RIG_MISMATCH
 */
export async function LoadImitatorAsync(
    url: string,
    rig?: { readonly id: string; readonly hash: string },
    lengths?: IVectorLengths,
): Promise<Imitator> {
    const file = await LoadNetworkFileAsync(url, { type: "imitator", rig });
    const config = ReadConfig(file, lengths);
    RequireWeights(file, ImitatorWeightSpecs(config));
    const imitator = new Imitator(config, file.weights, file.manifest.rig);
    Object.values(file.weights).forEach((weight) => weight.dispose());
    return imitator;
}

function ReadConfig(file: INetworkFile, lengths?: IVectorLengths): IImitatorConfig {
    try {
        const config = parse(ConfigSchema, file.manifest.architecture);
        const nuisance = config.nuisanceLength ?? 0;
        const x = config.inputLength - nuisance;
        if (lengths && (x !== lengths.x || (nuisance !== 0 && nuisance !== lengths.nuisance))) {
            throw new FaceCreatorError(
                "E_RIG_MISMATCH",
                "the imitator takes another number of parameters",
                `${x} and ${nuisance} of nuisance`,
                `the head has ${lengths.x} and ${lengths.nuisance}: train an imitator for it`,
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
