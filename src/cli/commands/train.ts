import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { FaceCreatorError } from "../../face/faceCreatorError.js";
import { DefaultImitatorConfig, type IImitatorConfig, PublishedImitatorConfig } from "../../networks/imitatorConfig.js";
import { NetworkDataFileName, SaveNetworkFileAsync } from "../../networks/saveNetworkFile.js";
import { EvaluateImitatorAsync } from "../../training/evaluateImitator.js";
import { ImitatorTrainer } from "../../training/ImitatorTrainer.js";
import { type OptimizerKind } from "../../training/optimizer.js";
import { ParseRigFile } from "../../rig/rigFile.js";
import { SubsetOf } from "../../training/trainingSet.js";
import { ReadTrainingSetAsync } from "../datasetFiles.js";
import { IntegerOption, ReadInputAsync, SeedOption } from "../options.js";
import { StartWasmAsync } from "../startWasm.js";
import { ReadCheckpointAsync, WriteCheckpointAsync } from "../trainingCheckpoint.js";

interface ITrainOptions {
    readonly out: string;
    readonly dataset: string;
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
        .requiredOption("--dataset <dir>", "dataset folder of kind uniform")
        .requiredOption("--out <dir>", "network folder to write; checkpoints lie in it too")
        .option("--samples <n>", "use only the first samples", IntegerOption(4, 1e7))
        .option("--held-out <n>", "last samples, kept for the evaluation", IntegerOption(1, 1e6), 100)
        .option("--minutes <m>", "training time over all runs", MinutesOption, 60)
        .option("--steps <n>", "train for so many steps instead, however long they take", IntegerOption(1, 1e7))
        .option("--resume", "go on from the checkpoint in the network folder")
        .addOption(
            new Option("--architecture <name>", "published: 8 layers, 512 x 512 pixels, as in the paper")
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
    const { set, manifest } = await ReadTrainingSetAsync(options.dataset, options.samples, ConfigOf(options, 1).outputSize);
    const config = ConfigOf(options, set.vectorLength);
    if (options.rig !== undefined) {
        await CheckRigAsync(options.rig, manifest.rig);
    }
    const trainCount = set.count - options.heldOut;
    const { batch, seed, optimizer } = options;
    const trainer = new ImitatorTrainer(config, SubsetOf(set, 0, trainCount), { batch, seed, optimizer });
    const checkpointFile = join(options.out, "checkpoint.bin");
    let seconds = 0;
    if (options.resume && existsSync(checkpointFile)) {
        const { checkpoint, extra } = await ReadCheckpointAsync(checkpointFile);
        trainer.restore(checkpoint);
        seconds = extra["seconds"];
    }
    const saveAsync = async (): Promise<void> => await WriteCheckpointAsync(checkpointFile, await trainer.checkpointAsync(), { seconds });
    const end = { seconds: 60 * options.minutes, steps: options.steps };
    await RunAsync(trainer, end, seconds, async (done) => {
        seconds = done;
        await saveAsync();
    });
    const figures = await EvaluateImitatorAsync(config, trainer.weights, set, trainCount);
    const provenance = {
        dataset: { kind: manifest.kind, count: set.count, seed: manifest.seed, size: manifest.size },
        optimizer,
        batch,
        seed,
        ...(options.steps === undefined && { minutes: options.minutes }),
        steps: trainer.step,
        heldOut: { count: options.heldOut, ...figures },
    };
    const description = {
        name: "imitator",
        architecture: { ...config },
        rig: manifest.rig,
        input: { vector: "x as of the rig, 0..1", output: "photo-booth frame, RGB, sRGB-encoded, 0..1" },
        licence: options.licence,
        provenance,
    };
    const network = await SaveNetworkFileAsync(description, trainer.weights);
    await writeFile(join(options.out, NetworkDataFileName), network.data);
    await writeFile(join(options.out, "manifest.json"), `${JSON.stringify(network.manifest, undefined, 2)}\n`);
    trainer.dispose();
    console.log(
        `${options.out}: error ${figures.imitator.toFixed(4)} on held-out samples, ${figures.ratio.toFixed(3)} of the mean picture's`,
    );
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
                `\rstep ${trainer.step}, error ${average.toFixed(4)}, ${Math.round(now - start)} ms a step, ${left} s left   `,
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

/** The architecture that the options ask for. */
function ConfigOf({ architecture, channels }: ITrainOptions, inputLength: number): IImitatorConfig {
    const config = architecture === "published" ? PublishedImitatorConfig(inputLength) : DefaultImitatorConfig(inputLength);
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
