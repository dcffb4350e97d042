import { type IMaxFeatureMapConfig } from "./maxFeatureMapConfig.js";

/**
 * LightCNN-29 v2, the face recognition network of the paper's identity loss (version 2 as in its authors' own implementation). This package ships no
 * weights for it.
 */
export const LightCnnConfig: IMaxFeatureMapConfig = {
    type: "max-feature-map",
    first: { side: 5, stride: 1, channels: 48 },
    blocks: [
        { pairs: 1, channels: 48, next: 96 },
        { pairs: 2, channels: 96, next: 192 },
        { pairs: 3, channels: 192, next: 128 },
        { pairs: 4, channels: 128, next: 128 },
    ],
    halvedAfter: [0, 1, 2, 4],
    length: 256,
};
