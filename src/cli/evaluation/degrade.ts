import sharp, { type Sharp } from "sharp";
import { type IPicture } from "../../face/picture.js";
import { LumaOf } from "../../face/srgb.js";

/** How a picture is made worse. */
export interface IDegradation {
    /** No colour: Rec. 709 luma of the encoded values. */
    readonly grey?: boolean;
    /** Factor on the encoded values; below 1 is darker. */
    readonly brightness?: number;
    /** Standard deviation of a Gaussian blur, in pixels of the picture. */
    readonly blur?: number;
    /** Side in pixels to which a square picture is shrunk before it gets its size back. */
    readonly side?: number;
    /** Quality of a JPEG that it goes through, 1 to 100. */
    readonly jpeg?: number;
}

/**
 * Degrades a picture; in the order blur, resolution, brightness, grey, compression.
 * @param picture the picture
 * @param how what to do to it
 * @returns a new picture of the same size
 */
export async function DegradeAsync(picture: IPicture, how: IDegradation): Promise<IPicture> {
    const { width, height } = picture;
    let image = sharp(Buffer.from(picture.data), { raw: { width, height, channels: 4 } }).removeAlpha();
    if (how.blur) {
        image = Again(await image.blur(how.blur).raw().toBuffer(), width, height);
    }
    if (how.side) {
        const small = Math.round((how.side * height) / width);
        const shrunk = await image.resize(how.side, small, { kernel: "cubic" }).raw().toBuffer();
        image = Again(await Again(shrunk, how.side, small).resize(width, height, { kernel: "cubic" }).raw().toBuffer(), width, height);
    }
    const rgb = await image.raw().toBuffer();
    const factor = how.brightness ?? 1;
    for (let i = 0; i < rgb.length; i += 3) {
        const luma = LumaOf(rgb[i], rgb[i + 1], rgb[i + 2]);
        for (let c = 0; c < 3; c++) {
            rgb[i + c] = Math.min(255, Math.round(factor * (how.grey ? luma : rgb[i + c])));
        }
    }
    const last = how.jpeg ? sharp(await Again(rgb, width, height).jpeg({ quality: how.jpeg }).toBuffer()) : Again(rgb, width, height);
    return { width, height, data: new Uint8ClampedArray(await last.ensureAlpha().raw().toBuffer()) };
}

function Again(rgb: Buffer, width: number, height: number): Sharp {
    return sharp(rgb, { raw: { width, height, channels: 3 } });
}
