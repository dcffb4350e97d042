import { join } from "node:path";
import { type Command } from "commander";
import { SerializeFace } from "../../face/parseFace.js";
import { RandomCrowd } from "../../face/randomFace.js";
import { ReadHeadSchemaAsync } from "../headSchema.js";
import { OpenHeadlessAsync } from "../headlessPage.js";
import { IntegerOption, SeedOption, ShareOption, SizeOption } from "../options.js";
import { EncodePngAsync, WriteFileAsync } from "../pictureFiles.js";

interface ICrowdOptions {
    readonly count: number;
    readonly seed: number;
    readonly out: string;
    readonly render?: boolean;
    readonly size: number;
    readonly asymmetry: number;
}

/**
 * Adds `crowd`: random faces; the same seed gives the same faces everywhere.
 * @param program the program
 */
export function RegisterCrowd(program: Command): void {
    program
        .command("crowd")
        .description("make random faces")
        .option("--count <n>", "how many", IntegerOption(1, 100000), 8)
        .option("--seed <n>", "seed; face i depends on the seed and i alone", SeedOption, 0)
        .requiredOption("--out <dir>", "folder to write to")
        .option("--render", "write a picture beside each")
        .option("--size <px>", "side of the pictures", SizeOption, 256)
        .option("--asymmetry <share>", "how far left and right differ: standard deviation in each parameter, 0 to 1", ShareOption, 0)
        .action(CrowdAsync);
}

async function CrowdAsync({ count, seed, out, render, size, asymmetry }: ICrowdOptions): Promise<void> {
    const faces = RandomCrowd(await ReadHeadSchemaAsync(), count, seed, { asymmetry, prior: true });
    const stem = (i: number): string => join(out, `face${String(i).padStart(4, "0")}`);
    for (const [i, face] of faces.entries()) {
        await WriteFileAsync(`${stem(i)}.face.json`, SerializeFace(face));
    }
    if (render) {
        const page = await OpenHeadlessAsync();
        try {
            for (const [i, face] of faces.entries()) {
                const picture = await page.callAsync("renderAsync", { face, size, view: "front" });
                await WriteFileAsync(`${stem(i)}.png`, await EncodePngAsync(picture));
            }
        } finally {
            await page.closeAsync();
        }
    }
    console.log(`${count} faces in ${out}`);
}
