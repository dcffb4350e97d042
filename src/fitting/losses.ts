import {
    abs,
    add,
    dispose,
    mean,
    mul,
    reshape,
    slice,
    softmax,
    sub,
    sum,
    tidy,
    type Scalar,
    type Tensor2D,
    type Tensor3D,
    type Tensor4D,
} from "@tensorflow/tfjs-core";
import { PartLabels } from "../face/partLabels.js";
import { type IFaceRecognizer, type IFaceSegmenter, type ISegmentation } from "../networks/networks.types.js";

/** First of the part classes that the facial content loss looks at; the background of a photo is not the face. */
const FirstClass = PartLabels.skin;

/** What the facial content loss looks at. */
export interface IFitLossesOptions {
    /** Whether hair is among the parts. The published method needs it to move its hair block; the default method chooses hair by drawing it. */
    readonly hair: boolean;
}

/**
 * The features of F2, weighted pixel by pixel with the probabilities of the facial parts: w(y) F2(y) of section 3.3 of the paper.
 * F2(y) is the output of the layer before F2's classifier, w_k(y) the softmax of the classifier for the part k, and the product is kept
 * for each part apart, so that features count where the part is: [pixels, parts, channels].
 */
function WeightedFeatures(segmentation: ISegmentation, options: IFitLossesOptions): Tensor3D {
    const { features, logits } = segmentation;
    const classCount = logits.shape[3];
    const channels = features.shape[3];
    const pixels = (features.size / channels) | 0;
    const last = options.hair ? PartLabels.hair : PartLabels.lowerLip;
    const parts = last - FirstClass + 1;
    const probabilities = slice(softmax(reshape(logits, [pixels, classCount]) as Tensor2D), [0, FirstClass], [pixels, parts]);
    return mul(reshape(probabilities, [pixels, parts, 1]), reshape(features, [pixels, 1, channels]));
}

/**
 * The two losses of the fit for one photo (sections 3.2 and 3.3 of the paper). The photo goes through the same code as the imitator's
 * picture. Holds tensors: dispose it.
 */
export class FitLosses {
    private readonly _embedding: Tensor2D;
    private readonly _features: Tensor3D;

    /**
     * @param _recognizer F1, stays the caller's
     * @param _segmenter F2, stays the caller's
     * @param photo [1, s, s, 3], RGB, sRGB-encoded, 0..1, in the photo-booth frame; stays the caller's
     * @param _options see {@link IFitLossesOptions}
     */
    public constructor(
        private readonly _recognizer: IFaceRecognizer,
        private readonly _segmenter: IFaceSegmenter,
        photo: Tensor4D,
        private readonly _options: IFitLossesOptions,
    ) {
        this._embedding = tidy(() => this._recognizer.embed(photo));
        this._features = tidy(() => WeightedFeatures(this._segmenter.forward(photo), this._options));
    }

    /**
     * The cosine of photo and picture in the eyes of F1.
     * @param picture [1, s, s, 3] as the photo
     * @returns a scalar in -1..1; the caller disposes it
     */
    public cosine(picture: Tensor4D): Scalar {
        return tidy(() => sum(mul(this._embedding, this._recognizer.embed(picture))) as Scalar);
    }

    /**
     * The identity loss 1 - cos(F1(photo), F1(picture)).
     * @param picture [1, s, s, 3] as the photo
     * @returns a scalar in 0..2; the caller disposes it
     */
    public identity(picture: Tensor4D): Scalar {
        return tidy(() => sub(1, this.cosine(picture)) as Scalar);
    }

    /**
     * The facial content loss || w(photo) F2(photo) - w(picture) F2(picture) ||_1 as a mean over pixels and channels, summed over parts.
     * @param picture [1, s, s, 3] as the photo
     * @returns a scalar; the caller disposes it
     */
    public content(picture: Tensor4D): Scalar {
        return tidy(() => {
            const difference = abs(sub(this._features, WeightedFeatures(this._segmenter.forward(picture), this._options)));
            return mul(mean(difference), this._features.shape[1]) as Scalar;
        });
    }

    /**
     * The loss of the published method, `alpha * identity + content`.
     * @param picture [1, s, s, 3] as the photo
     * @param alpha weight of the identity loss
     * @returns a scalar; the caller disposes it
     */
    public total(picture: Tensor4D, alpha: number): Scalar {
        return tidy(() => add(mul(this.identity(picture), alpha), this.content(picture)) as Scalar);
    }

    /** Frees the photo's features. */
    public dispose(): void {
        dispose([this._embedding, this._features]);
    }
}
