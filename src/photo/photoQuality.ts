import { type IPicture } from "../face/picture.js";
import { AlignPicture } from "./alignPicture.js";
import { type IDetectedFace, type Point2D } from "./photo.types.js";

/** Measures of a photographed face, on which the warnings rest. */
export interface IPhotoQuality {
    /** Mean Rec. 709 luma of the encoded values in the face's box, 0..1. */
    readonly luma: number;
    /** Standard deviation of the Laplacian of the luma, of the face scaled to 128 px, over the standard deviation of the luma: small when blurred. */
    readonly sharpness: number;
    /** How much nearer the nose is to one side of the jaw, -1..1: 0 from the front, the sign is that of the picture's x. */
    readonly turn: number;
}

/** Limits of the warnings. Studio portraits measure 0.24 to 0.39 in sharpness, and 0.06 when blurred by 2 % of the face's height. */
export const PhotoQualityLimits = { dark: 0.2, bright: 0.85, sharpness: 0.08, turn: 0.3 } as const;

const ProbeSize = 128;

function Distance(a: Point2D, b: Point2D): number {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/**
 * Measures light, sharpness and turn of a face.
 * @param picture the photo
 * @param face the face in it
 * @returns the measures
 */
export function MeasurePhotoQuality(picture: IPicture, face: IDetectedFace): IPhotoQuality {
    const [x, y, width, height] = face.box;
    const scale = ProbeSize / Math.max(width, height);
    const probe = AlignPicture(
        picture,
        [scale, 0, -scale * (x + width / 2) + ProbeSize / 2, -scale * (y + height / 2) + ProbeSize / 2],
        ProbeSize,
    );
    const luma = new Float64Array(ProbeSize * ProbeSize);
    for (let i = 0; i < luma.length; i++) {
        luma[i] = (0.2126 * probe.data[4 * i] + 0.7152 * probe.data[4 * i + 1] + 0.0722 * probe.data[4 * i + 2]) / 255;
    }
    const mean = luma.reduce((sum, value) => sum + value, 0) / luma.length;
    const variance = luma.reduce((sum, value) => sum + (value - mean) ** 2, 0) / luma.length;
    let edges = 0;
    for (let j = 1; j < ProbeSize - 1; j++) {
        for (let i = 1; i < ProbeSize - 1; i++) {
            const k = j * ProbeSize + i;
            edges += (4 * luma[k] - luma[k - 1] - luma[k + 1] - luma[k - ProbeSize] - luma[k + ProbeSize]) ** 2;
        }
    }
    const left = Distance(face.landmarks[30], face.landmarks[2]);
    const right = Distance(face.landmarks[30], face.landmarks[14]);
    return {
        luma: mean,
        sharpness: Math.sqrt(edges / (ProbeSize - 2) ** 2 / Math.max(variance, 1e-6)),
        turn: (left - right) / Math.max(left + right, 1e-6),
    };
}

/**
 * What the player should know about a photo before it is fitted.
 * @param picture the photo
 * @param face the face in it
 * @returns warnings, empty for a good photo
 */
export function AssessPhoto(picture: IPicture, face: IDetectedFace): string[] {
    const { luma, sharpness, turn } = MeasurePhotoQuality(picture, face);
    const warnings: string[] = [];
    if (luma < PhotoQualityLimits.dark) {
        warnings.push("The photo is dark; more light gives truer colours.");
    }
    if (luma > PhotoQualityLimits.bright) {
        warnings.push("The photo is overexposed; less light gives truer colours.");
    }
    if (sharpness < PhotoQualityLimits.sharpness) {
        warnings.push("The photo is blurred; a sharp one gives a better likeness.");
    }
    if (Math.abs(turn) > PhotoQualityLimits.turn) {
        warnings.push("The face is turned away; a photo from the front gives a better likeness.");
    }
    return warnings;
}
