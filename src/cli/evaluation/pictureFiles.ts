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
