import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { FaceCreatorError } from "../../src/face/faceCreatorError.js";
import { DecodePhotoAsync, type PhotoInput } from "../../src/photo/decodePhoto.js";
import { ReadImageHeader } from "../../src/photo/imageHeader.js";
import { ReadImageStructure } from "../../src/photo/imageStructure.js";
import { ReadJpegOrientation } from "../../src/photo/jpegOrientation.js";

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

/** A picture whose file is longer than its header. */
function Noise(width: number, height: number): Sharp {
    return sharp({ create: { width, height, channels: 3, background: "#808080", noise: { type: "gaussian", mean: 128, sigma: 40 } } });
}

async function FileAsync(image: Sharp): Promise<Blob> {
    return new Blob([Uint8Array.from(await image.toBuffer())]);
}

/** The first 24 bytes of a PNG that claims a size. */
function PngHeader(width: number, height: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(64);
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
    new DataView(bytes.buffer).setUint32(16, width);
    new DataView(bytes.buffer).setUint32(20, height);
    return bytes;
}

/** Where a JPEG's start of frame stands. */
function FindFrame(jpeg: Uint8Array): number {
    return jpeg.findIndex((value, i) => value === 0xff && jpeg[i + 1] === 0xc0);
}

/** Small files whose headers are changed to claim a huge picture. */
const Claiming: Readonly<Record<"jpeg" | "png" | "webp" | "avif" | "gif", (file: Buffer) => Buffer>> = {
    jpeg: (file) => {
        file.writeUInt32BE(0xea60_ea60, FindFrame(file) + 5);
        return file;
    },
    png: (file) => {
        file.writeUInt32BE(60_000, 16);
        file.writeUInt32BE(60_000, 20);
        return file;
    },
    // Lossless WebP has 14 bits for each side.
    webp: (file) => {
        file.writeUInt32LE(0x0fff_ffff, 21);
        return file;
    },
    avif: (file) => {
        file.writeUInt32BE(60_000, file.indexOf("ispe") + 8);
        file.writeUInt32BE(60_000, file.indexOf("ispe") + 12);
        return file;
    },
    gif: (file) => {
        file.writeUInt32LE(0xea60_ea60, 6);
        return file;
    },
};

