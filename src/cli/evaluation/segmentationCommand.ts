import { join } from "node:path";
import { type Command } from "commander";
import { PartLabels, type PartLabelName } from "../../face/partLabels.js";
import { IntegerOption } from "../options.js";
import { ContourPolygons } from "./contours.js";
import { type IHairFigures, MeasureHairAsync } from "./hairMasks.js";
import { AddEvaluationOptions, type IEvaluationOptions, WithWorkplaceAsync, WriteFiguresAsync } from "./options.js";
import { type ISegmentationFigures, type ISegmentationTest, MeasureSegmentationAsync } from "./segmentation.js";
import { ReadSegmenterCropAsync } from "./segmentationMap.js";

interface ISegmentationOptions extends IEvaluationOptions {
    readonly limit?: number;
    readonly count: number;
    readonly hairMasks?: string;
}

/**
 * Adds `evaluate segmentation`: Dice by class.
 * @param evaluate the command above
 */
export function RegisterSegmentation(evaluate: Command): void {
    AddEvaluationOptions(
        evaluate
            .command("segmentation")
            .description(
                "Dice by class on photos with hand-set points, grey, dark, blurred, turned and occluded, and on renders, also open-mouthed",
            ),
        join("out", "evaluation"),
    )
        .option("--limit <n>", "only the first n photos", IntegerOption(1, 1e6))
        .option("--count <n>", "renders of each kind", IntegerOption(1, 1e5), 60)
        .option("--hair-masks <dir>", "only the hair in portraits: black and white PNGs, <name of the portrait's file>.png, white is hair")
        .action(EvaluateSegmentationAsync);
}

async function EvaluateSegmentationAsync(options: ISegmentationOptions): Promise<void> {
    const crop = await ReadSegmenterCropAsync();
    await WithWorkplaceAsync(async ({ studio, networks }) => {
        if (options.hairMasks) {
            const hair = await MeasureHairAsync({ networks, crop }, options.hairMasks, options.faces, options.split);
            PrintHair(networks.networks.segmenter.name, hair);
            const { pictures, noFace, classes, each } = hair;
            const figures = {
                network: networks.networks.segmenter.name,
                pictures,
                noFace,
                hair: classes.hair,
                dice: each.map(({ dice }) => dice),
            };
            await WriteFiguresAsync(options, "hair", studio.schema.rig, figures);
            return;
        }
        const figures = await MeasureSegmentationAsync(
            studio,
            networks,
            crop,
            { faces: options.faces, part: options.split, limit: options.limit, count: options.count },
            (set) => process.stderr.write(`\r${set}`.padEnd(78)),
        );
        process.stderr.write("\n");
        Print(networks.networks.segmenter.name, figures);
        const contours = Object.fromEntries(ContourPolygons.map(({ label, points }) => [NameOf(label), points]));
        await WriteFiguresAsync(options, "segmentation", studio.schema.rig, {
            network: networks.networks.segmenter.name,
            contours,
            ...figures,
        });
    });
}

function PrintHair(network: string, { pictures, noFace, classes, each }: IHairFigures): void {
    const { value, low, high } = classes.hair.dice;
    console.log(
        `${network}: Dice of hair over all pixels of ${pictures} portraits with drawn masks, inside the square that the network sees:`,
    );
    console.log(`${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)}); no face in ${noFace}.`);
    console.table(each.map(({ portrait, dice }) => ({ portrait, dice: dice.toFixed(3) })));
}

function Print(network: string, { photos, renders }: ISegmentationFigures): void {
    const sets: [string, ISegmentationTest][] = [
        ...Object.entries(photos).map(([name, test]): [string, ISegmentationTest] => [`photos, ${name}`, test]),
        ...Object.entries(renders).map(([name, test]): [string, ISegmentationTest] => [`renders, ${name}`, test]),
    ];
    const nose = ContourPolygons.find(({ label }) => label === PartLabels.nose)!.points.join(" ");
    console.log(
        `${network}: Dice by class over all pixels of a set. The nose of photos is closed by the points ${nose}; hair and background of photos`,
    );
    console.log("are pixels whose colour leaves no doubt. Pixels outside the square that the network sees, ears and necks do not count.");
    const names = Object.keys(sets[0][1].classes) as (keyof ISegmentationTest["classes"])[];
    console.table(
        Object.fromEntries(
            sets.map(([name, { pictures, noFace, classes }]) => [
                name,
                { pictures, "no face": noFace, ...Object.fromEntries(names.map((one) => [one, classes[one].dice.value.toFixed(3)])) },
            ]),
        ),
    );
}

function NameOf(label: number): string {
    return (Object.keys(PartLabels) as PartLabelName[]).find((name) => PartLabels[name] === label)!;
}
