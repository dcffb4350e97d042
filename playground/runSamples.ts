import { type PhotoBooth } from "../src/capture/PhotoBooth.js";
import { type IFaceSchema } from "../src/face/faceSchema.js";
import { GetVectorLayout } from "../src/face/faceVector.js";
import { NuisanceToVector } from "../src/face/nuisanceVector.js";
import { type IImitatorConfig, PictureChannels } from "../src/networks/imitatorConfig.js";
import { DrawSample, type SampleKind } from "../src/training/sampling.js";
import { MemoryTrainingSet } from "../src/training/trainingSet.js";

/** What is drawn. */
export interface IRunSource {
    readonly schema: IFaceSchema;
    /** Sample i is of kind i modulo their number. */
    readonly kinds: readonly SampleKind[];
    readonly seed: number;
}

/** The samples of a run, as they are stored. */
export interface ISavedSamples {
    /** Vectors, the nuisance behind x where the imitator takes it. */
    readonly x: Float32Array;
    readonly pictures: Uint8Array;
    /** Only for an imitator that draws labels. */
    readonly labels?: Uint8Array;
    /** How many are drawn. */
    readonly drawn: number;
}

/** Samples of a head that a photo booth draws one by one, as an imitator needs them. */
export class RunSamples {
    private readonly _length: number;
    private readonly _x: Float32Array;
    private readonly _pictures: Uint8Array;
    private readonly _labels: Uint8Array | undefined;
    private _drawn: number;

    /**
     * @param _source what is drawn
     * @param _config of the imitator: whether it takes a nuisance and draws labels, and its size
     * @param count samples that there shall be
     * @param saved samples that are there already, of the same source and architecture
     */
    public constructor(
        private readonly _source: IRunSource,
        private readonly _config: IImitatorConfig,
        public readonly count: number,
        saved?: ISavedSamples,
    ) {
        const pixels = count * _config.outputSize ** 2;
        this._length = GetVectorLayout(_source.schema).length + (_config.nuisanceLength ?? 0);
        this._x = saved?.x.slice() ?? new Float32Array(count * this._length);
        this._pictures = saved?.pictures.slice() ?? new Uint8Array(3 * pixels);
        this._labels = _config.outputChannels > PictureChannels ? (saved?.labels?.slice() ?? new Uint8Array(pixels)) : undefined;
        this._drawn = saved?.drawn ?? 0;
    }

    /** How many are drawn. */
    public get drawn(): number {
        return this._drawn;
    }

    /**
     * Draws the next sample.
     * @param booth draws the head; the caller owns it
     */
    public async drawAsync(booth: PhotoBooth): Promise<void> {
        const { schema, kinds, seed } = this._source;
        const { outputSize: size, nuisanceLength = 0 } = this._config;
        const i = this._drawn;
        const { x, capture } = DrawSample({ schema, kind: kinds[i % kinds.length], seed }, i);
        const options = { ...capture, size, antialias: true };
        const [{ data }, map] = await Promise.all([
            booth.captureAsync(x, options),
            this._labels ? booth.captureLabelsAsync(x, options) : undefined,
        ]);
        this._x.set(x, i * this._length);
        if (nuisanceLength > 0) {
            this._x.set(NuisanceToVector(schema, capture.nuisance), i * this._length + x.length);
        }
        for (let from = 0, to = 3 * i * size * size; from < data.length; from += 4, to += 3) {
            this._pictures[to] = data[from];
            this._pictures[to + 1] = data[from + 1];
            this._pictures[to + 2] = data[from + 2];
        }
        if (map) {
            this._labels?.set(map.data, i * size * size);
        }
        this._drawn++;
    }

    /** All samples, without a copy. */
    public set(): MemoryTrainingSet {
        return new MemoryTrainingSet(this._length, this._config.outputSize, this._x, this._pictures, this._labels);
    }

    /** A copy to be stored. */
    public save(): ISavedSamples {
        const { _x: x, _pictures: pictures, _labels: labels, _drawn: drawn } = this;
        return { x: x.slice(), pictures: pictures.slice(), ...(labels && { labels: labels.slice() }), drawn };
    }
}
