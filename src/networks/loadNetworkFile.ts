import { io, type Tensor } from "@tensorflow/tfjs-core";
import { array, check, literal, looseObject, number, object, optional, parse, pipe, record, string, unknown, variant } from "valibot";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { FetchBytesAsync } from "./fetchBytes.js";
import { type IWeightSpec } from "./imitatorConfig.js";
import { type INetworkDataFile, type INetworkManifest } from "./networkFile.types.js";
import { Sha256Async } from "./sha256.js";

/** A loaded network file. */
export interface INetworkFile {
    readonly manifest: INetworkManifest;
    /** By name; the caller disposes them. */
    readonly weights: Record<string, Tensor>;
}

/** What a network file must fit. */
export interface INetworkFileExpectation {
    /** Type of the architecture, for example `imitator`. */
    readonly type?: string;
    /** The head in use: weights made for another are refused; weights that depend on none pass. */
    readonly rig?: { readonly id: string; readonly hash: string };
}

const BytesPerValue = { float32: 4, float16: 2, uint8: 1 } as const;

const Quantization = variant("dtype", [
    object({ dtype: literal("float16") }),
    object({ dtype: literal("uint8"), scale: number(), min: number() }),
]);

const ManifestSchema = looseObject({
    format: literal("babylon-face-creator/network"),
    version: literal(1),
    name: string(),
    architecture: looseObject({ type: string() }),
    rig: optional(object({ id: string(), hash: string() })),
    input: record(string(), unknown()),
    weights: array(
        object({
            name: string(),
            shape: array(number()),
            dtype: literal("float32"),
            quantization: optional(Quantization),
        }),
    ),
    files: pipe(
        array(object({ path: string(), bytes: number(), sha256: string() })),
        check((files) => files.every(({ path }) => /^[\w.-]+$/.test(path)), "a path leaves the folder"),
    ),
    licence: string(),
    provenance: unknown(),
});

/**
 * Loads a network: its manifest, then its weights, each file checked against its SHA-256.
 * @param url absolute URL of the network's folder (ends with a slash) or of its manifest
 * @param expectation what it must fit
 * @returns manifest and weights; the caller disposes the weights
 * @throws FaceCreatorError E_READ (does not load), E_NETWORK_FILE (is damaged or not such a network), E_VERSION_NEWER, E_RIG_MISMATCH
 */
export async function LoadNetworkFileAsync(url: string, expectation: INetworkFileExpectation = {}): Promise<INetworkFile> {
    const manifestUrl = url.endsWith("/") ? `${url}manifest.json` : url;
    const manifest = ParseManifest(await FetchBytesAsync(manifestUrl), manifestUrl);
    RequireFit(manifest, expectation);
    const parts = await Promise.all(manifest.files.map(async (file) => await LoadDataAsync(new URL(file.path, manifestUrl).href, file)));
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
    let offset = 0;
    for (const part of parts) {
        bytes.set(new Uint8Array(part), offset);
        offset += part.byteLength;
    }
    return { manifest, weights: DecodeNetworkWeights(manifest, bytes.buffer) };
}

/**
 * Checks that a network has exactly the weights of its architecture.
 * @param file a loaded network
 * @param specs the weights of its architecture
 * @throws FaceCreatorError E_NETWORK_FILE where a weight is missing or has another shape; the weights are disposed then
 */
export function RequireWeights(file: INetworkFile, specs: readonly Pick<IWeightSpec, "name" | "shape">[]): void {
    const wrong = specs.find(({ name, shape }) => file.weights[name]?.shape.join() !== shape.join());
    if (wrong) {
        Object.values(file.weights).forEach((weight) => weight.dispose());
        const shape = `${wrong.name} [${wrong.shape.join(", ")}]`;
        throw new FaceCreatorError(
            "E_NETWORK_FILE",
            `the network ${file.manifest.name} lacks the weight`,
            shape,
            "export it anew with this version",
        );
    }
}

function ParseManifest(data: ArrayBuffer, url: string): INetworkManifest {
    try {
        const json: unknown = JSON.parse(new TextDecoder().decode(data));
        if ((json as { version?: unknown }).version !== 1 && Number((json as { version?: unknown }).version) > 1) {
            throw new FaceCreatorError("E_VERSION_NEWER", "a newer version made the network", url, "update babylon-face-creator");
        }
        return parse(ManifestSchema, json) as INetworkManifest;
    } catch (error) {
        if (error instanceof FaceCreatorError) {
            throw error;
        }
        const reason = error instanceof Error ? error.message : String(error);
        throw new FaceCreatorError("E_NETWORK_FILE", "not the manifest of a network", url, `check the networks folder (${reason})`);
    }
}

function RequireFit(manifest: INetworkManifest, { type, rig }: INetworkFileExpectation): void {
    if (type !== undefined && manifest.architecture.type !== type) {
        const found = `${manifest.name} (${manifest.architecture.type})`;
        throw new FaceCreatorError(
            "E_NETWORK_FILE",
            `this network is not of the type ${type}`,
            found,
            `give the folder of a network of type ${type}`,
        );
    }
    if (rig && manifest.rig && manifest.rig.hash !== rig.hash) {
        const made = `${manifest.rig.id} ${manifest.rig.hash.slice(0, 12)}`;
        const advice = `train it for the head in use (${rig.id} ${rig.hash.slice(0, 12)}) or take the files that came with that head`;
        throw new FaceCreatorError("E_RIG_MISMATCH", `the network ${manifest.name} was made for another head`, made, advice);
    }
}

async function LoadDataAsync(url: string, file: INetworkDataFile): Promise<ArrayBuffer> {
    const data = await FetchBytesAsync(url);
    if (data.byteLength !== file.bytes || (await Sha256Async(data)) !== file.sha256) {
        throw new FaceCreatorError(
            "E_NETWORK_FILE",
            "the file is not the one of its manifest",
            url,
            "download it again; both must be of one build",
        );
    }
    return data;
}

/**
 * The weights of a network file's data.
 * @param manifest of the network
 * @param data its data files, concatenated
 * @returns weights by name; the caller disposes them
 * @throws FaceCreatorError E_NETWORK_FILE where the data is of another length
 */
export function DecodeNetworkWeights(manifest: INetworkManifest, data: ArrayBuffer): Record<string, Tensor> {
    const needed = manifest.weights.reduce(
        (sum, { shape, quantization }) =>
            sum + shape.reduce((product, size) => product * size, 1) * BytesPerValue[quantization?.dtype ?? "float32"],
        0,
    );
    if (needed !== data.byteLength) {
        const what = `the data of ${manifest.name} has another length than its weights`;
        throw new FaceCreatorError("E_NETWORK_FILE", what, `${data.byteLength} instead of ${needed}`, "export the network anew");
    }
    return io.decodeWeights(data, manifest.weights as unknown as io.WeightsManifestEntry[]);
}
