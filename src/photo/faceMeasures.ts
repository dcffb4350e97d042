import { type IPicture } from "../face/picture.js";
import { SrgbToLinear } from "../face/srgb.js";
import { type IFaceProbe, ProbeEyeDistance, ProbeEyeRow, ProbeFace, ProbeSize } from "./faceProbe.js";
import { MeasureGlasses } from "./glassesMeasure.js";
import { EstimatePose, type IPhotoPose } from "./headPose.js";
import { type IDetectedFace } from "./photo.types.js";
import { ApplySimilarity, InvertSimilarity } from "./similarity.js";

/** What is measured on a face in a photo; the verdicts rest on it. Lumas are Rec. 709, of the encoded values, 0..1, inside the outline of jaw and brows. */
export interface IFaceMeasures {
    /** Distance of the eyes' centres in pixels of the photo. */
    readonly eyeDistance: number;
    /** Degrees. */
    readonly pose: IPhotoPose;
    /** The luma that a twentieth of the face exceeds: highlights, which well-lit faces of every skin colour have. */
    readonly highlight: number;
    /** Share of the face that is as good as white. */
    readonly clipped: number;
    /** How many times as much light the brighter half of the face sends as the other, linear. */
    readonly sides: number;
    /** Standard deviation of the Laplacian of the luma over that of the luma, where the eyes are 40 pixels apart: small when blurred. */
    readonly sharpness: number;
    /** Width of the mouth, in distances of the eyes. */
    readonly mouthWidth: number;
    /** Gap between the lips, in distances of the eyes. */
    readonly mouthGap: number;
    /** How far the corners of the mouth stand below the base of the nose, in distances of the eyes: not from the lips, whose fullness differs. */
    readonly mouthCorners: number;
    /** How much the face looks as if it wore glasses, see {@link MeasureGlasses}: 0.1 without, 0.7 with in the median. */
    readonly glasses: number;
    /** How far the head (hairline to chin, ear to ear) reaches beyond the photo, in distances of the eyes; 0 or less where all of it is in the photo. */
    readonly cutOff: number;
}

/** Luma from which on a pixel counts as white. */
const White = 0.97;

/** The head around the eyes' midpoint, in distances of the eyes: half its width, up to the hairline, down to the chin. */
const HeadReach = { side: 1.2, up: 1.15, down: 1.9 } as const;

/** Mean linear light of the halves of the face, divided by the line from between the brows to the chin. */
function MeasureSides({ luma, inside, landmarks }: IFaceProbe): number {
    const [[topX, topY], [chinX, chinY]] = [landmarks[27], landmarks[8]];
    const sums = [0, 0];
    const counts = [0, 0];
    inside.forEach((is, i) => {
        if (is) {
            const [x, y] = [i % ProbeSize, Math.floor(i / ProbeSize)];
            const half = x < topX + ((chinX - topX) * (y - topY)) / Math.max(chinY - topY, 1) ? 0 : 1;
            sums[half] += SrgbToLinear(luma[i]);
            counts[half]++;
        }
    });
    const means = sums.map((sum, half) => Math.max(sum / Math.max(counts[half], 1), 1e-3));
    return Math.max(...means) / Math.min(...means);
}

/** Variance of the luma in the face, and mean square of its Laplacian. */
function MeasureContrast({ luma, inside }: IFaceProbe): { readonly variance: number; readonly edges: number } {
    let [count, sum, squares, edges] = [0, 0, 0, 0];
    for (let i = ProbeSize; i < luma.length - ProbeSize; i++) {
        if (inside[i]) {
            count++;
            sum += luma[i];
            squares += luma[i] ** 2;
            edges += (4 * luma[i] - luma[i - 1] - luma[i + 1] - luma[i - ProbeSize] - luma[i + ProbeSize]) ** 2;
        }
    }
    count = Math.max(count, 1);
    return { variance: Math.max(squares / count - (sum / count) ** 2, 1e-5), edges: edges / count };
}

/** How far the head reaches beyond the edges of the photo. */
function MeasureCutOff({ width, height }: IPicture, { transform, eyeDistance }: IFaceProbe): number {
    const inverse = InvertSimilarity(transform);
    const { side, up, down } = HeadReach;
    const beyond = [
        [-side, 0],
        [side, 0],
        [0, -up],
        [0, down],
    ].map(([u, v]) => {
        const [x, y] = ApplySimilarity(inverse, [ProbeSize / 2 + u * ProbeEyeDistance, ProbeEyeRow + v * ProbeEyeDistance]);
        return Math.max(-x, -y, x - width, y - height);
    });
    return Math.max(...beyond) / eyeDistance;
}

/**
 * Measures size, pose, light, sharpness, glasses, mouth and framing of a face.
 * @param picture the photo
 * @param face the face in it, with its 68 landmarks
 * @returns the measures; a few milliseconds
 */
export function MeasureFace(picture: IPicture, face: IDetectedFace): IFaceMeasures {
    const probe = ProbeFace(picture, face);
    const lumas = probe.luma.filter((_, i) => probe.inside[i]).sort();
    const { landmarks } = probe;
    const { variance, edges } = MeasureContrast(probe);
    const y = (...points: number[]): number => points.reduce((sum, i) => sum + landmarks[i][1], 0) / points.length;
    return {
        eyeDistance: probe.eyeDistance,
        pose: EstimatePose(face.landmarks),
        highlight: lumas[Math.floor(0.95 * lumas.length)] ?? 0,
        clipped: lumas.filter((value) => value >= White).length / Math.max(lumas.length, 1),
        sides: MeasureSides(probe),
        sharpness: Math.sqrt(edges / variance),
        mouthWidth: Math.hypot(landmarks[54][0] - landmarks[48][0], landmarks[54][1] - landmarks[48][1]) / ProbeEyeDistance,
        mouthGap: (y(65, 66, 67) - y(61, 62, 63)) / ProbeEyeDistance,
        mouthCorners: (y(48, 54) - y(33)) / ProbeEyeDistance,
        glasses: MeasureGlasses(probe, Math.sqrt(variance)),
        cutOff: MeasureCutOff(picture, probe),
    };
}
