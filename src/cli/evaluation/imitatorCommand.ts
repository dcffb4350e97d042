import { dirname, join } from "node:path";
import { type Command } from "commander";
import { type IPicture } from "../../face/picture.js";
import { type INetworkManifest } from "../../networks/networkFile.types.js";
import { IntegerOption } from "../options.js";
import { EncodeSheetAsync, WriteFileAsync } from "../pictureFiles.js";
import { DescribeEstimate } from "./bootstrap.js";
import { EmbeddingCache } from "./embeddingCache.js";
import { FitStore } from "./fitStore.js";
import { MeasureGradientTrustAsync } from "./gradientTrust.js";
import { DrawBothAsync, type ImitatorSet, ListShotsAsync, MeasureImitatorSimilarityAsync, RequireHeldOutAsync } from "./imitator.js";
import { DifferencePicture, type IImitatedFace, MeasureImitatorErrors } from "./imitatorErrors.js";
import { type IImitatorFigures, type IImitatorSetFigures } from "./imitatorFigures.types.js";
import { type IImitatorLabels, MeasureDrawnLabels, MeasureImitatorLabelsAsync } from "./imitatorLabels.js";
import { DescribeImitator } from "./imitatorReport.js";
import { Judge } from "./judge.js";
import { MeasureMAsync } from "./likenessReference.js";
import { AddEvaluationOptions, type IEvaluationOptions, type IWorkplace, WithWorkplaceAsync, WriteFiguresAsync } from "./options.js";
import { EncodePictureAsync, StackPicturesAsync } from "./pictureFiles.js";
import { ReadSegmenterCropAsync } from "./segmentationMap.js";
import { ReadLondonPeopleAsync, ReadPairPeopleAsync } from "./split.js";

interface IImitatorOptions extends IEvaluationOptions {
    readonly count: number;
    readonly fits: number;
    readonly pairs: number;
    readonly report?: string;
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
            .description("the imitator against the engine on held-out uniform, plausible, posed and fitted faces; gradient trust"),
        join("out", "evaluation"),
    )
        .option("--count <n>", "uniform, plausible and posed faces, each", IntegerOption(2, 1e5), 200)
        .option("--fits <n>", "fit results, at most", IntegerOption(0, 1e4), 20)
        .option("--pairs <n>", "pairs for the gradient trust", IntegerOption(0, 1e5), 200)
        .option("--report <file>", "write a report in Markdown here, and the worst pictures beside it (real people's faces are left out)")
        .action(EvaluateImitatorAsync);
}

async function EvaluateImitatorAsync(options: IImitatorOptions): Promise<void> {
    const manifest = await RequireHeldOutAsync();
    const judge = await Judge.CreateAsync(options.faces);
    try {
        await WithWorkplaceAsync((workplace) => MeasureAllAsync(options, judge, workplace, manifest));
    } finally {
        await judge.disposeAsync();
    }
}

