import { join } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { type FitMethod } from "../../fitting/fit.types.js";
import { Judge } from "./judge.js";
import { type ILikeness, MeasureLikenessAsync } from "./likeness.js";
import { ReadLondonPeopleAsync, type SplitPart } from "./split.js";
import { DescribeReport } from "../fitPhotos.js";
import { OpenHeadlessAsync } from "../headlessPage.js";
import { IntegerOption } from "../options.js";
import { WriteFileAsync } from "../pictureFiles.js";

interface IEvaluateOptions {
    readonly faces: string;
    readonly methods: readonly FitMethod[];
    readonly limit?: number;
    readonly split: SplitPart;
    readonly out: string;
    readonly json?: string;
}

function ParseMethods(text: string): FitMethod[] {
    return text.split(",").map((method) => {
        if (method !== "default" && method !== "published") {
            throw new InvalidArgumentError(`"${method}" is no method; use default, published or both with a comma`);
        }
        return method;
    });
}

/**
 * Adds `evaluate likeness`: how alike fitted faces are to people, by a judge that is in no loss. Needs photographs that are not part of the
 * package.
 * @param evaluate the command above
 */
export function RegisterLikeness(evaluate: Command): void {
    evaluate
        .command("likeness")
        .description("fit people's photos and have a recogniser judge that is in no loss; a stopped run goes on where it was")
        .option(
            "--faces <dir>",
            "folder with split.json, london/, judge/ and teachers/",
            process.env["FACES_DIR"] ?? join("..", "shared", "faces"),
        )
        .option("--methods <names>", "default, published or both", ParseMethods, ["default"])
        .option("--limit <n>", "only the first n people", IntegerOption(2, 1e6))
        .addOption(
            new Option("--split <part>", "report for figures, choose while developing").choices(["report", "choose"]).default("report"),
        )
        .option("--out <dir>", "git-ignored folder for results and sheets", join("out", "likeness"))
        .option("--json <file>", "write the figures here")
        .action(EvaluateLikenessAsync);
}

async function EvaluateLikenessAsync(options: IEvaluateOptions): Promise<void> {
    const people = (await ReadLondonPeopleAsync(options.faces, options.split)).slice(0, options.limit);
    const judge = await Judge.CreateAsync(options.faces);
    const page = await OpenHeadlessAsync();
    try {
        const figures: ILikeness[] = [];
        for (const method of options.methods) {
            const out = join(options.out, options.split);
            figures.push(await MeasureLikenessAsync(page, judge, people, method, out, (report) => console.log(DescribeReport(report))));
        }
        if (options.json) {
            await WriteFileAsync(options.json, { split: options.split, rig: page.schema.rig, figures });
        }
        for (const { each, ...summary } of figures) {
            console.table(
                each.map(({ id, recognizer, judge: judged, rank, rankSecond, seconds }) => ({
                    id,
                    F1: recognizer.result.toFixed(3),
                    "F1 average": recognizer.average.toFixed(3),
                    judge: judged.result.toFixed(3),
                    "judge average": judged.average.toFixed(3),
                    rank,
                    rankSecond,
                    seconds: seconds.toFixed(1),
                })),
            );
            console.log(summary);
        }
    } finally {
        await page.closeAsync();
        await judge.disposeAsync();
    }
}
