import { join } from "node:path";
import { type Command, Option } from "commander";
import { type IPicture } from "../../face/picture.js";
import { type IOpenHeadlessOptions } from "../headlessPage.js";
import { WriteFileAsync } from "../pictureFiles.js";
import { PhotoNetworks } from "./photoNetworks.js";
import { FitSources, SourceStampAsync } from "./sourceStamp.js";
import { type SplitPart } from "./split.js";
import { Studio } from "./studio.js";

/** Options that every evaluation has. */
export interface IEvaluationOptions {
    /** Folder with the photographs. */
    readonly faces: string;
    readonly split: SplitPart;
    /** Git-ignored folder for results, sheets and embeddings. */
    readonly out: string;
    /** File for the figures. */
    readonly json?: string;
}

/** The engine and the networks, ready. */
export interface IWorkplace {
    readonly studio: Studio;
    readonly networks: PhotoNetworks;
    /** The average face, 512 x 512. */
    readonly average: IPicture;
}

/**
 * Adds the options that every evaluation has.
 * @param command the command
 * @param out default of `--out`
 * @returns the command
 */
export function AddEvaluationOptions(command: Command, out: string): Command {
    return command
        .option("--faces <dir>", "folder with the photographs (see docs)", process.env["FACES_DIR"] ?? join("..", "shared", "faces"))
        .addOption(
            new Option("--split <part>", "report for figures, choose while developing").choices(["report", "choose"]).default("report"),
        )
        .option("--out <dir>", "git-ignored folder for results, sheets and embeddings", out)
        .option("--json <file>", "write the figures here");
}

/**
 * Opens engine and networks for a piece of work, and closes them whatever happens.
 * @param work the work
 * @param options of the page
 * @returns what the work returns
 */
export async function WithWorkplaceAsync<T>(work: (workplace: IWorkplace) => Promise<T>, options?: IOpenHeadlessOptions): Promise<T> {
    const studio = await Studio.OpenAsync(options);
    try {
        const average = await studio.drawAverageAsync();
        const networks = await PhotoNetworks.CreateAsync(studio.schema, average);
        try {
            return await work({ studio, networks, average });
        } finally {
            networks.dispose();
        }
    } finally {
        await studio.closeAsync();
    }
}

/**
 * Writes figures as JSON, headed by what they are of.
 * @param options where to
 * @param what name of the evaluation
 * @param rig the head
 * @param figures the figures
 */
export async function WriteFiguresAsync(
    options: Pick<IEvaluationOptions, "json" | "split">,
    what: string,
    rig: { readonly id: string; readonly hash: string },
    figures: object,
): Promise<void> {
    if (options.json) {
        const state = await SourceStampAsync(FitSources);
        await WriteFileAsync(options.json, { what, split: options.split, rig, state, ...figures });
    }
}