/** Fills files with as many blocks as fit, of the kinds that cost a reader most. */
const Hostile = {
    "empty PNG chunks": (bytes: Uint8Array<ArrayBuffer>) => {
        bytes.set(PngHeader(400, 300).subarray(0, 33));
    },
    "empty AVIF boxes": (bytes: Uint8Array<ArrayBuffer>) => {
        bytes.set(Buffer.from("\0\0\0\x10ftypavif\0\0\0\0", "latin1"));
        const box = Buffer.from("\0\0\0\x08free", "latin1");
        for (let at = 16; at + 8 <= bytes.length; at += 8) {
            bytes.set(box, at);
        }
    },
    "nested AVIF boxes": (bytes: Uint8Array<ArrayBuffer>) => {
        bytes.set(Buffer.from("\0\0\0\x10ftypavif\0\0\0\0", "latin1"));
        const [view, name] = [new DataView(bytes.buffer), Buffer.from("meta", "latin1")];
        for (let at = 16; at + 12 <= bytes.length; at += 12) {
            view.setUint32(at, bytes.length - at);
            bytes.set(name, at + 4);
        }
    },
    "JPEG fill bytes": (bytes: Uint8Array<ArrayBuffer>) => {
        bytes.fill(0xff);
        bytes[1] = 0xd8;
    },
    "JPEG restart markers": (bytes: Uint8Array<ArrayBuffer>) => {
        Buffer.from(bytes.buffer).fill(Buffer.from([0xff, 0xd0]));
        bytes[1] = 0xd8;
    },
    "a JPEG without its end": (bytes: Uint8Array<ArrayBuffer>) => {
        bytes.fill(0x55);
        bytes[0] = 0xff;
        bytes[1] = 0xd8;
    },
    "empty GIF blocks": (bytes: Uint8Array<ArrayBuffer>) => {
        bytes.fill(0x01);
        bytes.set(Buffer.from("GIF89a\x80\0\x80\0\0\0\0!", "latin1"));
    },
};

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

    it("tells HEIC from AVIF, whose size it reads", async () => {
        const avif = await Plain(321, 123).avif({ effort: 0 }).toBuffer();
        expect(ReadImageHeader(avif)).toEqual({ format: "avif", width: 321, height: 123 });
        const heic = Uint8Array.from(Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"));
        expect(ReadImageHeader(heic)?.format).toBe("heic");
    });

    it.each([1, 2, 3, 4, 5, 6, 7, 8])("reads the EXIF orientation that an independent encoder wrote: %i", async (orientation) => {
        expect(ReadJpegOrientation(await Plain(30, 20).jpeg().withMetadata({ orientation }).toBuffer())).toBe(orientation);
    });

    it("takes a JPEG without EXIF, or with a broken one, for upright", async () => {
        expect(ReadJpegOrientation(await Plain(30, 20).jpeg().toBuffer())).toBe(1);
        const broken = await Plain(30, 20).jpeg().withMetadata({ orientation: 6 }).toBuffer();
        broken.writeUInt32BE(0xffffffff, broken.indexOf("Exif") + 10);
        expect(ReadJpegOrientation(broken)).toBe(1);
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
        expect(await CodeOfAsync(new Blob([PngHeader(12000, 9001)]))).toBe("E_TOO_BIG");
    });

    it.each(["jpeg", "png", "webp", "avif", "gif"] as const)(
        "refuses a file that claims tens of thousands of pixels a side: %s",
        async (format) => {
            const bytes = Uint8Array.from(
                Claiming[format](
                    await Plain(40, 30)
                        .toFormat(format, { lossless: format === "webp" })
                        .toBuffer(),
                ),
            );
            expect(await CodeOfAsync(new Blob([bytes]))).toBe("E_TOO_BIG");
            const { width, height } = ReadImageHeader(bytes)!;
            expect(Math.min(width, height)).toBeGreaterThan(16_000);
        },
    );

    it("refuses it also where something stands between the segments of a JPEG", async () => {
        const jpeg = Claiming.jpeg(await Plain(40, 30).jpeg().toBuffer());
        const bytes = Uint8Array.from(Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0, 1, 2]), jpeg.subarray(2)]));
        expect(await CodeOfAsync(new Blob([bytes]))).toBe("E_TOO_BIG");
    });

    it("refuses whole files that do not say their size, without decoding them", async () => {
        const avif = await Plain(40, 40).avif({ effort: 0 }).toBuffer();
        avif.write("free", avif.indexOf("ispe"), "latin1");
        const jpeg = await Plain(40, 40).jpeg().toBuffer();
        // A comment in place of the start of the frame.
        jpeg[FindFrame(jpeg) + 1] = 0xfe;
        for (const bytes of [avif, jpeg]) {
            const { width, height } = ReadImageHeader(bytes)!;
            expect([width, height]).toEqual([0, 0]);
            expect(await CodeOfAsync(new Blob([Uint8Array.from(bytes)]))).toBe("E_DECODE");
        }
    });

    // Of processor time, which other work on the machine does not stretch.
    it.each(Object.keys(Hostile) as (keyof typeof Hostile)[])(
        "is done with 60 MB of %s in less than 3 s, in little more memory",
        async (name) => {
            const bytes = new Uint8Array(60 * 1024 * 1024);
            Hostile[name](bytes);
            const blob = new Blob([bytes]);
            const [time, memory] = [process.cpuUsage(), process.memoryUsage().rss];
            expect(await CodeOfAsync(blob)).toBe(name.includes("AVIF") ? "E_DECODE" : "E_TRUNCATED");
            const { user, system } = process.cpuUsage(time);
            expect((user + system) / 1e6).toBeLessThan(3);
            // A copy of the file, which the blob hands out, and what a garbage collector leaves for later.
            expect(process.memoryUsage().rss - memory).toBeLessThan(3 * bytes.length);
        },
        120_000,
    );

    it.each(["jpeg", "png", "webp", "avif", "gif"] as const)(
        "refuses 1 x 1 and truncated pictures with codes of their own: %s",
        async (format) => {
            expect(await CodeOfAsync(await FileAsync(Plain(1, 1).toFormat(format)))).toBe("E_TOO_SMALL");
            const whole = await Noise(400, 300).toFormat(format, { effort: 1 }).toBuffer();
            for (const part of [0.6, 0.9]) {
                const cut = Uint8Array.from(whole.subarray(0, Math.floor(part * whole.length)));
                expect(await CodeOfAsync(new Blob([cut])), `${part} of it`).toBe("E_TRUNCATED");
            }
        },
    );

    it.each(["webp", "gif"] as const)("refuses animations: %s", async (format) => {
        const frames = await Promise.all([10, 200].map((red) => Plain(40, 40).tint({ r: red, g: 40, b: 90 }).png().toBuffer()));
        expect(await CodeOfAsync(await FileAsync(sharp(frames, { join: { animated: true } }).toFormat(format)))).toBe("E_ANIMATED");
    });

    it("refuses animated PNG and AVIF", async () => {
        const png = await Plain(40, 40).png().toBuffer();
        const control = Buffer.alloc(20);
        control.writeUInt32BE(8, 0);
        control.write("acTL", 4, "latin1");
        control.writeUInt32BE(2, 8);
        // After the header, which ends at byte 33.
        const animated = Buffer.concat([png.subarray(0, 33), control, png.subarray(33)]);
        expect(await CodeOfAsync(new Blob([Uint8Array.from(animated)]))).toBe("E_ANIMATED");
        const avif = Uint8Array.from(await Plain(40, 40).avif({ effort: 0 }).toBuffer());
        avif.set(Buffer.from("avis"), 8);
        expect(await CodeOfAsync(new Blob([avif]))).toBe("E_ANIMATED");
    });

    it("refuses what is no picture, whatever its name and type say", async () => {
        const texts = ["", "hello", "<svg xmlns='http://www.w3.org/2000/svg' width='99' height='99'/>", "%PDF-1.7\n".repeat(50)];
        for (const text of texts) {
            expect(await CodeOfAsync(new Blob([text], { type: "image/jpeg" })), text.slice(0, 8)).toBe("E_TYPE");
        }
    });

    it("takes what cameras append to a JPEG for no damage", async () => {
        const jpeg = await Noise(64, 64).jpeg({ progressive: true }).toBuffer();
        const bytes = Uint8Array.from(Buffer.concat([jpeg, Buffer.from("SEFT trailer of a phone, cut o")]));
        expect(ReadImageStructure(bytes, "jpeg")).toBe("whole");
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
