import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { PartLabelColors, PartLabels } from "../../src/face/partLabels.js";
import { type IEmbeddingsFile } from "../../src/cli/commands/embed.js";
import { type FitReport, type IFitSuccess } from "../../src/cli/fitPhotos.js";
import { GetPackageFolder, ProjectFolder } from "../../src/cli/projectPaths.js";
import { expect, test } from "./harness.js";

interface IOutcome {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** A command as a user runs it, in a process of its own, on what the tests have built. */
async function RunAsync(...args: string[]): Promise<IOutcome> {
    const script = [join(GetPackageFolder("tsx"), "dist", "cli.mjs"), join("src", "cli", "main.ts"), ...args];
    const env = { ...process.env, FACE_CREATOR_BUILD: "0" };
    return await new Promise((resolve) => {
        execFile(process.execPath, script, { cwd: ProjectFolder, env }, (error, stdout, stderr) => {
            resolve({ code: typeof error?.code === "number" ? error.code : error ? 1 : 0, stdout, stderr });
        });
    });
}

/** A command that must go well. */
async function SucceedAsync(...args: string[]): Promise<void> {
    const { code, stderr } = await RunAsync(...args);
    expect(code, stderr).toBe(0);
}

async function ReadJsonAsync<T>(path: string): Promise<T> {
    return JSON.parse(await readFile(path, "utf8")) as T;
}

/** RGB of a picture at a place given in the photo-booth frame of 512 pixels. */
async function ReadPixelAsync(path: string, x: number, y: number): Promise<number[]> {
    const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const scale = info.width / 512;
    const at = 3 * (Math.floor(y * scale) * info.width + Math.floor(x * scale));
    return [...data.subarray(at, at + 3)];
}

test.describe("commands", () => {
    test.describe.configure({ mode: "serial", timeout: 600_000 });
    let folder: string;
    test.beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), "face-creator-commands-"));
    });
    test.afterAll(async () => {
        await rm(folder, { recursive: true, force: true });
    });

    test("crowd: the same seed gives the same faces, and each has a picture in the photo-booth frame", async () => {
        const [a, b, c] = ["a", "b", "c"].map((name) => join(folder, name));
        await SucceedAsync("crowd", "--count", "2", "--seed", "7", "--out", a, "--render", "--size", "128");
        await SucceedAsync("crowd", "--count", "2", "--seed", "7", "--out", b);
        await SucceedAsync("crowd", "--count", "2", "--seed", "8", "--out", c);
        expect((await readdir(a)).sort()).toEqual(["face0000.face.json", "face0000.png", "face0001.face.json", "face0001.png"]);
        const read = async (where: string): Promise<string> => await readFile(join(where, "face0000.face.json"), "utf8");
        expect(await read(b)).toBe(await read(a));
        expect(await read(c)).not.toBe(await read(a));
        const picture = join(a, "face0000.png");
        expect(await ReadPixelAsync(picture, 4, 4)).toEqual([128, 128, 128]);
        const nose = await ReadPixelAsync(picture, 256, 290);
        expect(nose[0]).toBeGreaterThan(nose[2] + 5);
        expect(await sharp(picture).metadata()).toMatchObject({ width: 128, height: 128 });
    });

    test("render: draws labels, and refuses what is not a face", async () => {
        const face = join(folder, "a", "face0000.face.json");
        const labels = join(folder, "labels.png");
        await SucceedAsync("render", face, "--out", labels, "--labels", "--size", "256");
        expect(await ReadPixelAsync(labels, 256, 285)).toEqual([...PartLabelColors[PartLabels.nose]]);
        expect(await ReadPixelAsync(labels, 4, 4)).toEqual([...PartLabelColors[PartLabels.background]]);
        const broken = join(folder, "broken.json");
        await writeFile(broken, '{"format":"something else"}');
        const refused = await RunAsync("render", broken, "--out", join(folder, "broken.png"));
        expect(refused.code).toBe(1);
        expect(refused.stderr).toContain("E_FACE_FORMAT");
    });

    test("segment: an indexed picture of the photo's own size, upright, whose indices labels.json names", async () => {
        const drawn = join(folder, "drawn.png");
        await SucceedAsync("render", join(folder, "a", "face0000.face.json"), "--out", drawn, "--size", "512");
        const photo = join(folder, "photo.jpg");
        // The face stands in a larger photo, which a camera stored lying on its side.
        const upright = await sharp({ create: { width: 900, height: 1300, channels: 3, background: "#708090" } })
            .composite([{ input: drawn, left: 150, top: 300 }])
            .png()
            .toBuffer();
        await sharp(await sharp(upright).rotate(-90).toBuffer())
            .withMetadata({ orientation: 6 })
            .jpeg({ quality: 95 })
            .toFile(photo);
        const out = join(folder, "segment");
        const { code, stderr } = await RunAsync("segment", photo, join(folder, "missing.jpg"), "--out", out);
        expect(code, stderr).toBe(1);
        expect(stderr).toContain("missing.jpg: E_READ");
        expect((await readdir(out)).sort()).toEqual(["labels.json", "photo.png"]);
        const { classes, left_is: left } = await ReadJsonAsync<{ classes: Record<string, string>; left_is: string }>(
            join(out, "labels.json"),
        );
        expect(left).toBe("subject");
        expect(Object.values(classes).join()).toBe(
            "background,skin,left brow,right brow,left eye,right eye,nose,upper lip,inner mouth,lower lip,hair,other",
        );
        const png = await readFile(join(out, "photo.png"));
        // Bits a pixel and colour type of the header: 8, indexed.
        expect([...png.subarray(24, 26)]).toEqual([8, 3]);
        const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
        expect([info.width, info.height]).toEqual([900, 1300]);
        const labelAt = (x: number, y: number): string => {
            const at = 3 * ((y + 300) * 900 + x + 150);
            const color = PartLabelColors.findIndex((one) => one.every((value, c) => value === data[at + c]));
            return classes[String(color)];
        };
        const named: [string, number, number][] = [
            ["right eye", 202, 236],
            ["left eye", 310, 236],
            ["nose", 256, 285],
            ["skin", 200, 300],
            ["other", 256, -250],
        ];
        expect(named.map(([, x, y]) => labelAt(x, y))).toEqual(named.map(([name]) => name));
    });

    test("embed: one row of length 1 a photo, alike for two files of one face and less so for two faces", async () => {
        const drawn = join(folder, "drawn.png");
        const again = join(folder, "again.webp");
        const other = join(folder, "other.png");
        const blank = join(folder, "blank.png");
        await sharp(drawn).webp({ quality: 80 }).toFile(again);
        await SucceedAsync("render", join(folder, "a", "face0001.face.json"), "--out", other, "--size", "512");
        await sharp({ create: { width: 300, height: 300, channels: 3, background: "#406080" } })
            .png()
            .toFile(blank);
        const file = join(folder, "embeddings.json");
        const { code, stderr } = await RunAsync("embed", drawn, again, other, blank, "--out", file);
        expect(code, stderr).toBe(1);
        const { embeddings, errors, length, network, impostorCosine } = await ReadJsonAsync<IEmbeddingsFile>(file);
        expect(errors).toEqual({ [blank]: "E_NO_FACE" });
        expect(network).toContain("face-api");
        const [a, b, c] = [drawn, again, other].map((path) => embeddings[path]);
        const dot = (p: readonly number[], q: readonly number[]): number => p.reduce((sum, value, i) => sum + value * q[i], 0);
        expect([a, b, c].map((row) => row.length)).toEqual([length, length, length]);
        [a, b, c].forEach((row) => expect(dot(row, row)).toBeCloseTo(1, 4));
        const similarity = (cosine: number): number => (cosine - impostorCosine!) / (1 - impostorCosine!);
        expect(similarity(dot(a, b))).toBeGreaterThan(0.9);
        expect(dot(a, c)).toBeLessThan(dot(a, b) - 0.01);
    });

    test("fit: one bad photo does not stop the others, and what is there is not fitted again", async () => {
        const noise = join(folder, "noise.png");
        const portrait = join(ProjectFolder, "assets", "demo", "portrait.png");
        await sharp({ create: { width: 300, height: 300, channels: 3, background: "#406080" } })
            .png()
            .toFile(noise);
        const out = join(folder, "fit");
        const first = await RunAsync("fit", noise, portrait, "--out", out, "--size", "256");
        expect(first.code, first.stderr).toBe(1);
        expect(await ReadJsonAsync<FitReport>(join(out, "noise.report.json"))).toMatchObject({ ok: false, error: { code: "E_NO_FACE" } });
        const report = await ReadJsonAsync<IFitSuccess>(join(out, "portrait.report.json"));
        expect(report).toMatchObject({ ok: true, method: "default", backend: "wasm" });
        expect(report.steps).toBeGreaterThan(0);
        expect(report.loss.end.total).toBeLessThan(report.loss.start.total);
        // The portrait is a face of this very head: the fit must come nearer to it than the average face is.
        expect(report.similarity.result).toBeGreaterThan(report.similarity.average + 0.05);
        expect(await sharp(join(out, "portrait.png")).metadata()).toMatchObject({ width: 256, height: 256 });

        const before = await stat(join(out, "portrait.face.json"));
        await SucceedAsync("fit", portrait, "--out", out);
        expect((await stat(join(out, "portrait.face.json"))).mtimeMs).toBe(before.mtimeMs);
    });

    test("fit: at one glance, of two photos together, and a share of the work", async () => {
        const portrait = join(ProjectFolder, "assets", "demo", "portrait.png");
        const darker = join(folder, "darker.png");
        await sharp(portrait).modulate({ brightness: 0.7 }).toFile(darker);
        const glance = ["--method", "oneShot", "--size", "128"];
        const out = join(folder, "together");
        await SucceedAsync("fit", portrait, darker, "--together", ...glance, "--out", out);
        expect((await readdir(out)).sort()).toEqual(["portrait.face.json", "portrait.png", "portrait.report.json"]);
        const report = await ReadJsonAsync<IFitSuccess>(join(out, "portrait.report.json"));
        expect(report).toMatchObject({ ok: true, method: "oneShot", steps: 0 });
        expect(report.similarity.result).toBeGreaterThan(report.similarity.average);

        const share = join(folder, "share");
        await SucceedAsync("fit", portrait, darker, "--shard", "2/2", ...glance, "--out", share);
        expect((await readdir(share)).sort()).toEqual(["darker.face.json", "darker.png", "darker.report.json"]);
        expect((await RunAsync("fit", portrait, "--shard", "3/2", "--out", share)).stderr).toContain("like 2/8");
        expect((await RunAsync("fit", portrait, "--shard", "1/2", "--together", "--out", share)).stderr).toContain("cannot be used");
    });
});
