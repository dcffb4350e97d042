import { FaceCreatorError } from "../face/faceCreatorError.js";
import { PartLabels } from "../face/partLabels.js";

/** The architecture of an imitator: transposed convolutions 4x4, each but the first doubling the side (section 3.1 of the paper). */
export interface IImitatorConfig {
    readonly type: "imitator";
    /** Length of x, and of the nuisance vector behind it. */
    readonly inputLength: number;
    /** Length of the nuisance vector; without it the imitator draws neutral frontal faces in the booth's own light only. */
    readonly nuisanceLength?: number;
    /** Channels of every layer but the last; the first layer draws 4 x 4 pixels. */
    readonly channels: readonly number[];
    /** Side of the picture: 4 * 2^channels.length. */
    readonly outputSize: number;
    /** 3, or 15 where it draws the scores of the part labels behind the picture. */
    readonly outputChannels: number;
}

/** A weight of a network. */
export interface IWeightSpec {
    readonly name: string;
    readonly shape: readonly number[];
    /** False for the moving averages of batch normalisation. */
    readonly trainable: boolean;
}

/** Channels of the picture. */
export const PictureChannels = 3;

/** Scores of part labels behind the picture, in the order of {@link PartLabels}. */
export const LabelChannels = Object.keys(PartLabels).length;

/** What the imitator of this package draws beyond neutral faces. */
export interface IDefaultImitatorOptions {
    /** Length of the nuisance vector that it takes behind x. Default 0: it draws neutral frontal faces in the booth's own light only. */
    readonly nuisanceLength?: number;
    /** Whether it draws part labels. Default false. */
    readonly labels?: boolean;
}

/** Side of every filter of an imitator. */
export const ImitatorFilterSize = 4;

/** Added to a variance before its root, in batch normalisation. */
export const BatchNormEpsilon = 1e-5;

/**
 * The imitator of this package: 128 x 128 pixels, about 4 million parameters.
 * @param vectorLength length of x
 * @param options what else it takes and draws
 * @returns the architecture
 */
export function DefaultImitatorConfig(vectorLength: number, options: IDefaultImitatorOptions = {}): IImitatorConfig {
    const { nuisanceLength = 0, labels = false } = options;
    return {
        type: "imitator",
        inputLength: vectorLength + nuisanceLength,
        ...(nuisanceLength > 0 && { nuisanceLength }),
        channels: [256, 256, 192, 128, 64],
        outputSize: 128,
        outputChannels: PictureChannels + (labels ? LabelChannels : 0),
    };
}

/**
 * The imitator of the paper: 8 layers, 512 x 512 pixels; 13.8 million parameters for its 310 inputs.
 * @param inputLength length of x
 * @returns the architecture
 */
export function PublishedImitatorConfig(inputLength: number): IImitatorConfig {
    return { type: "imitator", inputLength, channels: [512, 512, 512, 256, 128, 64, 64], outputSize: 512, outputChannels: 3 };
}

/**
 * The weights of an imitator, in the order of its network file.
 * @param config the architecture
 * @returns for layer i `layer<i>/kernel` [4, 4, out, in], then `gamma`, `beta`, `mean`, `variance` [out], or for the last `bias`
 * @throws FaceCreatorError E_NETWORK_FILE where the output size does not follow from the number of layers
 */
export function ImitatorWeightSpecs(config: IImitatorConfig): IWeightSpec[] {
    const { channels, inputLength, outputChannels, outputSize } = config;
    if (outputSize !== ImitatorFilterSize * 2 ** channels.length) {
        throw new FaceCreatorError(
            "E_NETWORK_FILE",
            "an imitator's output size does not fit its layers",
            String(outputSize),
            `use ${ImitatorFilterSize * 2 ** channels.length} for ${channels.length + 1} layers`,
        );
    }
    const specs: IWeightSpec[] = [];
    let inputs = inputLength;
    [...channels, outputChannels].forEach((outputs, i) => {
        specs.push({ name: `layer${i}/kernel`, shape: [ImitatorFilterSize, ImitatorFilterSize, outputs, inputs], trainable: true });
        if (i < channels.length) {
            for (const name of ["gamma", "beta", "mean", "variance"]) {
                specs.push({ name: `layer${i}/${name}`, shape: [outputs], trainable: name === "gamma" || name === "beta" });
            }
        } else {
            specs.push({ name: `layer${i}/bias`, shape: [outputs], trainable: true });
        }
        inputs = outputs;
    });
    return specs;
}

/**
 * Number of values that training moves.
 * @param specs the weights of a network
 * @returns the sum of their sizes
 */
export function CountParameters(specs: readonly IWeightSpec[]): number {
    return specs.filter((spec) => spec.trainable).reduce((sum, spec) => sum + spec.shape.reduce((product, size) => product * size, 1), 0);
}
