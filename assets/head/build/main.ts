import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type IRigFile, type IRigPiece } from "../../../src/rig/rigFile.types.js";
import { BuildHeadAsync, OpenInstalledSource } from "./buildHead.js";
import { type IGlbContent, WriteGlbAsync } from "./glb.js";
import { BuildGlasses } from "./glasses/buildGlasses.js";
import { BuildLabelsAsync } from "./labels.js";
import { type BuildLookTexturesAsync, type LookTextures } from "./lookGeometry.types.js";
import { MonkTones } from "./look/monkTones.js";
import { BuildMakeup } from "./makeup/buildMakeup.js";
import { DescribePiece, SplitPieces } from "./pieces.js";
import { ShiftToPopulation } from "./populationShift.js";
import { BuildFraming, BuildRig } from "./rig.js";
import { HashGeometry, HashPicturesAsync, HashRig } from "./rigHash.js";

const Here = dirname(fileURLToPath(import.meta.url));

/** Builds the default head from the installed source package into `dist/assets/head` (or the folder given as argument). */
async function MainAsync(): Promise<void> {
    const out = process.argv[2] ?? join(Here, "../../../dist/assets/head");
    await mkdir(out, { recursive: true });
    const flat = process.argv.includes("--flat");
    const head = ShiftToPopulation(await BuildHeadAsync(OpenInstalledSource()));
    const { joints, morphs, base } = head;
    const meshes = [...head.meshes, ...BuildMakeup(head.meshes[0], head.look.head)];
    let textures: LookTextures = {};
    if (!flat && existsSync(join(Here, "look/textures.ts"))) {
        const look = (await import("./look/textures.js")) as { BuildLookTexturesAsync: BuildLookTexturesAsync };
        textures = await look.BuildLookTexturesAsync(head.look);
    }
    const labels = await BuildLabelsAsync(head.look.head);
    const rig = BuildRig(meshes, morphs, BuildFraming(base, joints));
    const hash = HashRig(rig, HashGeometry(meshes, morphs.morphs, joints), await HashPicturesAsync(textures, labels));
    const { BuildEnvironmentAsync } = await import("./look/environment.js");
    const files = SplitPieces(meshes, rig, textures);
    const glasses = BuildGlasses(head.meshes[0], head.look.head, joints);
    const look = { ...files.look, ...glasses.look };
    const writeAsync = async (file: string, content: IGlbContent): Promise<Uint8Array> => {
        const bytes = await WriteGlbAsync(content, morphs.morphs, joints, look);
        await writeFile(join(out, file), bytes);
        return bytes;
    };
    const glb = await writeAsync(rig.model, files.model);
    const pieces: IRigPiece[] = [];
    for (const piece of [...files.pieces, ...glasses.pieces]) {
        pieces.push(DescribePiece(piece, look, await writeAsync(piece.file, piece)));
    }
    await writeFile(join(out, "labels_head.png"), labels);
    await writeFile(join(out, "environment.env"), await BuildEnvironmentAsync());
    await writeFile(
        join(out, "head.rig.json"),
        `${JSON.stringify({ ...(await WithExtrasAsync(rig, hash)), hash, pieces, glasses: glasses.entry, optionMasks: await CopyMasksAsync(hash, out) }, null, 1)}\n`,
    );
    for (const mesh of [...meshes, ...glasses.pieces.flatMap((piece) => piece.meshes)]) {
        console.log(`${mesh.name.padEnd(18)} ${mesh.positions.length / 3} vertices, ${mesh.indices.length / 3} triangles`);
    }
    console.log(`${morphs.continuous.length} parameters, ${morphs.morphs.length} morph targets, ${joints.length} joints`);
    const largest = Math.max(...pieces.map(({ bytes }) => bytes));
    console.log(
        `${rig.model} ${(glb.length / 1e6).toFixed(2)} MB, ${pieces.length} pieces of at most ${(largest / 1e6).toFixed(2)} MB, rig hash ${hash}`,
    );
}

/** Adds what moves no pixel of a face and so is no part of the hash: colours that the screen offers, and the prior, which is left out where it is of another head. */
async function WithExtrasAsync(rig: Omit<IRigFile, "hash">, hash: string): Promise<Omit<IRigFile, "hash">> {
    const colors = rig.colors.map((color) => (color.id === "skin" ? { ...color, swatches: MonkTones } : color));
    const { rigHash, prior } = JSON.parse(await readFile(join(Here, "../prior/prior.json"), "utf8")) as {
        rigHash: string;
        prior: NonNullable<IRigFile["prior"]>;
    };
    if (rigHash !== hash) {
        console.log("The prior is of another head: run npx tsx assets/head/shapePrior.ts and build again.");
        return { ...rig, colors };
    }
    return { ...rig, colors, prior };
}

/** Puts the masks of options beside the head they were drawn of; the masks of another head are left out, and fits have the engine draw every option. */
async function CopyMasksAsync(hash: string, out: string): Promise<IRigFile["optionMasks"]> {
    const folder = join(Here, "../masks");
    const { rigHash, masks } = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8")) as {
        rigHash: string;
        masks: NonNullable<IRigFile["optionMasks"]>;
    };
    if (rigHash !== hash) {
        console.log("The masks of options are of another head: run npx tsx assets/head/optionMasks.ts and build again.");
        return undefined;
    }
    await Promise.all(masks.map(async ({ file }) => copyFile(join(folder, file), join(out, `mask_${file}`))));
    return masks.map(({ file, ...rest }) => ({ file: `mask_${file}`, ...rest }));
}

await MainAsync();
