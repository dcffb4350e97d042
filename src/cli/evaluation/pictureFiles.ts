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
