import { PartLabels } from "../face/partLabels.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";
import { OptionProbability } from "../face/plausibleOptions.js";
import { type IDefaultFitOptions } from "./defaultFitOptions.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl, type IFitStage } from "./fitControl.js";
import { FindVisiblePixels, ImitateOptionsAsync, ProfileDifference, PictureToRelativeLuma } from "./optionRanking.js";
import { WithOption } from "./oneHot.js";
import { type IPhotoReference, type IScoredRender, ScoreRenderAsync } from "./renderScore.js";

/** The part labels by which the options of a block are told apart, by the block's id; the others are told apart by what they look like. */
const BlockLabels: Readonly<Record<string, readonly number[]>> = { hair: [PartLabels.hair] };

/** Side of the label maps that options are ranked by. */
const LabelSize = 128;

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

/** Options of a block, the likeliest first, and how well a picture with one of them fits in the block's own terms. */
interface IRanking {
    readonly order: readonly number[];
    /** The larger the better. */
    measure(option: number, picture: IPicture): number;
}

/** By what covers the same pixels as in the photo. */
async function RankByLabelsAsync(
    control: FitControl,
    labels: ILabelMap,
    parts: readonly number[],
    candidates: readonly Float32Array[],
): Promise<IRanking> {
    const overlaps: number[] = [];
    for (const candidate of candidates) {
        overlaps.push(PartOverlap(labels, await control.captureLabelsAsync(candidate, { size: LabelSize }), parts));
    }
    return { order: Sorted(overlaps), measure: (option) => overlaps[option] };
}

/** By what the imitator draws where the options differ. */
async function RankByLookAsync(
    context: IFitContext,
    photo: IPicture,
    labels: ILabelMap,
    x: Float32Array,
    block: IFitContext["layout"]["blocks"][number],
): Promise<IRanking> {
    const pictures = await ImitateOptionsAsync(context, x, block);
    const wanted = PictureToRelativeLuma(photo, pictures[0].size);
    const pixels = FindVisiblePixels(pictures, labels);
    return {
        order: Sorted(pictures.map((picture) => -ProfileDifference(wanted, picture, pixels))),
        measure: (_, picture) => -ProfileDifference(wanted, PictureToRelativeLuma(picture, wanted.size), pixels),
    };
}

/** Numbers of the values, the largest value first. */
function Sorted(values: readonly number[]): number[] {
    return values.map((_, i) => i).sort((a, b) => values[b] - values[a]);
}

/**
 * Chooses the discrete options: block after block, all options are ranked, hair by the engine's label maps and the others by the imitator's
 * pictures; the first few are drawn by the engine, and the best by the score of the whole picture and by the block's own measure is kept. Makeup
 * stays as it is.
 * @param context networks and head
 * @param control the running fit
 * @param photo the photo, its labels, and what renders are compared with
 * @param from the render so far
 * @param options see {@link IDefaultFitOptions}
 * @param stage its part of the progress
 * @returns the render of the vector with the options chosen
 */
export async function ChooseByDrawingAsync(
    context: IFitContext,
    control: FitControl,
    photo: IPhotoReference & { readonly picture: IPicture; readonly labels: ILabelMap },
    from: IScoredRender,
    options: IDefaultFitOptions,
    stage: IFitStage,
): Promise<IScoredRender> {
    const blocks = [...context.layout.blocks.entries()].filter(([i]) => !context.schema.discrete[i].makeup);
    let best = from;
    for (const [at, [i, block]] of blocks.entries()) {
        await control.breatheAsync();
        const { x, landmarks } = best;
        const parts = BlockLabels[context.schema.discrete[i].id];
        const candidates = Array.from({ length: block.count }, (_, option) => WithOption(x, block, option));
        const ranking = parts
            ? await RankByLabelsAsync(control, photo.labels, parts, candidates)
            : await RankByLookAsync(context, photo.picture, photo.labels, x, block);
        // The default option always has its chance: what is mostly not there must not be found in shadows
        const shortlist = [...new Set([...ranking.order.slice(0, options.optionsDrawn), context.schema.discrete[i].default])];
        let bestScore = -Infinity;
        for (const [rank, option] of shortlist.entries()) {
            const render = await ScoreRenderAsync(context, control, photo, candidates[option], options, landmarks);
            const weight = parts ? options.scoreOverlap : options.scoreLook;
            const prior = options.optionPrior * Math.log(OptionProbability(context.schema.discrete[i], option));
            const score = render.score + weight * ranking.measure(option, render.picture) + prior;
            if (score > bestScore) {
                [bestScore, best] = [score, render];
            }
            control.report(stage, (at + (rank + 1) / shortlist.length) / blocks.length, { x: candidates[option] });
        }
    }
    return best;
}
