import { AverageVector } from "../face/faceVector.js";
import { PictureToTensor } from "../compute/pictureTensor.js";
import { AlignPicture } from "../photo/alignPicture.js";
import { FitDefaultAsync } from "./defaultFit.js";
import { ResolveFitOptions } from "./defaultFitOptions.js";
import { type IFitOutcome, type IFitRequest } from "./fit.types.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl, type IFitStage } from "./fitControl.js";
import { ToRenderLandmarks } from "./landmarkMap.js";
import { FitLosses } from "./losses.js";
import { FitPublishedAsync } from "./publishedFit.js";
import { FindBoothLandmarksAsync, ScoreRenderAsync, type IScoredRender } from "./renderScore.js";

const PublishedStage: IFitStage = { phase: "fit", from: 0.05, to: 0.95 };
const VerifyStages: Readonly<Record<IFitRequest["method"], IFitStage>> = {
    published: { phase: "verify", from: 0.95, to: 1 },
    default: { phase: "verify", from: 0.8, to: 1 },
};

/** What a method hands to the verification. */
interface IProposal {
    readonly average: IScoredRender;
    readonly candidates: readonly Float32Array[];
    readonly steps: number;
    readonly loss: IFitOutcome["loss"];
    readonly warnings: readonly string[];
}

/**
 * Fits a photo: runs the method, has the engine draw the average face and the candidates, and keeps the best. The published method has
 * one candidate and takes it as it is; its drawings only tell the similarity.
 * @param context networks and head
 * @param request what to fit
 * @param control the running fit
 * @returns the outcome
 * @throws FaceCreatorError E_ABORTED, E_FIT_DIVERGED
 */
export async function FitPhotoAsync(context: IFitContext, request: IFitRequest, control: FitControl): Promise<IFitOutcome> {
    const options = ResolveFitOptions(request.options);
    const begun = performance.now();
    control.report({ phase: "photo", from: 0, to: 0.05 }, 0);
    const photoLandmarks = request.landmarks ?? (await FindBoothLandmarksAsync(context, request.photo));
    const landmarks = photoLandmarks && ToRenderLandmarks(photoLandmarks, context.landmarkMap?.bias);
    const drawn = context.imitator.outputSize;
    const factor = drawn / request.photo.width;
    const photoTensor = PictureToTensor(request.photo);
    // The imitator's picture is compared with a photo of its own resolution, so that missing detail is no loss
    const smallTensor = PictureToTensor(AlignPicture(request.photo, [factor, 0, 0, 0], drawn));
    const lossOptions = { hair: request.method === "published" };
    const losses = new FitLosses(context.recognizer, context.segmenter, photoTensor, lossOptions);
    const imitatorLosses = new FitLosses(context.recognizer, context.segmenter, smallTensor, lossOptions);
    const reference = { losses, landmarks };
    try {
        const proposal = await ProposeAsync();
        const fitted = performance.now();
        const stage = VerifyStages[request.method];
        const { average, candidates } = proposal;
        const renders: IScoredRender[] = [];
        for (const x of candidates) {
            await control.breatheAsync();
            renders.push(await ScoreRenderAsync(context, control, reference, x, options));
            control.report(stage, renders.length / (candidates.length + 1));
        }
        const best = request.method === "published" ? renders[0] : renders.reduce((a, b) => (b.score > a.score ? b : a), average);
        const warnings = [...proposal.warnings];
        if (best === average) {
            warnings.push("No face that was found is more alike than the average face; the average face is kept.");
        }
        const network = context.recognizer.name;
        const outcome: IFitOutcome = {
            x: best.x,
            method: request.method,
            steps: proposal.steps,
            loss: proposal.loss,
            similarity: { network, result: best.similarity, average: average.similarity },
            timingsMs: { fit: fitted - begun, verify: performance.now() - fitted },
            warnings,
        };
        control.report({ phase: "done", from: 1, to: 1 }, 1, { x: best.x, loss: proposal.loss.end });
        return outcome;
    } finally {
        photoTensor.dispose();
        smallTensor.dispose();
        losses.dispose();
        imitatorLosses.dispose();
    }

    async function ProposeAsync(): Promise<IProposal> {
        if (request.method === "published") {
            const { x, steps, start, end } = await FitPublishedAsync(context, imitatorLosses, control, PublishedStage);
            const average = await ScoreRenderAsync(context, control, reference, AverageVector(context.schema), options);
            return { average, candidates: [x], steps, loss: { start, end }, warnings: [] };
        }
        const warnings: string[] = [];
        if (!landmarks) {
            warnings.push("No landmarks were found on the aligned photo; shape and colours start from the average face.");
        } else if (!context.landmarkMap) {
            warnings.push("This head has no landmark map; the shape starts from the average face.");
        }
        const { average, candidates, descent } = await FitDefaultAsync(
            context,
            { ...reference, picture: request.photo, photoLandmarks, imitatorLosses, optionMasks: request.optionMasks },
            options,
            control,
        );
        return { average, candidates, steps: descent.steps, loss: { start: descent.start, end: descent.end }, warnings };
    }
}
