import { type IPicture } from "../face/picture.js";
import { LumaOf } from "../face/srgb.js";
import { AlignPicture } from "./alignPicture.js";
import { GetEyes } from "./markEyes.js";
import { type IDetectedFace, type Point2D, type SimilarityTransform } from "./photo.types.js";
import { ApplySimilarity, FitSimilarity } from "./similarity.js";

/** Side of a probe in pixels. */
export const ProbeSize = 128;

/** Distance of the eyes' centres in a probe, pixels. */
export const ProbeEyeDistance = 40;

/** Row of the eyes in a probe: the chin of most faces is just inside. */
export const ProbeEyeRow = 44;

/** Where the eyes' centres stand in a probe, image left first. */
const ProbeEyes: readonly Point2D[] = [
    [(ProbeSize - ProbeEyeDistance) / 2, ProbeEyeRow],
    [(ProbeSize + ProbeEyeDistance) / 2, ProbeEyeRow],
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

/** Rec. 709 luma of the encoded values, 0..1, one a pixel. */
function PictureLuma({ data, width, height }: IPicture): Float32Array {
    return Float32Array.from({ length: width * height }, (_, i) => LumaOf(data[4 * i], data[4 * i + 1], data[4 * i + 2]) / 255);
}

/**
 * Brings a face upright and to one size, so that it can be measured.
 * @param picture the photo
 * @param face the face in it, with its 68 landmarks
 * @returns the probe
 */
export function ProbeFace(picture: IPicture, { landmarks }: IDetectedFace): IFaceProbe {
    const eyes = GetEyes(landmarks);
    const transform = FitSimilarity(eyes, ProbeEyes);
    const placed = landmarks.map((point) => ApplySimilarity(transform, point));
    const outline = [...placed.slice(0, 17), ...placed.slice(17, 27).reverse()];
    const inside = new Uint8Array(ProbeSize * ProbeSize).map((_, i) =>
        Number(IsInside(outline, (i % ProbeSize) + 0.5, Math.floor(i / ProbeSize) + 0.5)),
    );
    return {
        luma: PictureLuma(AlignPicture(picture, transform, ProbeSize)),
        inside,
        landmarks: placed,
        eyeDistance: Math.hypot(eyes[1][0] - eyes[0][0], eyes[1][1] - eyes[0][1]),
        transform,
    };
}
