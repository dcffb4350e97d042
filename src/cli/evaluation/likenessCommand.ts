import { join } from "node:path";
import { type Command } from "commander";
import { FitMethods } from "../../fitting/fit.types.js";
import { RecognizerNames, type RecognizerName } from "../../networks/recognizerNames.js";
import { IntegerOption, RecognizerOption } from "../options.js";
import { WriteBlindSheetsAsync } from "./blindSheets.js";
import { EmbeddingCache } from "./embeddingCache.js";
import { MeasureEverybodyAsync } from "./everybody.js";
import { FindControl, type IFitVariant, ParseVariants } from "./fitVariant.js";
import { FitStore, type IFailedFit, IsFitted, type IStoredFit } from "./fitStore.js";
import { ReadGroupsAsync } from "./groups.js";
import { Judge } from "./judge.js";
import { type ILikenessJob, type IMethodFigures, MeasureMethodAsync, WriteAverageAsync } from "./likeness.js";
import { ReadReferenceAsync } from "./likenessReference.js";
import { PrintEverybody, PrintLikeness, PrintSynthetic, PrintTurned } from "./likenessTables.js";
import { AddEvaluationOptions, type IEvaluationOptions, type IWorkplace, WithWorkplaceAsync, WriteFiguresAsync } from "./options.js";
import { ReadLondonPeopleAsync, ReadMixedPeopleAsync } from "./split.js";
import { type ISyntheticFigures, MeasureSyntheticAsync } from "./synthetic.js";
import { type ITurnedFigures, MeasureTurnedAsync } from "./turnedPhotos.js";

interface ILikenessOptions extends IEvaluationOptions {
    readonly methods: readonly IFitVariant[];
    readonly recognizer: RecognizerName;
    readonly limit?: number;
    readonly pairs?: boolean;
    readonly everybody?: boolean;
    readonly synthetic: number;
    readonly turned: number;
    readonly blind: number;
}

/**
 * Adds `evaluate likeness`: how alike fitted faces are to people, by a judge that is in no loss and by F1, which is. People are searched for among all
 * London people of the part and its gallery: for `report` the Canada people, the first portraits of the pairs and the 300 gallery people of the
 * split (406 candidates), for `choose` as many others of the choosing side.
 * @param evaluate the command above
 */
export function RegisterLikeness(evaluate: Command): void {
    AddEvaluationOptions(
        evaluate
            .command("likeness")
            .description("fit people's photos and have a recogniser judge that is in no loss; a stopped run goes on where it was"),
        join("out", "likeness"),
    )
        .option(
            "--methods <names>",
            `methods of one run, separated by commas: ${FitMethods.join(", ")}; with other constants as in default:wornOdds=0;steps=60`,
            ParseVariants,
            ParseVariants("default"),
        )
        .addOption(RecognizerOption())
        .option("--limit <n>", "only the first n people; 0 for none", IntegerOption(0, 1e6))
        .option("--pairs", "fit the second photos too, for the distance of one person's two faces")
        .option("--everybody", "fit the Canada people and the first portraits of the pairs too, and search for all of them")
        .option("--synthetic <n>", "fit n photo-like pictures of random faces too and compare with the truth", IntegerOption(0, 1e5), 0)
        .option(
            "--turned <n>",
            "fit n random faces too, each from a frontal picture and from one turned by 25 degrees",
            IntegerOption(0, 1e5),
            0,
        )
        .option(
            "--blind <n>",
            "write sheets with n people, of the London set first, that show the first two methods in an order that only a key beside them tells",
            IntegerOption(0, 1e4),
            0,
        )
        .action(EvaluateLikenessAsync);
}

async function EvaluateLikenessAsync(options: ILikenessOptions): Promise<void> {
    const people = (await ReadLondonPeopleAsync(options.faces, options.split)).slice(0, options.limit);
    const judge = await Judge.CreateAsync(options.faces);
    try {
        const { recognizer } = options;
        await WithWorkplaceAsync((workplace) => MeasureAllAsync(options, people, judge, workplace), { recognizer });
    } finally {
        await judge.disposeAsync();
    }
}

async function MeasureAllAsync(
    options: ILikenessOptions,
    people: ILikenessJob["people"],
    judge: Judge,
    workplace: IWorkplace,
): Promise<void> {
    const { studio, networks } = workplace;
    const { recognizer } = options;
    const out = join(options.out, recognizer === RecognizerNames[0] ? options.split : `${options.split}-${recognizer}`);
    await WriteAverageAsync(workplace, out);
    const open = (embedder: Judge | typeof networks): Promise<EmbeddingCache> =>
        EmbeddingCache.OpenAsync(embedder, join("out", "evaluation", "embeddings"));
    const caches = { judge: await open(judge), F1: await open(networks) };
    const reference = await ReadReferenceAsync(workplace, judge, caches, options.faces, options.split);
    const store = await FitStore.OpenAsync(studio.page, networks, out, recognizer);
    const job: ILikenessJob = {
        workplace,
        store,
        reference,
        people,
        groups: options.split === "report" ? await ReadGroupsAsync(options.faces, people) : undefined,
        pairs: options.pairs ?? false,
        onFit: Report,
    };
    const figures: IMethodFigures[] = [];
    const mixed = options.everybody ? await ReadMixedPeopleAsync(options.faces, options.split) : [];
    const wide = { store, reference, caches, people: mixed, onFit: Report };
    const everybody = mixed.length > 0 ? await MeasureEverybodyAsync(wide, ["average", ...options.methods]) : [];
    const synthetic: ISyntheticFigures[] = [];
    const turned: ITurnedFigures[] = [];
    if (people.length > 0) {
        figures.push(await MeasureMethodAsync(job, "average", undefined));
    }
    for (const variant of options.methods) {
        if (people.length > 0) {
            figures.push(await MeasureMethodAsync(job, variant, FindControl(variant, figures)));
        }
        const drawn = { studio, store, reference, variant, folder: join(out, "photos"), onFit: Report };
        if (options.synthetic > 0) {
            synthetic.push(await MeasureSyntheticAsync({ ...drawn, count: options.synthetic }));
        }
        if (options.turned > 0) {
            turned.push(await MeasureTurnedAsync({ ...drawn, count: options.turned }));
        }
    }
    const [one, other] = options.methods;
    if (options.blind > 0 && other) {
        const some = await ReadMixedPeopleAsync(options.faces, options.split, options.blind);
        const shown = await WriteBlindSheetsAsync(store, networks, some, [one, other], out);
        console.log(`${shown} people on the sheets in ${join(out, "blind")}`);
    }
    const m = { judge: reference.embeddings.judge.m, F1: reference.embeddings.F1.m };
    await WriteFiguresAsync(options, "likeness", studio.schema.rig, {
        networks: { judge: judge.name, F1: networks.name },
        strangers: m,
        figures,
        everybody,
        synthetic,
        turned,
    });
    PrintLikeness(figures, m);
    PrintEverybody(everybody);
    PrintSynthetic(synthetic);
    PrintTurned(turned);
}

function Report(name: string, fit: IStoredFit | IFailedFit): void {
    if (!IsFitted(fit)) {
        console.log(`${name}: ${fit.code}`);
        return;
    }
    const { method, loss, timingsMs, steps } = fit.report;
    const change = 100 * (loss.end.total / loss.start.total - 1);
    const time = `${(timingsMs.total / 1000).toFixed(1)} s${fit.fresh ? "" : ", from an earlier run"}`;
    console.log(`${name} ${method}: loss ${change > 0 ? "+" : ""}${change.toFixed(0)} % in ${steps} steps, ${time}`);
}
