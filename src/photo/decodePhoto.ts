import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IPicture } from "../face/picture.js";
import { AlignPicture } from "./alignPicture.js";
import { type IImageHeader, ReadImageHeader } from "./imageHeader.js";
import { ReadImageStructure } from "./imageStructure.js";
import { ReadJpegOrientation } from "./jpegOrientation.js";

/** What a photo may come as. */
export type PhotoInput = Blob | ImageBitmap | HTMLCanvasElement | IPicture;

/** How a photo is decoded. */
export interface IDecodePhotoOptions {
    /** A longer side is scaled down to this many pixels. Default 1600. */
    readonly maxSide?: number;
}

/** Larger files are refused. */
export const PhotoMaxBytes = 64 * 1024 * 1024;

/** Pictures with a longer side are refused, before they are decoded. */
export const PhotoMaxSide = 12000;

/** Pictures with more pixels are refused, before they are decoded: 108 megapixels, which take 432 MB while they are. */
export const PhotoMaxPixels = 108_000_000;

/** Pictures with a shorter side hold no face. */
const PhotoMinSide = 16;

function CheckSize(width: number, height: number): void {
    const size = `${width} x ${height} px`;
    if (Math.max(width, height) > PhotoMaxSide || width * height > PhotoMaxPixels) {
        throw new FaceCreatorError("E_TOO_BIG", "the photo is too big", size, `scale it down to at most ${PhotoMaxSide} x 9000 px`);
    }
    if (Math.min(width, height) < PhotoMinSide) {
        throw new FaceCreatorError("E_TOO_SMALL", "the picture is too small for a photo", size, "pass a photo of a face");
    }
}

/** Looks at a file without decoding it. */
function CheckFile(bytes: Uint8Array, type: string): IImageHeader {
    const header = ReadImageHeader(bytes);
    if (!header) {
        throw new FaceCreatorError(
            "E_TYPE",
            "not a picture that is known here",
            type || "unknown format",
            "pass a JPEG, PNG, WebP or AVIF file",
        );
    }
    const { format, width, height } = header;
    if (format === "heic") {
        throw new FaceCreatorError("E_HEIC", "browsers do not decode this format", "HEIC", "export the photo as JPEG or PNG");
    }
    if (width > 0 && height > 0) {
        CheckSize(width, height);
    }
    const structure = ReadImageStructure(bytes, format);
    if (structure === "animated") {
        throw new FaceCreatorError("E_ANIMATED", "the picture is an animation", format, "pass a still photo");
    }
    if (structure === "truncated") {
        throw new FaceCreatorError("E_TRUNCATED", "the end of the file is missing", format, "copy or download the photo again");
    }
    if (width === 0 || height === 0) {
        throw new FaceCreatorError(
            "E_DECODE",
            "the file does not say how large the picture is",
            format,
            "save the photo again as JPEG or PNG",
        );
    }
    return header;
}

/** Asks for the longer side of the upright picture where it is to be scaled down; the other follows. */
function ScaleWhileDecoding({ format, width, height }: IImageHeader, bytes: Uint8Array, maxSide: number): ImageBitmapOptions {
    if (Math.max(width, height) <= maxSide) {
        return {};
    }
    const turned = format === "jpeg" && ReadJpegOrientation(bytes) >= 5;
    const side = width > height !== turned ? "resizeWidth" : "resizeHeight";
    return { [side]: maxSide, resizeQuality: "medium" };
}

async function DecodeBlobAsync(blob: Blob, maxSide: number): Promise<ImageBitmap> {
    if (blob.size > PhotoMaxBytes) {
        throw new FaceCreatorError(
            "E_TOO_BIG",
            "the file is too big",
            `${(blob.size / 1048576).toFixed(1)} MB`,
            "pass a file of at most 64 MB",
        );
    }
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const header = CheckFile(bytes, blob.type);
    try {
        return await createImageBitmap(blob, { imageOrientation: "from-image", ...ScaleWhileDecoding(header, bytes, maxSide) });
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new FaceCreatorError(
            "E_DECODE",
            "the picture cannot be decoded",
            header.format,
            `pass an intact JPEG, PNG, WebP or AVIF file (${reason})`,
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
 * @param input a file or blob (JPEG, PNG, WebP, AVIF, still GIF), a bitmap, a canvas or pixels
 * @param options see {@link IDecodePhotoOptions}
 * @returns the picture
 * @throws FaceCreatorError E_TYPE (not an image), E_HEIC, E_TOO_BIG (over 64 MB, 12000 px a side or 108 megapixels), E_TOO_SMALL (a few pixels),
 * E_ANIMATED, E_TRUNCATED, E_DECODE (corrupt); a picture is decoded only when its size is known and allowed
 */
export async function DecodePhotoAsync(input: PhotoInput, options: IDecodePhotoOptions = {}): Promise<IPicture> {
    const maxSide = options.maxSide ?? 1600;
    if (input instanceof Blob) {
        const bitmap = await DecodeBlobAsync(input, maxSide);
        try {
            return ReadPixels(bitmap, maxSide);
        } finally {
            bitmap.close();
        }
    }
    return "data" in input ? ReadPicture(input, maxSide) : ReadPixels(input, maxSide);
}
