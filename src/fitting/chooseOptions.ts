import { type IOptionMasks, UnpackOptionMask } from "../face/optionMasks.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";
import { OptionProbability } from "../face/plausibleOptions.js";
import { type IDefaultFitOptions } from "./defaultFitOptions.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl, type IFitStage } from "./fitControl.js";
import { FindVisiblePixels, ImitateOptionsAsync, type IRelativeLuma, PictureToRelativeLuma, ProfileDifference } from "./optionRanking.js";
import { WornLogOdds } from "./wornOptions.js";
import { type IGlance } from "./glance.js";
import { WithOption } from "./oneHot.js";
import { type IPartRanking, PartOverlap, PartRankings } from "./partOverlap.js";
import { CaptureLike, type IPhotoReference, type IScoredRender, ScoreRenderAsync } from "./renderScore.js";

/** The photo for which options are chosen. */
export interface IOptionPhoto extends IPhotoReference {
    /** In the photo-booth frame. */
    readonly picture: IPicture;
    /** Its part labels. */
    readonly labels: ILabelMap;
    /** Masks of blocks that have them. */
    readonly optionMasks?: readonly IOptionMasks[];
    /** What was seen of it at once. */
    readonly glance?: IGlance;
}

/** How likely the options of a block seem at first, and how well a picture with one of them fits in the block's own terms. */
interface IRanking {
    /** One of each option, the larger the better, in units of the score. */
    readonly values: readonly number[];
    /** The larger the better, in units of the score. */
    measureAsync(option: number, picture: IPicture): Promise<number>;
}

/** By what covers the same pixels as in the photo. */
async function RankByLabelsAsync(
    context: IFitContext,
    control: FitControl,
    { labels, ...reference }: IOptionPhoto,
    part: IPartRanking,
    candidates: readonly Float32Array[],
    weight: number,
    masks: IOptionMasks | undefined,
): Promise<IRanking> {
    const overlapAsync = async (option: number): Promise<number> => {
        const drawn = await control.captureLabelsAsync(candidates[option], CaptureLike(context, reference, part.size));
        return PartOverlap(labels, drawn, part.labels, part.reach);
    };
    if (masks) {
        // The average face's silhouettes tell which options to load; those are then drawn on the face itself
        const values = MaskOverlaps(labels, part, masks, candidates.length).map((overlap) => weight * overlap);
        return { values, measureAsync: async (option) => weight * (await overlapAsync(option)) };
    }
    const overlaps: number[] = [];
    for (const option of candidates.keys()) {
        overlaps.push(weight * (await overlapAsync(option)));
    }
    return { values: overlaps, measureAsync: (option) => Promise.resolve(overlaps[option]) };
}

/** By what the imitator draws where the options differ. */
async function RankByLookAsync(
    context: IFitContext,
    { picture: photo, labels, nuisance }: IOptionPhoto,
    x: Float32Array,
    block: IFitContext["layout"]["blocks"][number],
    weight: number,
): Promise<IRanking> {
    const pictures = await ImitateOptionsAsync(context, x, block, nuisance);
    const wanted = PictureToRelativeLuma(photo, pictures[0].size);
    const pixels = FindVisiblePixels(pictures, labels);
    const measure = (picture: IRelativeLuma): number => -weight * ProfileDifference(wanted, picture, pixels);
    return {
        values: pictures.map(measure),
        measureAsync: (_, picture) => Promise.resolve(measure(PictureToRelativeLuma(picture, wanted.size))),
    };
}

/** The parts that the segmentation network sees on photo and render are compared too. It draws brows thicker than the engine does, on both. */
function WithSeenParts(context: IFitContext, labels: ILabelMap, part: IPartRanking, look: IRanking, weight: number): IRanking {
    return {
        values: look.values,
        measureAsync: async (option, picture) => {
            const seen = await context.segmenter.segmentAsync(picture);
            return weight * PartOverlap(labels, seen, part.labels, part.reach) + (await look.measureAsync(option, picture));
        },
    };
}

/** Options in the order in which they are drawn: the best of each ranking in turn. */
function Interleave(rankings: readonly IRanking[], priors: readonly number[]): number[] {
    const orders = rankings.map(({ values }) => Sorted(values.map((value, option) => value + priors[option])));
    return [...new Set(priors.flatMap((_, at) => orders.map((order) => order[at])))];
}

