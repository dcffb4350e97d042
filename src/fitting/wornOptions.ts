import { type IAttribute } from "../networks/attributeProbe.js";

/** Natural logarithms by ids of block and option. */
type Odds = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * By name of attribute: how many times as often those who have it wear an option as those who have it not. What is not named all wear alike. Estimates, not
 * measured: they decide where what is seen leaves several options open.
 */
const Wearers: Readonly<Record<string, Odds>> = {
    masculine: {
        hair: {
            buzz: 2,
            taperedShort: 2.5,
            slickBack: 4,
            quiff: 2,
            baldTop: 4,
            mohawk: 1,
            curlyShort: 1,
            sidePart: 1.5,
            pixie: -1.5,
            middlePart: -1.5,
            bob: -3,
            longStraight: -2.5,
            longWavy: -3,
            longBangs: -3,
            ponytail: -2.5,
            bun: -2,
        },
        brow: { bushy: 1.5, bushyStraight: 1.5, roundHeavy: 1, slopedHeavy: 1, risingHeavy: 1, peakedHeavy: 1, shortHeavy: 1 },
        beard: { stubble: 4, moustache: 4, goatee: 4, chinStrap: 4, short: 4, full: 4 },
    },
    african: {
        hair: {
            curlyShort: 1.5,
            curlyMedium: 1.5,
            afro: 4,
            dreadlocks: 4,
            cornrows: 4,
            sidePart: -2,
            slickBack: -2,
            quiff: -2,
            fringe: -2,
            pixie: -2,
            middlePart: -2,
            bob: -2,
            longStraight: -2,
            longBangs: -2,
        },
    },
};

/** How many times as rarely as the others of their block options are worn by anybody; estimates too. */
const Rare: Odds = {
    hair: { cornrows: -1.5, dreadlocks: -1, mohawk: -2, slickBack: -1, curlyShort: -0.7, curlyMedium: -0.7, baldTop: -0.7 },
    beard: { chinStrap: -2 },
};

/**
 * How likely an option is on a face with some attributes, as against a common option on a face of which nothing is known: hair that lies close to the head,
 * for example, looks alike from the front when it is short and when it is tied back, and landmarks do not tell who wears which.
 * @param block id of the block
 * @param option id of the option
 * @param attributes what the embedding says of the face
 * @returns natural logarithm, 0 for a common option where nothing is known; at most 0
 */
export function WornLogOdds(block: string, option: string, attributes: readonly IAttribute[]): number {
    const common = Rare[block]?.[option] ?? 0;
    return attributes.reduce((sum, { name, probability }) => {
        const ratio = Wearers[name]?.[block]?.[option] ?? 0;
        // Of the two kinds, those who wear it more often are taken for 1
        const wearers = ratio > 0 ? probability : 1 - probability;
        return sum + Math.log(wearers + (1 - wearers) * Math.exp(-Math.abs(ratio)));
    }, common);
}

/** Beards that roughen the chin. */
const RoughBeards: ReadonlySet<string> = new Set(["stubble", "goatee", "chinStrap", "short", "full"]);
/**
 * Where rough chins and bare ones part, and how far beyond it counts. In 70 pictures of 45 choosing people, of two studios, beards and stubble give at least 1.28 times
 * the detail of the cheeks (but for one thin beard on the chin: 1.05), bare chins at most 1.23 times.
 */
const [RoughFrom, RoughReach] = [Math.log(1.25), 0.13];

/**
 * How the chin's detail speaks for a beard.
 * @param block id of the block
 * @param option id of the option
 * @param texture as `MeasureBeardTexture` measures it; undefined says nothing
 * @returns above 0 where it speaks for the option, below where it speaks against; 0 for what does not cover the chin
 */
export function TextureLogOdds(block: string, option: string, texture: number | undefined): number {
    if (block !== "beard" || !RoughBeards.has(option) || texture === undefined) {
        return 0;
    }
    return Math.max(-RoughReach, Math.min(RoughReach, texture - RoughFrom));
}
