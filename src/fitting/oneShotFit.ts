import { type IDefaultFitOptions } from "./defaultFitOptions.js";
import { ExpectFace } from "./expectedFace.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl, type IFitStage } from "./fitControl.js";
import { MatchSeenColorsAsync } from "./correctColors.js";
import { GlanceAsync } from "./glance.js";
import { SolveLandmarks } from "./landmarkMap.js";
import { type PhotoReference } from "./photoReference.js";
import { ScoreRenderAsync } from "./renderScore.js";

/**
 * The method `oneShot`: the translator's face, drawn once by the engine; by that picture its shape is moved to the photo's landmarks, and its colours to
 * those of the photo. No descent.
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
    const { landmarkMap, layout, segmenter } = context;
    const glance = photo.photoLandmarks && (await GlanceAsync(context, photo.picture, photo.photoLandmarks));
    if (!landmarkMap || !photo.landmarks || !glance?.x) {
        return undefined;
    }
    const { x, sigmas } = ExpectFace(context, glance, options);
    control.report(stage, 0.5, { x });
    const drawn = await ScoreRenderAsync(context, control, photo, x, options);
    const corrected = await MatchSeenColorsAsync(context, photo, await segmenter.segmentAsync(photo.picture), drawn, options.colorReach);
    if (drawn.landmarks) {
        const shape = x.subarray(0, layout.continuousCount);
        const moved = new Float32Array(landmarkMap.jacobian.length / 136 - layout.continuousCount);
        const solution = SolveLandmarks(landmarkMap, photo.landmarks, layout.continuousCount, {
            sigmas,
            expected: shape,
            poseSigma: 0,
            expressionSigmas: [],
            noise: options.landmarkNoise,
            anchor: { at: { shape, moved }, landmarks: drawn.landmarks },
        });
        corrected.set(solution.shape);
    }
    return corrected;
}
