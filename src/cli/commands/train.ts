import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { FaceCreatorError } from "../../face/faceCreatorError.js";
import { DefaultImitatorConfig, type IImitatorConfig, PublishedImitatorConfig } from "../../networks/imitatorConfig.js";
import { PartLabels } from "../../face/partLabels.js";
import { NetworkDataFileName } from "../../networks/saveNetworkFile.js";
import { MakeImitatorFileAsync } from "../../training/imitatorFile.js";
import { ImitatorTrainer } from "../../training/ImitatorTrainer.js";
import { type IImitatorEvaluation } from "../../training/imitatorTrainer.types.js";
import { type OptimizerKind } from "../../training/optimizer.js";
import { ParseRigFile } from "../../rig/rigFile.js";
import { IntegerOption, ReadInputAsync, SeedOption } from "../options.js";
import { StartWasmAsync } from "../startWasm.js";
import { type IDatasets, OpenDatasetsAsync, ReadTrainingDataAsync } from "../trainingData.js";
import { ReadCheckpointAsync, WriteCheckpointAsync } from "../trainingCheckpoint.js";

interface ITrainOptions {
    readonly out: string;
    readonly dataset: string[];
    readonly samples?: number;
    readonly heldOut: number;
    readonly minutes: number;
    readonly steps?: number;
    readonly resume?: boolean;
    readonly channels?: number[];
    readonly architecture: "default" | "published";
    readonly rig?: string;
    readonly optimizer: OptimizerKind;
    readonly batch: number;
    readonly seed: number;
    readonly licence: string;
}

/** Milliseconds between two checkpoints, and between two progress lines. */
const CheckpointMs = 120_000;
const ProgressMs = 1000;

/**
 * Adds `train`: trains a network on a dataset that `sample` made.
 * @param program the program
 */
export function RegisterTrain(program: Command): void {
    program
        .command("train")
        .description("train a network on a dataset that `sample` made")
        .command("imitator")
        .description("train an imitator of the head, on the processor; a stopped run goes on with --resume")
        .requiredOption("--dataset <dir>", "dataset folder; several are mixed when it is given several times", ListOption)
        .requiredOption("--out <dir>", "network folder to write; checkpoints lie in it too")
        .option("--samples <n>", "use only the first samples of each dataset", IntegerOption(4, 1e7))
        .option("--held-out <n>", "last samples of each dataset, kept for the evaluation", IntegerOption(1, 1e6), 100)
        .option("--minutes <m>", "training time over all runs", MinutesOption, 60)
        .option("--steps <n>", "train for so many steps instead, however long they take", IntegerOption(1, 1e7))
        .option("--resume", "go on from the checkpoint in the network folder")
        .addOption(
            new Option(
                "--architecture <name>",
                "default: learns part labels where all datasets have them, pose, expressions and light where one is posed; published: 8 layers, 512 x 512 pixels, as in the paper",
            )
                .choices(["default", "published"])
                .default("default"),
        )
        .option("--rig <file>", "rig file of the head, to be sure that the dataset is of it as it is now")
        .option("--channels <list>", "channels of every layer but the last, for example 256,256,192,128,64", ChannelsOption)
        .addOption(new Option("--optimizer <rule>", "momentum is the paper's").choices(["adam", "momentum"]).default("adam"))
        .option("--batch <n>", "samples a step", IntegerOption(2, 256), 16)
        .option("--seed <n>", "seed of weights and order", SeedOption, 1)
        .option("--licence <text>", "licence to note in the manifest", "unspecified")
        .action(TrainAsync);
}

