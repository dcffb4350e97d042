import sharp from "sharp";
import { PartLabels } from "../../face/partLabels.js";
import { type ILabelMap, type IPicture } from "../../face/picture.js";
import { type Point2D } from "../../photo/photo.types.js";

/**
 * Things before a face as SVG, in distances of the eyes: x along their line, y down from their middle. They are shapes of their own: what the segmentation
 * network's recipe draws is other code, and neither half-rims, teardrop lenses, masks nor microphones are among it.
 */
const Drawings = {
    spectacles: `<g fill="none" stroke="#3a2414" stroke-linecap="round"><path d="M-.86-.1C-.8-.24-.2-.24-.14-.1M.86-.1C.8-.24.2-.24.14-.1" stroke-width=".09"/>
        <path d="M-.86-.1C-.9.3-.15.34-.14-.1M.86-.1C.9.3.15.34.14-.1" stroke="#99938c" stroke-width=".025"/><path d="M-.14-.07Q0-.15.14-.07" stroke-width=".05"/>
        <path d="M-.86-.12L-1.06-.05M.86-.12L1.06-.05" stroke-width=".05"/></g>
        <path d="M-.7-.12L-.5-.12L-.66.16L-.78.08ZM.3-.12L.5-.12L.34.16L.22.08Z" fill="#fff" opacity=".25"/>`,
    sunglasses: `<linearGradient id="lens" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#101512"/><stop offset="1" stop-color="#4c5a4e"/></linearGradient>
        <g fill="url(#lens)" stroke="#b08d3a" stroke-width=".03"><path d="M-.92-.16C-.6-.27-.3-.25-.12-.13C-.07.2-.25.43-.5.43C-.8.43-.95.15-.92-.16Z"/>
        <path d="M.92-.16C.6-.27.3-.25.12-.13C.07.2.25.43.5.43C.8.43.95.15.92-.16Z"/><path d="M-.12-.13L.12-.13M-.92-.13L-1.08-.06M.92-.13L1.08-.06" fill="none"/></g>`,
    beanie: `<circle cx="0" cy="-2.3" r=".28" fill="#d8d2c4"/><path d="M-1.17-.6C-1.28-1.5-.75-2.2 0-2.2C.75-2.2 1.28-1.5 1.17-.6Z" fill="#7d2230"/>
        <path d="M-.75-.8Q-.7-1.7 0-2.2M-.25-.8Q-.25-1.7 0-2.2M.25-.8Q.25-1.7 0-2.2M.75-.8Q.7-1.7 0-2.2" fill="none" stroke="#5c1521" stroke-width=".06"/>
        <path d="M-1.22-.5C-.7-.72.7-.72 1.22-.5L1.2-.92C.7-1.1-.7-1.1-1.2-.92Z" fill="#982f3f"/>`,
    mask: `<path d="M-.84.48Q-1.06.2-1.1-.05M.84.48Q1.06.2 1.1-.05" fill="none" stroke="#eee" stroke-width=".03"/>
        <path d="M-.86.46C-.4.28.4.28.86.46L.76 1.3C.5 1.86-.5 1.86-.76 1.3Z" fill="#a9cbdc"/>
        <path d="M-.83.75Q0 .66.83.75M-.8.98Q0 .92.8.98M-.78 1.2Q0 1.2.78 1.2" fill="none" stroke="#86aec3" stroke-width=".025"/>`,
    microphone: `<path d="M.3 1.5L1.2 2.9" stroke="#1b1b1d" stroke-width=".24" stroke-linecap="round"/><circle cx=".2" cy="1.33" r=".3" fill="#6c6e72"/>
        <path d="M-.06 1.23H.46M-.09 1.33H.49M-.06 1.43H.46M.1 1.07V1.59M.2 1.05V1.61M.3 1.07V1.59" stroke="#45474b" stroke-width=".02"/>`,
} as const;

/** What stands before a face. */
export type OcclusionKind = keyof typeof Drawings;

/** All kinds. */
export const OcclusionKinds = Object.keys(Drawings) as readonly OcclusionKind[];

/**
 * Draws a thing before a face.
 * @param picture the picture
 * @param eyes both eyes in its pixels, the one at the picture's left first
 * @param kind what to draw
 * @returns a new picture, and for each pixel whether more than half of it is covered
 */
export async function OccludeAsync(
    picture: IPicture,
    [first, second]: readonly [Point2D, Point2D],
    kind: OcclusionKind,
): Promise<{ picture: IPicture; covered: Uint8Array }> {
    const { width, height } = picture;
    const [dx, dy] = [second[0] - first[0], second[1] - first[1]];
    const matrix = [dx, dy, -dy, dx, (first[0] + second[0]) / 2, (first[1] + second[1]) / 2].map((value) => value.toFixed(3)).join(" ");
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g transform="matrix(${matrix})">${Drawings[kind]}</g></svg>`;
    const layer = await sharp(Buffer.from(drawing)).ensureAlpha().raw().toBuffer();
    const data = Uint8ClampedArray.from(picture.data);
    const covered = new Uint8Array(width * height);
    for (let i = 0; i < covered.length; i++) {
        const alpha = layer[4 * i + 3] / 255;
        covered[i] = Number(alpha > 0.5);
        for (let c = 0; c < 3; c++) {
            data[4 * i + c] += alpha * (layer[4 * i + c] - data[4 * i + c]);
        }
    }
    return { picture: { width, height, data }, covered };
}

/**
 * Labels without what is covered.
 * @param labels the map
 * @param covered one entry per pixel, not 0 where something stands before it
 * @returns a new map, `other` where covered
 */
export function WithoutCovered(labels: ILabelMap, covered: ArrayLike<number>): ILabelMap {
    return { ...labels, data: labels.data.map((label, i) => (covered[i] ? PartLabels.other : label)) };
}

/**
 * Where the eyes of a label map are.
 * @param labels the map
 * @returns their centres, the one at the picture's left (the subject's right) first; not numbers where there is no eye
 */
export function EyesOf(labels: ILabelMap): [Point2D, Point2D] {
    const centre = (part: number): Point2D => {
        let [x, y, count] = [0, 0, 0];
        labels.data.forEach((label, i) => {
            if (label === part) {
                x += (i % labels.width) + 0.5;
                y += Math.floor(i / labels.width) + 0.5;
                count++;
            }
        });
        return [x / count, y / count];
    };
    return [centre(PartLabels.rightEye), centre(PartLabels.leftEye)];
}
