import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { WriteFileAsync } from "../pictureFiles.js";
import { type IEmbedder } from "./embedder.types.js";
import { ReadPictureAsync } from "./pictureFiles.js";
import { EmbeddingSources, SourceStampAsync } from "./sourceStamp.js";

/** New embeddings after which the cache is written, so that a stopped run has not worked for nothing. */
const SaveEvery = 40;

/**
 * Embeddings of photo files by one network, each made once: kept in memory, and in a git-ignored folder for the next run. What was made by another
 * state of the code, the networks or the head is made anew.
 */
export class EmbeddingCache {
    private _unsaved = 0;

    private constructor(
        private readonly _embedder: IEmbedder,
        private readonly _path: string,
        private readonly _stamp: string,
        private readonly _known: Record<string, readonly number[] | null>,
    ) {}

    /**
     * Opens the cache of a network.
     * @param embedder the network
     * @param folder where to keep it
     * @returns the cache; it writes itself now and then; call `saveAsync` at the end
     */
    public static async OpenAsync(embedder: IEmbedder, folder: string): Promise<EmbeddingCache> {
        const stamp = await SourceStampAsync(EmbeddingSources, embedder.name);
        const path = join(folder, `${embedder.name.replace(/[^A-Za-z0-9]+/g, "-")}.json`);
        const text = await readFile(path, "utf8").catch(() => undefined);
        const found = text === undefined ? undefined : (JSON.parse(text) as { stamp: string; embeddings: Record<string, number[] | null> });
        return new EmbeddingCache(embedder, path, stamp, found?.stamp === stamp ? found.embeddings : {});
    }

    /** Name of the network. */
    public get name(): string {
        return this._embedder.name;
    }

    /**
     * Embeds photo files.
     * @param paths the files
     * @returns one embedding a file; undefined where no face is found
     */
    public async embedAllAsync(paths: readonly string[]): Promise<(Float32Array | undefined)[]> {
        const embeddings: (Float32Array | undefined)[] = [];
        for (const path of paths) {
            const { size, mtimeMs } = await stat(path);
            const key = `${path}|${size}|${mtimeMs}`;
            if (!(key in this._known)) {
                const embedding = await this._embedder.embedAsync(await ReadPictureAsync(path));
                this._known[key] = embedding ? [...embedding] : null;
                this._unsaved++;
                if (this._unsaved >= SaveEvery) {
                    await this.saveAsync();
                }
            }
            const known = this._known[key];
            embeddings.push(known ? Float32Array.from(known) : undefined);
        }
        return embeddings;
    }

    /** Writes what is new. */
    public async saveAsync(): Promise<void> {
        if (this._unsaved > 0) {
            await WriteFileAsync(this._path, JSON.stringify({ stamp: this._stamp, embeddings: this._known }));
            this._unsaved = 0;
        }
    }
}
