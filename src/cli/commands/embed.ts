import { type Command, Option } from "commander";
import { RecognizerNames, type RecognizerName } from "../../networks/recognizerNames.js";
import { type IPhotoEmbedding } from "../headless.types.js";
import { IntegerOption } from "../options.js";
import { WriteFileAsync } from "../pictureFiles.js";
import { ReadPhotosAsync } from "../readPhotos.js";

interface IEmbedOptions {
    readonly out: string;
    readonly face?: number;
    readonly network: RecognizerName;
}

/** What `embed` writes. */
export interface IEmbeddingsFile {
    /** The recognition network. */
    readonly network: string | null;
    /** Length of an embedding. */
    readonly length: number;
    /** Mean cosine of two strangers, m: similarity = (cos - m) / (1 - m). */
    readonly impostorCosine: number | null;
    /** By photo, as it was named on the command line: values of length 1. */
    readonly embeddings: Readonly<Record<string, readonly number[]>>;
    /** Codes of the photos that failed. */
    readonly errors: Readonly<Record<string, string>>;
}

/**
 * Adds `embed`: what the recognition network F1 makes of photos, as JSON ({@link IEmbeddingsFile}); exit code 1 if any failed.
 * @param program the program
 */
export function RegisterEmbed(program: Command): void {
    program
        .command("embed")
        .description("embed the faces in photos with the recognition network")
        .argument("<photos...>", "JPEG, PNG, WebP or AVIF files")
        .requiredOption("--out <json>", "file to write")
        .option("--face <i>", "which face where there are several, 0 = largest", IntegerOption(0, 1000))
        .addOption(new Option("--network <name>", "recognition network").choices([...RecognizerNames]).default(RecognizerNames[0]))
        .action(async (photos: readonly string[], { out, face, network: recognizer }: IEmbedOptions) => {
            const embeddings: Record<string, readonly number[]> = {};
            let last: IPhotoEmbedding | undefined;
            const errors = await ReadPhotosAsync(photos, async (page, photo, bytes) => {
                last = await page.callAsync("embedAsync", { base64: bytes.toString("base64"), faceIndex: face, recognizer });
                embeddings[photo] = last.embedding;
            });
            const { network = null, impostorCosine = null, embedding = [] } = last ?? {};
            await WriteFileAsync(out, { network, length: embedding.length, impostorCosine, embeddings, errors } satisfies IEmbeddingsFile);
            console.log(`${Object.keys(embeddings).length} embeddings in ${out}`);
        });
}