async function MeasureAllAsync(options: IImitatorOptions, judge: Judge, workplace: IWorkplace, manifest: INetworkManifest): Promise<void> {
    const { studio, networks } = workplace;
    const store = await FitStore.OpenAsync(studio.page, networks, join("out", "likeness", options.split));
    const cache = await EmbeddingCache.OpenAsync(judge, join(options.out, "embeddings"));
    const choosing = [...(await ReadLondonPeopleAsync(options.faces, "choose")), ...(await ReadPairPeopleAsync(options.faces, "choose"))];
    const m = await MeasureMAsync(cache, choosing);
    await cache.saveAsync();
    const sets: Partial<Record<ImitatorSet, IImitatorSetFigures>> = {};
    let others: IPicture[] | undefined;
    const worst: { face: IImitatedFace; error: number }[] = [];
    for (const [set, count] of [
        ["uniform", options.count],
        ["prior", options.count],
        ["posed", networks.networks.imitator.nuisanceLength > 0 ? options.count : 0],
        ["fits", options.fits],
    ] as const) {
        // prettier-ignore
        process.stderr.write(`${set} ...\n`);
        const faces = await DrawBothAsync(workplace, set, await ListShotsAsync(workplace, store, options.faces, options.split, set, count));
        if (faces.length > 0) {
            others ??= faces.map(({ engine }) => engine);
            const { each, ...errors } = MeasureImitatorErrors(faces, others);
            const impostor = networks.networks.recognizer.impostorCosine;
            const recognised = await MeasureImitatorSimilarityAsync(faces, (picture) => networks.embedFrameAsync(picture), impostor);
            const judged = await MeasureImitatorSimilarityAsync(faces, (picture) => judge.embedAsync(picture), m);
            const labels = await MeasureImitatorLabelsAsync(networks, await ReadSegmenterCropAsync(), faces);
            const { similarity, noFace } = judged;
            const drawnLabels = MeasureDrawnLabels(faces);
            sets[set] = { ...errors, F1: recognised.similarity, judge: similarity, noFace, labels, ...(drawnLabels && { drawnLabels }) };
            worst.push(...faces.map((face, i) => ({ face, error: each[i] })));
        }
    }
    const gradientTrust = await MeasureGradientTrustAsync(workplace, options.pairs, (done) =>
        process.stderr.write(`\r${done}/${options.pairs} pairs`),
    );
    process.stderr.write("\n");
    worst.sort((a, b) => b.error - a.error).splice(Worst);
    const folder = join(options.out, "imitator");
    const sheet = await WriteWorstAsync(
        folder,
        worst.map(({ face }) => face),
    );
    const figures = { sets, gradientTrust, worst: worst.map(({ face, error }) => ({ face: face.name, error })) };
    await WriteFiguresAsync(options, "imitator", studio.schema.rig, figures);
    if (options.report) {
        const picture = "worst.jpg";
        const command = `npm run evaluate -- imitator --count ${options.count} --fits ${options.fits} --pairs ${options.pairs}`;
        await WriteFileAsync(options.report, DescribeImitator(figures, manifest, { command, picture: sheet && picture }));
        if (sheet) {
            await WriteFileAsync(join(dirname(options.report), picture), sheet);
        }
    }
    Print(figures);
    console.log(`The worst ten (engine | imitator | difference) lie in ${folder}: ${figures.worst.map(({ face }) => face).join(", ")}`);
}

/** Writes the worst pictures; resolves to a sheet of those that may be shown, a JPEG, for results of fits to real people are left out of it. */
async function WriteWorstAsync(folder: string, faces: readonly IImitatedFace[]): Promise<Buffer | undefined> {
    const shown: Buffer[] = [];
    for (const [i, face] of faces.entries()) {
        const pictures = await Promise.all(
            [face.engine, face.imitated, DifferencePicture(face.imitated, face.engine)].map(EncodePictureAsync),
        );
        await WriteFileAsync(join(folder, `worst${i}.png`), await EncodeSheetAsync(pictures, 256));
        if (!face.name.startsWith("fits")) {
            shown.push(await EncodeSheetAsync(pictures, 128));
        }
    }
    const sheet = shown.length > 0 ? await StackPicturesAsync(shown, 2) : undefined;
    if (sheet) {
        await WriteFileAsync(join(folder, "worst.jpg"), sheet);
    }
    return sheet;
}

function Print({ sets, gradientTrust }: IImitatorFigures): void {
    console.table(
        Object.fromEntries(
            Object.entries(sets).map(([set, { faces, head, meanPicture, ratio, parts, F1, judge, noFace }]) => [
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
    console.log(
        "Dice against the engine's labels of what F2 sees on the imitator's and on the engine's pictures, and of the imitator's own labels:",
    );
    console.table(
        Object.fromEntries(
            Object.entries(sets).flatMap(([set, { labels, drawnLabels }]) =>
                Object.entries({ ...labels, ...(drawnLabels && { "own labels": drawnLabels }) }).map(([of, dice]) => [
                    `${set}, ${of}`,
                    Object.fromEntries(DiceShown.map((name) => [name, DescribeEstimate((dice as IImitatorLabels["engine"])[name].dice)])),
                ]),
            ),
        ),
    );
    console.table(
        Object.fromEntries(
            Object.entries(gradientTrust).map(([group, { pairs, correlation, sameSign }]) => [
                group,
                { pairs, "slope correlation": DescribeEstimate(correlation), "same sign": sameSign.toFixed(2) },
            ]),
        ),
    );
}
