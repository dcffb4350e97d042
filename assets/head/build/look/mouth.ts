import sharp from "sharp";

import { type ILookPart } from "../lookGeometry.types.js";

/**
 * A picture of the mouth's inside from its source: smaller, less red.
 * @param part teeth or tongue, with the source picture
 * @param saturation factor on the colour's strength
 * @param brightness factor on its lightness
 * @returns WebP
 */
export async function BuildMouthPictureAsync(part: ILookPart, saturation: number, brightness: number): Promise<Buffer> {
    if (!part.sourceTexture) {
        throw new Error(`look: ${part.name} has no source picture`);
    }
    return await sharp(part.sourceTexture)
        .flatten({ background: "#8a4a48" })
        .resize(256, 256)
        .modulate({ saturation, brightness })
        .webp({ quality: 82, effort: 5 })
        .toBuffer();
}
