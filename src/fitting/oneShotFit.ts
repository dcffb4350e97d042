import { type IDefaultFitOptions } from "./defaultFitOptions.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl, type IFitStage } from "./fitControl.js";
import { MatchSeenColorsAsync } from "./correctColors.js";
import { type PhotoReference } from "./photoReference.js";
import { ScoreRenderAsync } from "./renderScore.js";
import { GlanceAsync } from "./glance.js";

/**
 * The method `oneShot`: the translator's face, its colours corrected once by what the engine draws. No descent.
 * @param context networks and head
 * @param photo the photo
 * @param options see {@link IDefaultFitOptions}
 * @param control the running fit
 * @param stage its part of the progress
 * @returns the one candidate; undefined where the photo shows no landmarks or the head has no translator
 */
export async function FitOneShotAsync(
    context: IFitContext,
    photo: PhotoReference,
    options: IDefaultFitOptions,
    control: FitControl,
    stage: IFitStage,
): Promise<Float32Array | undefined> {
    const x = photo.photoLandmarks && (await GlanceAsync(context, photo.picture, photo.photoLandmarks)).x;
    if (!x) {
        return undefined;
    }
    control.report(stage, 0.5, { x });
    const drawn = await ScoreRenderAsync(context, control, photo, x, options);
    const labels = await context.segmenter.segmentAsync(photo.picture);
    return await MatchSeenColorsAsync(context, photo, labels, drawn, options.colorReach);
}
