import { existsSync } from "node:fs";
import { type Command, Option } from "commander";
import { SerializeFace } from "../../face/parseFace.js";
import { FitMethods } from "../../fitting/fit.types.js";
import { type RecognizerName } from "../../networks/recognizerNames.js";
import { DescribeReport, FitPhotoAsync, type IFitPhotoOptions } from "../fitPhotos.js";
import { type IHeadlessOptions } from "../headless.types.js";
import { OpenHeadlessAsync } from "../headlessPage.js";
import { RecognizerOption, SeedOption, SizeOption } from "../options.js";
import { EncodePngAsync, WriteFileAsync } from "../pictureFiles.js";
import { ResultStems } from "../readPhotos.js";

interface IFitOptions extends IFitPhotoOptions {
    readonly out: string;
    readonly backend: IHeadlessOptions["backend"];
    readonly recognizer: RecognizerName;
    readonly force?: boolean;
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
        .action(FitAllAsync);
}

async function FitAllAsync(photos: readonly string[], options: IFitOptions): Promise<void> {
    const stems = ResultStems(photos, options.out);
    const todo = photos
        .map((photo, i) => ({ photo, stem: stems[i] }))
        .filter(({ stem }) => options.force || !existsSync(`${stem}.face.json`));
    if (todo.length < photos.length) {
        console.log(`${photos.length - todo.length} of ${photos.length} photos have results already; --force fits them again`);
    }
    if (todo.length === 0) {
        return;
    }
    const page = await OpenHeadlessAsync(options);
    try {
        for (const { photo, stem } of todo) {
            const { report, result, picture } = await FitPhotoAsync(page, photo, options);
            await WriteFileAsync(`${stem}.report.json`, report);
            if (result && picture) {
                await WriteFileAsync(`${stem}.png`, await EncodePngAsync(picture));
                await WriteFileAsync(`${stem}.face.json`, SerializeFace(result.face));
            } else {
                process.exitCode = 1;
            }
            console.log(DescribeReport(report));
        }
    } finally {
        await page.closeAsync();
    }
}
