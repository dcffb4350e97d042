import { type IPicture } from "../face/picture.js";

/** A square in a picture, in pixels, turned about its centre. */
export interface ISquare {
    readonly x: number;
    readonly y: number;
    readonly side: number;
    /** Radians; the square's right edge looks along (cos, sin) in the picture, y down. */
    readonly angle: number;
}

/**
 * Cuts a turned square out of a picture and resizes it: bilinear, with the mean of several samples a pixel where it shrinks.
 * @param picture the picture
 * @param square the square; what lies beyond the picture is black
 * @param size side of the result
 * @returns size * size * 3 values, RGB, 0..1
 */
export function SampleSquare(picture: IPicture, square: ISquare, size: number): Float32Array {
    const { data, width, height } = picture;
    const result = new Float32Array(size * size * 3);
    const step = square.side / size;
    const samples = Math.min(8, Math.max(1, Math.round(step)));
    const cos = Math.cos(square.angle);
    const sin = Math.sin(square.angle);
    const scale = 1 / (255 * samples * samples);
    for (let row = 0; row < size; row++) {
        for (let column = 0; column < size; column++) {
            const target = (row * size + column) * 3;
            for (let sample = 0; sample < samples * samples; sample++) {
                const u = (column + ((sample % samples) + 0.5) / samples) * step - square.side / 2;
                const v = (row + (Math.floor(sample / samples) + 0.5) / samples) * step - square.side / 2;
                const x = square.x + u * cos - v * sin - 0.5;
                const y = square.y + u * sin + v * cos - 0.5;
                if (x <= -1 || y <= -1 || x >= width || y >= height) {
                    continue;
                }
                const x0 = Math.floor(x);
                const y0 = Math.floor(y);
                for (let corner = 0; corner < 4; corner++) {
                    const cx = x0 + (corner & 1);
                    const cy = y0 + (corner >> 1);
                    if (cx < 0 || cy < 0 || cx >= width || cy >= height) {
                        continue;
                    }
                    const weight = scale * (1 - Math.abs(x - cx)) * (1 - Math.abs(y - cy));
                    const source = (cy * width + cx) * 4;
                    result[target] += weight * data[source];
                    result[target + 1] += weight * data[source + 1];
                    result[target + 2] += weight * data[source + 2];
                }
            }
        }
    }
    return result;
}
