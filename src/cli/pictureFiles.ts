import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import sharp from "sharp";
import { PartLabelColors } from "../face/partLabels.js";
import { type IEncodedPicture } from "./headless.types.js";

/** Room for a line of text below a tile of a sheet, in pixels. */
const LabelHeight = 16;

/**
 * A page's RGBA picture as a PNG file in memory.
 * @param picture the picture
 * @returns the bytes of the PNG
 */
export async function EncodePngAsync(picture: IEncodedPicture): Promise<Buffer> {
    const { width, height } = picture;
    return await sharp(Buffer.from(picture.base64, "base64"), { raw: { width, height, channels: 4 } })
        .removeAlpha()
        .png()
        .toBuffer();
}

/**
 * A page's label map as a PNG file in memory, in the colours in which labels are shown to people.
 * @param labels the label map
 * @returns the bytes of the PNG
 */
export async function EncodeLabelPngAsync(labels: IEncodedPicture): Promise<Buffer> {
    const { width, height } = labels;
    const rgb = Buffer.from([...Buffer.from(labels.base64, "base64")].flatMap((label) => [...PartLabelColors[label]]));
    return await sharp(rgb, { raw: { width, height, channels: 3 } })
        .png()
        .toBuffer();
}

/**
 * Puts pictures side by side, each in a square; what does not fill it is centred on grey.
 * @param pictures picture files in memory
 * @param size side of each square in pixels
 * @param columns squares in a row; default: one row
 * @param labels what is written below each; default: nothing, and no room for it
 * @returns the bytes of the PNG
 */
export async function EncodeSheetAsync(
    pictures: readonly Buffer[],
    size: number,
    columns = pictures.length,
    labels: readonly string[] = [],
): Promise<Buffer> {
    const background = "#808080";
    const rowHeight = size + (labels.length > 0 ? LabelHeight : 0);
    const places = pictures.map((_, i) => ({ left: (i % columns) * size, top: Math.floor(i / columns) * rowHeight }));
    const tiles = await Promise.all(
        pictures.map(async (picture, i) => ({
            input: await sharp(picture).rotate().resize(size, size, { fit: "contain", background }).png().toBuffer(),
            ...places[i],
        })),
    );
    const names = labels.map((label, i) => ({ input: LabelStrip(label, size), left: places[i].left, top: places[i].top + size }));
    const [width, height] = [columns * size, Math.ceil(pictures.length / columns) * rowHeight];
    return await sharp({ create: { width, height, channels: 3, background } })
        .composite([...tiles, ...names])
        .png()
        .toBuffer();
}

/** A line of text as SVG. */
function LabelStrip(label: string, width: number): Buffer {
    const text = label.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    const style = 'font-family="sans-serif" font-size="11" text-anchor="middle"';
    return Buffer.from(`<svg width="${width}" height="${LabelHeight}"><text x="${width / 2}" y="12" ${style}>${text}</text></svg>`);
}

/**
 * Writes a file and the folders above it.
 * @param path where
 * @param content bytes, text, or data that becomes JSON with 4 spaces
 */
export async function WriteFileAsync(path: string, content: Buffer | string | object): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    const plain = Buffer.isBuffer(content) || typeof content === "string";
    await writeFile(path, plain ? content : `${JSON.stringify(content, null, 4)}\n`);
}
