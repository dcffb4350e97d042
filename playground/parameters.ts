import { PhotoBooth } from "../src/capture/PhotoBooth.js";
import { type IContinuousParameter, type IFaceSchema } from "../src/face/faceSchema.js";
import { AverageVector } from "../src/face/faceVector.js";
import { type IPicture } from "../src/face/picture.js";
import { CreateEngineAsync } from "./createEngine.js";

/** The values that each parameter is drawn at. */
const Values = [0, 0.5, 1] as const;
const Size = 176;

/** Shows each parameter of a rig (`?rig=`, default the default head) at both ends and in the middle; a row is drawn when it comes into sight. */
interface IParametersPage {
    readonly schema: IFaceSchema;
    readonly booth: PhotoBooth;
}

const Query = new URLSearchParams(location.search);
const Find = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

function Create<K extends keyof HTMLElementTagNameMap>(tag: K, text = ""): HTMLElementTagNameMap[K] {
    return Object.assign(document.createElement(tag), { textContent: text });
}

function Paint({ width, height, data }: IPicture): HTMLCanvasElement {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    canvas.getContext("2d")?.putImageData(new ImageData(Uint8ClampedArray.from(data), width, height), 0, 0);
    return canvas;
}

/** Pixels of both ends that differ by more than 2 of 255 in a channel, as a share of the picture. */
function ShareOfDifference(a: IPicture, b: IPicture): number {
    let count = 0;
    for (let i = 0; i < a.data.length; i += 4) {
        count += [0, 1, 2].some((c) => Math.abs(a.data[i + c] - b.data[i + c]) > 2) ? 1 : 0;
    }
    return (4 * count) / a.data.length;
}

async function DrawRowAsync({ schema, booth }: IParametersPage, id: string, row: HTMLElement): Promise<void> {
    const at = schema.continuous.findIndex((parameter) => parameter.id === id);
    const pictures: IPicture[] = [];
    for (const value of Values) {
        const x = AverageVector(schema);
        x[at] = value;
        pictures.push(await booth.captureAsync(x, { size: Size }));
    }
    const share = (100 * ShareOfDifference(pictures[0], pictures[2])).toFixed(1);
    row.append(Create("p", `at ${Values.join(", ")}; the ends differ in ${share} % of the pixels`), ...pictures.map(Paint));
    row.dataset["drawn"] = share;
}

function CreateRow({ id, label, sided }: IContinuousParameter): HTMLElement {
    const row = Create("section");
    row.dataset["parameter"] = id;
    row.append(Create("h2", label), Create("code", sided ? `${id}, left and right can differ` : id));
    return row;
}

async function StartAsync(): Promise<void> {
    const canvas = document.createElement("canvas");
    const engine = await CreateEngineAsync(canvas, Query.get("engine"));
    const url = new URL(Query.get("rig") ?? "assets/head/head.rig.json", document.baseURI).href;
    const booth = await PhotoBooth.CreateAsync(engine, url);
    const { schema } = booth;
    const page: IParametersPage = { schema, booth };
    const watcher = new IntersectionObserver((entries) => {
        for (const { target, isIntersecting } of entries) {
            if (isIntersecting) {
                watcher.unobserve(target);
                const row = target as HTMLElement;
                void DrawRowAsync(page, row.dataset["parameter"] as string, row);
            }
        }
    });
    const groups = [...new Set(schema.continuous.map(({ group }) => group))];
    Find("group").append(...["all", ...groups].map((group) => Object.assign(Create("option", group), { value: group })));
    const show = (): void => {
        const group = Find<HTMLSelectElement>("group").value;
        const text = Find<HTMLInputElement>("search").value.trim().toLowerCase();
        const chosen = schema.continuous.filter(
            (parameter) =>
                (group === "all" || parameter.group === group) && `${parameter.id} ${parameter.label}`.toLowerCase().includes(text),
        );
        watcher.disconnect();
        Find("rows").replaceChildren(...chosen.map(CreateRow));
        Find("rows")
            .querySelectorAll("section")
            .forEach((row) => watcher.observe(row));
        Find("status").textContent = `${schema.rig.id}: ${chosen.length} of ${schema.continuous.length} parameters`;
    };
    Find("group").addEventListener("change", show);
    Find("search").addEventListener("input", show);
    show();
    document.documentElement.dataset["ready"] = "true";
}

void StartAsync();
