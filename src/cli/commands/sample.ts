import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Command, Option } from "commander";
import { FaceCreatorError } from "../../face/faceCreatorError.js";
import { type IFaceSchema } from "../../face/faceSchema.js";
import { FaceToVector, GetVectorLayout } from "../../face/faceVector.js";
import { NuisanceLength, NuisanceToVector } from "../../face/nuisanceVector.js";
import { DrawSample, type ISampleSource, type SampleKind } from "../../training/sampling.js";
import { DatasetWriter, type IDatasetRows, ReadDatasetManifestAsync } from "../datasetFiles.js";
import { AddLandmarksAsync } from "../datasetLandmarks.js";
import { type IHeadlessPage, OpenHeadlessAsync } from "../headlessPage.js";
import { IntegerOption, ReadFaceAsync, SeedOption, ShareOption, SizeOption } from "../options.js";

interface ISampleOptions {
    readonly out: string;
    readonly rig?: string;
    readonly count: number;
    readonly seed: number;
    readonly size: number;
    readonly kind: SampleKind;
    readonly faces?: string;
    readonly labels: boolean;
    readonly antialias: boolean;
    readonly landmarks: boolean;
    readonly glasses: number;
    readonly engine: "auto" | "webgl2" | "webgpu";
}

/** What of samples is known before they are drawn. */
type IVectors = Pick<IDatasetRows, "x" | "nuisance" | "glasses">;

/** Samples a request: large enough to hide the trip to the page, small enough to lose little when stopped. */
const SamplesPerRequest = 16;
/** Name under which the page sends pictures. */
const UploadName = "samples";

/**
 * Adds `sample`: a dataset of random faces as the engine draws them.
 * @param program the program
 */
export function RegisterSample(program: Command): void {
    program
        .command("sample")
        .description("draw random faces with the engine, as training data; a stopped run goes on where it was")
        .requiredOption("--out <dir>", "dataset folder")
        .requiredOption("--count <n>", "samples that the dataset shall have", IntegerOption(1, 1e7))
        .option("--rig <file>", "rig file of the head; default: the default head")
        .option("--seed <n>", "seed; sample i depends on seed and i alone", SeedOption, 1)
        .option("--size <px>", "side of the pictures", SizeOption, 256)
        .addOption(
            new Option("--kind <kind>", "uniform, plausible and posed for the imitator, varied for the segmenter")
                .choices(["uniform", "plausible", "posed", "varied"])
                .default("uniform"),
        )
        .option("--faces <dir>", "kind proposed: the faces (*.face.json) in this folder, such as fits wrote, and others close to them")
        .option("--labels", "draw part labels too", false)
        .option("--antialias", "smooth edges, at twice the time; not needed where pictures are averaged down afterwards", false)
        .option("--landmarks", "find the 68 landmarks in the pictures too", false)
        .option(
            "--glasses <share>",
            "share of the samples that wear glasses, 0 to 1; the rest of each sample stays the same",
            ShareOption,
            0,
        )
        .addOption(new Option("--engine <engine>", "engine that draws").choices(["auto", "webgl2", "webgpu"]).default("auto"))
        .action(async (given: ISampleOptions) => {
            const options: ISampleOptions = given.faces === undefined ? given : { ...given, kind: "proposed" };
            await DrawAllAsync(options);
            if (options.landmarks) {
                await AddLandmarksAsync(options.out, (done, count) => process.stderr.write(`\r${done}/${count} landmark sets   `));
                process.stderr.write("\n");
            }
        });
}

/** Draws until all samples are there; a browser that dies in a long run is started again as long as each one gets on. */
async function DrawAllAsync(options: ISampleOptions): Promise<void> {
    const countAsync = async (): Promise<number> => (await ReadDatasetManifestAsync(options.out))?.count ?? 0;
    let complete = await countAsync();
    while (complete < options.count) {
        try {
            await DrawAsync(options);
        } catch (error) {
            if (error instanceof FaceCreatorError || (await countAsync()) === complete) {
                throw error;
            }
            process.stderr.write(`\nThe browser ended (${String(error).split("\n", 1)[0]}); going on with another.\n`);
        }
        complete = await countAsync();
    }
    console.log(`${options.out}: ${complete} samples`);
}

