import sharp from "sharp";

/**
 * A JPEG whose pixels lie as a camera held another way stores them, with the EXIF orientation that says so.
 * @param upright the picture as it is to be seen
 * @param orientation 1 to 8
 * @returns the file
 */
export async function StoreOrientedAsync(upright: Buffer, orientation: number): Promise<Buffer> {
    const image = sharp(upright);
    const turned = [0, 0, 180, 180, 90, 270, 270, 90][orientation - 1];
    const flipped = [2, 4, 5, 7].includes(orientation);
    const stored =
        flipped && turned % 180 === 0
            ? image.flop().rotate(turned)
            : flipped
              ? sharp(await image.rotate(turned).toBuffer()).flop()
              : image.rotate(turned);
    return await sharp(await stored.png().toBuffer())
        .withMetadata({ orientation })
        .jpeg({ quality: 95 })
        .toBuffer();
}
