import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { type Command } from "commander";
import { FaceCreatorError } from "../../face/faceCreatorError.js";
import { ParseRigFile } from "../../rig/rigFile.js";
import { EnsureBuiltAsync } from "../build.js";
import { WriteFileAsync } from "../pictureFiles.js";
import { ProjectFolder } from "../projectPaths.js";
import { CheckRigAsync, ReadPicturesAsync } from "../rig/checkRig.js";
import { HashRigAsync } from "../rig/modelHash.js";
import { PrepareModel } from "../rig/prepareModel.js";
import { ProposeRig } from "../rig/proposeRig.js";
import { EncodeModelAsync, ReadModelAsync } from "../rig/readModel.js";

/** The light of the default head's photo booth, which suits any head. */
const DefaultEnvironment = join(ProjectFolder, "dist", "assets", "head", "environment.env");

/**
 * Adds `rig init` and `rig check`: rig files for any head.
 * @param program the program
 */
export function RegisterRig(program: Command): void {
    const rig = program.command("rig").description("rig files: which parameters a head has, and what they drive");
    rig.command("init")
        .description("propose a rig file for a model, and say what was found and what was not")
        .argument("<model>", "a .glb, .gltf or .babylon file, in metres, y up, the face looks to +z")
        .option("--out <file>", "rig file to write; default: the model's name with .rig.json, beside it")
        .option("--force", "write over an existing rig file")
        .action(async (model: string, { out, force }: { out?: string; force?: boolean }) => await InitAsync(model, out, force));
    rig.command("check")
        .description("check a rig file with its model; exit code 1 where something is wrong")
        .argument("<rig>", "a *.rig.json")
        .option("--write-hash", "write the hash that belongs to rig and model as they are now")
        .action(async (path: string, { writeHash }: { writeHash?: boolean }) => await CheckAsync(path, writeHash));
}

async function InitAsync(modelPath: string, out: string | undefined, force: boolean | undefined): Promise<void> {
    const id = basename(modelPath).replace(/\.(glb|gltf|babylon)$/i, "");
    const path = out ?? join(dirname(modelPath), `${id}.rig.json`);
    if (existsSync(path) && !force) {
        throw new FaceCreatorError(
            "E_WRITE",
            "there is a rig file already:",
            path,
            "name another with --out, or write over it with --force",
        );
    }
    const document = await ReadModelAsync(modelPath);
    const { model, poseBone, changed, notes } = PrepareModel(document);
    const folder = dirname(resolve(path));
    await mkdir(folder, { recursive: true });
    let file = relative(folder, resolve(modelPath)).replaceAll("\\", "/");
    const written: string[] = [];
    if (changed || !/\.glb$/i.test(modelPath)) {
        // Heads are loaded from one binary file.
        file = changed && /\.glb$/i.test(modelPath) ? `${id}.head.glb` : `${id}.glb`;
        await WriteFileAsync(join(folder, file), await EncodeModelAsync(document));
        written.push(file);
    }
    const environment = "environment.env";
    if (!existsSync(join(folder, environment))) {
        await EnsureBuiltAsync({ only: "head" });
        await copyFile(DefaultEnvironment, join(folder, environment));
        written.push(environment);
    }
    const { rig, found, missing } = ProposeRig(model, poseBone, { id, model: file, environment });
    const hash = await HashRigAsync(rig, document, model, await ReadPicturesAsync(rig, folder));
    await WriteFileAsync(path, ParseRigFile({ ...rig, hash }));
    [...found, `Head joint: "${poseBone}".`].forEach((line) => console.log(line));
    [...notes, ...missing].forEach((line) => console.log(`! ${line}`));
    console.log([path, ...written.map((name) => join(folder, name))].join("\n"));
}

async function CheckAsync(path: string, writeHash: boolean | undefined): Promise<void> {
    const { faults, hash } = await CheckRigAsync(path);
    const left = faults.filter(({ place, severity }) => !(writeHash && hash !== undefined && place === "hash" && severity === "fault"));
    if (writeHash && hash !== undefined) {
        await WriteFileAsync(path, { ...(JSON.parse(await readFile(path, "utf8")) as object), hash });
        console.log(`hash ${hash}`);
    }
    left.forEach(({ severity, place, text }) => console.log(`${severity === "fault" ? "FAULT" : "note "} ${place}: ${text}`));
    const count = left.filter(({ severity }) => severity === "fault").length;
    console.log(`${path}: ${count} faults, ${left.length - count} notes`);
    if (count > 0) {
        process.exitCode = 1;
    }
}
