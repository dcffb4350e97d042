import { existsSync } from "node:fs";
import { type Command, InvalidArgumentError, Option } from "commander";
import { SerializeFace } from "../../face/parseFace.js";
import { FitMethods } from "../../fitting/fit.types.js";
import { type RecognizerName } from "../../networks/recognizerNames.js";
import { DescribeReport, FitPhotoAsync, type IFitPhotoOptions } from "../fitPhotos.js";
import { type IHeadlessOptions } from "../headless.types.js";
import { OpenHeadlessAsync } from "../headlessPage.js";
import { RecognizerOption, SeedOption, SizeOption } from "../options.js";
import { EncodePngAsync, WriteFileAsync } from "../pictureFiles.js";
import { ResultStems } from "../readPhotos.js";

/** One of several shares of the work. */
interface IShard {
    readonly index: number;
    readonly count: number;
}

interface IFitOptions extends IFitPhotoOptions {
    readonly out: string;
    readonly backend: IHeadlessOptions["backend"];
    readonly recognizer: RecognizerName;
    readonly force?: boolean;
    readonly together?: boolean;
    readonly shard?: IShard;
    readonly rig?: string;
    readonly imitator?: string;
}

/**
 * Adds `fit`: photos become faces. Writes `<stem>.face.json`, `<stem>.png` and `<stem>.report.json` for each; exit code 1 if any failed.
 * @param program the program
 */
export function RegisterFit(program: Command): void {
    program
        .command("fit")
        .description("make faces from photos")
        .argument("<photos...>", "JPEG, PNG or WebP files")
        .requiredOption("--out <dir>", "folder to write to")
        .addOption(
            new Option("--method <method>", "ours, ours at one glance, or the paper's to the letter")
                .choices(FitMethods)
                .default("default"),
        )
        .addOption(new Option("--backend <backend>", "where the networks run").choices(["auto", "webgpu", "wasm"]).default("auto"))
        .addOption(RecognizerOption())
        .option("--seed <n>", "seed of what is drawn at random", SeedOption, 0)
        .option("--size <px>", "side of the pictures", SizeOption, 512)
        .option("--rig <file>", "rig file of another head; needs --imitator")
        .option("--imitator <dir>", "network folder of that head's imitator, as `train imitator` writes it")
        .option("--force", "fit also where results exist")
        .addOption(
            new Option("--together", "all photos show one person: make one face of them, named after the first photo").conflicts("shard"),
        )
        .option("--shard <i/n>", "fit only the i-th of n shares of the photos (from 1), for several machines", ParseShard)
        .action(FitAllAsync);
}

function ParseShard(text: string): IShard {
    const [, index, count] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
    if (!(index >= 1 && index <= count)) {
        throw new InvalidArgumentError("It must be like 2/8, the second of eight shares.");
    }
    return { index, count };
}

/** What is still to be fitted, each with the stem of its results. */
function PlanFits(photos: readonly string[], options: IFitOptions): { readonly photo: string; readonly stem: string }[] {
    const { index, count } = options.shard ?? { index: 1, count: 1 };
    const fitted = options.together ? photos.slice(0, 1) : photos;
    const stems = ResultStems(fitted, options.out);
    const mine = fitted.map((photo, i) => ({ photo, stem: stems[i] })).filter((_, i) => i % count === index - 1);
    const todo = mine.filter(({ stem }) => options.force || !existsSync(`${stem}.face.json`));
    if (todo.length < mine.length) {
        console.log(`${mine.length - todo.length} of ${mine.length} photos have results already; --force fits them again`);
    }
    return todo;
}

async function FitAllAsync(photos: readonly string[], options: IFitOptions): Promise<void> {
    const todo = PlanFits(photos, options);
    if (todo.length === 0) {
        return;
    }
    const page = await OpenHeadlessAsync(options);
    const begun = performance.now();
    try {
        for (const [i, { photo, stem }] of todo.entries()) {
            const others = options.together ? photos.slice(1) : [];
            const { report, result, picture } = await FitPhotoAsync(page, photo, { ...options, others });
            await WriteFileAsync(`${stem}.report.json`, report);
            if (result && picture) {
                await WriteFileAsync(`${stem}.png`, await EncodePngAsync(picture));
                await WriteFileAsync(`${stem}.face.json`, SerializeFace(result.face));
            } else {
                process.exitCode = 1;
            }
            console.log(DescribeReport(report));
            const left = todo.length - i - 1;
            if (left > 0) {
                const minutes = (left * (performance.now() - begun)) / (i + 1) / 60_000;
                console.log(`${left} of ${todo.length} photos left, about ${minutes.toFixed(1)} min`);
            }
        }
    } finally {
        await page.closeAsync();
    }
}
