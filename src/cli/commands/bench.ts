import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { type Command, Option } from "commander";
import { CreateAverageFace } from "../../face/createFace.js";
import { type FitMethod, FitMethods } from "../../fitting/fit.types.js";
import { BenchNetworksAsync, type INetworkFigures, PrintNetworks } from "../benchNetworks.js";
import { Median } from "../evaluation/scores.js";
import { type IBenchStep, type IHeadlessOptions } from "../headless.types.js";
import { type IHeadlessPage, OpenHeadlessAsync } from "../headlessPage.js";
import { IntegerOption, ReadInputAsync } from "../options.js";
import { WriteFileAsync } from "../pictureFiles.js";
import { ProjectFolder } from "../projectPaths.js";

/** What can be measured alone. */
const Parts = ["load", "fit", "apply", "capture", "tensors", "steps", "networks"] as const;

interface IBenchOptions {
    readonly only: readonly (typeof Parts)[number][];
    readonly backend: IHeadlessOptions["backend"];
    readonly method: FitMethod;
    readonly repeats: number;
    readonly json?: string;
}

/** Milliseconds of one thing, in the order in which they were measured. */
type Times = Record<string, readonly number[]>;

/** Drawn by the engine itself. */
const Portrait = join(ProjectFolder, "assets", "demo", "portrait.png");
const CaptureSizes = [128, 256, 512];
/** A processor that is busier than this before the run, per core, is not idle. */
const IdleLoad = 0.3;

/**
 * Adds `bench`: medians of what a player waits for, and the cost of a step beside networks of the published sizes, in one run on one machine.
 * @param program the program
 */
export function RegisterBench(program: Command): void {
    program
        .command("bench")
        .description("measure load, photo, fit step, fit, apply, capture and networks on this machine, which should be idle")
        .addOption(new Option("--backend <backend>", "where the networks run").choices(["auto", "webgpu", "wasm"]).default("auto"))
        .addOption(new Option("--method <method>", "method of the fit").choices(FitMethods).default("default"))
        .addOption(new Option("--only <parts...>", "measure these parts alone").choices(Parts).default(Parts, "all"))
        .option("--repeats <n>", "measurements behind each median", IntegerOption(1, 100), 5)
        .option("--json <file>", "write the figures here")
        .action(BenchAsync);
}

async function BenchAsync(options: IBenchOptions): Promise<void> {
    const load = loadavg()[0];
    const cores = cpus().length;
    console.log(
        `Figures count on a machine that is idle otherwise. This one: ${cores} x ${cpus()[0]?.model ?? "processor"}, load before the run ${load.toFixed(1)}.`,
    );
    if (load > IdleLoad * cores) {
        console.log("It is NOT idle: times are too long, and only the ratios of one run say something.");
    }
    const times: Times = {};
    const steps = options.only.some((part) => part !== "networks" && part !== "tensors")
        ? await MeasureAllAsync(options, times)
        : undefined;
    if (options.only.includes("tensors")) {
        await MeasureTensorsAsync(options, times);
    }
    const networks = options.only.includes("networks") ? await MeasureNetworksAsync(options) : [];
    const medians = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, Median(values)]));
    PrintTimes(times);
    if (networks.length > 0) {
        PrintNetworks(networks);
    }
    const ratio = steps && Median(steps.published) / Median(steps.ours);
    if (steps && ratio) {
        console.log(`A step costs 1/${ratio.toFixed(1)} of one with networks of the published sizes (${steps.backend}, ${steps.device}).`);
    }
    if (options.json) {
        const machine = { cores, processor: cpus()[0]?.model, loadBefore: load, idle: load <= IdleLoad * cores };
        await WriteFileAsync(options.json, {
            what: "bench",
            machine,
            backend: steps?.backend,
            device: steps?.device,
            method: options.method,
            medians,
            publishedStepOverOurs: ratio,
            publishedParameters: steps?.parameters,
            times,
            networks,
        });
    }
}

/** The table of what was measured, if anything was. */
function PrintTimes(times: Times): void {
    const rows = Object.entries(times).map(([name, values]) => [
        name,
        {
            "median ms": Median(values).toFixed(1),
            least: Math.min(...values).toFixed(1),
            most: Math.max(...values).toFixed(1),
            n: values.length,
        },
    ]);
    if (rows.length > 0) {
        console.table(Object.fromEntries(rows));
    }
}

