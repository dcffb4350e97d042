import { AverageVector } from "../../face/faceVector.js";
import { type IFaceSchema, type SrgbColor } from "../../face/faceSchema.js";
import { FaceCreatorError } from "../../face/faceCreatorError.js";
import { type INuisance } from "../../face/nuisance.js";
import { type ILabelMap, type IPicture } from "../../face/picture.js";
import { type IHeadlessPage, type IOpenHeadlessOptions, OpenHeadlessAsync } from "../headlessPage.js";

/** What the engine is asked to draw in the photo-booth frame. */
export interface IShot {
    readonly x: Float32Array;
    readonly nuisance?: INuisance;
    readonly background?: SrgbColor;
}

/** What it drew. */
export interface IDrawn {
    readonly picture: IPicture;
    /** The part labels, where they were asked for. */
    readonly labels: ILabelMap;
}

/** Pictures a request: enough that drawing and reading back overlap, few enough that a stopped run stops soon. */
const ShotsPerRequest = 8;

/** The engine at the disposal of an evaluation: the page of the commands, and many pictures at a time. */
export class Studio {
    private _upload: Buffer | undefined;
    private _page: IHeadlessPage | undefined;

    private constructor() {}

    /**
     * Opens the page.
     * @param options as of the page
     * @returns the studio; the caller closes it
     */
    public static async OpenAsync(options: IOpenHeadlessOptions = {}): Promise<Studio> {
        const studio = new Studio();
        studio._page = await OpenHeadlessAsync({
            ...options,
            onUploadAsync: async (_name, body) => {
                studio._upload = body;
                await Promise.resolve();
            },
        });
        return studio;
    }

    /** The page. */
    public get page(): IHeadlessPage {
        return this._page!;
    }

    /** The head's parameters. */
    public get schema(): IFaceSchema {
        return this.page.schema;
    }

    /**
     * Draws.
     * @param shots what to draw
     * @param options side in pixels; whether part labels are drawn too (default not) and edges are smooth (default yes)
     * @returns as many pictures
     */
    public async drawAsync(
        shots: readonly IShot[],
        options: { readonly size: number; readonly labels?: boolean; readonly antialias?: boolean },
    ): Promise<IDrawn[]> {
        const drawn: IDrawn[] = [];
        for (let first = 0; first < shots.length; first += ShotsPerRequest) {
            drawn.push(...(await this._requestAsync(shots.slice(first, first + ShotsPerRequest), options)));
        }
        return drawn;
    }

    /**
     * Draws one picture.
     * @param x the vector
     * @param size side in pixels
     * @returns the picture
     */
    public async drawOneAsync(x: Float32Array, size = 512): Promise<IPicture> {
        return (await this.drawAsync([{ x }], { size }))[0].picture;
    }

    /** The average face, 512 x 512: the alignment template comes from it. */
    public async drawAverageAsync(): Promise<IPicture> {
        return await this.drawOneAsync(AverageVector(this.schema));
    }

    /** Ends browser and server. */
    public async closeAsync(): Promise<void> {
        await this.page.closeAsync();
    }

    private async _requestAsync(
        shots: readonly IShot[],
        { size, labels = false, antialias = true }: { readonly size: number; readonly labels?: boolean; readonly antialias?: boolean },
    ): Promise<IDrawn[]> {
        const x = Float32Array.from(shots.flatMap((shot) => [...shot.x]));
        await this.page.callAsync("sampleAsync", {
            base64: Buffer.from(x.buffer).toString("base64"),
            count: shots.length,
            size,
            nuisances: shots.map((shot) => shot.nuisance ?? null),
            backgrounds: shots.map((shot) => shot.background ?? null),
            labels,
            antialias,
            upload: "shots",
        });
        const body = this._upload;
        this._upload = undefined;
        const pixels = size * size;
        const stride = pixels * (labels ? 4 : 3);
        if (body?.length !== shots.length * stride) {
            const bytes = String(body?.length);
            throw new FaceCreatorError("E_BROWSER", "the page sent an unexpected number of bytes:", bytes, "run the command again");
        }
        return shots.map((_, i) => {
            const rgb = body.subarray(i * stride, i * stride + 3 * pixels);
            const map = labels ? Uint8Array.from(body.subarray(i * stride + 3 * pixels, (i + 1) * stride)) : new Uint8Array(0);
            return { picture: { width: size, height: size, data: ToRgba(rgb) }, labels: { width: size, height: size, data: map } };
        });
    }
}

function ToRgba(rgb: Uint8Array): Uint8ClampedArray {
    const data = new Uint8ClampedArray((rgb.length / 3) * 4).fill(255);
    for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
        data[to] = rgb[from];
        data[to + 1] = rgb[from + 1];
        data[to + 2] = rgb[from + 2];
    }
    return data;
}
