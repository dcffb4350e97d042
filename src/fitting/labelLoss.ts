import { add, exp, log, max, mul, sub, sum, tensor4d, tidy, type Scalar, type Tensor4D } from "@tensorflow/tfjs-core";
import { PartLabels } from "../face/partLabels.js";
import { type ILabelMap } from "../face/picture.js";
import { LabelChannels } from "../networks/imitatorConfig.js";

/** Weight of a pixel by the photo's label: small parts count more, as in the imitator's training; what is not the face does not count. */
const PixelWeights: Readonly<Record<number, number>> = {
    [PartLabels.skin]: 1,
    [PartLabels.leftBrow]: 2,
    [PartLabels.rightBrow]: 2,
    [PartLabels.leftEye]: 2,
    [PartLabels.rightEye]: 2,
    [PartLabels.nose]: 2,
    [PartLabels.upperLip]: 2,
    [PartLabels.innerMouth]: 2,
    [PartLabels.lowerLip]: 2,
};

/**
 * The facial content of a photo as the imitator's own label head sees it: the cross entropy of the part labels that it draws against those which F2
 * sees on the photo. F2 looks at the photo once, and is not in the loop. Holds a tensor: dispose it.
 */
export class LabelLoss {
    /** [1, s, s, 12]: the photo's label, weighted, the weights' sum being 1. */
    private readonly _wanted: Tensor4D;

    /**
     * @param labels the photo's part labels in the photo-booth frame
     * @param size side of the imitator's pictures
     */
    public constructor(labels: ILabelMap, size: number) {
        const values = new Float32Array(size * size * LabelChannels);
        let total = 0;
        for (let y = 0; y < size; y++) {
            const row = Math.floor(((y + 0.5) * labels.height) / size) * labels.width;
            for (let x = 0; x < size; x++) {
                const label = labels.data[row + Math.floor(((x + 0.5) * labels.width) / size)];
                const weight = PixelWeights[label] ?? 0;
                values[(y * size + x) * LabelChannels + label] = weight;
                total += weight;
            }
        }
        this._wanted = tensor4d(total > 0 ? values.map((value) => value / total) : values, [1, size, size, LabelChannels]);
    }

    /**
     * @param scores [1, s, s, 12] of `IImitation.labels`
     * @returns a scalar, 0 where every label of the face is drawn for certain; the caller disposes it
     */
    public of(scores: Tensor4D): Scalar {
        return tidy(() => {
            const shifted = sub(scores, max(scores, 3, true));
            const logSum = log(sum(exp(shifted), 3, true));
            return sum(mul(add(mul(shifted, -1), logSum), this._wanted)) as Scalar;
        });
    }

    /** Frees the photo's labels. */
    public dispose(): void {
        this._wanted.dispose();
    }
}
