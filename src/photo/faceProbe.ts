import { type IPicture } from "../face/picture.js";
import { AlignPicture } from "./alignPicture.js";
import { type IDetectedFace, type Point2D, type SimilarityTransform } from "./photo.types.js";
import { ApplySimilarity, FitSimilarity, ScaleSimilarity } from "./similarity.js";
import { LumaOf } from "../face/srgb.js";

/** Side of a probe in pixels. */
export const ProbeSize = 128;

/** Distance of the eyes' centres in a probe, pixels. */
export const ProbeEyeDistance = 40;

/** Where the eyes' centres stand in a probe, image left first: the chin of most faces is just inside. */
const ProbeEyes: readonly Point2D[] = [
    [(ProbeSize - ProbeEyeDistance) / 2, 44],
    [(ProbeSize + ProbeEyeDistance) / 2, 44],
];

/** A face of a photo, upright and small, to be measured. */
export interface IFaceProbe {
    /** Rec. 709 luma of the encoded values, 0..1, ProbeSize * ProbeSize. */
    readonly luma: Float32Array;
    /** 1 in the outline of jaw and brows. */
    readonly inside: Uint8Array;
    /** The face's landmarks in probe pixels. */
    readonly landmarks: readonly Point2D[];
    /** Distance of the eyes' centres in the photo, in its pixels. */
    readonly eyeDistance: number;
    /** From photo pixels to probe pixels. */
    readonly transform: SimilarityTransform;
}

function Mean(points: readonly Point2D[]): Point2D {
    return [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length) as unknown as Point2D;
}

/** Whether a point lies in a polygon: an odd number of edges to its right. */
function IsInside(polygon: readonly Point2D[], x: number, y: number): boolean {
    let inside = false;
    for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
        const [[ax, ay], [bx, by]] = [polygon[i], polygon[j]];
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) {
            inside = !inside;
        }
    }
    return inside;
}

/**
 * Rec. 709 luma of a picture.
 * @param picture the picture
 * @returns encoded values, 0..1, one a pixel
 */
export function PictureLuma({ data, width, height }: IPicture): Float32Array {
    return Float32Array.from({ length: width * height }, (_, i) => {
        return LumaOf(data[4 * i], data[4 * i + 1], data[4 * i + 2]) / 255;
    });
}

/**
 * Brings a face upright and to one size, so that it can be measured.
 * @param picture the photo
 * @param face the face in it, with its 68 landmarks
 * @param scale factor on the probe's size and eye distance. Default 1
 * @returns the probe
 */
export function ProbeFace(picture: IPicture, { landmarks }: IDetectedFace, scale = 1): IFaceProbe {
    const eyes = [Mean(landmarks.slice(36, 42)), Mean(landmarks.slice(42, 48))];
    const transform = ScaleSimilarity(FitSimilarity(eyes, ProbeEyes), scale);
    const size = Math.round(ProbeSize * scale);
    const placed = landmarks.map((point) => ApplySimilarity(transform, point));
    const outline = [...placed.slice(0, 17), ...placed.slice(17, 27).reverse()];
    const inside = new Uint8Array(size * size).map((_, i) => Number(IsInside(outline, (i % size) + 0.5, Math.floor(i / size) + 0.5)));
    return {
        luma: PictureLuma(AlignPicture(picture, transform, size)),
        inside,
        landmarks: placed,
        eyeDistance: Math.hypot(eyes[1][0] - eyes[0][0], eyes[1][1] - eyes[0][1]),
        transform,
    };
}
