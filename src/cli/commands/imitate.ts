import { type Command } from "commander";
import { OpenHeadlessAsync } from "../headlessPage.js";
import { ReadFaceAsync } from "../options.js";
import { EncodePngAsync, WriteFileAsync } from "../pictureFiles.js";

/**
 * Adds `imitate`: what the imitator network draws for a Face, to be held beside `render`.
 * @param program the program
 */
export function RegisterImitate(program: Command): void {
    program
        .command("imitate")
        .description("draw a face as the imitator network sees it")
        .argument("<face.json>", "a face file")
        .requiredOption("--out <png>", "picture to write")
        .option("--rig <file>", "rig file of the face's head; default: the default head")
        .option("--imitator <dir>", "network folder of that head's imitator")
        .action(async (path: string, { out, rig, imitator }: { out: string; rig?: string; imitator?: string }) => {
            const face = await ReadFaceAsync(path);
            const page = await OpenHeadlessAsync({ rig, imitator });
            try {
                await WriteFileAsync(out, await EncodePngAsync(await page.callAsync("imitateAsync", face)));
                console.log(out);
            } finally {
                await page.closeAsync();
            }
        });
}
