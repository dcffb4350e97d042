import { join } from "node:path";
import { type Command } from "commander";
import { type IPicture } from "../../face/picture.js";
import { IntegerOption } from "../options.js";
import { EncodeSheetAsync, WriteFileAsync } from "../pictureFiles.js";
import { DescribeEstimate, type IEstimate } from "./bootstrap.js";
import { EmbeddingCache } from "./embeddingCache.js";
import { FitStore } from "./fitStore.js";
import { type IGradientTrust, MeasureGradientTrustAsync } from "./gradientTrust.js";
import { DrawBothAsync, type ImitatorSet, ListVectorsAsync, MeasureImitatorSimilarityAsync, RequireHeldOutAsync } from "./imitator.js";
import { DifferencePicture, type IImitatedFace, type IImitatorErrors, MeasureImitatorErrors } from "./imitatorErrors.js";
import { type IImitatorLabels, MeasureImitatorLabelsAsync } from "./imitatorLabels.js";
import { Judge } from "./judge.js";
import { MeasureMAsync } from "./likenessReference.js";
import { AddEvaluationOptions, type IEvaluationOptions, type IWorkplace, WithWorkplaceAsync, WriteFiguresAsync } from "./options.js";
import { EncodePictureAsync, StackPicturesAsync } from "./pictureFiles.js";
import { ReadSegmenterCropAsync } from "./segmentationMap.js";
import { ReadLondonPeopleAsync, ReadPairPeopleAsync } from "./split.js";

interface IImitatorOptions extends Omit<IEvaluationOptions, "split"> {
    readonly count: number;
    readonly fits: number;
    readonly pairs: number;
}

/** Figures of one set of faces. */
interface ISetFigures extends Omit<IImitatorErrors, "each"> {
    readonly F1: IEstimate;
    readonly judge: IEstimate;
    /** Pictures of the imitator in which the judge finds no face. */
    readonly noFace: number;
    readonly labels: IImitatorLabels;
}

/** Classes in the table. */
const DiceShown = ["skin", "brows", "eyes", "nose", "lips", "hair"] as const;

/** Pictures among the worst. */
const Worst = 10;

/**
 * Adds `evaluate imitator`: how true G is to the engine, and whether its gradient may be trusted. No reporting person is seen: fit results are those of
 * choosing people.
 * @param evaluate the command above
 */
export function RegisterImitator(evaluate: Command): void {
    AddEvaluationOptions(
        evaluate
            .command("imitator")
            .description("the imitator against the engine on held-out uniform, plausible and fitted faces; gradient trust"),
        join("out", "evaluation"),
    )
        .option("--count <n>", "uniform and plausible faces, each", IntegerOption(2, 1e5), 200)
        .option("--fits <n>", "fit results, at most", IntegerOption(0, 1e4), 20)
        .option("--pairs <n>", "pairs for the gradient trust", IntegerOption(0, 1e5), 200)
        .action(EvaluateImitatorAsync);
}

async function EvaluateImitatorAsync(options: IImitatorOptions): Promise<void> {
    await RequireHeldOutAsync();
    const judge = await Judge.CreateAsync(options.faces);
    try {
        await WithWorkplaceAsync((workplace) => MeasureAllAsync(options, judge, workplace));
    } finally {
        await judge.disposeAsync();
    }
}

