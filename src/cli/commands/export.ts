import { type Command } from "commander";
import { OpenHeadlessAsync } from "../headlessPage.js";
import { ReadFaceAsync } from "../options.js";
import { WriteFileAsync } from "../pictureFiles.js";

/**
 * Adds `export`: the finished character of a Face as one glTF binary.
 * @param program the program
 */
export function RegisterExport(program: Command): void {
    program
        .command("export")
        .description("write a face's finished character as one .glb, with its expressions as morph targets")
        .argument("<face.json>", "a face file")
        .requiredOption("--out <glb>", "file to write")
        .option("--rig <file>", "rig file of the face's head; default: the default head")
        .action(async (path: string, { out, rig }: { out: string; rig?: string }) => {
            const face = await ReadFaceAsync(path);
            const page = await OpenHeadlessAsync({ rig });
            try {
                const glb = Buffer.from(await page.callAsync("exportGlbAsync", face), "base64");
                await WriteFileAsync(out, glb);
                console.log(`${out}: ${(glb.length / 1e6).toFixed(1)} MB`);
            } finally {
                await page.closeAsync();
            }
        });
}
