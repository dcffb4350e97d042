import { readFile } from "node:fs/promises";
import { InvalidArgumentError, Option } from "commander";
import { type IFace } from "../face/face.types.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { RecognizerNames } from "../networks/recognizerNames.js";

/**
 * Makes a reader of whole numbers for commander.
 * @param low smallest allowed
 * @param high largest allowed
 * @returns the reader, which refuses everything else
 */
export function IntegerOption(low: number, high: number): (text: string) => number {
    return (text) => {
        const value = Number(text);
        if (!Number.isInteger(value) || value < low || value > high) {
            throw new InvalidArgumentError(`It must be a whole number from ${low} to ${high}.`);
        }
        return value;
    };
}

/**
 * Reads a share for commander.
 * @param text what the user typed
 * @returns the number, 0 to 1
 */
export function ShareOption(text: string): number {
    const value = Number(text);
    if (text.trim() === "" || !(value >= 0 && value <= 1)) {
        throw new InvalidArgumentError("It must be a number from 0 to 1.");
    }
    return value;
}

/** Seeds are unsigned 32-bit numbers. */
export const SeedOption = IntegerOption(0, 0xffffffff);

/** Sides of pictures in pixels. */
export const SizeOption = IntegerOption(32, 1024);

/**
 * Makes the option `--recognizer` of commands that fit.
 * @returns the option
 */
export function RecognizerOption(): Option {
    return new Option("--recognizer <name>", "recognition network of the identity loss")
        .choices([...RecognizerNames])
        .default(RecognizerNames[0]);
}

/**
 * Reads a file that the user named.
 * @param path the file
 * @returns its bytes
 * @throws E_READ where it cannot be read
 */
export async function ReadInputAsync(path: string): Promise<Buffer> {
    try {
        return await readFile(path);
    } catch (error) {
        throw new FaceCreatorError(
            "E_READ",
            "cannot read",
            path,
            `name an existing file (${(error as NodeJS.ErrnoException).code ?? "unknown"})`,
        );
    }
}

/**
 * Reads a Face that the user named; the page checks it.
 * @param path a `*.face.json`
 * @returns the parsed file
 * @throws E_READ, E_FACE_FORMAT
 */
export async function ReadFaceAsync(path: string): Promise<IFace> {
    const bytes = await ReadInputAsync(path);
    try {
        return JSON.parse(bytes.toString("utf8")) as IFace;
    } catch {
        throw new FaceCreatorError("E_FACE_FORMAT", "not a JSON file", path, "name a file that `fit` or the creation screen wrote");
    }
}
