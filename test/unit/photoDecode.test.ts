import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { FaceCreatorError } from "../../src/face/faceCreatorError.js";
import { DecodePhotoAsync, type PhotoInput } from "../../src/photo/decodePhoto.js";
import { ReadImageHeader } from "../../src/photo/imageHeader.js";

async function CodeOfAsync(input: PhotoInput): Promise<string> {
    try {
        await DecodePhotoAsync(input);
    } catch (error) {
        expect(error).toBeInstanceOf(FaceCreatorError);
        return (error as FaceCreatorError).code;
    }
    return "none";
}

function Plain(width: number, height: number): Sharp {
    return sharp({ create: { width, height, channels: 3, background: "#a07050" } });
}

/** The first 24 bytes of a PNG that claims a size. */
function PngHeader(width: number, height: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(64);
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
    new DataView(bytes.buffer).setUint32(16, width);
    new DataView(bytes.buffer).setUint32(20, height);
    return bytes;
}

describe("ReadImageHeader", () => {
    it.each(["jpeg", "png", "webp", "gif"] as const)("reads the size that an independent encoder wrote: %s", async (format) => {
        const bytes = await Plain(321, 123).toFormat(format).toBuffer();
        expect(ReadImageHeader(bytes)).toEqual({ format, width: 321, height: 123 });
    });

    it("reads progressive JPEG with metadata, lossless WebP and WebP with alpha", async () => {
        const progressive = await Plain(70, 50)
            .withExif({ IFD0: { Copyright: "x".repeat(5000) } })
            .jpeg({ progressive: true })
            .toBuffer();
        expect(ReadImageHeader(progressive)).toEqual({ format: "jpeg", width: 70, height: 50 });
        const lossless = await Plain(1000, 20).webp({ lossless: true }).toBuffer();
        expect(ReadImageHeader(lossless)).toEqual({ format: "webp", width: 1000, height: 20 });
        const alpha = await sharp({ create: { width: 40, height: 300, channels: 4, background: { r: 1, g: 2, b: 3, alpha: 0.5 } } })
            .webp()
            .toBuffer();
        expect(ReadImageHeader(alpha)).toEqual({ format: "webp", width: 40, height: 300 });
    });

    it("tells HEIC from AVIF", async () => {
        const avif = await Plain(64, 64).avif({ effort: 0 }).toBuffer();
        expect(ReadImageHeader(avif)?.format).toBe("avif");
        const heic = Uint8Array.from(Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"));
        expect(ReadImageHeader(heic)?.format).toBe("heic");
    });

    it("knows nothing of other bytes", () => {
        expect(ReadImageHeader(new Uint8Array(100))).toBeNull();
        expect(ReadImageHeader(new Uint8Array(3))).toBeNull();
    });
});

describe("DecodePhotoAsync", () => {
    it("refuses HEIC by its bytes, whatever the name and type say", async () => {
        const heic = Buffer.from("\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "latin1");
        expect(await CodeOfAsync(new Blob([heic], { type: "image/jpeg" }))).toBe("E_HEIC");
    });

    it("refuses pictures by the size in their header, without decoding", async () => {
        expect(await CodeOfAsync(new Blob([PngHeader(40000, 40000)]))).toBe("E_TOO_BIG");
        expect(await CodeOfAsync(new Blob([PngHeader(1, 1)]))).toBe("E_DECODE");
    });

    it("refuses files over 64 MB", async () => {
        expect(await CodeOfAsync(new Blob([new Uint8Array(65 * 1024 * 1024)]))).toBe("E_TOO_BIG");
    });

    it("refuses pixels that do not match their size", async () => {
        expect(await CodeOfAsync({ width: 100, height: 100, data: new Uint8ClampedArray(100) })).toBe("E_DECODE");
    });

    it("scales pixels down to the longest side asked for", async () => {
        const picture = { width: 300, height: 100, data: new Uint8ClampedArray(300 * 100 * 4).fill(77) };
        const decoded = await DecodePhotoAsync(picture, { maxSide: 150 });
        expect([decoded.width, decoded.height]).toEqual([150, 50]);
        expect(decoded.data[0]).toBe(77);
        expect(picture.data.length).toBe(300 * 100 * 4);
    });
});
