import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { WithBuildLockAsync } from "./buildLock.js";
import { GetPackageFolder, ProjectFolder } from "./projectPaths.js";

/** Something generated under dist/, and the files and folders that it is made from. */
interface IBuildTarget {
    readonly name: string;
    /** Folder under dist/. */
    readonly output: string;
    readonly sources: readonly string[];
}

const HeadTarget: IBuildTarget = {
    name: "the default head",
    output: join("assets", "head"),
    sources: [
        "assets/head",
        "src/face/srgb.ts",
        "src/cli/rig/canonical.ts",
        "src/rig/materialLook.ts",
        "src/capture/boothLook.ts",
        "src/face/partLabels.ts",
        "package-lock.json",
    ],
};
const StylisedTarget: IBuildTarget = {
    name: "the stylised head",
    output: join("heads", "stylised"),
    sources: [
        "assets/stylised",
        "assets/head/build/look",
        "src/cli/rig",
        "src/rig/rigFile.types.ts",
        "src/rig/materialLook.ts",
        "src/capture/boothLook.ts",
        "src/face/partLabels.ts",
        "package-lock.json",
    ],
};
const PlaygroundTarget: IBuildTarget = {
    name: "the playground",
    output: "playground",
    sources: ["src", "playground", "webpack.config.js", "tsconfig.json", "package-lock.json"],
};

/** Name of the file in which a target keeps the hash of the sources that it was made from. */
const StampFile = ".built";

/** What to build. */
export interface IBuildOptions {
    /** Build in any case. Default false. */
    readonly force?: boolean;
    /** Default: the default head and the playground. */
    readonly only?: "head" | "playground" | "stylised";
}

/**
 * Builds the default head and the pages of the playground where they are missing or older than their sources. Writes to stderr what it builds.
 * With FACE_CREATOR_BUILD=0 it takes dist/ as it is.
 * @param options what to build
 * @throws E_WRITE where a build fails; its own messages are on stderr
 */
export async function EnsureBuiltAsync({ force = false, only }: IBuildOptions = {}): Promise<void> {
    if (process.env["FACE_CREATOR_BUILD"] === "0" && !force) {
        return;
    }
    if (only === "stylised") {
        await EnsureTargetAsync(StylisedTarget, force, (folder) => BuildHeadAsync(StylisedTarget, "stylised", folder));
        return;
    }
    if (only !== "playground") {
        await EnsureTargetAsync(HeadTarget, force, (folder) => BuildHeadAsync(HeadTarget, "head", folder));
    }
    if (only !== "head") {
        await EnsureTargetAsync(PlaygroundTarget, force, BuildPlaygroundAsync);
    }
}

async function BuildHeadAsync({ name }: IBuildTarget, head: string, folder: string): Promise<void> {
    const script = join("assets", head, "build", "main.ts");
    await RunAsync(name, join(GetPackageFolder("tsx"), "dist", "cli.mjs"), [script, folder]);
}

async function BuildPlaygroundAsync(folder: string): Promise<void> {
    await RunAsync(PlaygroundTarget.name, join(GetPackageFolder("webpack-cli"), "bin", "cli.js"), ["--output-path", folder]);
}

async function EnsureTargetAsync(target: IBuildTarget, force: boolean, buildAsync: (folder: string) => Promise<void>): Promise<void> {
    const folder = join(ProjectFolder, "dist", target.output);
    if (!force && (await IsCurrentAsync(target, folder))) {
        return;
    }
    await WithBuildLockAsync(async () => {
        // Another process may have built it in the meantime.
        if (!force && (await IsCurrentAsync(target, folder))) {
            return;
        }
        process.stderr.write(`Building ${target.name} ...\n`);
        const hash = await HashSourcesAsync(target.sources);
        // Beside the old one, so that what is being served stays whole. The lock is held: what lies there is of a build that was killed.
        const staging = `${folder}.new`;
        await rm(staging, { recursive: true, force: true });
        try {
            await buildAsync(staging);
            await writeFile(join(staging, StampFile), hash);
            await rm(folder, { recursive: true, force: true });
            await rename(staging, folder);
        } finally {
            await rm(staging, { recursive: true, force: true });
        }
    });
}

async function IsCurrentAsync(target: IBuildTarget, folder: string): Promise<boolean> {
    const stamp = join(folder, StampFile);
    return existsSync(stamp) && (await readFile(stamp, "utf8")) === (await HashSourcesAsync(target.sources));
}

/** SHA-256 over paths and contents; about 20 ms for the whole project. */
async function HashSourcesAsync(sources: readonly string[]): Promise<string> {
    const files: string[] = [];
    for (const source of sources) {
        const path = join(ProjectFolder, source);
        const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined);
        files.push(...(entries?.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)) ?? [path]));
    }
    const hash = createHash("sha256");
    for (const file of files.sort()) {
        hash.update(`${relative(ProjectFolder, file)}\0`).update(await readFile(file));
    }
    return hash.digest("hex");
}

async function RunAsync(what: string, script: string, args: readonly string[]): Promise<void> {
    // Its output is not ours: a command's own stdout stays clean.
    const child = spawn(process.execPath, [script, ...args], { cwd: ProjectFolder, stdio: ["ignore", process.stderr, process.stderr] });
    const [code] = (await once(child, "exit")) as [number | null];
    if (code !== 0) {
        throw new FaceCreatorError("E_WRITE", "the build failed of", what, "see the messages above");
    }
}
