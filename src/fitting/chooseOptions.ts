import { PartLabels } from "../face/partLabels.js";
import { type ILabelMap } from "../face/picture.js";
import { type IDefaultFitOptions } from "./defaultFitOptions.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl, type IFitStage } from "./fitControl.js";
import { type IPhotoReference, type IScoredRender, ScoreRenderAsync } from "./renderScore.js";

/** The part labels by which the options of a block are told apart. */
const BlockLabels: Readonly<Record<string, readonly number[]>> = {
    hair: [PartLabels.hair],
    brow: [PartLabels.leftBrow, PartLabels.rightBrow],
};

/** A smaller part of the label map is none: a part that is not there must not be matched by noise. */
const MinLabelShare = 0.002;

/**
 * How well a part covers the same pixels in two label maps of one size: intersection over union.
 * @param a a label map
 * @param b another
 * @param labels the part's labels
 * @returns 0..1; 1 when the part is in neither
 */
export function PartOverlap(a: ILabelMap, b: ILabelMap, labels: readonly number[]): number {
    let both = 0;
    let either = 0;
    a.data.forEach((label, i) => {
        const [inA, inB] = [labels.includes(label), labels.includes(b.data[i])];
        both += inA && inB ? 1 : 0;
        either += inA || inB ? 1 : 0;
    });
    return either <= MinLabelShare * a.data.length ? 1 : both / either;
}

/**
 * Chooses the discrete options by drawing them: block after block, each option is drawn by the engine and scored by the overlap of its
 * part with the photo's and by the score of the whole picture, blocks without a part of their own (beards) by the latter alone. Makeup stays
 * as it is.
 * @param context networks and head
 * @param control the running fit
 * @param reference the photo
 * @param labels the photo's part labels
 * @param from the render so far
 * @param options see {@link IDefaultFitOptions}
 * @param stage its part of the progress
 * @returns the render of the vector with the options chosen
 */
export async function ChooseByDrawingAsync(
    context: IFitContext,
    control: FitControl,
    reference: IPhotoReference,
    labels: ILabelMap,
    from: IScoredRender,
    options: IDefaultFitOptions,
    stage: IFitStage,
): Promise<IScoredRender> {
    const isChosen = (i: number): boolean => !context.schema.discrete[i].makeup;
    const total = context.layout.blocks.reduce((sum, block, i) => sum + (isChosen(i) ? block.count : 0), 0);
    let drawn = 0;
    let best = from;
    for (const [i, block] of context.layout.blocks.entries()) {
        if (!isChosen(i)) {
            continue;
        }
        const parts = BlockLabels[context.schema.discrete[i].id];
        const { x, landmarks } = best;
        let bestScore = -Infinity;
        for (let option = 0; option < block.count; option++) {
            const candidate = x.slice();
            candidate.fill(0, block.offset, block.offset + block.count);
            candidate[block.offset + option] = 1;
            const render = await ScoreRenderAsync(context, control, reference, candidate, options, landmarks);
            const overlap = parts ? PartOverlap(labels, await context.segmenter.segmentAsync(render.picture), parts) : 0;
            const score = render.score + overlap;
            if (score > bestScore) {
                [bestScore, best] = [score, render];
            }
            drawn++;
            control.report(stage, drawn / total, { x: candidate });
        }
    }
    return best;
}
