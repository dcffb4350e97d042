import { crc32, deflateSync } from "node:zlib";
import { type ILabelMap } from "../face/picture.js";

const Signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function Chunk(type: string, content: Uint8Array): Buffer {
    const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
    const frame = Buffer.alloc(body.length + 8);
    frame.writeUInt32BE(content.length, 0);
    body.copy(frame, 4);
    frame.writeUInt32BE(crc32(body), frame.length - 4);
    return frame;
}

/**
 * A label map as an indexed PNG, whose palette indices are the labels themselves. (sharp makes palettes of its own, in an order of its own.)
 * Source: PNG specification, third edition.
 * @param labels the label map
 * @param colors sRGB colours 0..255 in which the labels are shown, in the order of the labels
 * @returns the bytes of the PNG
 */
export function EncodeIndexedPng({ width, height, data }: ILabelMap, colors: readonly (readonly [number, number, number])[]): Buffer {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    // 8 bits a pixel, indexed; compression, filter and interlace have one value or are off.
    header.set([8, 3, 0, 0, 0], 8);
    const rows = Buffer.alloc((width + 1) * height);
    for (let row = 0; row < height; row++) {
        rows.set(data.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
    }
    return Buffer.concat([
        Signature,
        Chunk("IHDR", header),
        Chunk("PLTE", Uint8Array.from(colors.flat())),
        Chunk("IDAT", deflateSync(rows)),
        Chunk("IEND", new Uint8Array(0)),
    ]);
}
