import { array, looseObject, nullable, number, optional, record, safeParse, string } from "valibot";
import { PartLabels } from "../../face/partLabels.js";
import { type INetworkManifest } from "../../networks/networkFile.types.js";
import { DescribeEstimate, type IEstimate } from "./bootstrap.js";
import { type DiceName } from "./dice.js";
import { type IImitatorFigures } from "./imitatorFigures.types.js";
import { type IImitatorLabels } from "./imitatorLabels.js";
import { MarkdownTable } from "./markdownTable.js";

/** What a report says besides the figures. */
export interface IImitatorReportOptions {
    /** The command that measured. */
    readonly command: string;
    /** File name, beside the report, of the picture of the worst faces, where there is one. */
    readonly picture?: string;
}

/** What the package wants of its imitator. */
const Goals = {
    error: { uniform: 0.03, prior: 0.02, posed: 0.04 } as Readonly<Record<string, number>>,
    ofMeanPicture: 0.25,
    dice: { skin: 0.92, nose: 0.92, hair: 0.92, brows: 0.85, eyes: 0.85, lips: 0.85 },
    similarity: { F1: 0.7, judge: 0.6 },
    slopes: 0.7,
} as const;

/** What each set is, in words. */
const SetNames: Readonly<Record<string, string>> = {
    uniform: "uniform in the whole box",
    prior: "plausible",
    posed: "with pose, expressions and light",
    fits: "results of fits",
};

/** Provenance as the recipe and `train imitator` write it. */
const Provenance = looseObject({
    datasets: optional(array(looseObject({ kind: string(), count: number(), seed: number(), size: number() }))),
    recipe: optional(string()),
    minutes: optional(number()),
});
const HeldOut = record(
    string(),
    looseObject({ count: number(), error: number(), ofMeanPicture: number(), dice: optional(array(nullable(number()))) }),
);

/**
 * The report on an imitator.
 * @param figures what was measured
 * @param manifest of the imitator
 * @param options what else to say
 * @returns Markdown
 */
export function DescribeImitator(figures: IImitatorFigures, manifest: INetworkManifest, options: IImitatorReportOptions): string {
    const rig = manifest.rig
        ? `the head \`${manifest.rig.id}\` (rig hash ${manifest.rig.hash.slice(0, 12)})`
        : "a head that its file does not name";
    const sections = [
        `# The imitator of ${manifest.rig?.id ?? "this package"}`,
        `Written by \`${options.command}\`. All figures are of ${rig}, of faces that the imitator was not trained on, at its own size of ` +
            `${String(manifest.architecture["outputSize"])} pixels; intervals in brackets are 95 % bootstrap intervals over faces or pairs.`,
        ...DescribeTraining(manifest),
        ...DescribeGoals(figures),
        ...DescribeErrors(figures),
        ...DescribeLabels(figures),
        ...DescribeTrust(figures),
        ...DescribeWorst(figures, options.picture),
    ];
    return `${sections.join("\n\n")}\n`;
}

function DescribeTraining({ architecture, files, provenance }: INetworkManifest): string[] {
    const { channels, inputLength, nuisanceLength = 0, outputChannels } = architecture as { channels?: unknown; [key: string]: unknown };
    const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
    const takes = Number(nuisanceLength) > 0 ? `, ${String(nuisanceLength)} of them pose, expressions and light` : "";
    const draws = Number(outputChannels) > 3 ? "the picture and the scores of the part labels" : "the picture alone";
    const text = [
        "## Training",
        `Channels ${String(channels)}; ${String(inputLength)} inputs${takes}; it draws ${draws}; ${megabytes.toFixed(1)} MB of weights.`,
    ];
    const parsed = safeParse(Provenance, provenance);
    if (!parsed.success) {
        return text;
    }
    const { datasets = [], recipe, minutes } = parsed.output;
    if (recipe !== undefined) {
        text.push(`Trained by \`${recipe}\`${minutes === undefined ? "" : ` in ${minutes} minutes`} on:`);
    }
    text.push(
        MarkdownTable(
            ["samples", "number", "seed", "pixels"],
            datasets.map(({ kind, count, seed, size }) => [kind, count, seed, size]),
        ),
    );
    const heldOut = safeParse(HeldOut, parsed.output["heldOut"]);
    if (heldOut.success) {
        const labels = Object.keys(PartLabels);
        const rows = Object.entries(heldOut.output).map(([kind, { count, error, ofMeanPicture, dice }]) => [
            kind,
            count,
            error.toFixed(4),
            ofMeanPicture.toFixed(3),
            ...labels.map((_, i) => dice?.[i]?.toFixed(3) ?? "-"),
        ]);
        text.push(
            "At the end of the training, on the last samples of each, which were not trained on: mean absolute error inside the head, its share of that of the " +
                "mean picture of the training samples, and the Dice of each part label:",
            MarkdownTable(["samples", "number", "error", "of mean picture's", ...labels], rows),
        );
    }
    return text;
}

