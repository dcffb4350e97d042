import { type IPicture } from "../face/picture.js";
import { type SimilarityTransform } from "./photo.types.js";
import { InvertSimilarity } from "./similarity.js";

/**
 * Resamples a picture through a similarity transform. Pixel centres stand at half integers. The filter is a tent of one output pixel's
 * reach where the picture is made smaller (so that nothing aliases) and bilinear where it is made larger. Beyond its edge the picture
 * continues with its edge pixels: hair that the photo cuts goes on as hair, and no frame appears that a network could take for a part.
 * Alpha is dropped (255).
 * @param picture the source
 * @param transform from source pixels to output pixels
 * @param width width of the output in pixels
 * @param height height of the output in pixels; default the width
 * @returns a new picture
 */
export function AlignPicture(picture: IPicture, transform: SimilarityTransform, width: number, height = width): IPicture {
    const [a, b, tx, ty] = InvertSimilarity(transform);
    const radius = Math.max(1, Math.hypot(a, b));
    const data = new Uint8ClampedArray(width * height * 4);
    const taps = Math.ceil(2 * radius) + 1;
    const weightsX = new Float64Array(taps);
    const offsetsX = new Int32Array(taps);
    for (let j = 0; j < height; j++) {
        for (let i = 0; i < width; i++) {
            // Position in source samples: sample k has its centre at k + 0.5
            const sx = a * (i + 0.5) - b * (j + 0.5) + tx - 0.5;
            const sy = b * (i + 0.5) + a * (j + 0.5) + ty - 0.5;
            const firstX = Math.ceil(sx - radius);
            const countX = Math.floor(sx + radius) - firstX + 1;
            for (let k = 0; k < countX; k++) {
                weightsX[k] = 1 - Math.abs(firstX + k - sx) / radius;
                offsetsX[k] = Math.min(Math.max(firstX + k, 0), picture.width - 1) * 4;
            }
            let [red, green, blue, total] = [0, 0, 0, 0];
            for (let y = Math.ceil(sy - radius); y <= sy + radius; y++) {
                const weightY = 1 - Math.abs(y - sy) / radius;
                const row = Math.min(Math.max(y, 0), picture.height - 1) * picture.width * 4;
                for (let k = 0; k < countX; k++) {
                    const weight = weightsX[k] * weightY;
                    const source = row + offsetsX[k];
                    red += weight * picture.data[source];
                    green += weight * picture.data[source + 1];
                    blue += weight * picture.data[source + 2];
                    total += weight;
                }
            }
            const target = 4 * (j * width + i);
            data[target] = red / total;
            data[target + 1] = green / total;
            data[target + 2] = blue / total;
            data[target + 3] = 255;
        }
    }
    return { width, height, data };
}
