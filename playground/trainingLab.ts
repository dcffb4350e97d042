import uPlot from "uplot";
import { PhotoBooth } from "../src/capture/PhotoBooth.js";
import { SelectBackendAsync } from "../src/compute/backend.js";
import { type IFaceSchema } from "../src/face/faceSchema.js";
import { GetVectorLayout } from "../src/face/faceVector.js";
import { NuisanceLength } from "../src/face/nuisanceVector.js";
import { PartLabelColors } from "../src/face/partLabels.js";
import { DefaultImitatorConfig, type IImitatorConfig, PublishedImitatorConfig } from "../src/networks/imitatorConfig.js";
import { type RigBind } from "../src/rig/rigFile.types.js";
import { ResolveRigSourceAsync } from "../src/rig/rigSource.js";
import { CreateEngineAsync } from "./createEngine.js";
import { DeleteRunAsync, ReadRunAsync, StoreRunAsync } from "./runStore.js";
import { type IRunPlan, type IRunState, type ISavedRun, TrainingRun } from "./trainingRun.js";

/** What the tests of this page reach. */
interface ITrainingLab {
    run: TrainingRun | undefined;
    state: IRunState | undefined;
    /** Frees the run and its booth. */
    close(): void;
}

const Page: ITrainingLab = { run: undefined, state: undefined, close: () => undefined };
(globalThis as unknown as { trainingLab: ITrainingLab }).trainingLab = Page;

/** Milliseconds between two checkpoints, and between two rounds of pictures. */
const CheckpointMs = 60_000;
const PicturesMs = 2000;
/** Samples that are shown. */
const Shown = 3;

const Query = new URLSearchParams(location.search);
const Find = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const Value = (id: string): string => Find<HTMLInputElement>(id).value;
const Say = (text: string): void => void (Find("status").textContent = text);

/** Shows what a rig's parameters drive. */
async function ShowRigAsync(): Promise<Awaited<ReturnType<typeof ResolveRigSourceAsync>>> {
    const url = new URL(Value("rig"), document.baseURI).href;
    const source = await ResolveRigSourceAsync(url);
    const { rig } = source;
    const describe = (bind: RigBind): string =>
        bind.type === "morph" ? `morph ${bind.target}` : `bone ${bind.bone} ${bind.property}.${bind.axis} ${bind.low} to ${bind.high}`;
    const rows = rig.continuous.map(({ id, group, label, binds }) => [group, label, id, [...new Set(binds.map(describe))].join(", ")]);
    rows.push(...rig.colors.map(({ id, label, binds }) => ["colour", label, id, binds.map(({ material }) => material).join(", ")]));
    rows.push(...rig.discrete.map(({ id, label, options }) => ["options", label, id, options.map((option) => option.label).join(", ")]));
    Find("parameters").replaceChildren(
        ...rows.map((cells) => {
            const row = document.createElement("tr");
            row.append(...cells.map((text) => Object.assign(document.createElement("td"), { textContent: text })));
            return row;
        }),
    );
    Find("rig-summary").textContent =
        `${rig.id}: ${rig.continuous.length} parameters, ${rig.colors.length} colours, ${rig.discrete.length} blocks of options`;
    return source;
}

/** The imitator of the paper draws neutral faces only; the package's own takes pose, expressions and light, and draws part labels. */
function ConfigOf(name: string, schema: IFaceSchema): IImitatorConfig {
    const { length } = GetVectorLayout(schema);
    if (name === "published") {
        return PublishedImitatorConfig(length);
    }
    const config = DefaultImitatorConfig(length, { nuisanceLength: NuisanceLength(schema), labels: true });
    return name === "small" ? { ...config, channels: [64, 48, 32], outputSize: 32 } : config;
}

/** Draws values in 0..1 into a new canvas. */
function Paint(values: ArrayLike<number>, size: number): HTMLCanvasElement {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size;
    const pixels = new ImageData(size, size);
    for (let i = 0; i < size * size; i++) {
        for (let c = 0; c < 3; c++) {
            pixels.data[4 * i + c] = 255 * values[3 * i + c];
        }
        pixels.data[4 * i + 3] = 255;
    }
    canvas.getContext("2d")?.putImageData(pixels, 0, 0);
    return canvas;
}

/** The colours in which part labels are shown, as values in 0..1. */
function ColorsOf(labels: ArrayLike<number> | undefined): number[][] {
    return labels ? [Array.from(labels).flatMap((label) => PartLabelColors[label].map((value) => value / 255))] : [];
}

async function ShowPicturesAsync(run: TrainingRun): Promise<void> {
    const pairs = await run.compareAsync(Math.min(Shown, run.plan.heldOut));
    const rows = pairs.map(({ engine, imitator, engineLabels, imitatorLabels }) => [
        engine,
        imitator,
        engine.map((value, i) => Math.abs(value - imitator[i])),
        ...ColorsOf(engineLabels),
        ...ColorsOf(imitatorLabels),
    ]);
    Find("pictures").style.setProperty("--columns", String(rows[0]?.length ?? 3));
    Find("pictures").replaceChildren(...rows.flat().map((values) => Paint(values, run.plan.config.outputSize)));
}

