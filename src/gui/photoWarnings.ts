import { type IPhotoFaces } from "../faceCreator/photoFit.types.js";

/** What may make a fit worse, in the order in which the player is told. */
export type PhotoWarning = "small" | "turned" | "tilted" | "dark" | "bright" | "oneSided";

/** Shorter side of the face's box in pixels; eyes' line in degrees; luma 0..1; ratio of the sides' luma. */
const Limits = { small: 160, turn: 0.3, tilt: 20, dark: 0.2, bright: 0.85, side: 1.7 } as const;

/**
 * Looks at light, size and turn of a face.
 * @param found the photo and its faces
 * @param index which face
 * @returns warnings; none for a good photo
 */
export function AssessFace({ picture, faces }: IPhotoFaces, index: number): PhotoWarning[] {
    const { box, landmarks } = faces[index];
    const warnings: PhotoWarning[] = [];
    const add = (warning: PhotoWarning, is: boolean): unknown => is && warnings.push(warning);
    const distance = (a: number, b: number): number => Math.hypot(landmarks[a][0] - landmarks[b][0], landmarks[a][1] - landmarks[b][1]);
    const [left, right] = [distance(30, 2), distance(30, 14)];
    add("small", Math.min(box[2], box[3]) < Limits.small);
    add("turned", Math.abs(left - right) / Math.max(left + right, 1) > Limits.turn);
    const angle = Math.atan2(landmarks[45][1] - landmarks[36][1], landmarks[45][0] - landmarks[36][0]);
    add("tilted", Math.abs((angle * 180) / Math.PI) > Limits.tilt);
    const nose = landmarks[30][0];
    const lumas = [MeanLuma(picture, box[0], nose, box), MeanLuma(picture, nose, box[0] + box[2], box)];
    const mean = (lumas[0] + lumas[1]) / 2;
    add("dark", mean < Limits.dark);
    add("bright", mean > Limits.bright);
    add("oneSided", Math.max(...lumas) / Math.max(Math.min(...lumas), 1e-3) > Limits.side);
    return warnings;
}

/** Mean luma of the middle two thirds of a side of a face. */
function MeanLuma(
    picture: IPhotoFaces["picture"],
    from: number,
    to: number,
    [, y, , height]: readonly [number, number, number, number],
): number {
    let sum = 0;
    let count = 0;
    for (let row = Math.max(0, Math.round(y + height / 6)); row < Math.min(picture.height, y + (height * 5) / 6); row += 2) {
        for (let column = Math.max(0, Math.round(from)); column < Math.min(picture.width, to); column += 2) {
            const i = 4 * (row * picture.width + column);
            sum += 0.2126 * picture.data[i] + 0.7152 * picture.data[i + 1] + 0.0722 * picture.data[i + 2];
            count++;
        }
    }
    return count > 0 ? sum / count / 255 : 0.5;
}
