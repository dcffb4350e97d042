import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { FaceCreatorError, type IPicture } from "../../src/pure.js";
import { type FaceCreator } from "../../src/faceCreator/faceCreator.js";
import { type IPhotoFaces, type PhotoSource } from "../../src/faceCreator/photoFit.types.js";
import { PhotoReader } from "../../src/gui/photoReader.js";
import { MostPhotos, PhotoSet } from "../../src/gui/photoSet.js";

/** The portrait that our engine drew, moved to the left by some pixels, and where its face is. */
async function CreatePhotoAsync(moved: number, faceCount = 1): Promise<IPhotoFaces> {
    const { data, info } = await sharp(await readFile("assets/demo/portrait.png"))
        .ensureAlpha()
        .extract({ left: moved, top: 0, width: 400, height: 400 })
        .raw()
        .toBuffer({ resolveWithObject: true });
    const picture: IPicture = { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
    const landmarks = Array.from({ length: 68 }, (_, i) => [150 + i - moved, 120 + (i % 9)] as const);
    const face = { box: [100, 100, 200, 200], score: 1, landmarks } as const;
    return { picture, faces: Array.from({ length: faceCount }, () => face) };
}

/** Reads files as a detector does that finds what it is told to; the networks are tested elsewhere. */
function CreateReader(found: ReadonlyMap<PhotoSource, IPhotoFaces | Error>, set: PhotoSet): PhotoReader {
    const creator = {
        detectAsync: async (photo: PhotoSource) => {
            const result = found.get(photo);
            if (result instanceof Error || !result) {
                throw result;
            }
            return result;
        },
        prepareFitAsync: async () => {},
    };
    return new PhotoReader(creator as unknown as FaceCreator, set);
}

const CreateFile = (name: string, type = "image/png"): File => new File([name], name, { type });

describe("several photos of one person", () => {
    it("are read one after the other, and each that cannot be used has its own reason", async () => {
        const files = ["a", "b", "again", "none", "broken"].map((name) => CreateFile(name));
        const text = CreateFile("note.txt", "text/plain");
        const broken = new FaceCreatorError("E_DECODE", "no picture:", "broken", "choose another photo");
        const [first, second, again, none] = await Promise.all([
            CreatePhotoAsync(0),
            CreatePhotoAsync(9),
            CreatePhotoAsync(0),
            CreatePhotoAsync(5, 0),
        ]);
        const set = new PhotoSet();
        const reader = CreateReader(
            new Map<PhotoSource, IPhotoFaces | Error>([first, second, again, none, broken].map((result, i) => [files[i], result])),
            set,
        );
        expect(reader.take([text, ...files])).toBe(true);
        await reader.readAsync(new AbortController().signal);
        expect(set.photos.map(({ found }) => found)).toEqual([first, second]);
        expect(set.index).toBe(1);
        const codes = reader.refused.map(({ name, reason }) => [name, reason instanceof FaceCreatorError ? reason.code : reason]);
        expect(codes).toEqual([
            ["note.txt", "E_TYPE"],
            ["again", "same"],
            ["none", "E_NO_FACE"],
            ["broken", "E_DECODE"],
        ]);
        expect(reader.takeFailure()).toBe(broken);
        expect(reader.takeFailure()).toBeUndefined();
        // The one without a face can still be used when the player marks its eyes.
        reader.takeFaceless();
        expect(set.current?.found).toBe(none);
        expect(reader.refused.map(({ name }) => name)).toEqual(["note.txt", "again", "broken"]);
    });

    it("wait for the player where one has several faces, and leave it out if it is not wanted", async () => {
        const files = ["two", "three", "last"].map((name) => CreateFile(name));
        const found = await Promise.all([CreatePhotoAsync(0, 2), CreatePhotoAsync(7, 3), CreatePhotoAsync(3)]);
        const set = new PhotoSet();
        const reader = CreateReader(new Map(files.map((file, i) => [file, found[i]])), set);
        const { signal } = new AbortController();
        reader.take(files);
        await reader.readAsync(signal);
        expect(reader.found).toBe(found[0]);
        expect(set.isEmpty).toBe(true);
        reader.choose(1);
        await reader.readAsync(signal);
        expect(reader.found).toBe(found[1]);
        reader.choose(null);
        await reader.readAsync(signal);
        expect(reader.found).toBeUndefined();
        expect(set.photos.map(({ found: photo, faceIndex }) => [found.indexOf(photo), faceIndex])).toEqual([
            [0, 1],
            [2, 0],
        ]);
    });

    it("are five at most", async () => {
        const files = Array.from({ length: MostPhotos + 1 }, (_, i) => CreateFile(String(i)));
        const found = await Promise.all(files.map(async (_, i) => await CreatePhotoAsync(i)));
        const set = new PhotoSet();
        const reader = CreateReader(new Map(files.map((file, i) => [file, found[i]])), set);
        reader.take(files);
        await reader.readAsync(new AbortController().signal);
        expect(set.photos.length).toBe(5);
        expect(set.isFull).toBe(true);
        expect(reader.refused).toEqual([{ name: "5", reason: "many" }]);
    });

    it("are fitted with the eyes that the player has marked, and without those that were removed", async () => {
        const set = new PhotoSet();
        for (const moved of [0, 4, 8]) {
            set.add(await CreatePhotoAsync(moved), 0);
        }
        set.index = 0;
        const eyes = [
            [10, 20],
            [30, 20],
        ] as const;
        set.moveEyes(eyes);
        set.index = 1;
        set.remove();
        expect(set.index).toBe(1);
        expect(set.request.map((photo) => photo.eyes)).toEqual([eyes, undefined]);
        set.remove();
        set.remove();
        expect(set.isEmpty).toBe(true);
        expect(set.current).toBeUndefined();
        set.add(await CreatePhotoAsync(2, 0), 0);
        // No face says where the eyes are: they are given as they are guessed.
        expect(set.request[0].eyes?.map((eye) => eye.map(Math.round))).toEqual([
            [168, 168],
            [232, 168],
        ]);
    });
});
