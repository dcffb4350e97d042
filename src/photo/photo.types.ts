import { type IPicture } from "../face/picture.js";

/** A point in picture pixels, y down. */
export type Point2D = readonly [number, number];

/** A face that a detector found. */
export interface IDetectedFace {
    /** x, y, width, height in picture pixels. */
    readonly box: readonly [number, number, number, number];
    /** 0..1. */
    readonly score: number;
    /** The 68 points of the iBUG scheme (0-16 jaw, 17-26 brows, 27-35 nose, 36-47 eyes, 48-67 mouth), in picture pixels. */
    readonly landmarks: readonly Point2D[];
}

/** Finds the faces of a picture, with landmarks; `networks/` implements it. */
export interface IFaceDetector {
    /** Faces, largest first; empty when there is none. */
    detectAsync(picture: IPicture): Promise<IDetectedFace[]>;
    /**
     * Finds the landmarks of a face whose place is known, without searching for it.
     * @param picture a picture with the face
     * @param box about where it is: x, y, width, height in pixels
     * @returns the 68 landmarks in pixels
     */
    locateAsync(picture: IPicture, box: IDetectedFace["box"]): Promise<Point2D[]>;
}

/** A least-squares similarity transform: p -> scale * R(angle) * p + t, as [a, b, tx, ty] with x' = a x - b y + tx, y' = b x + a y + ty. */
export type SimilarityTransform = readonly [number, number, number, number];
