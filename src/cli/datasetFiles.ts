import { type FileHandle, mkdir, open, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { MemoryTrainingSet, ShrinkLabels, ShrinkPicture } from "../training/trainingSet.js";
import { type SampleKind } from "../training/sampling.js";

/** `manifest.json` of a dataset folder. */
export interface IDatasetManifest {
    /** Samples that are complete. */
    readonly count: number;
    /** Side of the pictures in pixels. */
    readonly size: number;
    readonly seed: number;
    readonly kind: SampleKind;
    /** Length of x. */
    readonly schemaLength: number;
    /** Length of the nuisance vector. */
    readonly nuisanceLength: number;
    /** The head that was drawn. */
    readonly rig: { readonly id: string; readonly hash: string };
    /** Whether there are part labels. */
    readonly labels: boolean;
    /** Whether edges are smooth. */
    readonly antialias: boolean;
    /** Where samples may wear glasses: the share that does, and the ids that the numbers from 1 on in `glasses.u8` stand for; 0 is none. */
    readonly glasses?: { readonly share: number; readonly ids: readonly string[] };
    /** SHA-256 of the vectors of the faces that samples were drawn about, for the kind `proposed`. */
    readonly faces?: string;
}

/** What one sample holds; lengths as the manifest says. */
export interface IDatasetRows {
    /** n * schemaLength values in 0..1. */
    readonly x: Float32Array;
    /** n * nuisanceLength values in 0..1: pose, expressions and light as `NuisanceToVector` orders them. */
    readonly nuisance: Float32Array;
    /** n * size * size * 3 bytes, RGB, sRGB-encoded, row 0 on top. */
    readonly images: Uint8Array;
    /** n * size * size part labels, where the dataset has them. */
    readonly labels?: Uint8Array;
    /** n numbers of glasses as the manifest names them, where the dataset has them. */
    readonly glasses?: Uint8Array;
}

/**
 * A dataset folder that grows at its end: `x.f32`, `nuisance.f32`, `images.u8`, `labels.u8`, `glasses.u8`, all little-endian and in sample order, and `manifest.json`.
 * What a stopped run left half-written is cut off when it is opened again.
 */
export class DatasetWriter {
    private _count: number;

    private constructor(
        private readonly _folder: string,
        private readonly _manifest: IDatasetManifest,
        private readonly _files: { readonly handle: FileHandle; readonly part: keyof IDatasetRows }[],
    ) {
        this._count = _manifest.count;
    }

    /**
     * Opens a folder, new or to be continued.
     * @param folder made where it is missing
     * @param wanted what the dataset is; its count is ignored
     * @returns the writer; the caller closes it
     * @throws E_ARGUMENT where the folder holds another dataset
     */
    public static async OpenAsync(folder: string, wanted: Omit<IDatasetManifest, "count">): Promise<DatasetWriter> {
        await mkdir(folder, { recursive: true });
        const found = await ReadDatasetManifestAsync(folder);
        if (found && JSON.stringify({ ...found, count: 0 }) !== JSON.stringify({ ...OrderManifest(wanted, 0) })) {
            throw new FaceCreatorError(
                "E_ARGUMENT",
                "the folder holds another dataset",
                folder,
                "name an empty folder, or the size, seed, kind and head it was made with",
            );
        }
        const parts: [keyof IDatasetRows, string, number][] = [
            ["x", "x.f32", 4 * wanted.schemaLength],
            ["nuisance", "nuisance.f32", 4 * wanted.nuisanceLength],
            ["images", "images.u8", 3 * wanted.size ** 2],
        ];
        if (wanted.labels) {
            parts.push(["labels", "labels.u8", wanted.size ** 2]);
        }
        if (wanted.glasses) {
            parts.push(["glasses", "glasses.u8", 1]);
        }
        const sizes = await Promise.all(parts.map(async ([, name, bytes]) => Math.floor((await SizeAsync(join(folder, name))) / bytes)));
        const count = Math.min(...sizes);
        const files = [];
        for (const [part, name, bytes] of parts) {
            const handle = await open(join(folder, name), "a");
            await truncate(join(folder, name), count * bytes);
            files.push({ handle, part });
        }
        return new DatasetWriter(folder, OrderManifest(wanted, count), files);
    }

    /** Samples that are complete. */
    public get count(): number {
        return this._count;
    }

    /**
     * Appends samples.
     * @param rows their data
     * @param count how many
     */
    public async appendAsync(rows: IDatasetRows, count: number): Promise<void> {
        for (const { handle, part } of this._files) {
            const data = rows[part] as Float32Array | Uint8Array;
            await handle.appendFile(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
        }
        this._count += count;
        await writeFile(
            join(this._folder, "manifest.json"),
            `${JSON.stringify(OrderManifest(this._manifest, this._count), undefined, 4)}\n`,
        );
    }

    /** Closes the files. */
    public async closeAsync(): Promise<void> {
        for (const { handle } of this._files) {
            await handle.close();
        }
    }
}

/**
 * Reads the manifest of a dataset folder.
 * @param folder the folder
 * @returns the manifest, or undefined where there is none
 */
export async function ReadDatasetManifestAsync(folder: string): Promise<IDatasetManifest | undefined> {
    const text = await readFile(join(folder, "manifest.json"), "utf8").catch(() => undefined);
    return text === undefined ? undefined : (JSON.parse(text) as IDatasetManifest);
}

/** Which part of a dataset is read. */
export interface IReadTrainingSetOptions {
    /** Number of samples from the first; default all. */
    readonly samples?: number;
    /** Side to which pictures and labels are shrunk; the dataset's side must be a multiple of it. */
    readonly size: number;
    /** Whether the nuisance vector stands behind x. */
    readonly nuisance: boolean;
    /** Whether part labels are read. */
    readonly labels: boolean;
}

/**
 * Reads a dataset into memory.
 * @param folder the dataset
 * @param options which part of it
 * @returns vectors, pictures and labels, and what the dataset is
 * @throws E_READ where there is no dataset, E_ARGUMENT where the sizes do not fit, it has fewer samples, or no labels
 */
export async function ReadTrainingSetAsync(
    folder: string,
    options: IReadTrainingSetOptions,
): Promise<{ set: MemoryTrainingSet; manifest: IDatasetManifest }> {
    const manifest = await RequireDatasetManifestAsync(folder);
    const { size, samples: count = manifest.count } = options;
    if (manifest.size % size !== 0 || count > manifest.count || (options.labels && !manifest.labels)) {
        const found = `${manifest.count} of ${manifest.size} pixels, ${manifest.labels ? "with" : "without"} labels`;
        const needed = `${count} samples${options.labels ? " with labels" : ""} are needed, their side a multiple of ${size}`;
        throw new FaceCreatorError("E_ARGUMENT", "the dataset does not suit:", found, needed);
    }
    const pictures = await ReadShrunkAsync(join(folder, "images.u8"), count, 3 * manifest.size ** 2, (picture) =>
        ShrinkPicture(picture, manifest.size, size),
    );
    const labels = options.labels
        ? await ReadShrunkAsync(join(folder, "labels.u8"), count, manifest.size ** 2, (map) => ShrinkLabels(map, manifest.size, size))
        : undefined;
    const { schemaLength, nuisanceLength } = manifest;
    const x = await ReadRowsAsync(join(folder, "x.f32"), count * schemaLength);
    if (!options.nuisance) {
        return { set: new MemoryTrainingSet(schemaLength, size, x, pictures, labels), manifest };
    }
    const nuisance = await ReadRowsAsync(join(folder, "nuisance.f32"), count * nuisanceLength);
    const length = schemaLength + nuisanceLength;
    const vectors = new Float32Array(count * length);
    for (let i = 0; i < count; i++) {
        vectors.set(x.subarray(i * schemaLength, (i + 1) * schemaLength), i * length);
        vectors.set(nuisance.subarray(i * nuisanceLength, (i + 1) * nuisanceLength), i * length + schemaLength);
    }
    return { set: new MemoryTrainingSet(length, size, vectors, pictures, labels), manifest };
}

/**
 * Reads the manifest of a dataset that must be there.
 * @param folder the folder
 * @returns the manifest
 * @throws E_READ where there is none
 */
export async function RequireDatasetManifestAsync(folder: string): Promise<IDatasetManifest> {
    const manifest = await ReadDatasetManifestAsync(folder);
    if (!manifest) {
        throw new FaceCreatorError("E_READ", "no dataset in", folder, "make one with `sample`");
    }
    return manifest;
}

/** The first maps of a file, one at a time, so that the large ones are never in memory together. */
async function ReadShrunkAsync(path: string, count: number, bytes: number, shrink: (map: Uint8Array) => Uint8Array): Promise<Uint8Array> {
    const file = await open(path, "r");
    try {
        const map = new Uint8Array(bytes);
        let result = new Uint8Array(0);
        for (let i = 0; i < count; i++) {
            await file.read(map, 0, bytes, i * bytes);
            const small = shrink(map);
            result = i === 0 ? new Uint8Array(count * small.length) : result;
            result.set(small, i * small.length);
        }
        return result;
    } finally {
        await file.close();
    }
}

async function ReadRowsAsync(path: string, values: number): Promise<Float32Array> {
    const file = await readFile(path);
    return new Float32Array(Uint8Array.from(file.subarray(0, 4 * values)).buffer);
}

function OrderManifest(
    { size, seed, kind, schemaLength, nuisanceLength, rig, labels, antialias, glasses, faces }: Omit<IDatasetManifest, "count">,
    count: number,
): IDatasetManifest {
    const { id, hash } = rig;
    const required = { count, size, seed, kind, schemaLength, nuisanceLength, rig: { id, hash }, labels, antialias };
    return { ...required, ...(glasses && { glasses }), ...(faces && { faces }) };
}

async function SizeAsync(path: string): Promise<number> {
    return (await stat(path).catch(() => undefined))?.size ?? 0;
}
