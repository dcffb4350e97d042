import { type IOptionMasks } from "../face/optionMasks.js";
import { NuisanceToVector } from "../face/nuisanceVector.js";
import { ChooseByDrawingAsync } from "./chooseOptions.js";
import { CorrectColorsAsync } from "./correctColors.js";
import { DescendAsync } from "./defaultDescent.js";
import { type IDefaultFitOptions } from "./defaultFitOptions.js";
import { type IDescent } from "./descent.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl, type IFitStage } from "./fitControl.js";
import { type ILandmarkSolution, LandmarkDistance, SolveLandmarks } from "./landmarkMap.js";
import { type PhotoReference } from "./photoReference.js";
import { ExpectFace, type IExpectedFace } from "./expectedFace.js";
import { GlanceAsync } from "./glance.js";
import { type IScoredRender, ScoreRenderAsync } from "./renderScore.js";

/** Parts of the progress. */
const Stages = {
    start: { phase: "fit", from: 0.05, to: 0.2 },
    options: { phase: "fit", from: 0.2, to: 0.4 },
    descent: { phase: "fit", from: 0.4, to: 0.8 },
} as const satisfies Record<string, IFitStage>;

/** What the method `default` proposes before its last verification. */
export interface IDefaultFitProposal {
    readonly descent: IDescent;
    /** The start of the descent as the engine drew it; undefined where the descent found another pose, for which it is to be drawn anew. */
    readonly drawn: IScoredRender | undefined;
    /** Vectors for the engine to draw; with the start of the descent where `drawn` is undefined. */
    readonly candidates: readonly Float32Array[];
    /** The photo, aligned for renders of its pose; the caller disposes it. The given one where no pose was looked for. */
    readonly photo: PhotoReference;
}

/** Mixes two vectors in their continuous part; colours and options are those of `to`. */
function Between(from: Float32Array, to: Float32Array, count: number, part: number): Float32Array {
    return to.map((value, i) => (i < count ? from[i] + (value - from[i]) * part : value));
}

/**
 * Expression units that are looked for, by the common names: those of the mouth. Where brows and lids stand is mostly the person's own, and landmarks
 * alone cannot tell.
 */
const MouthUnit = /^(jaw|mouth|cheek)/i;

/** A face in the pose of the photo. */
interface IShaped {
    readonly render: IScoredRender;
    /** Undefined where no pose was looked for. */
    readonly nuisance?: Float32Array;
}

/**
 * The start by landmarks, from the translator's face where there is one: solved in closed form, then corrected by what the detector finds on the
 * engine's own picture. Pose and expressions are solved beside the shape where map and imitator know them, and drawn; the render whose landmarks come
 * nearest is kept.
 */
async function StartByLandmarksAsync(
    context: IFitContext,
    control: FitControl,
    photo: PhotoReference,
    expected: IExpectedFace,
    options: IDefaultFitOptions,
): Promise<IShaped> {
    const { landmarkMap, layout, schema } = context;
    const count = layout.continuousCount;
    const start = expected.x;
    const drawAsync = async (x: Float32Array, nuisance?: Float32Array, landmarks?: IScoredRender["landmarks"]): Promise<IScoredRender> =>
        await ScoreRenderAsync(context, control, photo.with(nuisance), x, options, { landmarks, sameShape: false });
    if (!landmarkMap || !photo.landmarks) {
        return { render: await drawAsync(start) };
    }
    const isPosed = options.poseSigma > 0 && context.imitator.nuisanceLength > 0 && landmarkMap.jacobian.length > 136 * count;
    const poseSigma = isPosed ? options.poseSigma : 0;
    const expressionSigmas = schema.expressions.map((id) => (isPosed && MouthUnit.test(id) ? options.expressionSigma : 0));
    let at: ILandmarkSolution = { shape: start.subarray(0, count), moved: new Float32Array(landmarkMap.jacobian.length / 136 - count) };
    // The face is about where it is on the aligned photo
    let seen: IShaped = { render: await drawAsync(start, undefined, photo.landmarks) };
    // A posed render is not where the photo is, so that only its landmarks can be compared yet
    const rate = ({ landmarks, score }: IScoredRender): number =>
        isPosed ? -(landmarks && photo.landmarks ? LandmarkDistance(photo.landmarks, landmarks) : Infinity) : score;
    let [best, highest] = [seen, isPosed ? -Infinity : seen.render.score];
    for (let round = 0; round <= options.landmarkRefinements && seen.render.landmarks; round++) {
        const anchor = { at, landmarks: seen.render.landmarks };
        at = SolveLandmarks(landmarkMap, photo.landmarks, count, {
            expected: start.subarray(0, count),
            sigmas: expected.sigmas,
            poseSigma,
            expressionSigmas,
            noise: options.landmarkNoise,
            anchor,
        });
        const x = start.slice();
        x.set(at.shape);
        const nuisance = isPosed ? AddNuisance(NuisanceToVector(schema), at.moved) : undefined;
        seen = { render: await drawAsync(x, nuisance, seen.render.landmarks), nuisance };
        const rating = rate(seen.render);
        if (rating > highest) {
            [best, highest] = [seen, rating];
        }
        control.report(Stages.start, (round + 1) / (options.landmarkRefinements + 2), { x });
    }
    return best;
}

/** A nuisance vector whose first entries are moved. */
function AddNuisance(vector: Float32Array, moved: Float32Array): Float32Array {
    moved.forEach((value, i) => (vector[i] += value));
    return vector;
}

/**
 * The method `default`: shape, pose and expression from landmarks, colours measured on photo and render, discrete options drawn and compared, then
 * a descent through the imitator on the losses of the published method with a prior. Pose, expression and light are fitted beside the face so that
 * they do not become a part of it, and dropped at the end.
 * @param context networks and head
 * @param given the photo
 * @param optionMasks as of the request
 * @param options see {@link IDefaultFitOptions}
 * @param control the running fit
 * @returns the descent and the candidates that the engine shall draw
 */
export async function FitDefaultAsync(
    context: IFitContext,
    given: PhotoReference,
    optionMasks: readonly IOptionMasks[] | undefined,
    options: IDefaultFitOptions,
    control: FitControl,
): Promise<IDefaultFitProposal> {
    const count = context.layout.continuousCount;
    const glance = given.photoLandmarks && (await GlanceAsync(context, given.picture, await given.labelsAsync(), given.photoLandmarks));
    const expected = ExpectFace(context, glance, options);
    const { render, nuisance } = await StartByLandmarksAsync(context, control, given, expected, options);
    const photo = nuisance && render.landmarks ? given.alignedTo(render.landmarks, nuisance) : given;
    try {
        const labels = await photo.labelsAsync();
        const coloured = await CorrectColorsAsync(context, control, photo, labels, render, options, Stages.start);
        const styled = await ChooseByDrawingAsync(
            context,
            control,
            { ...photo, labels, optionMasks, glance },
            coloured,
            options,
            Stages.options,
        );
        // Hair and brows show their own colour only once their style is right
        const start = await CorrectColorsAsync(context, control, photo, labels, styled, options, Stages.start);
        const descent = await DescendAsync(context, photo, labels, start.x, expected.x, options, control, Stages.descent);
        const strengths = options.strengths.map((part) => Between(start.x, descent.x, count, part));
        const drawn = descent.nuisance ? undefined : start;
        return { descent, photo, drawn, candidates: [...(drawn ? [] : [start.x]), ...descent.waypoints, ...strengths] };
    } catch (error) {
        if (photo !== given) {
            photo.dispose();
        }
        throw error;
    }
}
