import { AverageVector } from "../face/faceVector.js";
import { FitDefaultAsync } from "./defaultFit.js";
import { FindGuessedPartsAsync, GradeFit } from "./confidence.js";
import { ResolveFitOptions } from "./defaultFitOptions.js";
import { type IFitOutcome, type IFitPhoto, type IFitRequest } from "./fit.types.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl, type IFitStage } from "./fitControl.js";
import { FitOneShotAsync } from "./oneShotFit.js";
import { PhotoReference } from "./photoReference.js";
import { FitPublishedAsync } from "./publishedFit.js";
import { FindBoothLandmarksAsync, type IPhotoReference, ScoreRendersAsync, type IScoredRender } from "./renderScore.js";

const PublishedStage: IFitStage = { phase: "fit", from: 0.05, to: 0.95 };
const OneShotStage: IFitStage = { phase: "fit", from: 0.05, to: 0.6 };
const VerifyStages: Readonly<Record<IFitRequest["method"], IFitStage>> = {
    oneShot: { phase: "verify", from: 0.6, to: 1 },
    published: { phase: "verify", from: 0.95, to: 1 },
    default: { phase: "verify", from: 0.8, to: 1 },
};

/** What a method hands to the verification. */
interface IProposal {
    /** What the candidates' renders are compared with. */
    readonly reference: IPhotoReference;
    readonly candidates: readonly Float32Array[];
    /** A candidate that is drawn and compared already. */
    readonly drawn?: IScoredRender;
    readonly steps: number;
    /** Undefined where nothing was descended on: the engine's pictures tell it. */
    readonly loss: IFitOutcome["loss"] | undefined;
    readonly warnings: readonly string[];
}

/**
 * Fits a photo: runs the method, has the engine draw the average face and the candidates, and keeps the best. The published method has
 * one candidate and takes it as it is; its drawings only tell the similarity.
 * @param context networks and head
 * @param request how to fit
 * @param photo the photo
 * @param control the running fit
 * @returns the outcome
 * @throws FaceCreatorError E_ABORTED, E_FIT_DIVERGED
 */
export async function FitPhotoAsync(
    context: IFitContext,
    request: Omit<IFitRequest, "photos">,
    photo: IFitPhoto,
    control: FitControl,
): Promise<IFitOutcome> {
    const options = ResolveFitOptions(request.options);
    const begun = performance.now();
    control.report({ phase: "photo", from: 0, to: 0.05 }, 0);
    const photoLandmarks = photo.landmarks ?? (await FindBoothLandmarksAsync(context, photo.photo));
    const owned = [new PhotoReference(context, photo.photo, photoLandmarks, { hair: request.method === "published" })];
    const [given] = owned;
    // With one candidate the networks alone say whether it is nearer than the average face
    const bare: IPhotoReference = { losses: given.losses, landmarks: undefined };
    try {
        const proposal = await ProposeAsync();
        const fitted = performance.now();
        const stage = VerifyStages[request.method];
        const { candidates, drawn, reference } = proposal;
        const inTurn = [AverageVector(context.schema), ...candidates];
        const face = drawn && { landmarks: drawn.landmarks, sameShape: false };
        const renders: IScoredRender[] = [];
        for await (const render of ScoreRendersAsync(context, control, reference, inTurn, options, face)) {
            renders.push(render);
            control.report(stage, renders.length / (inTurn.length + 1));
            await control.breatheAsync();
        }
        const average = renders.shift()!;
        renders.unshift(...(drawn ? [drawn] : []));
        const best = request.method === "published" ? renders[0] : [average, ...renders].reduce((a, b) => (b.score > a.score ? b : a));
        const warnings = [...proposal.warnings];
        if (best === average) {
            warnings.push("No face that was found is more alike than the average face; the average face is kept.");
        }
        const network = context.recognizer.name;
        const loss = proposal.loss ?? { start: average.loss, end: best.loss };
        const outcome: IFitOutcome = {
            x: best.x,
            method: request.method,
            steps: proposal.steps,
            loss,
            similarity: { network, result: best.similarity, average: average.similarity },
            grade: GradeFit({ result: best.similarity, average: average.similarity }),
            uncertain: [
                ...new Set([...(photo.uncertain ?? []), ...(await FindGuessedPartsAsync(context, await given.labelsAsync(), best.x))]),
            ],
            timingsMs: { fit: fitted - begun, verify: performance.now() - fitted },
            warnings,
        };
        control.report({ phase: "done", from: 1, to: 1 }, 1, { x: best.x, loss: loss.end });
        return outcome;
    } finally {
        owned.forEach((reference) => reference.dispose());
    }

    async function ProposeAsync(): Promise<IProposal> {
        if (request.method === "published") {
            const { x, steps, start, end } = await FitPublishedAsync(context, given.imitatorLosses, control, PublishedStage, options);
            return { reference: bare, candidates: [x], steps, loss: { start, end }, warnings: [] };
        }
        if (request.method === "oneShot") {
            return await ProposeOneShotAsync();
        }
        const warnings: string[] = [];
        if (!given.landmarks) {
            warnings.push("No landmarks were found on the aligned photo; shape and colours start from the average face.");
        } else if (!context.landmarkMap) {
            warnings.push("This head has no landmark map; the shape starts from the average face.");
        }
        const { candidates, descent, drawn, photo: posed } = await FitDefaultAsync(context, given, request.optionMasks, options, control);
        if (posed !== given) {
            owned.push(posed);
        }
        const reference = posed.with(descent.nuisance ?? posed.nuisance);
        return { reference, candidates, drawn, steps: descent.steps, loss: { start: descent.start, end: descent.end }, warnings };
    }

    async function ProposeOneShotAsync(): Promise<IProposal> {
        const x = await FitOneShotAsync(context, given, request.optionMasks, options, control, OneShotStage);
        const warnings = x ? [] : ["The photo shows no landmarks, or this head has no translator: the average face is kept."];
        return { reference: bare, candidates: x ? [x] : [], steps: 0, loss: undefined, warnings };
    }
}
