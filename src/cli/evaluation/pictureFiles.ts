import sharp from "sharp";
import { type IPicture } from "../../face/picture.js";

/**
 * Reads a picture file, orientation applied.
 * @param path JPEG, PNG or WebP
 * @returns the picture
 */
export async function ReadPictureAsync(path: string): Promise<IPicture> {
    const { data, info } = await sharp(path).rotate().ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}

/**
 * A picture as a PNG file in memory.
 * @param picture the picture; alpha is dropped
 * @returns the bytes
 */
export async function EncodePictureAsync({ width, height, data }: IPicture): Promise<Buffer> {
    return await sharp(Buffer.from(data), { raw: { width, height, channels: 4 } })
        .removeAlpha()
        .png()
        .toBuffer();
}

/**
 * Puts pictures of one size under each other.
 * @param pictures picture files in memory
 * @param columns pictures in a row
 * @returns the bytes of a JPEG
 */
export async function StackPicturesAsync(pictures: readonly Buffer[], columns: number): Promise<Buffer> {
    const { width = 0, height = 0 } = await sharp(pictures[0]).metadata();
    const rows = Math.ceil(pictures.length / columns);
    const tiles = pictures.map((input, i) => ({ input, left: width * (i % columns), top: height * Math.floor(i / columns) }));
    return await sharp({ create: { width: width * columns, height: height * rows, channels: 3, background: "#808080" } })
        .composite(tiles)
        .jpeg({ quality: 85 })
        .toBuffer();
}