/** Numbers of the values, the largest value first. */
function Sorted(values: ArrayLike<number>): number[] {
    return Array.from(values, (_, i) => i).sort((a, b) => values[b] - values[a]);
}

/**
 * How likely the options of a block are before anything is drawn: how common they are, who wears them, and what the translator takes them for.
 * @param context networks and head
 * @param block number of the block
 * @param glance what was seen of the photo at once
 * @param options see {@link IDefaultFitOptions}
 * @returns one of each option, the larger the better, in units of the score
 */
export function OptionPriors(
    { schema }: IFitContext,
    block: number,
    glance: IGlance | undefined,
    options: Pick<IDefaultFitOptions, "optionPrior" | "wornOdds" | "translatorOdds">,
): number[] {
    const { id, options: choices } = schema.discrete[block];
    const odds = glance?.logOdds?.[block];
    return choices.map((choice, option) => {
        const usual = options.optionPrior * Math.log(OptionProbability(schema.discrete[block], option));
        const worn = options.wornOdds * WornLogOdds(id, choice.id, glance?.attributes ?? []);
        return usual + worn + (odds ? options.translatorOdds * odds[option] : 0);
    });
}

/**
 * How well the options of a block that has masks cover what its part covers in a photo.
 * @param labels the photo's part labels
 * @param part how the block's options are told apart
 * @param masks the block's masks
 * @param count number of options
 * @returns one of each option, 0..1
 */
export function MaskOverlaps(labels: ILabelMap, part: IPartRanking, masks: IOptionMasks, count: number): number[] {
    return Array.from({ length: count }, (_, option) => PartOverlap(labels, UnpackOptionMask(masks, option), part.labels, part.reach));
}

/**
 * Chooses the discrete options: block after block, all options are ranked, hair and brows by the engine's label maps (hair by its masks where the
 * head has them), brows and the others by the imitator's pictures; the first few are drawn by the engine, and the best by the score of the whole
 * picture and by the block's own measure is kept. Makeup stays as it is.
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
    photo: IOptionPhoto,
    from: IScoredRender,
    options: IDefaultFitOptions,
    stage: IFitStage,
): Promise<IScoredRender> {
    const blocks = [...context.layout.blocks.entries()].filter(([i]) => !context.schema.discrete[i].makeup);
    let best = from;
    for (const [at, [i, block]] of blocks.entries()) {
        await control.breatheAsync();
        const { x, landmarks } = best;
        const part: IPartRanking | undefined = PartRankings[context.schema.discrete[i].id];
        const masks = photo.optionMasks?.find((one) => one.block === context.schema.discrete[i].id);
        const candidates = Array.from({ length: block.count }, (_, option) => WithOption(x, block, option));
        const rankings: IRanking[] = [];
        if (part) {
            rankings.push(await RankByLabelsAsync(context, control, photo, part, candidates, options.scoreOverlap, masks));
        }
        if (!part || part.look) {
            rankings.push(await RankByLookAsync(context, photo, x, block, options.scoreLook));
        }
        const ranking = part?.look ? WithSeenParts(context, photo.labels, part, rankings[1], options.scoreOverlap) : rankings[0];
        const odds = photo.glance?.logOdds?.[i];
        const priors = OptionPriors(context, i, photo.glance, options);
        // The default option always has its chance: what is mostly not there must not be found in shadows
        const translated = odds ? Sorted(odds).slice(0, options.optionsTranslated) : [];
        const drawn = Interleave(rankings, priors).slice(0, options.optionsDrawn);
        const shortlist = [...new Set([...drawn, ...translated, context.schema.discrete[i].default])];
        let bestScore = -Infinity;
        for (const [rank, option] of shortlist.entries()) {
            const render = await ScoreRenderAsync(context, control, photo, candidates[option], options, landmarks);
            const score = render.score + (await ranking.measureAsync(option, render.picture)) + priors[option];
            if (score > bestScore) {
                [bestScore, best] = [score, render];
            }
            control.report(stage, (at + (rank + 1) / shortlist.length) / blocks.length, { x: candidates[option] });
        }
    }
    return best;
}
