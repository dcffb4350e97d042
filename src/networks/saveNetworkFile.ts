import { type Tensor } from "@tensorflow/tfjs-core";
import { ToFloat16 } from "./float16.js";
import { type INetworkManifest } from "./networkFile.types.js";
import { Sha256Async } from "./sha256.js";

/** Name of the data file of a saved network. */
export const NetworkDataFileName = "weights.bin";

/** What a manifest says that cannot be read off the weights. Other keys are kept. */
export type NetworkDescription = Pick<INetworkManifest, "name" | "architecture" | "rig" | "input" | "licence" | "provenance"> &
    Readonly<Record<string, unknown>>;

/** A network as files: write `manifest` as manifest.json and `data` as {@link NetworkDataFileName} beside it. */
export interface ISavedNetwork {
    readonly manifest: INetworkManifest;
    readonly data: Uint8Array<ArrayBuffer>;
}

/**
 * Makes the files of a network, weights as 16-bit floats.
 * @param description what the manifest says besides
 * @param weights by name, in the order of the file; the caller still owns them
 * @returns manifest and data
 */
export async function SaveNetworkFileAsync(
    description: NetworkDescription,
    weights: Readonly<Record<string, Tensor>>,
): Promise<ISavedNetwork> {
    const entries = Object.entries(weights);
    const values = await Promise.all(entries.map(async ([, weight]) => await weight.data<"float32">()));
    const half = new Uint16Array(values.reduce((sum, part) => sum + part.length, 0));
    let offset = 0;
    for (const part of values) {
        half.set(ToFloat16(part), offset);
        offset += part.length;
    }
    const data = new Uint8Array(half.buffer);
    const manifest: INetworkManifest = {
        format: "babylon-face-creator/network",
        version: 1,
        ...description,
        weights: entries.map(([name, { shape }]) => ({ name, shape, dtype: "float32", quantization: { dtype: "float16" } })),
        files: [{ path: NetworkDataFileName, bytes: data.byteLength, sha256: await Sha256Async(data.buffer) }],
    };
    return { manifest, data };
}
