import { type Tensor } from "@tensorflow/tfjs-core";
import { ToFloat16 } from "./float16.js";
import { type INetworkManifest, type INetworkWeight, type WeightQuantization } from "./networkFile.types.js";
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
 * Makes the files of a network.
 * @param description what the manifest says besides
 * @param weights by name, in the order of the file; the caller still owns them
 * @param eightBit names of weights that are stored in 8 bits over their range; the others become 16-bit floats
 * @returns manifest and data
 */
export async function SaveNetworkFileAsync(
    description: NetworkDescription,
    weights: Readonly<Record<string, Tensor>>,
    eightBit: readonly string[] = [],
): Promise<ISavedNetwork> {
    const entries: INetworkWeight[] = [];
    const blobs: Uint8Array[] = [];
    for (const [name, weight] of Object.entries(weights)) {
        const values = await weight.data<"float32">();
        const { bytes, quantization } = eightBit.includes(name) ? InEightBits(values) : InHalfFloats(values);
        entries.push({ name, shape: weight.shape, dtype: "float32", quantization });
        blobs.push(bytes);
    }
    const data = new Uint8Array(blobs.reduce((sum, { length }) => sum + length, 0));
    let offset = 0;
    for (const blob of blobs) {
        data.set(blob, offset);
        offset += blob.length;
    }
    const manifest: INetworkManifest = {
        format: "babylon-face-creator/network",
        version: 1,
        ...description,
        weights: entries,
        files: [{ path: NetworkDataFileName, bytes: data.byteLength, sha256: await Sha256Async(data.buffer) }],
    };
    return { manifest, data };
}

interface IStoredValues {
    readonly bytes: Uint8Array;
    readonly quantization: WeightQuantization;
}

function InHalfFloats(values: Float32Array): IStoredValues {
    const half = ToFloat16(values);
    return { bytes: new Uint8Array(half.buffer, half.byteOffset, half.byteLength), quantization: { dtype: "float16" } };
}

function InEightBits(values: Float32Array): IStoredValues {
    let [min, max] = [Infinity, -Infinity];
    for (const value of values) {
        min = Math.min(min, value);
        max = Math.max(max, value);
    }
    const scale = Math.max((max - min) / 255, 1e-12);
    return { bytes: Uint8Array.from(values, (value) => Math.round((value - min) / scale)), quantization: { dtype: "uint8", scale, min } };
}
