import { type SrgbColor } from "../face/faceSchema.js";

function Distance(a: SrgbColor, b: SrgbColor): number {
    return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function Mix(a: SrgbColor, b: SrgbColor, t: number): SrgbColor {
    return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

/**
 * Keeps a measured colour near the colours that people have: it is pulled towards the nearest mixture of two palette colours until it is
 * within reach. Without this the light of the photo ends up in the skin.
 * @param color the measured colour, sRGB 0..1
 * @param palette plausible colours, at least two
 * @param reach largest distance kept, in sRGB units
 * @param furthest how far apart in the palette two colours that are mixed may stand: 1 mixes neighbours alone. Default: any
 * @returns the colour, or the one nearest to it within reach
 */
export function TieToPalette(color: SrgbColor, palette: readonly SrgbColor[], reach: number, furthest = palette.length): SrgbColor {
    let nearest = palette[0];
    for (const [k, a] of palette.entries()) {
        for (const b of palette.slice(k + 1, k + 1 + furthest)) {
            const length = Distance(a, b);
            const along = length > 0 ? [0, 1, 2].reduce((sum, i) => sum + (color[i] - a[i]) * (b[i] - a[i]), 0) / (length * length) : 0;
            const point = Mix(a, b, Math.min(1, Math.max(0, along)));
            if (Distance(color, point) < Distance(color, nearest)) {
                nearest = point;
            }
        }
    }
    const distance = Distance(color, nearest);
    return distance <= reach ? color : Mix(nearest, color, reach / distance);
}
