import { type IOptionMasks, UnpackOptionMasks } from "../face/optionMasks.js";
import { type ILabelMap } from "../face/picture.js";
import { OptionPriors } from "./chooseOptions.js";
import { type IDefaultFitOptions } from "./defaultFitOptions.js";
import { ExpectFace } from "./expectedFace.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl, type IFitStage } from "./fitControl.js";
import { MatchSeenColorsAsync } from "./correctColors.js";
import { GlanceAsync, type IGlance } from "./glance.js";
import { SolveLandmarks } from "./landmarkMap.js";
import { WithOption } from "./oneHot.js";
import { type IPartRanking, PartOverlap, PartRankings } from "./partOverlap.js";
import { type PhotoReference } from "./photoReference.js";
import { ScoreRenderAsync } from "./renderScore.js";

/**
 * The likeliest option of each block, makeup left as it is. What the photo's labels say of a block that has masks counts more than the translator, which
 * learned from renders and is often wrong about hair.
 */
function WithLikelyOptions(
    context: IFitContext,
    x: Float32Array,
    glance: IGlance,
    labels: ILabelMap,
    optionMasks: readonly IOptionMasks[] | undefined,
    options: IDefaultFitOptions,
): Float32Array {
    const { layout, schema } = context;
    return layout.blocks.reduce((chosen, block, i) => {
        const { id, makeup } = schema.discrete[i];
        if (makeup) {
            return chosen;
        }
        const part = PartRankings[id] as IPartRanking | undefined;
        const masks = optionMasks?.find((one) => one.block === id);
        const seen = part && masks && UnpackOptionMasks(masks, block.count).map((mask) => PartOverlap(labels, mask, part));
        const priors = OptionPriors(context, i, glance, seen ? options : { ...options, translatorOdds: 1, wornOdds: 1 });
        const values = priors.map((prior, option) => prior + (part?.weight ?? 1) * options.scoreOverlap * (seen?.[option] ?? 0));
        return WithOption(chosen, block, values.indexOf(Math.max(...values)));
    }, x);
}

/**
 * The method `oneShot`: the translator's face, drawn once by the engine; by that picture its shape is moved to the photo's landmarks, and its colours to
 * those of the photo. No descent.
 * @param context networks and head
 * @param photo the photo
 * @param optionMasks as of the request
 * @param options see {@link IDefaultFitOptions}
 * @param control the running fit
 * @param stage its part of the progress
 * @returns the one candidate; undefined where the photo shows no landmarks or the head has no translator
 */
export async function FitOneShotAsync(
    context: IFitContext,
    photo: PhotoReference,
    optionMasks: readonly IOptionMasks[] | undefined,
    options: IDefaultFitOptions,
    control: FitControl,
    stage: IFitStage,
): Promise<Float32Array | undefined> {
    const { landmarkMap, layout } = context;
    const labels = await photo.labelsAsync();
    const glance = photo.photoLandmarks && (await GlanceAsync(context, photo.picture, labels, photo.photoLandmarks));
    if (!landmarkMap || !photo.landmarks || !glance?.x) {
        return undefined;
    }
    const { x: expected, sigmas } = ExpectFace(context, glance, options);
    const x = WithLikelyOptions(context, expected, glance, labels, optionMasks, options);
    control.report(stage, 0.5, { x });
    // The face is about where it is on the aligned photo
    const drawn = await ScoreRenderAsync(context, control, photo, x, options, { landmarks: photo.landmarks, sameShape: false });
    const corrected = await MatchSeenColorsAsync(context, photo, labels, drawn, options.colorReach);
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
