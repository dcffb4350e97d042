import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AverageVector } from "../../src/face/faceVector.js";
import { type IPicture } from "../../src/face/picture.js";
import { DefaultFitOptions } from "../../src/fitting/defaultFitOptions.js";
import { type IFitContext } from "../../src/fitting/fitContext.js";
import { FitControl } from "../../src/fitting/fitControl.js";
import { FitLosses } from "../../src/fitting/losses.js";
import { FindBoothLandmarksAsync, type IPhotoReference, ScoreRendersAsync } from "../../src/fitting/renderScore.js";
import { PictureToTensor } from "../../src/compute/pictureTensor.js";
import { type Point2D } from "../../src/photo/photo.types.js";
import { MakeContextAsync } from "./fittingNetworks.js";

let context: IFitContext & { dispose(): void };
let portrait: IPicture;
let found: readonly Point2D[];
let reference: IPhotoReference & { readonly losses: FitLosses };

/** Vectors that are told apart by their first entry. */
function Vectors(...firsts: number[]): Float32Array[] {
    return firsts.map((first) => {
        const x = AverageVector(context.schema);
        x[0] = first;
        return x;
    });
}

/** A control whose engine draws the portrait, and what happened in turn. */
function Draw(drawAsync: (x: Float32Array) => Promise<IPicture>): FitControl {
    const fail = (): never => {
        throw new Error("no labels are asked for");
    };
    return new FitControl({ onProgress: () => undefined, captureAsync: drawAsync, captureLabelsAsync: fail });
}

beforeAll(async () => {
    context = await MakeContextAsync();
    const { data, info } = await sharp("assets/demo/portrait.png")
        .resize(256, 256)
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
    portrait = { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
    found = (await FindBoothLandmarksAsync(context, portrait))!;
    const tensor = PictureToTensor(portrait);
    reference = { losses: new FitLosses(context.recognizer, context.segmenter, tensor, { hair: false }), landmarks: found };
    tensor.dispose();
}, 120_000);

afterAll(() => {
    reference.losses.dispose();
    context.dispose();
});

describe("landmarks of a render", () => {
    it("are found about where they were on another one as by a search, also when the face has moved", async () => {
        const moved = found.map(([x, y]): Point2D => [256 + (x - 256) * 1.15 + 20, 256 + (y - 256) * 1.15 - 15]);
        const again = (await FindBoothLandmarksAsync(context, portrait, moved))!;
        const distances = again.map(([x, y], i) => Math.hypot(x - found[i][0], y - found[i][1]));
        expect(Math.max(...distances)).toBeLessThan(3);
        // Where nothing is told of the face, a picture without one has no landmarks
        const blank = { ...portrait, data: new Uint8ClampedArray(portrait.data.length).fill(128) };
        expect(await FindBoothLandmarksAsync(context, blank)).toBeUndefined();
    });

    it("stay where they are on pictures of the same shape, and are not compared without the photo's", async () => {
        const control = Draw(() => Promise.resolve(portrait));
        const elsewhere = found.map(([x, y]): Point2D => [x + 30, y]);
        const scoreAsync = async (photo: IPhotoReference, sameShape: boolean): Promise<readonly Point2D[] | undefined> => {
            const face = { landmarks: elsewhere, sameShape };
            const { value } = await ScoreRendersAsync(context, control, photo, Vectors(0.5), DefaultFitOptions, face).next();
            return (value as { landmarks?: readonly Point2D[] }).landmarks;
        };
        expect(await scoreAsync(reference, true)).toBe(elsewhere);
        const located = (await scoreAsync(reference, false))!;
        expect(Math.abs(located[30][0] - found[30][0])).toBeLessThan(3);
        expect(await scoreAsync({ ...reference, landmarks: undefined }, false)).toBeUndefined();
    });
});

describe("renders that are scored in turn", () => {
    it("come in the order of their vectors, the next one being drawn meanwhile", async () => {
        const asked: number[] = [];
        const control = Draw((x) => {
            asked.push(x[0]);
            return Promise.resolve(portrait);
        });
        const seen: number[] = [];
        const face = { landmarks: found, sameShape: true };
        for await (const { x, similarity } of ScoreRendersAsync(
            context,
            control,
            reference,
            Vectors(0, 0.25, 1),
            DefaultFitOptions,
            face,
        )) {
            seen.push(x[0]);
            expect(asked).toHaveLength(Math.min(seen.length + 1, 3));
            expect(similarity).toBeGreaterThan(0.99);
        }
        expect(seen).toEqual([0, 0.25, 1]);
        expect(asked).toEqual(seen);
    });

    it("end with the engine's error at its own turn; one that nobody waits for is not heard", async () => {
        const unheard: unknown[] = [];
        const listen = (reason: unknown): void => void unheard.push(reason);
        process.on("unhandledRejection", listen);
        try {
            const control = Draw((x) => (x[0] === 1 ? Promise.reject(new Error("the device is lost")) : Promise.resolve(portrait)));
            const face = { landmarks: found, sameShape: true };
            const start = (): ReturnType<typeof ScoreRendersAsync> =>
                ScoreRendersAsync(context, control, reference, Vectors(0, 1), DefaultFitOptions, face);
            const renders = start();
            expect((await renders.next()).done).toBe(false);
            await expect(renders.next()).rejects.toThrowError("the device is lost");
            const left = start();
            await left.next();
            await left.return();
            await new Promise((resolve) => setTimeout(resolve, 20));
            expect(unheard).toEqual([]);
        } finally {
            process.off("unhandledRejection", listen);
        }
    });
});
