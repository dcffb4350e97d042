import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { EnsureBuiltAsync } from "../../src/cli/build.js";
import { GetPackageFolder, ProjectFolder } from "../../src/cli/projectPaths.js";
import { CreateAverageFace, EditFace } from "../../src/face/createFace.js";
import { PartLabelColors, PartLabels } from "../../src/face/partLabels.js";
import { SerializeFace } from "../../src/face/parseFace.js";
import { ParseRigFile, RigToSchema } from "../../src/rig/rigFile.js";
import { expect, test } from "./harness.js";

/** A head of another topology and skeleton than the default one: assets/stylised. */
const Rig = join(ProjectFolder, "dist", "heads", "stylised", "stylised.rig.json");

/** The small training, and by what factor the error on held-out samples falls against that after a single step. */
const Small = { samples: 72, heldOut: 12, steps: 240, factor: 2 } as const;

/** A command as a user runs it, which must go well; resolves to what it printed. */
async function RunAsync(...args: string[]): Promise<string> {
    const script = [join(GetPackageFolder("tsx"), "dist", "cli.mjs"), join("src", "cli", "main.ts"), ...args];
    const env = { ...process.env, FACE_CREATOR_BUILD: "0" };
    return await new Promise((resolve, reject) => {
        execFile(process.execPath, script, { cwd: ProjectFolder, env }, (error, stdout, stderr) =>
            error ? reject(new Error(`${args.join(" ")}: ${stderr}\n${stdout}`)) : resolve(stdout),
        );
    });
}

test.describe("a second head, with the same code", () => {
    test.describe.configure({ mode: "serial", timeout: 600_000 });
    let folder: string;
    test.beforeAll(async () => {
        await EnsureBuiltAsync({ only: "stylised" });
        folder = await mkdtemp(join(tmpdir(), "face-creator-second-"));
    });
    test.afterAll(async () => {
        await rm(folder, { recursive: true, force: true });
    });

    test("rig check finds no fault", async () => {
        expect(await RunAsync("rig", "check", Rig)).toContain("0 faults");
    });

    test("render: picture and labels in the photo-booth frame", async () => {
        const schema = RigToSchema(ParseRigFile(JSON.parse(await readFile(Rig, "utf8"))));
        const face = join(folder, "average.face.json");
        await writeFile(face, SerializeFace(CreateAverageFace(schema)));
        const wide = join(folder, "wide.face.json");
        await writeFile(wide, SerializeFace(EditFace(schema, CreateAverageFace(schema), { shape: { "face.width": 1 } })));
        const [labels, narrow, broad] = ["labels.png", "narrow.png", "broad.png"].map((name) => join(folder, name));
        await RunAsync("render", face, "--rig", Rig, "--labels", "--size", "256", "--out", labels);
        const { data } = await sharp(labels).raw().toBuffer({ resolveWithObject: true });
        const at = (x: number, y: number): number[] => [...data.subarray(3 * (y * 256 + x), 3 * (y * 256 + x) + 3)];
        // Where the frame has the pupils: 54 of 512 pixels beside the middle, at row 236; the subject's left is on the picture's right.
        expect(at(155, 118)).toEqual([...PartLabelColors[PartLabels.leftEye]]);
        expect(at(101, 118)).toEqual([...PartLabelColors[PartLabels.rightEye]]);
        await RunAsync("render", face, "--rig", Rig, "--size", "128", "--out", narrow);
        await RunAsync("render", wide, "--rig", Rig, "--size", "128", "--out", broad);
        expect((await sharp(narrow).raw().toBuffer()).equals(await sharp(broad).raw().toBuffer())).toBe(false);
    });

    test("sample and train: the error falls on faces that the imitator never saw", async () => {
        const [data, network] = ["data", "network"].map((name) => join(folder, name));
        await RunAsync("sample", "--rig", Rig, "--out", data, "--count", String(Small.samples), "--size", "32", "--seed", "5");
        const trainAsync = async (
            steps: number,
        ): Promise<{ rig: { id: string }; provenance: { steps: number; heldOut: { uniform: { error: number } } } }> => {
            const numbers = ["--samples", String(Small.samples), "--held-out", String(Small.heldOut), "--steps", String(steps)];
            const small = ["--channels", "64,48,32", "--batch", "12"];
            await RunAsync("train", "imitator", "--rig", Rig, "--dataset", data, "--out", network, ...numbers, ...small);
            return JSON.parse(await readFile(join(network, "manifest.json"), "utf8"));
        };
        const start = await trainAsync(1);
        const end = await trainAsync(Small.steps);
        expect(end.rig.id).toBe("stylised-head");
        expect(end.provenance.steps).toBe(Small.steps);
        expect(end.provenance.heldOut.uniform.error).toBeLessThan(start.provenance.heldOut.uniform.error / Small.factor);
    });
});
