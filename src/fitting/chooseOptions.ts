import { type IOptionMasks, UnpackOptionMasks } from "../face/optionMasks.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";
import { OptionProbability } from "../face/plausibleOptions.js";
import { type IDefaultFitOptions } from "./defaultFitOptions.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl, type IFitStage } from "./fitControl.js";
import {
    FindVisiblePixels,
    type IImitatedOption,
    ImitateOptionsAsync,
    type IRelativeLuma,
    PictureToRelativeLuma,
    ProfileDifference,
} from "./optionRanking.js";
import { TextureLogOdds, WornLogOdds } from "./wornOptions.js";
import { type IGlance } from "./glance.js";
import { WithOption } from "./oneHot.js";
import { type IPartRanking, PartOverlap, PartRankings } from "./partOverlap.js";
import { CaptureLike, type IPhotoReference, type IScoredRender, ScoreRendersAsync } from "./renderScore.js";

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

/** The translator, which learned from renders, is surer of itself than it is right on photos: it calls no option less likely than this. */
const LeastLogOdds = -6;

/** How likely the options of a block seem at first, and how well a picture with one of them fits in the block's own terms. */
interface IRanking {
    /** One of each option, the larger the better, in units of the score; -Infinity for what was not looked at, since it is out of the question. */
    readonly values: readonly number[];
    /** The larger the better, in units of the score. */
    measureAsync(option: number, picture: IPicture): Promise<number>;
}

/** By what covers the same pixels as in the photo: of the average face's silhouettes, of what the imitator draws, or of what the engine does. */
async function RankByLabelsAsync(
    context: IFitContext,
    control: FitControl,
    { labels, ...reference }: IOptionPhoto,
    part: IPartRanking,
    candidates: readonly Float32Array[],
    weight: number,
    known: readonly ILabelMap[] | undefined,
): Promise<IRanking> {
    const overlapAsync = async (option: number): Promise<number> => {
        const drawn = await control.captureLabelsAsync(candidates[option], CaptureLike(context, reference, part.size));
        return weight * PartOverlap(labels, drawn, part);
    };
    if (known) {
        // They tell which options to draw; those are then compared on the face itself
        return { values: known.map((map) => weight * PartOverlap(labels, map, part)), measureAsync: overlapAsync };
    }
    const overlaps: number[] = [];
    for (const option of candidates.keys()) {
        overlaps.push(await overlapAsync(option));
    }
    return { values: overlaps, measureAsync: (option) => Promise.resolve(overlaps[option]) };
}

/** By what the imitator draws where the options that were imitated differ. */
function RankByLook({ picture: photo, labels }: IOptionPhoto, { options, views }: IImitated, count: number, weight: number): IRanking {
    const pictures = views.map(({ look }) => look);
    const wanted = PictureToRelativeLuma(photo, pictures[0].size);
    const pixels = FindVisiblePixels(pictures, labels);
    const measure = (picture: IRelativeLuma): number => -weight * ProfileDifference(wanted, picture, pixels);
    const values = new Array<number>(count).fill(-Infinity);
    options.forEach((option, i) => (values[option] = measure(pictures[i])));
    return { values, measureAsync: (_, picture) => Promise.resolve(measure(PictureToRelativeLuma(picture, wanted.size))) };
}

/** What covers the same pixels and what looks alike, of options that have both. */
function Sum(overlap: IRanking, look: IRanking): IRanking {
    return {
        values: overlap.values.map((value, option) => value + look.values[option]),
        measureAsync: async (option, picture) => overlap.values[option] + (await look.measureAsync(option, picture)),
    };
}

/** Options of a block and what the imitator draws of each. */
interface IImitated {
    readonly options: readonly number[];
    readonly views: readonly IImitatedOption[];
}

/** A block whose options are to be told apart on a face. */
interface IBlockChoice {
    /** Its number. */
    readonly at: number;
    readonly x: Float32Array;
    /** x with each of the options. */
    readonly candidates: readonly Float32Array[];
    /** As `OptionPriors` gives them. */
    readonly priors: readonly number[];
    /** Options that always have their chance. */
    readonly kept: readonly number[];
}

