import { basename, extname, join } from "node:path";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IHeadlessPage, OpenHeadlessAsync } from "./headlessPage.js";
import { ReadInputAsync } from "./options.js";

/**
 * Runs work on each photo in turn. A photo that fails is named on stderr, does not stop the others and makes the exit code 1.
 * @param photos paths
 * @param workAsync the work, given the page, the photo's path and its bytes
 * @returns the codes of the photos that failed, by path
 */
export async function ReadPhotosAsync(
    photos: readonly string[],
    workAsync: (page: IHeadlessPage, photo: string, bytes: Buffer) => Promise<void>,
): Promise<Record<string, string>> {
    const failed: Record<string, string> = {};
    const page = await OpenHeadlessAsync();
    try {
        for (const photo of photos) {
            try {
                await workAsync(page, photo, await ReadInputAsync(photo));
            } catch (error) {
                const code = error instanceof FaceCreatorError ? error.code : "E_READ";
                console.error(`${photo}: ${code} ${(error as Error).message}`);
                failed[photo] = code;
                process.exitCode = 1;
            }
        }
    } finally {
        await page.closeAsync();
    }
    return failed;
}

/**
 * Where the results of photos go: the folder and the photo's name without its ending.
 * @param photos paths
 * @param folder the folder
 * @returns one a photo
 * @throws E_ARGUMENT where two photos would be written to the same place
 */
export function ResultStems(photos: readonly string[], folder: string): string[] {
    const stems = photos.map((photo) => join(folder, basename(photo, extname(photo))));
    const twice = stems.find((stem, i) => stems.indexOf(stem) !== i);
    if (twice !== undefined) {
        throw new FaceCreatorError(
            "E_ARGUMENT",
            "two photos would be written to",
            twice,
            "give them different names or write them into different folders",
        );
    }
    return stems;
}
