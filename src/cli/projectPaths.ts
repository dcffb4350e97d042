import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { FaceCreatorError } from "../face/faceCreatorError.js";

/** Folder of this package: the nearest one above this file with a package.json. */
export const ProjectFolder = FindUp(dirname(fileURLToPath(import.meta.url)), "package.json");

/** Folder for what is built or extracted once and may be deleted at any time. */
export const CacheFolder = join(ProjectFolder, "node_modules", ".cache", "babylon-face-creator");

/**
 * The folder of an installed dependency.
 * @param name package name, for example `@vladmandic/face-api`
 * @returns absolute path
 * @throws E_READ where it is not installed
 */
export function GetPackageFolder(name: string): string {
    return join(FindUp(ProjectFolder, join("node_modules", name, "package.json")), "node_modules", name);
}

function FindUp(start: string, file: string): string {
    for (let folder = start; ; folder = dirname(folder)) {
        if (existsSync(join(folder, file))) {
            return folder;
        }
        if (folder === dirname(folder)) {
            throw new FaceCreatorError("E_READ", "file not found above the program", file, "install the package with npm");
        }
    }
}
