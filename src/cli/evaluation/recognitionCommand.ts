import { join } from "node:path";
import { type Command, Option } from "commander";
import { IntegerOption } from "../options.js";
import { DescribeEstimate } from "./bootstrap.js";
import { type IEmbedder } from "./embedder.types.js";
import { EmbeddingCache } from "./embeddingCache.js";
import { AddEvaluationOptions, type IEvaluationOptions, WithWorkplaceAsync, WriteFiguresAsync } from "./options.js";
import { DrawIdentitiesAsync, type IRecognitionFigures, type IRecognitionTest, MeasureRecognitionAsync } from "./recognition.js";
import { RecognizerEmbedder } from "./recognizerEmbedder.js";
import { ReadLondonPeopleAsync, ReadPairPeopleAsync } from "./split.js";
import { Teacher } from "./teacher.js";

interface IRecognitionOptions extends IEvaluationOptions {
    readonly count: number;
    readonly networks: readonly RecognitionNetwork[];
}

/** What is compared: F1 as the fit loads it, the small network of this package, and the teacher. */
const Networks = ["f1", "small", "teacher"] as const;
type RecognitionNetwork = (typeof Networks)[number];

/**
 * Adds `evaluate recognition`: how well each recogniser tells people apart. The judge is not among them.
 * @param evaluate the command above
 */
export function RegisterRecognition(evaluate: Command): void {
    AddEvaluationOptions(
        evaluate
            .command("recognition")
            .description(
                "verification on two portraits a person, on neutral and smiling photos, and on renders with nuisance; beside the teacher",
            ),
        join("out", "evaluation"),
    )
        .option("--count <n>", "identities that are drawn", IntegerOption(4, 1000), 60)
        .addOption(new Option("--networks <names...>", "what is compared").choices([...Networks]).default([...Networks]))
        .action(EvaluateRecognitionAsync);
}

async function EvaluateRecognitionAsync(options: IRecognitionOptions): Promise<void> {
    const pairs = await ReadPairPeopleAsync(options.faces, options.split);
    const london = await ReadLondonPeopleAsync(options.faces, options.split);
    await WithWorkplaceAsync(async ({ studio, networks }) => {
        const identities = await DrawIdentitiesAsync(studio, options.count);
        const teacher = await Teacher.CreateAsync(options.faces);
        const figures: IRecognitionFigures[] = [];
        const small = await RecognizerEmbedder.LoadAsync(networks, "small");
        const embedders: Readonly<Record<RecognitionNetwork, IEmbedder>> = { f1: networks, small, teacher };
        for (const name of options.networks) {
            const embedder = embedders[name];
            const cache = await EmbeddingCache.OpenAsync(embedder, join(options.out, "embeddings"));
            figures.push(await MeasureRecognitionAsync(embedder, cache, pairs, london, identities));
            await cache.saveAsync();
            Print(figures[figures.length - 1]);
        }
        small.dispose();
        await teacher.disposeAsync();
        await WriteFiguresAsync(options, "recognition", studio.schema.rig, { figures });
    });
}

function Print({ network, pairs, london, renders, millisecondsPerPicture }: IRecognitionFigures): void {
    const rows: [string, IRecognitionTest][] = [
        ["two portraits", pairs],
        ["neutral - smiling", london],
        ...Object.entries(renders).map(([kind, test]): [string, IRecognitionTest] => [`renders, ${kind}`, test]),
    ];
    console.log(`${network}, ${millisecondsPerPicture.toFixed(0)} ms a picture`);
    console.table(
        Object.fromEntries(
            rows.map(([name, test]) => [
                name,
                {
                    people: test.people,
                    "TAR at FAR 1 %": DescribeEstimate(test.tarAtFar1),
                    "TAR at FAR 0.1 %": DescribeEstimate(test.tarAtFar01),
                    AUC: DescribeEstimate(test.auc, 4),
                    "top 1": test.top1.toFixed(3),
                    genuine: test.meanGenuine.toFixed(3),
                    impostor: test.meanImpostor.toFixed(3),
                    "no face": test.noFace,
                },
            ]),
        ),
    );
}
