import { basename, extname, join, relative } from "node:path";
import { type Command } from "commander";
import { SerializeFace } from "../../face/parseFace.js";
import { DescribeReport, FitPhotoAsync } from "../fitPhotos.js";
import { OpenHeadlessAsync } from "../headlessPage.js";
import { ReadInputAsync } from "../options.js";
import { EncodePngAsync, EncodeSheetAsync, WriteFileAsync } from "../pictureFiles.js";
import { ProjectFolder } from "../projectPaths.js";

/** Drawn by the engine itself: the repository holds no picture of a real person. */
const OwnPortrait = join(ProjectFolder, "assets", "demo", "portrait.png");
const SheetSize = 512;

/**
 * Adds `demo`: one photo through everything, with a picture to look at.
 * @param program the program
 */
export function RegisterDemo(program: Command): void {
    program
        .command("demo")
        .description("fit one photo and put photo, imitator and engine side by side")
        .argument("[photo]", "a portrait; default: one that the engine drew")
        .option("--out <dir>", "folder to write to", join("out", "demo"))
        .action(DemoAsync);
}

async function DemoAsync(photo: string | undefined, { out }: { out: string }): Promise<void> {
    const path = photo ?? relative("", OwnPortrait);
    const stem = join(out, basename(path, extname(path)));
    const page = await OpenHeadlessAsync();
    try {
        const { report, result, picture } = await FitPhotoAsync(page, path, { method: "default", seed: 0, size: SheetSize });
        await WriteFileAsync(`${stem}.report.json`, report);
        console.log(DescribeReport(report));
        if (!result || !picture) {
            process.exitCode = 1;
            return;
        }
        const imitated = await EncodePngAsync(await page.callAsync("imitateAsync", result.face));
        const drawn = await EncodePngAsync(picture);
        await WriteFileAsync(`${stem}.face.json`, SerializeFace(result.face));
        await WriteFileAsync(`${stem}.png`, drawn);
        await WriteFileAsync(`${stem}.sheet.png`, await EncodeSheetAsync([await ReadInputAsync(path), imitated, drawn], SheetSize));
        console.log(`Look at ${stem}.sheet.png: photo | imitator | engine`);
        console.log(`The face: ${stem}.face.json   all numbers: ${stem}.report.json`);
        console.log("Next: npm start, and load the face there; or npm run fit -- <photos...> --out <dir>");
    } finally {
        await page.closeAsync();
    }
}