function CreateChart(): uPlot {
    const options: uPlot.Options = {
        width: 560,
        height: 260,
        scales: { x: { time: false } },
        series: [
            { label: "step" },
            { label: "training (loss)", stroke: "#d9822b", width: 1.5 },
            { label: "held out (error in the head)", stroke: "#2b7bd9", width: 2, spanGaps: true, points: { show: true, size: 5 } },
        ],
        axes: [
            { label: "steps", stroke: "#b8c0cc" },
            { label: "loss, error", stroke: "#b8c0cc", size: 64 },
        ],
    };
    return new uPlot(options, [[], [], []], Find("chart"));
}

function ShowState(state: IRunState, run: TrainingRun, chart: uPlot): void {
    Page.state = state;
    const { phase, drawn, step, rate, secondsLeft } = state;
    const left = `${Math.floor(secondsLeft / 60)} min ${Math.round(secondsLeft % 60)} s`;
    const done = `${drawn}/${run.plan.samples} samples drawn, step ${step}/${run.lastStep}`;
    const early = run.lastStep < run.plan.steps ? ", ends early: the held-out error no longer falls" : "";
    Say(
        phase === "drawing" || phase === "training"
            ? `${phase}: ${done}, ${rate.toFixed(1)} samples/s, ${left} left${early}`
            : `${phase}: ${done}${early}`,
    );
    const { losses } = run;
    chart.setData([losses.map((point) => point.step), losses.map((point) => point.training), losses.map((point) => point.heldOut)]);
    Find<HTMLButtonElement>("pause").disabled = phase === "done";
    Find("pause").textContent = phase === "paused" ? "Resume" : "Pause";
    Find<HTMLButtonElement>("download").disabled = step === 0;
}

function Download(name: string, content: BlobPart): void {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content]));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Runs until the end or a pause, with pictures and checkpoints now and then and at the end. */
async function DriveAsync(run: TrainingRun, chart: uPlot): Promise<void> {
    let [saved, painted] = [performance.now(), 0];
    run.onChange = (state) => ShowState(state, run, chart);
    run.betweenAsync = async () => {
        const now = performance.now();
        if (now - painted > PicturesMs) {
            await ShowPicturesAsync(run);
            painted = performance.now();
        }
        if (now - saved > CheckpointMs) {
            await StoreRunAsync(await run.saveAsync());
            saved = performance.now();
        }
    };
    await run.runAsync();
    await ShowPicturesAsync(run);
    await StoreRunAsync(await run.saveAsync());
    Say(`${Find("status").textContent}, stored`);
}

async function StartAsync(saved?: ISavedRun): Promise<void> {
    const source = await ShowRigAsync();
    const canvas = document.createElement("canvas");
    const engine = await CreateEngineAsync(canvas, Query.get("engine"));
    const { backend, device } = await SelectBackendAsync({
        backend: (Query.get("backend") as "wasm" | null) ?? "auto",
        wasmUrl: new URL("wasm/", document.baseURI).href,
    });
    Find("device").textContent = `Trains on ${backend} (${device}).`;
    const booth = await PhotoBooth.CreateAsync(engine, source);
    const { schema } = booth;
    const architecture = Value("architecture");
    const plan: IRunPlan = saved?.plan ?? {
        config: ConfigOf(architecture, schema),
        source: { schema, kinds: architecture === "published" ? ["uniform"] : ["uniform", "posed"], seed: Number(Value("seed")) },
        samples: Number(Value("samples")),
        heldOut: Math.max(4, Math.round(Number(Value("samples")) / 10)),
        batch: Number(Value("batch")),
        steps: Number(Value("steps")),
    };
    Page.close();
    Find("continue").hidden = true;
    Find("chart").replaceChildren();
    const run = new TrainingRun(plan, booth, saved);
    Page.run = run;
    Page.close = () => {
        run.dispose();
        booth.dispose();
        engine.dispose();
    };
    const chart = CreateChart();
    Find<HTMLButtonElement>("pause").onclick = () => {
        if (!run.isPaused) {
            run.pause();
        } else if (Page.state?.phase === "paused") {
            void GuardAsync(async () => await DriveAsync(run, chart));
        }
    };
    Find("download").onclick = async () => {
        const network = await run.networkAsync();
        if (network) {
            Download("manifest.json", `${JSON.stringify(network.manifest, undefined, 2)}\n`);
            Download(network.manifest.files[0].path, network.data);
        }
    };
    await DriveAsync(run, chart);
}

async function OfferResumeAsync(): Promise<void> {
    const { rig } = await ShowRigAsync();
    const saved = await ReadRunAsync(rig);
    const button = Find<HTMLButtonElement>("continue");
    button.hidden = saved === undefined;
    if (saved) {
        button.textContent = `Go on at step ${saved.checkpoint?.step ?? 0}`;
        button.onclick = () => void GuardAsync(async () => await StartAsync(saved));
    }
}

async function GuardAsync(work: () => Promise<void>): Promise<void> {
    Find<HTMLButtonElement>("start").disabled = true;
    try {
        await work();
    } catch (error) {
        Say(String(error));
    } finally {
        Find<HTMLButtonElement>("start").disabled = false;
    }
}

for (const id of ["rig", "architecture", "samples", "steps", "batch", "seed"]) {
    const value = Query.get(id);
    if (value !== null) {
        Find<HTMLInputElement>(id).value = value;
    }
}
Find("start").onclick = () =>
    void GuardAsync(async () => {
        const { rig } = await ShowRigAsync();
        await DeleteRunAsync(rig.id);
        await StartAsync();
    });
Find("rig").onchange = () => void GuardAsync(OfferResumeAsync);
await GuardAsync(OfferResumeAsync);
document.documentElement.dataset["ready"] = "true";
