import { type Tensor } from "@tensorflow/tfjs-core";
import { type IImitatorConfig, ImitatorWeightSpecs } from "../networks/imitatorConfig.js";
import { EncodeFloat16 } from "./float16.js";

/** The files of a network folder. */
export interface IEncodedNetwork {
    /** Text of `manifest.json`. */
    readonly manifest: string;
    /** Bytes of `weights.bin`. */
    readonly weights: Uint8Array<ArrayBuffer>;
}

/**
 * Encodes a trained imitator as a network folder.
 * @param config the architecture
 * @param weights by name (see ImitatorWeightSpecs); the caller owns them
 * @param rig the head that it learned to draw
 * @param licence licence of the weights
 * @param provenance how it was made, as plain data
 * @returns the folder's files; weights as float16, little-endian, in order
 */
export async function EncodeImitatorAsync(
    config: IImitatorConfig,
    weights: Readonly<Record<string, Tensor>>,
    rig: { readonly id: string; readonly hash: string },
    licence: string,
    provenance: Readonly<Record<string, unknown>>,
): Promise<IEncodedNetwork> {
    const specs = ImitatorWeightSpecs(config);
    const parts: Uint16Array[] = [];
    for (const { name } of specs) {
        parts.push(EncodeFloat16((await weights[name].data()) as Float32Array));
    }
    const bytes = new Uint8Array(2 * parts.reduce((sum, part) => sum + part.length, 0));
    const view = new DataView(bytes.buffer);
    let offset = 0;
    for (const part of parts) {
        for (const value of part) {
            view.setUint16(offset, value, true);
            offset += 2;
        }
    }
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const manifest = {
        format: "babylon-face-creator/network",
        version: 1,
        name: "imitator",
        architecture: config,
        rig: { id: rig.id, hash: rig.hash },
        input: { vector: "x as of the rig, 0..1", output: "photo-booth frame, RGB, sRGB-encoded, 0..1" },
        licence,
        provenance,
        weights: specs.map(({ name, shape }) => ({ name, shape, dtype: "float32", quantization: { dtype: "float16" } })),
        files: [{ path: "weights.bin", bytes: bytes.length, sha256: [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("") }],
    };
    return { manifest: `${JSON.stringify(manifest, undefined, 2)}\n`, weights: bytes };
}
