import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ExecFileAsync = promisify(execFile);
const Root = resolve(".");

/** A game's code: the Scene method beside one of Babylon's own that another wrapper adds. */
const Consumer = `
import { NullEngine } from "@babylonjs/core/Engines/nullEngine.js";
import { Scene } from "@babylonjs/core/scene.js";
import "@babylonjs/core/Physics/joinedPhysicsEngineComponent.js";
import { type FaceCreator, type IFace, RandomFace } from "babylon-face-creator";
import { ParseFace } from "babylon-face-creator/pure";

const scene = new Scene(new NullEngine());
const creator: FaceCreator = scene.addFaceCreator({ assetsUrl: "assets/" });
const enabled: boolean = scene.enablePhysics();
const face: IFace = RandomFace(creator.schema, 1);
export const parsed: IFace = ParseFace(JSON.stringify(face));
export const result: Promise<IFace> = creator.fitPhotoAsync(new Blob()).then(({ face: fitted }) => fitted);
export { enabled };
`;

/** The same with a wrong option and a wrong result: a consumer whose types went missing would accept both. */
const WrongConsumer = `
import { type Scene } from "@babylonjs/core/scene.js";
import "babylon-face-creator";
declare const scene: Scene;
scene.addFaceCreator({ assetsUrl: 5 });
export const text: string = scene.addFaceCreator();
`;

/** What `npx babylon-face-creator` starts. */
const Program = join("src", "cli", "babylonFaceCreator.js");

describe("the packed package in a game's project", () => {
    let folder: string;
    let installed: string;
    const files: string[] = [];

    const checkTypesAsync = async (names: readonly string[], resolution: string): Promise<string> => {
        const options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--lib", "es2022,dom,dom.iterable"];
        const modules = resolution === "bundler" ? ["--module", "esnext"] : ["--module", "nodenext"];
        const args = [
            join(Root, "node_modules/typescript/bin/tsc"),
            ...options,
            ...modules,
            "--moduleResolution",
            resolution,
            "--types",
            "@webgpu/types",
            ...names,
        ];
        return await ExecFileAsync(process.execPath, args, { cwd: folder }).then(
            () => "",
            (error: { stdout: string }) => error.stdout,
        );
    };

    beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), "face-creator-consumer-"));
        installed = join(folder, "node_modules", "babylon-face-creator");
        await rm(join(Root, "dist", "esm"), { recursive: true, force: true });
        await ExecFileAsync(process.execPath, [join(Root, "node_modules/typescript/bin/tsc"), "-p", "."], { cwd: Root });
        const { stdout } = await ExecFileAsync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: Root });
        const [{ filename }] = JSON.parse(stdout) as { filename: string }[];
        await mkdir(installed, { recursive: true });
        await ExecFileAsync("tar", ["-xzf", join(folder, filename), "-C", installed, "--strip-components=1"]);
        files.push(...(await readdir(installed, { recursive: true })));
        // Peers and dependencies as the project has them: no network.
        for (const name of (await readdir(join(Root, "node_modules"))).filter((entry) => !entry.startsWith("."))) {
            await symlink(join(Root, "node_modules", name), join(folder, "node_modules", name));
        }
        await writeFile(join(folder, "package.json"), '{ "type": "module" }');
        await writeFile(join(folder, "consumer.ts"), Consumer);
        await writeFile(join(folder, "wrong.ts"), WrongConsumer);
    }, 300_000);
    afterAll(async () => {
        await rm(folder, { recursive: true, force: true });
    });

    it("holds what package.json points to, and nothing of commands, tests or recipes", async () => {
        const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8")) as {
            exports: Record<string, string | Record<string, string>>;
        };
        const targets = Object.values(manifest.exports).flatMap((entry) => (typeof entry === "string" ? [entry] : Object.values(entry)));
        expect(targets.filter((target) => !target.includes("*") && !existsSync(join(installed, target)))).toEqual([]);
        expect(files).toEqual(expect.arrayContaining(["LICENSE", "NOTICE", join("dist", "esm", "fitting", "fit.worker.js")]));
        expect(files.filter((file) => /(^|[\\/])(cli|test|playground)[\\/]|\.(py|test\.js)$/.test(file) && file !== Program)).toEqual([]);
    });

    it("has a command that works in the repository, and elsewhere says that it does not", async () => {
        const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8")) as { bin: Record<string, string> };
        const path = manifest.bin["babylon-face-creator"];
        const runAsync = async (folderOf: string, ...args: string[]): Promise<{ stdout: string; stderr: string }> =>
            await ExecFileAsync(process.execPath, [join(folderOf, path), ...args], { cwd: folder }).catch(
                (error: { stdout: string; stderr: string }) => error,
            );
        const here = await runAsync(Root, "--help");
        expect(here.stdout).toContain("Usage: babylon-face-creator");
        expect(here.stdout).toMatch(/^ {2}segment /m);
        await expect(ExecFileAsync(process.execPath, [join(installed, path), "--help"], { cwd: folder })).rejects.toMatchObject({
            code: 1,
        });
        expect((await runAsync(installed, "--help")).stderr).toContain("need its repository");
    }, 60_000);

    it("declares every package that it imports", async () => {
        const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8")) as Record<string, Record<string, string>>;
        const declared = Object.keys({ ...manifest["dependencies"], ...manifest["peerDependencies"] });
        const used = new Set<string>();
        // The program reaches for its runner only where the commands' sources lie beside it: in the repository.
        for (const file of files.filter((name) => name.endsWith(".js") && name !== Program)) {
            const text = await readFile(join(installed, file), "utf8");
            for (const [, name] of text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*"((?:@[\w.-]+\/)?[a-z][\w.-]*)[/"]/g)) {
                used.add(name);
            }
        }
        expect(used.size).toBeGreaterThan(3);
        expect([...used].filter((name) => !declared.includes(name))).toEqual([]);
    });

    it.each(["nodenext", "bundler"])(
        "has types under %s resolution, beside Babylon's own",
        async (resolution) => {
            const errors = (await checkTypesAsync(["consumer.ts", "wrong.ts"], resolution)).match(/^\S+\.ts\(\d+/gm);
            expect(errors).toEqual(["wrong.ts(5", "wrong.ts(6"]);
        },
        120_000,
    );
});
