import { FaceCreatorError } from "../face/faceCreatorError.js";
import { ParseRigFile } from "./rigFile.js";
import { type IRigFile } from "./rigFile.types.js";

/** A parsed rig and where its files are. */
export interface IRigSource {
    readonly rig: IRigFile;
    /** URL of the glTF binary. */
    readonly modelUrl: string;
    /** URL of the folder, ending in `/`, that the rig's other files are relative to; default: the model's folder. */
    readonly baseUrl?: string;
}

/**
 * Loads a rig file where a URL is given.
 * @param source URL of a `*.rig.json`, or a rig that is already parsed
 * @returns the rig with the URLs of its files
 * @throws FaceCreatorError E_READ when the file does not load, E_RIG_FORMAT when its contents are wrong
 */
export async function ResolveRigSourceAsync(source: string | IRigSource): Promise<Required<IRigSource>> {
    if (typeof source !== "string") {
        return { ...source, baseUrl: source.baseUrl ?? FolderOf(source.modelUrl) };
    }
    const rig = ParseRigFile(await LoadJsonAsync(source));
    const baseUrl = FolderOf(source);
    return { rig, modelUrl: baseUrl + rig.model, baseUrl };
}

async function LoadJsonAsync(url: string): Promise<unknown> {
    let text: string;
    try {
        const response = await fetch(url);
        if (!response.ok) {
            throw new Error(`status ${response.status}`);
        }
        text = await response.text();
    } catch (error) {
        throw new FaceCreatorError(
            "E_READ",
            "the rig file did not load",
            url,
            `check the address (${error instanceof Error ? error.message : String(error)})`,
        );
    }
    try {
        return JSON.parse(text);
    } catch {
        throw new FaceCreatorError("E_RIG_FORMAT", "the rig file is not JSON", url, "check that the address is that of a *.rig.json");
    }
}

function FolderOf(url: string): string {
    const end = url.search(/[?#]/);
    const path = end < 0 ? url : url.slice(0, end);
    return path.slice(0, path.lastIndexOf("/") + 1);
}
