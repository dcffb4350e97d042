import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { ProjectFolder } from "../projectPaths.js";

/** What decides a fit: the code from photo to face, the networks' weights and the head. Screen, commands and tests are not among it. */
export const FitSources = [
    "src/face",
    "src/rig",
    "src/capture",
    "src/photo",
    "src/compute",
    "src/networks",
    "src/fitting",
    "src/faceCreator/photoFitter.ts",
    "assets/networks",
    "dist/assets/head",
];

/** What decides an embedding of a photo: alignment and networks, besides the evaluation's own code. */
export const EmbeddingSources = [
    "src/photo",
    "src/compute",
    "src/networks",
    "src/cli/evaluation/facePoints.ts",
    "src/cli/evaluation/judge.ts",
    "src/cli/evaluation/teacher.ts",
    "src/cli/evaluation/photoNetworks.ts",
    "src/cli/evaluation/recognizerEmbedder.ts",
    "dist/assets/head",
];

/**
 * A fingerprint of files: results that carry another were made by another state of the project.
 * @param sources files and folders of the project
 * @param more what else decides the results, for example options
 * @returns 16 hexadecimal digits
 */
export async function SourceStampAsync(sources: readonly string[], more: unknown = null): Promise<string> {
    const files: string[] = [];
    for (const source of sources) {
        const path = join(ProjectFolder, source);
        const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined);
        files.push(...(entries?.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)) ?? [path]));
    }
    const hash = createHash("sha256");
    for (const file of files.filter((name) => /\.(ts|json|bin|glb|env|png)$/.test(name)).sort()) {
        hash.update(relative(ProjectFolder, file)).update(await readFile(file));
    }
    return hash.update(JSON.stringify(more)).digest("hex").slice(0, 16);
}
