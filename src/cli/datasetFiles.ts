import { type FileHandle, mkdir, open, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { MemoryTrainingSet, ShrinkPicture } from "../training/trainingSet.js";
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
}

/**
 * A dataset folder that grows at its end: `x.f32`, `nuisance.f32`, `images.u8`, `labels.u8`, all little-endian and in sample order, and `manifest.json`.
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

/**
 * Reads a dataset into memory.
 * @param folder the dataset
 * @param wanted number of samples from the first; default all
 * @param size side to which pictures are shrunk; the dataset's side must be a multiple of it
 * @returns vectors and pictures, and what the dataset is
 * @throws E_READ where there is no dataset, E_ARGUMENT where the sizes do not fit or it has fewer samples
 */
export async function ReadTrainingSetAsync(
    folder: string,
    wanted: number | undefined,
    size: number,
): Promise<{ set: MemoryTrainingSet; manifest: IDatasetManifest }> {
    const manifest = await ReadDatasetManifestAsync(folder);
    if (!manifest) {
        throw new FaceCreatorError("E_READ", "no dataset in", folder, "make one with `sample`");
    }
    const count = wanted ?? manifest.count;
    if (manifest.size % size !== 0 || count > manifest.count) {
        const found = `${manifest.count} of ${manifest.size} pixels`;
        throw new FaceCreatorError(
            "E_ARGUMENT",
            "the dataset does not suit:",
            found,
            `${count} samples are needed, their side a multiple of ${size}`,
        );
    }
    const bytes = 3 * manifest.size ** 2;
    const pictures = new Uint8Array(count * 3 * size * size);
    const images = await open(join(folder, "images.u8"), "r");
    const picture = new Uint8Array(bytes);
    for (let i = 0; i < count; i++) {
        await images.read(picture, 0, bytes, i * bytes);
        pictures.set(ShrinkPicture(picture, manifest.size, size), i * 3 * size * size);
    }
    await images.close();
    const vectors = await readFile(join(folder, "x.f32"));
    const x = new Float32Array(Uint8Array.from(vectors.subarray(0, 4 * count * manifest.schemaLength)).buffer);
    return { set: new MemoryTrainingSet(manifest.schemaLength, size, x, pictures), manifest };
}

function OrderManifest(
    { size, seed, kind, schemaLength, nuisanceLength, rig, labels, antialias }: Omit<IDatasetManifest, "count">,
    count: number,
): IDatasetManifest {
    return { count, size, seed, kind, schemaLength, nuisanceLength, rig: { id: rig.id, hash: rig.hash }, labels, antialias };
}

async function SizeAsync(path: string): Promise<number> {
    return (await stat(path).catch(() => undefined))?.size ?? 0;
}
