import { type IImageHeader } from "./imageHeader.js";

/** Whether a file holds one whole picture. */
export type ImageStructure = "whole" | "truncated" | "animated";

function Ascii(bytes: Uint8Array, start: number, length: number): string {
    return String.fromCharCode(...bytes.subarray(start, start + length));
}

/** Whether the end of the picture comes before the end of the file: cameras append previews, films and notes of their own. */
function WalkJpeg(bytes: Uint8Array): ImageStructure {
    for (let at = 2; at + 1 < bytes.length;) {
        if (bytes[at] !== 0xff) {
            // The coded pixels after a segment hold no marker but restarts: the search for the next one passes over them.
            const next = bytes.indexOf(0xff, at);
            at = next < 0 ? bytes.length : next;
            continue;
        }
        const marker = bytes[at + 1];
        if (marker === 0xd9) {
            return "whole";
        }
        const standsAlone = marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
        at += marker === 0xff ? 1 : standsAlone ? 2 : 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
    }
    return "truncated";
}

/** Types of PNG chunks as numbers: a file may have millions. */
const PngEnd = 0x49454e44;
const PngAnimation = 0x6163544c;

function WalkPng(bytes: Uint8Array, view: DataView): ImageStructure {
    for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
        const type = view.getUint32(at + 4);
        if (type === PngEnd) {
            return "whole";
        }
        if (type === PngAnimation && view.getUint32(at + 8) > 1) {
            return "animated";
        }
    }
    return "truncated";
}

function WalkWebp(bytes: Uint8Array, view: DataView): ImageStructure {
    if (Ascii(bytes, 12, 4) === "VP8X" && bytes[20] & 0x02) {
        return "animated";
    }
    return 8 + view.getUint32(4, true) > bytes.length ? "truncated" : "whole";
}

function WalkGif(bytes: Uint8Array): ImageStructure {
    const tableSize = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
    let at = 13 + tableSize(bytes[10]);
    let frames = 0;
    while (at < bytes.length && bytes[at] !== 0x3b) {
        if (bytes[at] === 0x2c) {
            frames++;
            at += 11 + tableSize(bytes[at + 9]);
        } else {
            at += 2;
        }
        while (bytes[at] > 0) {
            at += 1 + bytes[at];
        }
        at++;
    }
    return frames > 1 ? "animated" : at < bytes.length ? "whole" : "truncated";
}

function WalkAvif(bytes: Uint8Array, view: DataView): ImageStructure {
    if (Ascii(bytes, 8, 4) === "avis") {
        return "animated";
    }
    let at = 0;
    while (at + 8 <= bytes.length) {
        const size = view.getUint32(at);
        if (size === 0) {
            return "whole";
        }
        at += size === 1 && at + 16 <= bytes.length ? Number(view.getBigUint64(at + 8)) : Math.max(8, size);
    }
    return at === bytes.length ? "whole" : "truncated";
}

/**
 * Looks through the blocks of an image file without decoding it: browsers show what there is of a truncated file, and one frame of an animation.
 * @param bytes the whole file
 * @param format its format
 * @returns what it holds; `whole` says nothing about the coded pixels themselves
 */
export function ReadImageStructure(bytes: Uint8Array, format: Exclude<IImageHeader["format"], "heic">): ImageStructure {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    switch (format) {
        case "jpeg":
            return WalkJpeg(bytes);
        case "png":
            return WalkPng(bytes, view);
        case "webp":
            return WalkWebp(bytes, view);
        case "gif":
            return WalkGif(bytes);
        case "avif":
            return WalkAvif(bytes, view);
    }
}
