import { GradeFit } from "./confidence.js";
import { ResolveFitOptions } from "./defaultFitOptions.js";
import { type IFitOutcome, type IFitRequest } from "./fit.types.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl, type IFitStage } from "./fitControl.js";
import { FitPhotoAsync } from "./fitPhoto.js";
import { PhotoReference } from "./photoReference.js";
import { FindBoothLandmarksAsync, type IScoredRender, ScorePictureAsync } from "./renderScore.js";

/** Where the fits of the single photos end in the progress. */
const FitsEnd = 0.9;
const VerifyStage: IFitStage = { phase: "verify", from: FitsEnd, to: 1 };
/** A photo whose fit gained less similarity counts as if it had gained so much. */
const LeastGain = 0.05;

/** The weighted mean of faces: of continuous parameters and colours the mean, of each one-hot block the option with most weight. */
function MeanFace({ layout }: IFitContext, faces: readonly Float32Array[], weights: readonly number[]): Float32Array {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const mean = new Float32Array(layout.length);
    faces.forEach((face, k) => face.forEach((value, i) => (mean[i] += (weights[k] / total) * value)));
    for (const { offset, count } of layout.blocks) {
        const votes = mean.slice(offset, offset + count);
        mean.fill(0, offset, offset + count);
        mean[offset + votes.indexOf(Math.max(...votes))] = 1;
    }
    return mean;
}

/**
 * Fits the photos of a request. Several photos of one person are fitted one after the other; the mean of their faces, in which better photos and better
 * fits count more, and each single face are drawn by the engine, and what is most like all photos is kept: what one photo alone shows, its light or
 * its smile, is averaged out.
 * @param context networks and head
 * @param request what to fit
 * @param control the running fit
 * @returns the outcome; losses are weighted means over the photos
 * @throws FaceCreatorError E_ABORTED, E_FIT_DIVERGED
 */
export async function FitPhotosAsync(context: IFitContext, request: IFitRequest, control: FitControl): Promise<IFitOutcome> {
    const { photos } = request;
    if (photos.length === 1) {
        return await FitPhotoAsync(context, request, photos[0], control);
    }
    const outcomes: IFitOutcome[] = [];
    for (const [i, photo] of photos.entries()) {
        const stage: IFitStage = { phase: "fit", from: (FitsEnd * i) / photos.length, to: (FitsEnd * (i + 1)) / photos.length };
        outcomes.push(await FitPhotoAsync(context, request, photo, control.within(stage)));
    }
    const begun = performance.now();
    const weights = outcomes.map(
        ({ similarity }, i) => (photos[i].weight ?? 1) * Math.max(LeastGain, similarity.result - similarity.average),
    );
    const best = await ChooseAsync(context, request, control, outcomes, weights);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const mean = (value: (outcome: IFitOutcome, i: number) => number): number =>
        outcomes.reduce((sum, outcome, i) => sum + (weights[i] / total) * value(outcome, i), 0);
    const meanLoss = (at: "start" | "end"): IFitOutcome["loss"]["start"] => ({
        identity: mean(({ loss }) => loss[at].identity),
        content: mean(({ loss }) => loss[at].content),
        total: mean(({ loss }) => loss[at].total),
    });
    const similarity = {
        network: context.recognizer.name,
        result: mean((_, i) => best.similarities[i]),
        average: mean((outcome) => outcome.similarity.average),
    };
    control.report({ phase: "done", from: 1, to: 1 }, 1, { x: best.x });
    return {
        x: best.x,
        method: request.method,
        steps: outcomes.reduce((sum, { steps }) => sum + steps, 0),
        loss: { start: meanLoss("start"), end: meanLoss("end") },
        similarity,
        grade: GradeFit(similarity),
        uncertain: outcomes[0].uncertain.filter((part) => outcomes.every(({ uncertain }) => uncertain.includes(part))),
        timingsMs: {
            fit: outcomes.reduce((sum, { timingsMs }) => sum + timingsMs.fit, 0),
            verify: outcomes.reduce((sum, { timingsMs }) => sum + timingsMs.verify, 0) + performance.now() - begun,
        },
        warnings: [...new Set(outcomes.flatMap(({ warnings }) => warnings))],
    };
}

/** The face whose render is most like all photos: the mean of the single faces, or one of them. */
async function ChooseAsync(
    context: IFitContext,
    request: IFitRequest,
    control: FitControl,
    outcomes: readonly IFitOutcome[],
    weights: readonly number[],
): Promise<{ readonly x: Float32Array; readonly similarities: readonly number[] }> {
    const options = ResolveFitOptions(request.options);
    const references: PhotoReference[] = [];
    try {
        for (const { photo, landmarks } of request.photos) {
            const found = landmarks ?? (await FindBoothLandmarksAsync(context, photo));
            references.push(new PhotoReference(context, photo, found, { hair: request.method === "published" }));
        }
        const faces = outcomes.map(({ x }) => x);
        const candidates = [MeanFace(context, faces, weights), ...faces];
        let best = { x: candidates[0], similarities: [] as number[], score: -Infinity };
        for (const [at, x] of candidates.entries()) {
            await control.breatheAsync();
            const picture = await control.captureAsync(x, { size: options.captureSize, antialias: false });
            const landmarks = await FindBoothLandmarksAsync(context, picture);
            const renders: IScoredRender[] = [];
            for (const reference of references) {
                renders.push(await ScorePictureAsync(context, reference, { x, picture, landmarks }, options));
            }
            const score = renders.reduce((sum, render, i) => sum + weights[i] * render.score, 0);
            if (score > best.score) {
                best = { x, similarities: renders.map(({ similarity }) => similarity), score };
            }
            control.report(VerifyStage, (at + 1) / (candidates.length + 1), { x: best.x });
        }
        return best;
    } finally {
        references.forEach((reference) => reference.dispose());
    }
}
