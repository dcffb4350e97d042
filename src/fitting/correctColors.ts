import { type ILabelMap } from "../face/picture.js";
import { type IDefaultFitOptions } from "./defaultFitOptions.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl, type IFitStage } from "./fitControl.js";
import { MatchColors } from "./matchColors.js";
import { type PhotoReference } from "./photoReference.js";
import { MeasureRegionColors } from "./regionColors.js";
import { type IScoredRender, ScoreRenderAsync } from "./renderScore.js";

/**
 * Measures colours on a photo and on a render, and corrects those of the rendered vector.
 * @param context networks and head
 * @param photo the photo
 * @param labels its part labels
 * @param seen the render
 * @param reach how far a colour may stand from the palette
 * @returns a new vector; the same colours where landmarks are unknown on either
 */
export async function MatchSeenColorsAsync(
    context: IFitContext,
    photo: PhotoReference,
    labels: ILabelMap,
    seen: IScoredRender,
    reach: number,
): Promise<Float32Array> {
    if (!photo.photoLandmarks || !seen.landmarks) {
        return seen.x.slice();
    }
    const wanted = MeasureRegionColors(photo.picture, labels, photo.photoLandmarks);
    const drawn = MeasureRegionColors(seen.picture, await context.segmenter.segmentAsync(seen.picture), seen.landmarks);
    return MatchColors(context.schema, context.layout, seen.x, wanted, drawn, reach);
}

/**
 * Draws x, measures its colours and corrects them by the photo's, round after round.
 * @param context networks and head
 * @param control the running fit
 * @param photo the photo
 * @param labels its part labels
 * @param from the render to begin with
 * @param options see {@link IDefaultFitOptions}
 * @param stage its part of the progress
 * @returns the render of the last round
 */
export async function CorrectColorsAsync(
    context: IFitContext,
    control: FitControl,
    photo: PhotoReference,
    labels: ILabelMap,
    from: IScoredRender,
    options: IDefaultFitOptions,
    stage: IFitStage,
): Promise<IScoredRender> {
    let seen = from;
    for (let round = 0; round < options.colorRounds && photo.photoLandmarks && seen.landmarks; round++) {
        const x = await MatchSeenColorsAsync(context, photo, labels, seen, options.colorReach);
        seen = await ScoreRenderAsync(context, control, photo, x, options, { landmarks: seen.landmarks, sameShape: true });
        control.report(stage, 1, { x });
    }
    return seen;
}
