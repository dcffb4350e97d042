import { DescribeEstimate, type IEstimate } from "./bootstrap.js";
import { type IEverybodyFigures } from "./everybody.js";
import { type IMethodFigures } from "./likeness.js";
import { type LikenessNetwork, LikenessNetworks } from "./likenessReference.js";
import { type ISyntheticFigures } from "./synthetic.js";
import { type ITurnedFigures } from "./turnedPhotos.js";

/**
 * Prints what methods reached.
 * @param figures of each method
 * @param strangers m of each network
 */
export function PrintLikeness(figures: readonly IMethodFigures[], strangers: Readonly<Record<LikenessNetwork, number>>): void {
    for (const network of LikenessNetworks) {
        console.log(
            `\n${network === "judge" ? "By the judge, which is in no loss" : "By F1, which is in the loss"} (strangers' mean cosine ${strangers[network].toFixed(3)}):`,
        );
        console.table(
            Object.fromEntries(
                figures.map(({ method, people, networks }) => {
                    const { similarity, similaritySecond, gain, aboveAverage, everybody, everybodySecond, london, londonSecond } =
                        networks[network];
                    return [
                        method,
                        {
                            people,
                            similarity: DescribeEstimate(similarity),
                            "second photo": DescribeEstimate(similaritySecond),
                            "gain over average": DescribeEstimate(gain),
                            nearer: aboveAverage,
                            [`percentile of ${everybody.candidates}`]: DescribeEstimate(everybody.medianPercentile),
                            AUC: DescribeEstimate(everybody.auc),
                            "rank 1": Percent(everybody.rank1),
                            "rank 5": Percent(everybody.rank5),
                            "2nd: AUC": DescribeEstimate(everybodySecond.auc),
                            "2nd: rank 1": Percent(everybodySecond.rank1),
                            [`rank 1 of ${london.candidates} London`]: Percent(london.rank1),
                            "London AUC": DescribeEstimate(london.auc),
                            "2nd: rank 1 London": Percent(londonSecond.rank1),
                        },
                    ];
                }),
            ),
        );
    }
    for (const { method, groups, paired, timesMs, twoPhotos, failed, medianLossDrop } of figures) {
        if (groups && method !== "average") {
            console.log(`\n${method} by group (judge):`);
            console.table(
                Object.fromEntries(
                    Object.entries(groups).map(([name, one]) => [
                        name,
                        {
                            people: one.everybody.queries,
                            similarity: DescribeEstimate(one.similarity),
                            gain: DescribeEstimate(one.gain),
                            percentile: DescribeEstimate(one.everybody.medianPercentile),
                        },
                    ]),
                ),
            );
        }
        if (paired) {
            for (const network of LikenessNetworks) {
                const { similarity, better, percentile } = paired[network];
                console.log(
                    `${method} less ${paired.control}, ${network}: similarity ${DescribeEstimate(similarity)}, better for ${better}, percentile ${DescribeEstimate(percentile)}`,
                );
            }
        }
        if (twoPhotos) {
            const { samePerson, strangers, auc, people } = twoPhotos.parameters;
            const distance = `distance of parameters ${DescribeEstimate(samePerson)}, strangers ${DescribeEstimate(strangers)}`;
            console.log(`${method}, two photos of ${people}: ${distance}, AUC ${DescribeEstimate(auc)}`);
            for (const network of LikenessNetworks) {
                const pictures = twoPhotos.pictures[network];
                const similarity = `similarity of the two pictures ${DescribeEstimate(pictures.samePerson)}`;
                console.log(
                    `    ${network}: ${similarity}, strangers ${pictures.strangers.toFixed(3)}, AUC ${DescribeEstimate(pictures.auc)}`,
                );
            }
        }
        if (timesMs) {
            const seconds = Object.entries(timesMs).map(([stage, ms]) => `${stage} ${(ms / 1000).toFixed(1)} s`);
            console.log(
                `${method}: medians ${seconds.join(", ")}; loss ${(-100 * medianLossDrop).toFixed(0)} %${failed.length > 0 ? `; failed: ${failed.map(({ id, code }) => `${id} ${code}`).join(", ")}` : ""}`,
            );
        }
    }
}

