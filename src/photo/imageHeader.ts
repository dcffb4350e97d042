import { ReadAvifSize } from "./avifSize.js";

/** What the first bytes of an image file say. */
export interface IImageHeader {
    readonly format: "jpeg" | "png" | "gif" | "webp" | "heic" | "avif";
    /** Width in pixels before any orientation; 0 where the format is recognised but the size is not in the bytes given. */
    readonly width: number;
    /** Height in pixels before any orientation; 0 as for the width. */
    readonly height: number;
}

const HeicBrands: readonly string[] = ["heic", "heix", "hevc", "hevx", "heim", "heis", "hevm", "hevs", "mif1", "msf1"];

function Ascii(bytes: Uint8Array, start: number, length: number): string {
    return String.fromCharCode(...bytes.subarray(start, start + length));
}

function ReadJpegSize(view: DataView): readonly [number, number] {
    let offset = 2;
    while (offset + 9 < view.byteLength) {
        if (view.getUint8(offset) !== 0xff) {
            // Decoders pass over what stands between segments, too.
            offset++;
            continue;
        }
        const marker = view.getUint8(offset + 1);
        if (marker === 0xff) {
            offset++;
            continue;
        }
        // Start of frame, whatever the coding; C4, C8 and CC are tables
        if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
            return [view.getUint16(offset + 7), view.getUint16(offset + 5)];
        }
        const standsAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
        offset += standsAlone ? 2 : 2 + view.getUint16(offset + 2);
    }
    return [0, 0];
}

function ReadWebpSize(bytes: Uint8Array, view: DataView): readonly [number, number] {
    const chunk = Ascii(bytes, 12, 4);
    if (chunk === "VP8X" && bytes.length >= 30) {
        return [1 + (view.getUint32(24, true) & 0xffffff), 1 + (view.getUint32(26, true) >>> 8)];
    }
    if (chunk === "VP8L" && bytes.length >= 25) {
        const bits = view.getUint32(21, true);
        return [1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)];
    }
    if (chunk === "VP8 " && bytes.length >= 30) {
        return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
    }
    return [0, 0];
}

/**
 * Reads format and size of an image from its first bytes, without decoding it, so that a picture that would not fit into memory is
 * refused before it is decoded.
 * @param bytes the file, or its start: 256 KiB hold the header of any camera's JPEG
 * @returns the header; null when the format is none of those known here
 */
export function ReadImageHeader(bytes: Uint8Array): IImageHeader | null {
    if (bytes.length < 12) {
        return null;
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.getUint16(0) === 0xffd8) {
        const [width, height] = ReadJpegSize(view);
        return { format: "jpeg", width, height };
    }
    if (view.getUint32(0) === 0x89504e47) {
        const complete = bytes.length >= 24;
        return { format: "png", width: complete ? view.getUint32(16) : 0, height: complete ? view.getUint32(20) : 0 };
    }
    if (Ascii(bytes, 0, 4) === "GIF8") {
        return { format: "gif", width: view.getUint16(6, true), height: view.getUint16(8, true) };
    }
    if (Ascii(bytes, 0, 4) === "RIFF" && Ascii(bytes, 8, 4) === "WEBP") {
        const [width, height] = ReadWebpSize(bytes, view);
        return { format: "webp", width, height };
    }
    if (Ascii(bytes, 4, 4) === "ftyp") {
        const end = Math.min(view.getUint32(0), bytes.length);
        const brands: string[] = [];
        for (let offset = 8; offset + 4 <= end; offset += 4) {
            brands.push(Ascii(bytes, offset, 4));
        }
        if (brands.includes("avif") || brands.includes("avis")) {
            const [width, height] = ReadAvifSize(view);
            return { format: "avif", width, height };
        }
        if (brands.some((brand) => HeicBrands.includes(brand))) {
            return { format: "heic", width: 0, height: 0 };
        }
    }
    return null;
}
