import sharp from "sharp";

import { SrgbToLinear } from "../../../../src/face/srgb.js";

/** A linear picture that is read at UVs. */
export interface ILinearPicture {
    readonly size: number;
    /** Three values a pixel. */
    readonly pixels: Float32Array;
}

/**
 * Reads a picture and blurs it, so that its broad tones stay and what is painted on it goes.
 * @param file path of the picture
 * @param sigma blur in pixels of a 512 picture
 * @returns linear RGB at 512 x 512
 */
export async function LoadBroadTonesAsync(file: string, sigma: number): Promise<ILinearPicture> {
    const size = 512;
    const bytes = await sharp(file).resize(size, size).removeAlpha().blur(sigma).raw().toBuffer();
    return { size, pixels: Float32Array.from(bytes, (value) => SrgbToLinear(value / 255)) };
}

/** One channel at a UV, bilinear. */
export function SamplePicture(picture: ILinearPicture, u: number, v: number, channel: number): number {
    const last = picture.size - 1;
    const x = Math.min(last, Math.max(0, u * picture.size - 0.5));
    const y = Math.min(last, Math.max(0, v * picture.size - 0.5));
    const x0 = Math.min(last - 1, Math.floor(x));
    const y0 = Math.min(last - 1, Math.floor(y));
    const at = (px: number, py: number) => picture.pixels[(py * picture.size + px) * 3 + channel];
    const top = at(x0, y0) * (x0 + 1 - x) + at(x0 + 1, y0) * (x - x0);
    const bottom = at(x0, y0 + 1) * (x0 + 1 - x) + at(x0 + 1, y0 + 1) * (x - x0);
    return top * (y0 + 1 - y) + bottom * (y - y0);
}
