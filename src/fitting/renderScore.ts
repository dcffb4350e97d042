import { PictureToTensor } from "../compute/pictureTensor.js";
import { type ICaptureOptions } from "../face/capture.types.js";
import { VectorToNuisance } from "../face/nuisanceVector.js";
import { type IPicture } from "../face/picture.js";
import { type Point2D } from "../photo/photo.types.js";
import { type IDefaultFitOptions } from "./defaultFitOptions.js";
import { ReadLossAsync } from "./descent.js";
import { type IFitLoss } from "./fit.types.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl } from "./fitControl.js";
import { LandmarkDistance } from "./landmarkMap.js";
import { type FitLosses } from "./losses.js";
import { PublishedFitConstants } from "./publishedFitConstants.js";

/** A vector as the real engine draws it, compared with the photo. */
export interface IScoredRender {
    readonly x: Float32Array;
    readonly picture: IPicture;
    /** Landmarks that the detector finds on the picture, in photo-booth pixels at 512; undefined when it finds no face or was not asked. */
    readonly landmarks: readonly Point2D[] | undefined;
    readonly loss: IFitLoss;
    /** Similarity of the contract in the eyes of F1. */
    readonly similarity: number;
    /** The larger the better; comparable only among renders of one fit. */
    readonly score: number;
}

/** Landmark distance (hundredths of the frame's side) that a render without a detectable face is given. */
const LostFaceDistance = 10;

/** What renders are compared with. */
export interface IPhotoReference {
    /** Losses of the photo at the size of the renders. */
    readonly losses: FitLosses;
    /** As the detector would find them on a render of the same face, in photo-booth pixels at 512; undefined where landmarks shall not be compared. */
    readonly landmarks: readonly Point2D[] | undefined;
    /** Pose, expressions and light that renders are drawn with, as `NuisanceToVector` orders them; undefined for neutral ones. */
    readonly nuisance?: Float32Array;
}

/**
 * How the engine is asked to draw for a comparison with a photo.
 * @param context networks and head
 * @param reference the photo
 * @param size side of the picture
 * @returns options of a capture
 */
export function CaptureLike(context: IFitContext, { nuisance }: IPhotoReference, size: number): ICaptureOptions {
    return { size, ...(nuisance && { nuisance: VectorToNuisance(context.schema, nuisance) }) };
}

/**
 * The similarity of the contract: (cos - m) / (1 - m).
 * @param cosine cosine of two embeddings
 * @param impostorCosine m, the network's mean cosine of two strangers
 * @returns 0 for a stranger, 1 for the same picture
 */
export function ToSimilarity(cosine: number, impostorCosine: number): number {
    return (cosine - impostorCosine) / (1 - impostorCosine);
}

/**
 * The landmarks of the largest face of a picture in the photo-booth frame.
 * @param context networks and head
 * @param picture the picture, of any size
 * @returns the landmarks in photo-booth pixels at 512; undefined when there is no face
 */
export async function FindBoothLandmarksAsync(context: IFitContext, picture: IPicture): Promise<readonly Point2D[] | undefined> {
    const [face] = await context.detector.detectAsync(picture);
    const scale = 512 / picture.width;
    return face?.landmarks.map(([x, y]) => [x * scale, y * scale]);
}

/**
 * Has the engine draw x and scores the picture against the photo. One sample a pixel is enough: the networks see it smaller.
 * @param context networks and head
 * @param control the running fit
 * @param reference the photo
 * @param x the vector
 * @param options weights of the score, size of the picture
 * @param known the landmarks, where they are known from a picture that differs in colours or options only; finding them is the costliest part
 * @returns the scored render
 */
export async function ScoreRenderAsync(
    context: IFitContext,
    control: FitControl,
    reference: IPhotoReference,
    x: Float32Array,
    options: IDefaultFitOptions,
    known?: readonly Point2D[],
): Promise<IScoredRender> {
    const picture = await control.captureAsync(x, { ...CaptureLike(context, reference, options.captureSize), antialias: false });
    const landmarks = known ?? (reference.landmarks && (await FindBoothLandmarksAsync(context, picture)));
    return await ScorePictureAsync(context, reference, { x, picture, landmarks }, options);
}

/**
 * Scores a picture of the engine against the photo.
 * @param context networks and head
 * @param reference the photo
 * @param drawn the picture, drawn as `CaptureLike` says
 * @param options weights of the score
 * @returns the scored render
 */
export async function ScorePictureAsync(
    context: IFitContext,
    reference: IPhotoReference,
    { x, picture, landmarks }: Pick<IScoredRender, "x" | "picture" | "landmarks">,
    options: IDefaultFitOptions,
): Promise<IScoredRender> {
    const tensor = PictureToTensor(picture);
    try {
        const loss = await ReadLossAsync(reference.losses, tensor, PublishedFitConstants.alpha);
        const similarity = ToSimilarity(1 - loss.identity, context.recognizer.impostorCosine);
        let distance = 0;
        if (reference.landmarks) {
            distance = landmarks ? LandmarkDistance(reference.landmarks, landmarks) / 5.12 : LostFaceDistance;
        }
        const score = options.scoreSimilarity * similarity - options.scoreContent * loss.content - options.scoreLandmarks * distance;
        return { x, picture, landmarks, loss, similarity, score };
    } finally {
        tensor.dispose();
    }
}