/** Every figure with a goal, and whether it is reached. */
function DescribeGoals({ sets, gradientTrust }: IImitatorFigures): string[] {
    const rows: (string | number)[][] = [];
    const add = (what: string, { value }: IEstimate, goal: number, atMost: boolean): void => {
        const met = atMost ? value <= goal : value >= goal;
        rows.push([what, value.toFixed(3), `${atMost ? "at most" : "at least"} ${goal}`, met ? "yes" : "no"]);
    };
    for (const [set, { head, ratio, F1, judge, drawnLabels }] of Object.entries(sets)) {
        const name = SetNames[set];
        if (set in Goals.error) {
            add(`error, ${name}`, head, Goals.error[set], true);
            add(`error as a share of the mean picture's, ${name}`, ratio, Goals.ofMeanPicture, true);
        }
        add(`similarity by F1, ${name}`, F1, Goals.similarity.F1, false);
        add(`similarity by the judge, ${name}`, judge, Goals.similarity.judge, false);
        for (const [part, goal] of drawnLabels ? Object.entries(Goals.dice) : []) {
            add(`Dice of ${part}, ${name}`, drawnLabels![part as DiceName].dice, goal, false);
        }
    }
    if ("all" in gradientTrust) {
        add("correlation of slopes, all parameters", gradientTrust["all"].correlation, Goals.slopes, false);
    }
    return ["## Goals", MarkdownTable(["figure", "measured", "goal", "reached"], rows)];
}

function DescribeErrors({ sets }: IImitatorFigures): string[] {
    const entries = Object.entries(sets);
    const parts = Object.keys(entries[0]?.[1].parts ?? {});
    return [
        "## Pictures",
        "Mean absolute errors of colours in 0..1 inside the head; the mean picture is that of the uniform faces. Similarity of the imitator's and the engine's picture: " +
            "0 is a stranger, 1 the same picture, median over faces; where no face is found it counts as a stranger's.",
        MarkdownTable(
            ["faces", "number", "error", "mean picture's", "ratio", "F1 similarity", "judge similarity", "no face found"],
            entries.map(([set, { faces, head, meanPicture, ratio, F1, judge, noFace }]) => [
                SetNames[set],
                faces,
                DescribeEstimate(head, 4),
                meanPicture.toFixed(4),
                ...[ratio, F1, judge].map((estimate) => DescribeEstimate(estimate)),
                noFace,
            ]),
        ),
        "By part:",
        MarkdownTable(
            ["faces", ...parts],
            entries.map(([set, figures]) => [SetNames[set], ...parts.map((part) => figures.parts[part].toFixed(3))]),
        ),
    ];
}

function DescribeLabels({ sets }: IImitatorFigures): string[] {
    const names = ["background", ...Object.keys(Goals.dice)] as DiceName[];
    const rows = Object.entries(sets).flatMap(([set, { labels, drawnLabels }]) => {
        const all: [string, IImitatorLabels["engine"] | undefined][] = [
            ["the imitator's own labels", drawnLabels],
            ["F2 on the imitator's pictures", labels.imitated],
            ["F2 on the engine's pictures", labels.engine],
        ];
        return all.flatMap(([of, dice]) =>
            dice ? [[`${SetNames[set]}: ${of}`, ...names.map((name) => DescribeEstimate(dice[name].dice))]] : [],
        );
    });
    return [
        "## Part labels",
        "Dice against the engine's labels; ears, neck and glasses are left out:",
        MarkdownTable(["labels", ...names], rows),
    ];
}

function DescribeTrust({ gradientTrust }: IImitatorFigures): string[] {
    const rows = Object.entries(gradientTrust).map(([group, { pairs, correlation, sameSign }]) => [
        group,
        pairs,
        DescribeEstimate(correlation),
        sameSign.toFixed(2),
    ]);
    return [
        "## Gradient",
        "Slopes of the fit's picture loss through the imitator against differences of the loss on the engine's own pictures, along random directions; a correlation of 1 is a " +
            "gradient that may be followed blindly, 0 one that says nothing:",
        MarkdownTable(["parameters", "pairs", "correlation", "same sign"], rows),
    ];
}

function DescribeWorst({ worst }: IImitatorFigures, picture: string | undefined): string[] {
    const text = [
        "## Worst faces",
        MarkdownTable(
            ["face", "error"],
            worst.map(({ face, error }) => [face, error.toFixed(4)]),
        ),
    ];
    if (picture !== undefined) {
        text.push(
            "Engine, imitator, difference, two faces a row, worst first; results of fits to photographs of people are left out:",
            `![The worst faces](${picture})`,
        );
    }
    return text;
}
