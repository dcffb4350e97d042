import sharp from "sharp";

/** A channel that changes by so much (of 255) is seen to change. */
const SeenChange = 8;

/**
 * How many pixels of two pictures differ visibly: by more than 8 of 255 in some channel.
 * @param a picture file in memory
 * @param b picture file of the same size
 * @returns number of pixels
 */
export async function CountChangedPixelsAsync(a: Buffer, b: Buffer): Promise<number> {
    const [first, second] = await Promise.all([a, b].map(async (file) => await sharp(file).removeAlpha().raw().toBuffer()));
    let count = 0;
    for (let i = 0; i < first.length; i += 3) {
        const change = Math.max(...[0, 1, 2].map((c) => Math.abs(first[i + c] - second[i + c])));
        count += change > SeenChange ? 1 : 0;
    }
    return count;
}
