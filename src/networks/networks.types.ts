import { type Tensor2D, type Tensor4D } from "@tensorflow/tfjs-core";
import { type ILabelMap, type IPicture } from "../face/picture.js";

/**
 * F1 of the paper: a face recognition network, the eye of the identity loss (section 3.2).
 * Deterministic, and differentiable with respect to the pictures.
 */
export interface IFaceRecognizer {
    /** Name to give beside every similarity. */
    readonly name: string;
    /** Length of an embedding. */
    readonly length: number;
    /** Mean cosine of two strangers on the choosing split: m of similarity = (cos - m) / (1 - m). */
    readonly impostorCosine: number;
    /**
     * Embeds pictures in the photo-booth frame.
     * @param pictures [n, s, s, 3], RGB, sRGB-encoded, 0..1, any s from 64
     * @returns [n, length], each row of length 1; the caller disposes it
     */
    embed(pictures: Tensor4D): Tensor2D;
    /** Frees the weights. */
    dispose(): void;
}

/** What a face segmentation network says about pictures; the caller disposes both. */
export interface ISegmentation {
    /** [n, t, t, 11], t a quarter (the small network) or an eighth (ResNet-50) of the side that the network looks at: scores of the part classes before the softmax. */
    readonly logits: Tensor4D;
    /** [n, t, t, c]: the last features before the classifier, F2(.) of the facial content loss. */
    readonly features: Tensor4D;
}

/**
 * F2 of the paper: a face segmentation network, the eye of the facial content loss (section 3.3).
 * Deterministic, and differentiable with respect to the pictures.
 */
export interface IFaceSegmenter {
    readonly name: string;
    /** Side of the pictures that the network looks at; others are resized by a constant matrix. */
    readonly inputSize: number;
    /**
     * Part scores and features of pictures in the photo-booth frame.
     * @param pictures [n, s, s, 3], RGB, sRGB-encoded, 0..1, any s from 64
     */
    forward(pictures: Tensor4D): ISegmentation;
    /**
     * The part labels of a picture in the photo-booth frame.
     * @param picture square
     * @returns labels 0 to 10 of the whole frame, 128 x 128; `other` where the network does not look
     */
    segmentAsync(picture: IPicture): Promise<ILabelMap>;
    /** Frees the weights. */
    dispose(): void;
}

/** What an imitator draws. */
export interface IImitation {
    /** [n, outputSize, outputSize, 3], RGB, sRGB-encoded, about 0..1 (not clamped). */
    readonly pictures: Tensor4D;
    /** [n, outputSize, outputSize, 12]: scores of the part labels before the softmax; undefined where it draws none. */
    readonly labels: Tensor4D | undefined;
}

/** G of the paper: draws what the engine draws, with a gradient (section 3.1). Pictures are in the photo-booth frame. */
export interface IImitator {
    /** Length of x. */
    readonly inputLength: number;
    /** Length of the nuisance vector (pose, expressions, light) that it takes beside x, 0 where it draws neutral faces only. */
    readonly nuisanceLength: number;
    /** Whether it draws part labels. */
    readonly hasLabels: boolean;
    /** Side of the pictures that it draws. */
    readonly outputSize: number;
    /** The head whose look it learned. */
    readonly rig: { readonly id: string; readonly hash: string } | undefined;
    /**
     * Draws faces; differentiable with respect to x and nuisance.
     * @param x [n, inputLength], 0..1
     * @param nuisance [n, nuisanceLength] as `NuisanceToVector` makes it; default neutral
     * @returns [n, outputSize, outputSize, 3], RGB, sRGB-encoded, about 0..1 (not clamped); the caller disposes it
     */
    predict(x: Tensor2D, nuisance?: Tensor2D): Tensor4D;
    /**
     * Draws faces and their part labels; as {@link IImitator.predict}.
     * @param x [n, inputLength], 0..1
     * @param nuisance [n, nuisanceLength]; default neutral
     * @returns pictures and labels; the caller disposes them
     */
    predictAll(x: Tensor2D, nuisance?: Tensor2D): IImitation;
    /** Frees the weights. */
    dispose(): void;
}
