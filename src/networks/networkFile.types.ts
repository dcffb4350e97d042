/** A weight in a network file. */
export interface INetworkWeight {
    readonly name: string;
    readonly shape: readonly number[];
    readonly dtype: "float32";
    /** Absent: 32-bit floats. */
    readonly quantization?: WeightQuantization;
}

/** How a weight is stored: as 16-bit floats, or as bytes q that stand for q * scale + min. */
export type WeightQuantization = { readonly dtype: "float16" } | { readonly dtype: "uint8"; readonly scale: number; readonly min: number };

/** A data file of a network. */
export interface INetworkDataFile {
    /** Relative to the manifest. */
    readonly path: string;
    readonly bytes: number;
    /** Lower-case hexadecimal. */
    readonly sha256: string;
}

/** `manifest.json` of a network: what it is, what it takes, and where its weights come from. Other keys are kept. */
export interface INetworkManifest {
    readonly format: "babylon-face-creator/network";
    readonly version: 1;
    readonly name: string;
    /** Type and configuration; `imitator` or `segmenter`. */
    readonly architecture: { readonly type: string; readonly [key: string]: unknown };
    /** The head that the weights were made for, where they depend on one. */
    readonly rig?: { readonly id: string; readonly hash: string };
    /** What the network takes: size, channel order, range of values. */
    readonly input: Readonly<Record<string, unknown>>;
    /** In the order of the data. */
    readonly weights: readonly INetworkWeight[];
    /** Concatenated they hold the weights, little-endian. */
    readonly files: readonly INetworkDataFile[];
    readonly licence: string;
    readonly provenance: unknown;
    readonly [extra: string]: unknown;
}