/** Everything in one run; the last page that is loaded does the rest. */
async function MeasureAllAsync(options: IBenchOptions, times: Times): Promise<IBenchStep | undefined> {
    const { backend, only, repeats } = options;
    const isLoadMeasured = only.includes("load");
    const loads = isLoadMeasured ? repeats : 1;
    const heads: number[] = [];
    const networks: number[] = [];
    for (let i = 1; ; i++) {
        Say(`load ${i}/${loads}`);
        const page = await OpenHeadlessAsync({ backend });
        try {
            if (isLoadMeasured) {
                const face = CreateAverageFace(page.schema);
                const start = performance.now();
                await page.callAsync("imitateAsync", face);
                networks.push(performance.now() - start);
                heads.push(page.loadMs);
                times["load, engine and head"] = heads;
                times["load, networks and first picture of the imitator"] = networks;
            }
            if (i === loads) {
                return await MeasurePageAsync(page, options, times);
            }
        } finally {
            await page.closeAsync();
        }
    }
}

/** On a page of their own. */
async function MeasureNetworksAsync({ backend, repeats }: IBenchOptions): Promise<INetworkFigures[]> {
    const page = await OpenHeadlessAsync({ backend });
    try {
        Say("networks");
        return await BenchNetworksAsync(page, backend, repeats);
    } finally {
        await page.closeAsync();
    }
}

/** On a page of its own, since tfjs cannot change its device later; always with WebGPU, be it slow. */
async function MeasureTensorsAsync({ repeats }: IBenchOptions, times: Times): Promise<void> {
    const page = await OpenHeadlessAsync({ engine: "webgpu" });
    try {
        for (const size of CaptureSizes) {
            Say(`tensors ${size}`);
            const { backend, device, readBack, onGpu } = await page.callAsync("benchTensorsAsync", size, repeats);
            const where = `${backend}, ${device}`;
            times[`tensor of a capture, ${size} px, read back and uploaded (${where})`] = readBack;
            times[`tensor of a capture, ${size} px, on the GPU (${where})`] = onGpu;
        }
    } finally {
        await page.closeAsync();
    }
}

/** All parts that need the page but the load and the networks. */
async function MeasurePageAsync(page: IHeadlessPage, options: IBenchOptions, times: Times): Promise<IBenchStep | undefined> {
    const { only, repeats } = options;
    if (only.includes("fit")) {
        await MeasureFitsAsync(page, options, times);
    }
    if (only.includes("apply")) {
        Say("apply");
        const apply = await page.callAsync("benchApplyAsync", repeats);
        times["apply, whole face"] = apply.whole;
        times["apply, the slider that moves most"] = apply.widest;
        times["apply, each slider once"] = apply.each;
    }
    for (const size of only.includes("capture") ? CaptureSizes : []) {
        Say(`capture ${size}`);
        times[`capture, ${size} px`] = await page.callAsync("benchCaptureAsync", size, repeats);
    }
    if (only.includes("steps")) {
        Say("steps");
        const steps = await page.callAsync("benchStepsAsync", repeats);
        times["step, networks of this package"] = steps.ours;
        times["step, networks of the published sizes"] = steps.published;
        return steps;
    }
    return undefined;
}

async function MeasureFitsAsync(page: IHeadlessPage, { method, repeats }: IBenchOptions, times: Times): Promise<void> {
    const base64 = (await ReadInputAsync(Portrait)).toString("base64");
    const [photo, fit, total, step]: number[][] = [[], [], [], []];
    for (let i = 0; i < repeats; i++) {
        Say(`fit ${i + 1}/${repeats}`);
        const { timingsMs, stepMs } = await page.callAsync("fitAsync", { base64, method, seed: 0 });
        photo.push(timingsMs.photo);
        fit.push(timingsMs.fit + timingsMs.verify);
        total.push(timingsMs.total);
        step.push(stepMs);
    }
    times["photo: read, find, align"] = photo;
    times[`fit, method ${method}`] = fit;
    times["photo and fit together"] = total;
    times[`step within the method ${method}, mean of a fit`] = step;
}

function Say(what: string): void {
    process.stderr.write(`\r${what} ...`.padEnd(40));
}
