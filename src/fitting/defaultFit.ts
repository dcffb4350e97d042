import { AverageVector } from "../face/faceVector.js";
import { type IOptionMasks } from "../face/optionMasks.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";
import { type Point2D } from "../photo/photo.types.js";
import { ChooseByDrawingAsync } from "./chooseOptions.js";
import { DescendAsync } from "./defaultDescent.js";
import { type IDefaultFitOptions } from "./defaultFitOptions.js";
import { type IDescent } from "./descent.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl, type IFitStage } from "./fitControl.js";
import { SolveLandmarks } from "./landmarkMap.js";
import { type FitLosses } from "./losses.js";
import { MatchColors } from "./matchColors.js";
import { MeasureRegionColors } from "./regionColors.js";
import { type IPhotoReference, type IScoredRender, ScoreRenderAsync } from "./renderScore.js";

/** The photo as the method `default` uses it. */
export interface IDefaultFitPhoto extends IPhotoReference {
    /** In the photo-booth frame. */
    readonly picture: IPicture;
    /** Where the detector found the landmarks on the photo itself. */
    readonly photoLandmarks: readonly Point2D[] | undefined;
    /** Losses of the photo at the imitator's size. */
    readonly imitatorLosses: FitLosses;
    /** As of the request. */
    readonly optionMasks?: readonly IOptionMasks[];
}

/** Parts of the progress. */
const Stages = {
    start: { phase: "fit", from: 0.05, to: 0.2 },
    options: { phase: "fit", from: 0.2, to: 0.4 },
    descent: { phase: "fit", from: 0.4, to: 0.8 },
} as const satisfies Record<string, IFitStage>;

/** What the method `default` proposes before its last verification. */
export interface IDefaultFitProposal {
    readonly descent: IDescent;
    /** The average face, drawn and scored. */
    readonly average: IScoredRender;
    /** Vectors for the engine to draw; the first is the start of the descent. */
    readonly candidates: readonly Float32Array[];
}

/** Mixes two vectors in their continuous part; colours and options are those of `to`. */
function Between(from: Float32Array, to: Float32Array, count: number, part: number): Float32Array {
    return to.map((value, i) => (i < count ? from[i] + (value - from[i]) * part : value));
}

/** The start by landmarks: solved in closed form, then corrected by what the detector finds on the engine's own picture. */
async function StartByLandmarksAsync(
    context: IFitContext,
    control: FitControl,
    photo: IDefaultFitPhoto,
    average: IScoredRender,
    options: IDefaultFitOptions,
): Promise<IScoredRender> {
    const { landmarkMap, layout } = context;
    let best = average;
    if (!landmarkMap || !photo.landmarks) {
        return best;
    }
    let seen = average;
    for (let round = 0; round <= options.landmarkRefinements && seen.landmarks; round++) {
        const x = seen.x.slice();
        const anchor = { c: seen.x.subarray(0, layout.continuousCount), landmarks: seen.landmarks };
        x.set(
            SolveLandmarks(landmarkMap, photo.landmarks, layout.continuousCount, {
                sigma: options.landmarkSigma,
                noise: options.landmarkNoise,
                anchor,
            }),
        );
        seen = await ScoreRenderAsync(context, control, photo, x, options);
        best = seen.score > best.score ? seen : best;
        control.report(Stages.start, (round + 1) / (options.landmarkRefinements + 2), { x });
    }
    return best;
}

/** Draws x, measures its colours and corrects them by the photo's, round after round. */
async function CorrectColorsAsync(
    context: IFitContext,
    control: FitControl,
    photo: IDefaultFitPhoto,
    labels: ILabelMap,
    from: IScoredRender,
    options: IDefaultFitOptions,
): Promise<IScoredRender> {
    let seen = from;
    for (let round = 0; round < options.colorRounds && photo.photoLandmarks && seen.landmarks; round++) {
        const wanted = MeasureRegionColors(photo.picture, labels, photo.photoLandmarks);
        const drawn = MeasureRegionColors(seen.picture, await context.segmenter.segmentAsync(seen.picture), seen.landmarks);
        const x = MatchColors(context.schema, context.layout, seen.x, wanted, drawn, options.colorReach);
        seen = await ScoreRenderAsync(context, control, photo, x, options, seen.landmarks);
        control.report(Stages.start, 1, { x });
    }
    return seen;
}

/**
 * The method `default`: shape from landmarks, colours measured on photo and render, discrete options drawn and compared, then a descent
 * through the imitator on the losses of the published method with a prior.
 * @param context networks and head
 * @param photo the photo
 * @param options see {@link IDefaultFitOptions}
 * @param control the running fit
 * @returns the descent and the candidates that the engine shall draw
 */
export async function FitDefaultAsync(
    context: IFitContext,
    photo: IDefaultFitPhoto,
    options: IDefaultFitOptions,
    control: FitControl,
): Promise<IDefaultFitProposal> {
    const count = context.layout.continuousCount;
    const labels = await context.segmenter.segmentAsync(photo.picture);
    const average = await ScoreRenderAsync(context, control, photo, AverageVector(context.schema), options);
    const shaped = await StartByLandmarksAsync(context, control, photo, average, options);
    const coloured = await CorrectColorsAsync(context, control, photo, labels, shaped, options);
    const styled = await ChooseByDrawingAsync(context, control, { ...photo, labels }, coloured, options, Stages.options);
    // Hair and brows show their own colour only once their style is right
    const start = await CorrectColorsAsync(context, control, photo, labels, styled, options);
    const descent = await DescendAsync(context, photo.imitatorLosses, photo.landmarks, start.x, options, control, Stages.descent);
    return {
        descent,
        average,
        candidates: [start.x, ...descent.waypoints, ...options.strengths.map((part) => Between(start.x, descent.x, count, part))],
    };
}
