import { type Command, Option } from "commander";
import { type CaptureView } from "../../face/capture.types.js";
import { OpenHeadlessAsync } from "../headlessPage.js";
import { ReadFaceAsync, SizeOption } from "../options.js";
import { EncodeLabelPngAsync, EncodePngAsync, WriteFileAsync } from "../pictureFiles.js";

interface IRenderOptions {
    readonly out: string;
    readonly size: number;
    readonly view: CaptureView;
    readonly labels?: boolean;
    readonly rig?: string;
}

/**
 * Adds `render`: the engine's picture of a Face in the photo-booth frame.
 * @param program the program
 */
export function RegisterRender(program: Command): void {
    program
        .command("render")
        .description("draw a face as the game's engine shows it")
        .argument("<face.json>", "a face file")
        .requiredOption("--out <png>", "picture to write")
        .option("--size <px>", "side of the picture", SizeOption, 512)
        .addOption(new Option("--view <view>", "direction").choices(["front", "threequarter", "profile"]).default("front"))
        .option("--rig <file>", "rig file of the face's head; default: the default head")
        .option("--labels", "draw the part labels instead")
        .action(async (path: string, { out, size, view, labels, rig }: IRenderOptions) => {
            const face = await ReadFaceAsync(path);
            const page = await OpenHeadlessAsync({ rig });
            try {
                const picture = await page.callAsync("renderAsync", { face, size, view, labels });
                await WriteFileAsync(out, await (labels ? EncodeLabelPngAsync(picture) : EncodePngAsync(picture)));
                console.log(out);
            } finally {
                await page.closeAsync();
            }
        });
}