async function MeasureAllAsync(options: IImitatorOptions, judge: Judge, workplace: IWorkplace): Promise<void> {
    const { studio, networks } = workplace;
    const store = await FitStore.OpenAsync(studio.page, networks, join("out", "likeness", "choose"));
    const cache = await EmbeddingCache.OpenAsync(judge, join(options.out, "embeddings"));
    const choosing = [...(await ReadLondonPeopleAsync(options.faces, "choose")), ...(await ReadPairPeopleAsync(options.faces, "choose"))];
    const m = await MeasureMAsync(cache, choosing);
    await cache.saveAsync();
    const figures: Partial<Record<ImitatorSet, ISetFigures>> = {};
    let others: IPicture[] | undefined;
    const worst: { face: IImitatedFace; error: number }[] = [];
    for (const [set, count] of [
        ["uniform", options.count],
        ["prior", options.count],
        ["fits", options.fits],
    ] as const) {
        // prettier-ignore
        process.stderr.write(`${set} ...\n`);
        const faces = await DrawBothAsync(workplace, set, await ListVectorsAsync(workplace, store, options.faces, set, count));
        if (faces.length > 0) {
            others ??= faces.map(({ engine }) => engine);
            const { each, ...errors } = MeasureImitatorErrors(faces, others);
            const impostor = networks.networks.recognizer.impostorCosine;
            const recognised = await MeasureImitatorSimilarityAsync(faces, (picture) => networks.embedFrameAsync(picture), impostor);
            const judged = await MeasureImitatorSimilarityAsync(faces, (picture) => judge.embedAsync(picture), m);
            const labels = await MeasureImitatorLabelsAsync(networks, await ReadSegmenterCropAsync(), faces);
            figures[set] = { ...errors, F1: recognised.similarity, judge: judged.similarity, noFace: judged.noFace, labels };
            worst.push(...faces.map((face, i) => ({ face, error: each[i] })));
        }
    }
    const trust = await MeasureGradientTrustAsync(workplace, options.pairs, (done) =>
        process.stderr.write(`\r${done}/${options.pairs} pairs`),
    );
    process.stderr.write("\n");
    worst.sort((a, b) => b.error - a.error).splice(Worst);
    const folder = join(options.out, "imitator");
    const shown: Buffer[] = [];
    for (const [i, { face }] of worst.entries()) {
        const pictures = await Promise.all(
            [face.engine, face.imitated, DifferencePicture(face.imitated, face.engine)].map(EncodePictureAsync),
        );
        const sheet = await EncodeSheetAsync(pictures, 256);
        await WriteFileAsync(join(folder, `worst${i}.png`), sheet);
        // Results of fits to real people are left out of the picture that may be shown.
        if (!face.name.startsWith("fits")) {
            shown.push(await EncodeSheetAsync(pictures, 128));
        }
    }
    if (shown.length > 0) {
        await WriteFileAsync(join(folder, "worst.jpg"), await StackPicturesAsync(shown, 2));
    }
    await WriteFiguresAsync({ ...options, split: "choose" }, "imitator", studio.schema.rig, {
        sets: figures,
        gradientTrust: trust,
        worst: worst.map(({ face, error }) => ({ face: face.name, error })),
    });
    Print(figures, trust);
    console.log(`The worst ten (engine | imitator | difference) lie in ${folder}: ${worst.map(({ face }) => face.name).join(", ")}`);
}

function Print(figures: Partial<Record<ImitatorSet, ISetFigures>>, trust: Record<string, IGradientTrust>): void {
    console.table(
        Object.fromEntries(
            Object.entries(figures).map(([set, { faces, head, meanPicture, ratio, parts, F1, judge, noFace }]) => [
                set,
                {
                    faces,
                    "error in head": DescribeEstimate(head, 4),
                    "mean picture's": meanPicture.toFixed(4),
                    ratio: DescribeEstimate(ratio),
                    "F1 similarity": DescribeEstimate(F1),
                    "judge similarity": DescribeEstimate(judge),
                    "no face": noFace,
                    ...Object.fromEntries(Object.entries(parts).map(([part, error]) => [part, error.toFixed(3)])),
                },
            ]),
        ),
    );
    console.log("Dice of what F2 sees on the imitator's and on the engine's pictures against the engine's labels:");
    console.table(
        Object.fromEntries(
            Object.entries(figures).flatMap(([set, { labels }]) =>
                Object.entries(labels).map(([of, dice]) => [
                    `${set}, ${of}`,
                    Object.fromEntries(DiceShown.map((name) => [name, DescribeEstimate((dice as IImitatorLabels["engine"])[name].dice)])),
                ]),
            ),
        ),
    );
    console.table(
        Object.fromEntries(
            Object.entries(trust).map(([group, { pairs, correlation, sameSign }]) => [
                group,
                { pairs, "slope correlation": DescribeEstimate(correlation), "same sign": sameSign.toFixed(2) },
            ]),
        ),
    );
}