/**
 * Prints what methods reached on the people of all collections.
 * @param figures of each method
 */
export function PrintEverybody(figures: readonly IEverybodyFigures[]): void {
    for (const network of LikenessNetworks) {
        console.log(`\nPeople of all collections, ${network === "judge" ? "by the judge" : "by F1"}:`);
        console.table(
            Object.fromEntries(
                figures.flatMap(({ method, networks }) =>
                    Object.entries(networks[network].collections).map(([collection, one]) => [
                        `${method}, ${collection}`,
                        {
                            people: one.everybody.queries,
                            similarity: DescribeEstimate(one.similarity),
                            "gain over average": DescribeEstimate(one.gain),
                            [`percentile of ${one.everybody.candidates}`]: DescribeEstimate(one.everybody.medianPercentile),
                            AUC: DescribeEstimate(one.everybody.auc),
                            "rank 1": Percent(one.everybody.rank1),
                            "2nd: people": one.everybodySecond.queries,
                            "2nd: percentile": DescribeEstimate(one.everybodySecond.medianPercentile),
                            "2nd: AUC": DescribeEstimate(one.everybodySecond.auc),
                            "2nd: rank 1": Percent(one.everybodySecond.rank1),
                        },
                    ]),
                ),
            ),
        );
    }
    for (const { method, networks, failed } of figures) {
        for (const network of LikenessNetworks) {
            const { paired } = networks[network];
            if (paired) {
                console.log(
                    `${method} less ${paired.control}, ${network}: similarity ${DescribeEstimate(paired.similarity)}, better for ${paired.better}, percentile ${DescribeEstimate(paired.percentile)}`,
                );
            }
        }
        if (failed.length > 0) {
            console.log(`${method} failed: ${failed.map(({ id, code }) => `${id} ${code}`).join(", ")}`);
        }
    }
}

/**
 * Prints how well known faces came back.
 * @param figures of each method
 */
export function PrintSynthetic(figures: readonly ISyntheticFigures[]): void {
    for (const { method, faces, failed, groups, colors, styles, similarity } of figures) {
        console.log(`\n${method}, ${faces} known faces from photo-like pictures${failed > 0 ? `, ${failed} failed` : ""}:`);
        console.table({
            ...Object.fromEntries(
                Object.entries(groups).map(([name, { error, average, ratio }]) => [
                    `parameters, ${name}`,
                    { result: DescribeEstimate(error), "average face": average.toFixed(3), ratio: ratio.toFixed(2) },
                ]),
            ),
            ...Object.fromEntries(
                Object.entries(colors).map(([name, { error, average }]) => [
                    `colour, ${name}`,
                    { result: DescribeEstimate(error), "average face": average.toFixed(3), ratio: (error.value / average).toFixed(2) },
                ]),
            ),
            ...Object.fromEntries(
                Object.entries(styles).map(([name, { hits, chance }]) => [
                    `style hits, ${name}`,
                    { result: DescribeEstimate(hits), chance: chance.toFixed(3) },
                ]),
            ),
            ...Object.fromEntries(
                LikenessNetworks.map((network) => [
                    `similarity, ${network}`,
                    {
                        result: DescribeEstimate(similarity[network].result),
                        "average face": DescribeEstimate(similarity[network].average),
                        stranger: DescribeEstimate(similarity[network].stranger),
                    },
                ]),
            ),
        });
    }
}

/**
 * Prints what turned photos cost.
 * @param figures of each method
 */
export function PrintTurned(figures: readonly ITurnedFigures[]): void {
    for (const { method, faces, failed, frontal, turned, lost } of figures) {
        console.log(
            `${method}, ${faces} known faces${failed > 0 ? ` (${failed} failed)` : ""}, judge: frontal ${DescribeEstimate(frontal)}, turned ${DescribeEstimate(turned)}, lost ${DescribeEstimate(lost)}`,
        );
    }
}

function Percent({ value, low, high }: IEstimate): string {
    return `${(100 * value).toFixed(0)} % (${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)})`;
}
