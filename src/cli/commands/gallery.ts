import { join } from "node:path";
import { type Command, Option } from "commander";
import { GalleryParts, PlanGallery } from "../galleryPlan.js";
import { DrawGalleryTileAsync } from "../galleryTile.js";
import { OpenHeadlessAsync } from "../headlessPage.js";
import { SizeOption } from "../options.js";
import { EncodeSheetAsync, WriteFileAsync } from "../pictureFiles.js";

interface IGalleryOptions {
    readonly out: string;
    readonly size: number;
    readonly only: readonly (typeof GalleryParts)[number][];
    readonly rig?: string;
}

/**
 * Adds `gallery`: sheets of what the head can show, to be looked at.
 * @param program the program
 */
export function RegisterGallery(program: Command): void {
    program
        .command("gallery")
        .description("draw fixed faces, all options, expressions, skin tones and glasses to sheets")
        .option("--out <dir>", "folder to write to", "out/gallery")
        .option("--size <px>", "side of each picture", SizeOption, 256)
        .addOption(new Option("--only <parts...>", "draw these parts alone").choices(GalleryParts).default(GalleryParts, "all"))
        .option("--rig <file>", "rig file of another head; default: the default head")
        .action(GalleryAsync);
}

async function GalleryAsync({ out, size, only, rig }: IGalleryOptions): Promise<void> {
    const page = await OpenHeadlessAsync({ rig });
    try {
        for (const { name, columns, tiles, zone } of PlanGallery(page.schema, only)) {
            const pictures: Buffer[] = [];
            for (const { request } of tiles) {
                pictures.push(await DrawGalleryTileAsync(page, request, size, zone));
            }
            const labels = tiles.map(({ label }) => label);
            const path = join(out, `${name}.png`);
            await WriteFileAsync(path, await EncodeSheetAsync(pictures, size, columns, labels));
            console.log(`${path}: ${tiles.length} pictures`);
        }
    } finally {
        await page.closeAsync();
    }
}
