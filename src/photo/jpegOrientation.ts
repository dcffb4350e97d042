/** Number of the EXIF tag that says how the camera was held. */
const OrientationTag = 0x0112;

/**
 * The EXIF orientation of a JPEG file (JEITA CP-3451): from 5 on, rows and columns change places when the picture is shown upright.
 * @param bytes the start of the file
 * @returns 1 to 8; 1 where the file does not tell
 */
export function ReadJpegOrientation(bytes: Uint8Array): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda; at += 2 + view.getUint16(at + 2)) {
        const isExif = bytes[at + 1] === 0xe1 && at + 18 <= bytes.length && view.getUint32(at + 4) === 0x45786966;
        const orientation = isExif
            ? ReadTiffOrientation(new DataView(bytes.buffer, bytes.byteOffset + at + 10, bytes.length - at - 10))
            : 0;
        if (orientation >= 1 && orientation <= 8) {
            return orientation;
        }
    }
    return 1;
}

function ReadTiffOrientation(tiff: DataView): number {
    const little = tiff.getUint16(0) === 0x4949;
    const directory = tiff.getUint32(4, little);
    const count = directory + 2 <= tiff.byteLength ? tiff.getUint16(directory, little) : 0;
    for (let entry = directory + 2; entry < directory + 2 + 12 * count && entry + 12 <= tiff.byteLength; entry += 12) {
        if (tiff.getUint16(entry, little) === OrientationTag) {
            return tiff.getUint16(entry + 8, little);
        }
    }
    return 0;
}
