import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IPicture } from "../face/picture.js";
import { AlignPicture } from "./alignPicture.js";
import { ReadImageHeader } from "./imageHeader.js";

/** What a photo may come as. */
export type PhotoInput = Blob | ImageBitmap | HTMLCanvasElement | IPicture;

/** How a photo is decoded. */
export interface IDecodePhotoOptions {
    /** A longer side is scaled down to this many pixels. Default 1600. */
    readonly maxSide?: number;
}

/** Larger files are refused. */
export const PhotoMaxBytes = 64 * 1024 * 1024;

/** Pictures with a longer side are refused, before they are decoded where their header tells. */
export const PhotoMaxSide = 12000;

/** Pictures with a shorter side hold no face. */
const PhotoMinSide = 16;

/** Enough for the header of a JPEG with its embedded preview. */
const HeaderBytes = 256 * 1024;

function CheckSize(width: number, height: number): void {
    if (Math.max(width, height) > PhotoMaxSide) {
        throw new FaceCreatorError(
            "E_TOO_BIG",
            "the photo is too big",
            `${width} x ${height} px`,
            `scale it down to at most ${PhotoMaxSide} px a side`,
        );
    }
    if (Math.min(width, height) < PhotoMinSide) {
        throw new FaceCreatorError("E_DECODE", "the picture is too small for a photo", `${width} x ${height} px`, "pass a photo of a face");
    }
}

async function DecodeBlobAsync(blob: Blob): Promise<ImageBitmap> {
    if (blob.size > PhotoMaxBytes) {
        throw new FaceCreatorError(
            "E_TOO_BIG",
            "the file is too big",
            `${(blob.size / 1048576).toFixed(1)} MB`,
            "pass a file of at most 64 MB",
        );
    }
    const header = ReadImageHeader(new Uint8Array(await blob.slice(0, HeaderBytes).arrayBuffer()));
    if (header?.format === "heic") {
        throw new FaceCreatorError("E_HEIC", "browsers do not decode this format", "HEIC", "export the photo as JPEG or PNG");
    }
    if (header && header.width > 0) {
        CheckSize(header.width, header.height);
    }
    try {
        return await createImageBitmap(blob, { imageOrientation: "from-image" });
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new FaceCreatorError(
            "E_DECODE",
            "the picture cannot be decoded",
            header?.format ?? (blob.type || "unknown format"),
            `pass an intact JPEG, PNG or WebP file (${reason})`,
        );
    }
}

function ReadPixels(source: ImageBitmap | HTMLCanvasElement, maxSide: number): IPicture {
    CheckSize(source.width, source.height);
    const factor = Math.min(1, maxSide / Math.max(source.width, source.height));
    const width = Math.max(1, Math.round(source.width * factor));
    const height = Math.max(1, Math.round(source.height * factor));
    const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    if (!context) {
        throw new FaceCreatorError("E_DECODE", "no canvas to decode into", `${width} x ${height} px`, "free memory and try again");
    }
    // What is transparent shows the booth's background
    context.fillStyle = "#808080";
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = "high";
    context.drawImage(source, 0, 0, width, height);
    return { width, height, data: context.getImageData(0, 0, width, height, { colorSpace: "srgb" }).data };
}

function ReadPicture(picture: IPicture, maxSide: number): IPicture {
    CheckSize(picture.width, picture.height);
    if (picture.data.length !== picture.width * picture.height * 4) {
        throw new FaceCreatorError(
            "E_DECODE",
            "the pixels do not match the size",
            `${picture.data.length} bytes`,
            "pass width * height * 4 bytes of RGBA",
        );
    }
    const factor = Math.min(1, maxSide / Math.max(picture.width, picture.height));
    return AlignPicture(
        picture,
        [factor, 0, 0, 0],
        Math.max(1, Math.round(picture.width * factor)),
        Math.max(1, Math.round(picture.height * factor)),
    );
}

/**
 * Decodes a photo: orientation applied, scaled down to `maxSide`, sRGB. The input is not changed and stays the caller's.
 * @param input a file or blob (JPEG, PNG, WebP, GIF, AVIF where the browser can), a bitmap, a canvas or pixels
 * @param options see {@link IDecodePhotoOptions}
 * @returns the picture
 * @throws FaceCreatorError E_TOO_BIG (over 64 MB or 12000 px a side), E_HEIC, E_DECODE (not an image, corrupt, a few pixels)
 */
export async function DecodePhotoAsync(input: PhotoInput, options: IDecodePhotoOptions = {}): Promise<IPicture> {
    const maxSide = options.maxSide ?? 1600;
    if (input instanceof Blob) {
        const bitmap = await DecodeBlobAsync(input);
        try {
            return ReadPixels(bitmap, maxSide);
        } finally {
            bitmap.close();
        }
    }
    return "data" in input ? ReadPicture(input, maxSide) : ReadPixels(input, maxSide);
}
