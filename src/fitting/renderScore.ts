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

/** What is known of the face on a picture that is about to be drawn, from one that was. */
export interface IKnownFace {
    /** Landmarks of that picture, in photo-booth pixels at 512; undefined when no face was found on it. */
    readonly landmarks: readonly Point2D[] | undefined;
    /** Whether only colours and options differ, so that landmarks stay where they are; else they tell about where to look. */
    readonly sameShape: boolean;
}

/**
 * The landmarks of the largest face of a picture in the photo-booth frame.
 * @param context networks and head
 * @param picture the picture, of any size
 * @param about landmarks of a picture with the face in about the same place: the face is then not searched for, which is most of the work
 * @returns the landmarks in photo-booth pixels at 512; undefined when there is no face
 */
export async function FindBoothLandmarksAsync(
    { detector }: IFitContext,
    picture: IPicture,
    about?: readonly Point2D[],
): Promise<readonly Point2D[] | undefined> {
    const scale = 512 / picture.width;
    const landmarks = about
        ? await detector.locateAsync(picture, BoxAround(about, 1 / scale))
        : (await detector.detectAsync(picture)).at(0)?.landmarks;
    return landmarks?.map(([x, y]) => [x * scale, y * scale]);
}

/** The box of landmarks at another scale: x, y, width, height. */
function BoxAround(landmarks: readonly Point2D[], scale: number): [number, number, number, number] {
    const [xs, ys] = [0, 1].map((axis) => landmarks.map((point) => point[axis] * scale));
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
}

/** Has the engine draw x for a comparison. One sample a pixel is enough: the networks see it smaller. */
async function DrawAsync(
    context: IFitContext,
    control: FitControl,
    reference: IPhotoReference,
    x: Float32Array,
    { captureSize }: IDefaultFitOptions,
): Promise<IPicture> {
    return await control.captureAsync(x, { ...CaptureLike(context, reference, captureSize), antialias: false });
}

/** Finds the landmarks of a picture, where they are not known, and scores it. */
async function ScoreDrawnAsync(
    context: IFitContext,
    reference: IPhotoReference,
    { x, picture }: Pick<IScoredRender, "x" | "picture">,
    options: IDefaultFitOptions,
    face: IKnownFace | undefined,
): Promise<IScoredRender> {
    const landmarks =
        face?.landmarks && face.sameShape
            ? face.landmarks
            : reference.landmarks && (await FindBoothLandmarksAsync(context, picture, face?.landmarks));
    return await ScorePictureAsync(context, reference, { x, picture, landmarks }, options);
}

/**
 * Has the engine draw x and scores the picture against the photo.
 * @param context networks and head
 * @param control the running fit
 * @param reference the photo
 * @param x the vector
 * @param options weights of the score, size of the picture
 * @param face what is known of the face on the picture
 * @returns the scored render
 */
export async function ScoreRenderAsync(
    context: IFitContext,
    control: FitControl,
    reference: IPhotoReference,
    x: Float32Array,
    options: IDefaultFitOptions,
    face?: IKnownFace,
): Promise<IScoredRender> {
    const picture = await DrawAsync(context, control, reference, x, options);
    return await ScoreDrawnAsync(context, reference, { x, picture }, options, face);
}

/**
 * Has the engine draw vectors and scores the pictures against the photo, one after another; while one is scored the engine draws the next.
 * @param context networks and head
 * @param control the running fit
 * @param reference the photo
 * @param candidates the vectors
 * @param options weights of the score, size of the pictures
 * @param face what is known of the face on all of the pictures
 * @yields the scored renders, in the order of the vectors
 */
export async function* ScoreRendersAsync(
    context: IFitContext,
    control: FitControl,
    reference: IPhotoReference,
    candidates: readonly Float32Array[],
    options: IDefaultFitOptions,
    face?: IKnownFace,
): AsyncGenerator<IScoredRender, void> {
    const begin = (x: Float32Array | undefined): Promise<IPicture> | undefined => {
        const drawing = x && DrawAsync(context, control, reference, x, options);
        // Who waits for it gets the error; nobody does once the caller has stopped
        drawing?.catch(() => undefined);
        return drawing;
    };
    let next = begin(candidates.at(0));
    for (const [i, x] of candidates.entries()) {
        const picture = (await next)!;
        next = begin(candidates.at(i + 1));
        yield await ScoreDrawnAsync(context, reference, { x, picture }, options, face);
    }
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
