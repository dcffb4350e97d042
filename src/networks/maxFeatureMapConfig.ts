import { type IWeightSpec } from "./imitatorConfig.js";

/** Side of the pictures that networks of this kind look at. */
export const MaxFeatureMapInputSize = 128;

/** The architecture of a recognition network of max-feature-map layers, as LightCNN is one. */
export interface IMaxFeatureMapConfig {
    readonly type: "max-feature-map";
    /** The first layer: side of its filters, its stride, and its channels after max-feature-map. */
    readonly first: { readonly side: number; readonly stride: number; readonly channels: number };
    /** Residual pairs, their channels, and the channels that the group after them ends with. */
    readonly blocks: readonly { readonly pairs: number; readonly channels: number; readonly next: number }[];
    /** The picture is halved after the first layer (0) and after these blocks (from 1). */
    readonly halvedAfter: readonly number[];
    /** Length of an embedding. */
    readonly length: number;
}

/** A convolution; its filters are twice as many as its channels, of which max-feature-map leaves half. */
export interface IMaxFeatureMapLayer {
    /** As in the checkpoints of LightCNN. */
    readonly name: string;
    readonly side: number;
    readonly stride: number;
    readonly inputs: number;
    /** Channels after max-feature-map. */
    readonly outputs: number;
}

/**
 * All convolutions of a network.
 * @param config the architecture
 * @returns the layers in the order of the forward pass
 */
export function MaxFeatureMapLayers({ first, blocks }: IMaxFeatureMapConfig): IMaxFeatureMapLayer[] {
    return [
        { name: "conv1", side: first.side, stride: first.stride, inputs: 1, outputs: first.channels },
        ...blocks.flatMap(({ pairs, channels, next }, i): IMaxFeatureMapLayer[] => [
            ...Array.from({ length: pairs }, (_, k) =>
                ["conv1", "conv2"].map((conv) => ({
                    name: `block${i + 1}.${k}.${conv}`,
                    side: 3,
                    stride: 1,
                    inputs: channels,
                    outputs: channels,
                })),
            ).flat(),
            { name: `group${i + 1}.conv_a`, side: 1, stride: 1, inputs: channels, outputs: channels },
            { name: `group${i + 1}.conv`, side: 3, stride: 1, inputs: channels, outputs: next },
        ]),
    ];
}

/**
 * The maps that the dense layer sees.
 * @param config the architecture
 * @returns their side in pixels and their channels
 */
export function MaxFeatureMapLastMaps({ first, blocks, halvedAfter }: IMaxFeatureMapConfig): { side: number; channels: number } {
    return { side: MaxFeatureMapInputSize / first.stride / 2 ** halvedAfter.length, channels: blocks[blocks.length - 1].next };
}

/**
 * The weights of a network, without the classifier of its training.
 * @param config the architecture
 * @returns `<layer>/kernel` [k, k, in, 2 out] and `<layer>/bias` [2 out], then `fc/kernel` [side * side * channels, length] and `fc/bias` [length]
 */
export function MaxFeatureMapWeightSpecs(config: IMaxFeatureMapConfig): IWeightSpec[] {
    const { side: last, channels } = MaxFeatureMapLastMaps(config);
    return [
        ...MaxFeatureMapLayers(config).flatMap(({ name, side, inputs, outputs }) => [
            { name: `${name}/kernel`, shape: [side, side, inputs, 2 * outputs], trainable: true },
            { name: `${name}/bias`, shape: [2 * outputs], trainable: true },
        ]),
        { name: "fc/kernel", shape: [last * last * channels, config.length], trainable: true },
        { name: "fc/bias", shape: [config.length], trainable: true },
    ];
}
