import { rename, writeFile } from "node:fs/promises";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IImitatorCheckpoint } from "../training/imitatorTrainer.types.js";
import { ReadInputAsync } from "./options.js";

/** What stands before the values: a JSON text of this length. */
interface ICheckpointHead extends Omit<IImitatorCheckpoint, "values"> {
    readonly format: typeof Format;
    readonly extra: Readonly<Record<string, number>>;
    /** Names and lengths of the values that follow, in order. */
    readonly values: readonly (readonly [name: string, length: number])[];
}

const Format = "babylon-face-creator/imitator-checkpoint";

/**
 * Writes a checkpoint: the length of the head (4 bytes, little-endian), the head as JSON, then all values as float32. The old file stays until the new one is whole.
 * @param path the file
 * @param checkpoint where the training stands
 * @param extra numbers to keep with it
 */
export async function WriteCheckpointAsync(
    path: string,
    checkpoint: IImitatorCheckpoint,
    extra: Readonly<Record<string, number>>,
): Promise<void> {
    const { values, ...rest } = checkpoint;
    const entries = Object.entries(values);
    const head: ICheckpointHead = { ...rest, format: Format, extra, values: entries.map(([name, value]) => [name, value.length] as const) };
    const text = Buffer.from(JSON.stringify(head));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text.length);
    const blobs = entries.map(([, value]) => Buffer.from(value.buffer, value.byteOffset, value.byteLength));
    await writeFile(`${path}.part`, Buffer.concat([length, text, ...blobs]));
    await rename(`${path}.part`, path);
}

/**
 * Reads a checkpoint.
 * @param path the file
 * @returns the checkpoint and the numbers kept with it
 * @throws E_READ where it is missing or no checkpoint
 */
export async function ReadCheckpointAsync(
    path: string,
): Promise<{ checkpoint: IImitatorCheckpoint; extra: Readonly<Record<string, number>> }> {
    const bytes = await ReadInputAsync(path);
    const start = 4 + bytes.readUInt32LE(0);
    const head = JSON.parse(bytes.toString("utf8", 4, start)) as ICheckpointHead;
    if (head.format !== Format) {
        throw new FaceCreatorError("E_READ", "not a checkpoint of an imitator:", path, "start anew without --resume");
    }
    const values: Record<string, Float32Array> = {};
    let offset = start;
    for (const [name, length] of head.values) {
        values[name] = new Float32Array(Uint8Array.from(bytes.subarray(offset, offset + 4 * length)).buffer);
        offset += 4 * length;
    }
    const { config, options, step, extra } = head;
    return { checkpoint: { config, options, step, values }, extra };
}