async function TrainAsync(options: ITrainOptions): Promise<void> {
    await StartWasmAsync();
    await mkdir(options.out, { recursive: true });
    const datasets = await OpenDatasetsAsync(options.dataset);
    if (options.rig !== undefined) {
        await CheckRigAsync(options.rig, datasets.rig);
    }
    const config = ConfigOf(options, datasets);
    const data = await ReadTrainingDataAsync(datasets, config, options);
    const { batch, seed, optimizer } = options;
    const trainer = new ImitatorTrainer(config, data.train, { batch, seed, optimizer });
    const checkpointFile = join(options.out, "checkpoint.bin");
    const samples = data.train.count;
    let seconds = 0;
    if (options.resume && existsSync(checkpointFile)) {
        const { checkpoint, extra } = await ReadCheckpointAsync(checkpointFile);
        if (extra["samples"] !== samples) {
            const advice = "give the datasets, --samples and --held-out that it was made with, or held-out samples would be trained on";
            throw new FaceCreatorError("E_ARGUMENT", "the checkpoint is of other samples than", `these ${samples}`, advice);
        }
        trainer.restore(checkpoint);
        seconds = extra["seconds"];
    }
    const end = { seconds: 60 * options.minutes, steps: options.steps };
    await RunAsync(trainer, end, seconds, async (done) => {
        seconds = done;
        await WriteCheckpointAsync(checkpointFile, await trainer.checkpointAsync(), { seconds, samples });
    });
    const provenance = {
        datasets: data.provenance,
        recipe:
            `babylon-face-creator train imitator --steps ${trainer.step} --batch ${batch} --optimizer ${optimizer} --seed ${seed}` +
            ` --channels ${config.channels.join()} --held-out ${options.heldOut}`,
        minutes: Math.round(seconds / 6) / 10,
        steps: trainer.step,
    };
    const description = { config, rig: datasets.rig, licence: options.licence, provenance };
    const { network, figures } = await MakeImitatorFileAsync(description, trainer.weights, data.heldOut);
    await writeFile(join(options.out, NetworkDataFileName), network.data);
    await writeFile(join(options.out, "manifest.json"), `${JSON.stringify(network.manifest, undefined, 2)}\n`);
    trainer.dispose();
    Object.entries(figures).forEach(([name, one]) => console.log(`${options.out}, ${name}: ${DescribeEvaluation(one)}`));
}

function DescribeEvaluation({ count, error, ofMeanPicture, dice }: IImitatorEvaluation): string {
    const shown = dice?.flatMap((value, i) => (value === null ? [] : [`${Object.keys(PartLabels)[i]} ${value.toFixed(3)}`]));
    const labels = shown ? `; Dice of its labels: ${shown.join(", ")}` : "";
    return `error ${error.toFixed(4)} on ${count} held-out samples, ${ofMeanPicture.toFixed(3)} of the mean picture's${labels}`;
}

/** Trains until the time is up, or all steps are done where their number is given; `saveAsync` gets the seconds done, every now and then and at the end. */
async function RunAsync(
    trainer: ImitatorTrainer,
    end: { readonly seconds: number; readonly steps?: number },
    done: number,
    saveAsync: (seconds: number) => Promise<void>,
): Promise<void> {
    let [saved, said] = [performance.now(), 0];
    let average = NaN;
    const share = (): number => (end.steps === undefined ? done / end.seconds : trainer.step / end.steps);
    while (share() < 1) {
        const start = performance.now();
        const loss = await trainer.stepAsync(share());
        const now = performance.now();
        done += (now - start) / 1000;
        average = Number.isNaN(average) ? loss : 0.95 * average + 0.05 * loss;
        if (now - said > ProgressMs) {
            const left = Math.ceil((done * Math.max(0, 1 - share())) / share());
            process.stderr.write(
                `\rstep ${trainer.step}, loss ${average.toFixed(4)}, ${Math.round(now - start)} ms a step, ${left} s left   `,
            );
            said = now;
        }
        if (now - saved > CheckpointMs) {
            await saveAsync(done);
            saved = performance.now();
        }
    }
    process.stderr.write("\n");
    await saveAsync(done);
}

/** The architecture that the options ask for: the default one takes and draws what the datasets have. */
function ConfigOf({ architecture, channels }: ITrainOptions, { vectorLength, nuisanceLength, labels }: IDatasets): IImitatorConfig {
    const config =
        architecture === "published"
            ? PublishedImitatorConfig(vectorLength)
            : DefaultImitatorConfig(vectorLength, { nuisanceLength, labels });
    return channels ? { ...config, channels, outputSize: 4 * 2 ** channels.length } : config;
}

async function CheckRigAsync(path: string, drawn: { readonly id: string; readonly hash: string }): Promise<void> {
    const rig = ParseRigFile(JSON.parse((await ReadInputAsync(path)).toString("utf8")));
    if (rig.id !== drawn.id || rig.hash !== drawn.hash) {
        throw new FaceCreatorError(
            "E_RIG_MISMATCH",
            "the dataset was drawn of another head than",
            path,
            "draw it anew with `sample --rig`",
        );
    }
}

function ListOption(text: string, before: string[] = []): string[] {
    return [...before, text];
}

function MinutesOption(text: string): number {
    const minutes = Number(text);
    if (!(minutes > 0)) {
        throw new InvalidArgumentError("It must be a number above 0.");
    }
    return minutes;
}

function ChannelsOption(text: string): number[] {
    const channels = text.split(",").map(Number);
    if (!channels.every((value) => Number.isInteger(value) && value > 0) || channels.length > 7) {
        throw new InvalidArgumentError("It must be 1 to 7 whole numbers above 0, separated by commas.");
    }
    return channels;
}