/** How a block's options are told apart: by what they cover, by what they look like, or by both. */
async function RankAsync(
    context: IFitContext,
    control: FitControl,
    photo: IOptionPhoto,
    { at, x, candidates, priors, kept }: IBlockChoice,
    { optionsImitated, scoreLook, scoreOverlap }: IDefaultFitOptions,
): Promise<IRanking> {
    const { id } = context.schema.discrete[at];
    const part: IPartRanking | undefined = PartRankings[id];
    const masks = photo.optionMasks?.find(({ block }) => block === id);
    const imitateAsync = async (options: readonly number[]): Promise<IImitated> => ({
        options,
        views: await ImitateOptionsAsync(context, x, context.layout.blocks[at], options, photo.nuisance),
    });
    const overlapAsync = async (ranking: IPartRanking, known: readonly ILabelMap[]): Promise<IRanking> =>
        await RankByLabelsAsync(
            context,
            control,
            photo,
            ranking,
            candidates,
            ranking.weight * scoreOverlap,
            known.length > 0 ? known : undefined,
        );
    if (part && masks) {
        const overlap = await overlapAsync(part, UnpackOptionMasks(masks, candidates.length));
        if (!part.look) {
            return overlap;
        }
        // The imitator draws those alone whose silhouettes are not out of the question
        const likely = Sorted(overlap.values.map((value, option) => value + priors[option])).slice(0, optionsImitated);
        return Sum(overlap, RankByLook(photo, await imitateAsync([...new Set([...likely, ...kept])]), candidates.length, scoreLook));
    }
    const imitated = await imitateAsync([...candidates.keys()]);
    const look = (): IRanking => RankByLook(photo, imitated, candidates.length, scoreLook);
    if (!part) {
        return look();
    }
    const overlap = await overlapAsync(
        part,
        imitated.views.flatMap(({ labels }) => labels ?? []),
    );
    return part.look ? Sum(overlap, look()) : overlap;
}

/** Numbers of the values, the largest value first. */
function Sorted(values: ArrayLike<number>): number[] {
    return Array.from(values, (_, i) => i).sort((a, b) => values[b] - values[a]);
}

/**
 * How likely the options of a block are before anything is drawn: how common they are, who wears them, whether the chin is rough, and what the translator
 * takes them for.
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
    options: Pick<IDefaultFitOptions, "optionPrior" | "wornOdds" | "translatorOdds" | "beardTextureOdds">,
): number[] {
    const { id, options: choices } = schema.discrete[block];
    const odds = glance?.logOdds?.[block];
    const part: IPartRanking | undefined = PartRankings[id];
    return choices.map((choice, option) => {
        const usual = options.optionPrior * Math.log(OptionProbability(schema.discrete[block], option));
        const worn = (part?.weight ?? 1) * options.wornOdds * WornLogOdds(id, choice.id, glance?.attributes ?? []);
        const rough = options.beardTextureOdds * TextureLogOdds(id, choice.id, glance?.beardTexture);
        return usual + worn + rough + (odds ? options.translatorOdds * Math.max(LeastLogOdds, odds[option]) : 0);
    });
}

/**
 * Chooses the discrete options: block after block, all options are ranked, hair and brows by their label maps (the head's masks, the imitator's maps, or
 * the engine's where there are neither), brows and the others by the imitator's pictures; the first few are drawn by the engine, and the best by the score of the whole
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
        const candidates = Array.from({ length: block.count }, (_, option) => WithOption(x, block, option));
        const odds = photo.glance?.logOdds?.[i];
        const priors = OptionPriors(context, i, photo.glance, options);
        // The default option always has its chance: what is mostly not there must not be found in shadows
        const kept = [...(odds ? Sorted(odds).slice(0, options.optionsTranslated) : []), context.schema.discrete[i].default];
        const ranking = await RankAsync(context, control, photo, { at: i, x, candidates, priors, kept }, options);
        const promise = ranking.values.map((value, option) => value + priors[option]);
        const listed = new Set([...Sorted(promise).slice(0, options.optionsDrawn), ...kept]);
        const shortlist = [...listed].filter((option) => promise[option] >= Math.max(...promise) - options.optionMargin);
        let bestScore = -Infinity;
        const face = { landmarks, sameShape: true };
        const drawn = shortlist.map((option) => candidates[option]);
        let rank = 0;
        for await (const render of ScoreRendersAsync(context, control, photo, drawn, options, face)) {
            const option = shortlist[rank++];
            const score = render.score + (await ranking.measureAsync(option, render.picture)) + priors[option];
            if (score > bestScore) {
                [bestScore, best] = [score, render];
            }
            control.report(stage, (at + rank / shortlist.length) / blocks.length, { x: candidates[option] });
        }
    }
    return best;
}
