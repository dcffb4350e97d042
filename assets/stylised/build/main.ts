import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type IRigFile } from "../../../src/rig/rigFile.types.js";
import { HashRigAsync } from "../../../src/cli/rig/modelHash.js";
import { SummariseModel } from "../../../src/cli/rig/modelSummary.js";
import { BuildEnvironmentAsync } from "../../head/build/look/environment.js";
import { BuildModel } from "./model.js";
import { BuildMeshes } from "./meshes.js";
import { PaintLabelsAsync } from "./labels.js";
import { BuildRig } from "./rig.js";
import { NodeIO } from "@gltf-transform/core";

const Here = dirname(fileURLToPath(import.meta.url));

/** Builds the stylised head into `dist/heads/stylised` (or the folder given as argument): nothing but code goes in. */
async function MainAsync(): Promise<void> {
    const out = process.argv[2] ?? join(Here, "../../../dist/heads/stylised");
    await mkdir(out, { recursive: true });
    const meshes = BuildMeshes();
    const document = BuildModel(meshes);
    const labels = await PaintLabelsAsync(meshes[0]);
    const environment = await BuildEnvironmentAsync();
    const rig: Omit<IRigFile, "hash"> = BuildRig();
    const hash = await HashRigAsync(rig, document, SummariseModel(document), [environment, labels]);
    const glb = await new NodeIO().writeBinary(document);
    await writeFile(join(out, rig.model), glb);
    await writeFile(join(out, "labels_head.png"), labels);
    await writeFile(join(out, rig.environment), environment);
    await writeFile(join(out, "stylised.rig.json"), `${JSON.stringify({ ...rig, hash }, null, 1)}\n`);
    const vertices = meshes.reduce((sum, mesh) => sum + mesh.surface.positions.length, 0);
    console.log(
        `${meshes.length} meshes, ${vertices} vertices, ${rig.continuous.length} parameters, ${(glb.length / 1e6).toFixed(2)} MB, ${hash}`,
    );
}

await MainAsync();