async function DrawAsync(options: ISampleOptions): Promise<void> {
    let upload: Buffer | undefined;
    const page = await OpenHeadlessAsync({
        engine: options.engine,
        rig: options.rig,
        onUploadAsync: async (_name, body) => {
            upload = body;
            await Promise.resolve();
        },
    });
    try {
        const { faces, size, seed, kind, labels, antialias, glasses: glassesShare } = options;
        const proposals = faces === undefined ? undefined : await ReadProposalsAsync(faces, page.schema);
        const source: ISampleSource = { schema: page.schema, kind, seed, proposals, glassesShare };
        const writer = await DatasetWriter.OpenAsync(options.out, {
            size,
            seed,
            kind,
            labels,
            antialias,
            schemaLength: GetVectorLayout(page.schema).length,
            nuisanceLength: NuisanceLength(page.schema),
            rig: page.schema.rig,
            ...(glassesShare > 0 && { glasses: { share: glassesShare, ids: page.schema.glasses ?? [] } }),
            ...(proposals && { faces: HashOf(proposals) }),
        });
        try {
            const first = writer.count;
            const start = performance.now();
            while (writer.count < options.count) {
                const count = Math.min(SamplesPerRequest, options.count - writer.count);
                const vectors = await RequestAsync(page, source, options, writer.count, count);
                const pixels = count * size * size;
                if (upload?.length !== pixels * (labels ? 4 : 3)) {
                    throw new FaceCreatorError(
                        "E_BROWSER",
                        "the page sent an unexpected number of bytes:",
                        String(upload?.length),
                        "run the command again",
                    );
                }
                await writer.appendAsync(SplitUpload(upload, vectors, count, size, labels), count);
                upload = undefined;
                const rate = (1000 * (writer.count - first)) / (performance.now() - start);
                const left = Math.ceil((options.count - writer.count) / rate);
                process.stderr.write(`\r${writer.count}/${options.count} samples, ${rate.toFixed(1)} samples/s, ${left} s left   `);
            }
            process.stderr.write("\n");
        } finally {
            await writer.closeAsync();
        }
    } finally {
        await page.closeAsync();
    }
}

/** The faces of a folder, in the order of their names. */
async function ReadProposalsAsync(folder: string, schema: IFaceSchema): Promise<Float32Array[]> {
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".face.json")).sort();
    if (names.length === 0) {
        throw new FaceCreatorError("E_READ", "no *.face.json lies in", folder, "name a folder that `fit` or `crowd` wrote to");
    }
    return await Promise.all(names.map(async (name) => FaceToVector(schema, await ReadFaceAsync(join(folder, name)))));
}

function HashOf(vectors: readonly Float32Array[]): string {
    const hash = createHash("sha256");
    vectors.forEach((x) => hash.update(new Uint8Array(x.buffer, x.byteOffset, x.byteLength)));
    return hash.digest("hex");
}

/** Asks the page for samples; resolves to their vectors when the upload has come. */
async function RequestAsync(
    page: IHeadlessPage,
    source: ISampleSource,
    options: ISampleOptions,
    first: number,
    count: number,
): Promise<IVectors> {
    const samples = Array.from({ length: count }, (_, i) => DrawSample(source, first + i));
    const length = samples[0].x.length;
    const x = new Float32Array(count * length);
    samples.forEach((sample, i) => x.set(sample.x, i * length));
    await page.callAsync("sampleAsync", {
        base64: Buffer.from(x.buffer).toString("base64"),
        count,
        size: options.size,
        nuisances: samples.map((sample) => sample.capture.nuisance ?? null),
        backgrounds: samples.map((sample) => sample.capture.background ?? null),
        labels: options.labels,
        antialias: options.antialias,
        upload: UploadName,
    });
    const nuisance = samples.flatMap(({ capture }) => [...NuisanceToVector(page.schema, capture.nuisance)]);
    const ids = page.schema.glasses ?? [];
    const glasses = Uint8Array.from(samples, ({ capture }) => 1 + ids.indexOf(capture.nuisance?.glasses ?? ""));
    return { x, nuisance: Float32Array.from(nuisance), glasses };
}

/** The page sends each sample's picture followed by its labels; the files hold them apart. */
function SplitUpload(body: Buffer, vectors: IVectors, count: number, size: number, hasLabels: boolean): IDatasetRows {
    const pixels = size * size;
    if (!hasLabels) {
        return { ...vectors, images: body };
    }
    const images = new Uint8Array(3 * pixels * count);
    const labels = new Uint8Array(pixels * count);
    for (let i = 0; i < count; i++) {
        images.set(body.subarray(4 * pixels * i, 4 * pixels * i + 3 * pixels), 3 * pixels * i);
        labels.set(body.subarray(4 * pixels * i + 3 * pixels, 4 * pixels * (i + 1)), pixels * i);
    }
    return { ...vectors, images, labels };
}
