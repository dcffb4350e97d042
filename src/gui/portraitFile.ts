import { type IFace } from "../face/face.types.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { ParseFace, SerializeFace } from "../face/parseFace.js";
import { type IPicture } from "../face/picture.js";

/** Keyword of the PNG text chunk that holds the face. */
const Keyword = "babylon-face-creator";
const Signature = [137, 80, 78, 71, 13, 10, 26, 10];
const HeaderEnd = 33;

/**
 * Puts a face into a PNG picture, as text beside the pixels (iTXt, UTF-8, not compressed). The pixels stay as they are.
 * @param png a PNG file
 * @param face the face
 * @returns the file with the face
 * @throws E_DECODE if it is no PNG file
 */
export function WriteFaceIntoPng(png: Uint8Array, face: IFace): Uint8Array<ArrayBuffer> {
    CheckPng(png);
    // Keyword, end, not compressed, method 0, no language, no translated keyword.
    const data = new TextEncoder().encode(`${Keyword}\0\0\0\0\0${SerializeFace(face)}`);
    const chunk = new Uint8Array(12 + data.length);
    const view = new DataView(chunk.buffer);
    view.setUint32(0, data.length);
    chunk.set(new TextEncoder().encode("iTXt"), 4);
    chunk.set(data, 8);
    view.setUint32(8 + data.length, Crc32(chunk.subarray(4, 8 + data.length)));
    const result = new Uint8Array(png.length + chunk.length);
    result.set(png.subarray(0, HeaderEnd));
    result.set(chunk, HeaderEnd);
    result.set(png.subarray(HeaderEnd), HeaderEnd + chunk.length);
    return result;
}

/**
 * Reads the face of a portrait that was saved here.
 * @param png a PNG file
 * @returns the face
 * @throws E_DECODE if it is no PNG file, E_FACE_FORMAT if it has no face in it
 */
export function ReadFaceFromPng(png: Uint8Array): IFace {
    CheckPng(png);
    const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
    const decoder = new TextDecoder();
    for (let at = 8; at + 12 <= png.length;) {
        const length = view.getUint32(at);
        const end = at + 12 + length;
        if (end > png.length) {
            break;
        }
        if (decoder.decode(png.subarray(at + 4, at + 8)) === "iTXt") {
            const text = decoder.decode(png.subarray(at + 8, at + 8 + length));
            if (text.startsWith(`${Keyword}\0`) && view.getUint32(end - 4) === Crc32(png.subarray(at + 4, end - 4))) {
                return ParseFace(text.slice(text.lastIndexOf("\0") + 1));
            }
        }
        at = end;
    }
    throw new FaceCreatorError("E_FACE_FORMAT", "no face in the picture", `${png.length} bytes`, "open a portrait that was saved here");
}

/**
 * Encodes a portrait as PNG with its face inside.
 * @param picture the portrait
 * @param face the face
 * @returns the file
 */
export async function EncodePortraitAsync(picture: IPicture, face: IFace): Promise<Blob> {
    const canvas = document.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(picture.data), picture.width, picture.height), 0, 0);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (!png) {
        throw new FaceCreatorError("E_WRITE", "the portrait cannot be written", `${picture.width} px`, "free memory and try again");
    }
    return new Blob([WriteFaceIntoPng(new Uint8Array(await png.arrayBuffer()), face)], { type: "image/png" });
}

function CheckPng(png: Uint8Array): void {
    if (png.length < HeaderEnd || Signature.some((byte, i) => png[i] !== byte)) {
        throw new FaceCreatorError("E_DECODE", "no PNG file", `${png.length} bytes`, "open a portrait that was saved here");
    }
}

/** The checksum of PNG chunks. */
function Crc32(bytes: Uint8Array): number {
    let crc = 0xffffffff;
    for (const byte of bytes) {
        crc ^= byte;
        for (let i = 0; i < 8; i++) {
            crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
        }
    }
    return (crc ^ 0xffffffff) >>> 0;
}
