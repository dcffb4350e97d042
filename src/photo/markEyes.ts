import { type IDetectedFace, type Point2D } from "./photo.types.js";
import { ApplySimilarity, FitSimilarity } from "./similarity.js";

/** The middles of the two eyes: the one on the left of the picture first, in picture pixels. */
export type EyePoints = readonly [Point2D, Point2D];

/** First of the six landmarks of each eye. */
const EyeStarts = [36, 42] as const;

/**
 * Where the eyes of landmarks are.
 * @param landmarks the 68 points of the iBUG scheme
 * @returns the middles of the eyes
 */
export function GetEyes(landmarks: readonly Point2D[]): EyePoints {
    const middle = (start: number): Point2D => {
        const points = landmarks.slice(start, start + 6);
        return [points.reduce((sum, [x]) => sum + x, 0) / 6, points.reduce((sum, [, y]) => sum + y, 0) / 6];
    };
    return [middle(EyeStarts[0]), middle(EyeStarts[1])];
}

/**
 * A face whose eyes somebody marked: its landmarks turned, scaled and moved so that its eyes lie there.
 * @param eyes the marked eyes; they differ
 * @param landmarks of the face found, or of any face that looks into the camera where none was found
 * @returns the face; its box holds the landmarks, its score is 1
 * @throws FaceCreatorError E_ARGUMENT if both eyes are at one place
 */
export function MarkEyes(eyes: EyePoints, landmarks: readonly Point2D[]): IDetectedFace {
    // From the marks, so that two marks at one place are refused
    FitSimilarity(eyes, eyes);
    const transform = FitSimilarity(GetEyes(landmarks), eyes);
    const moved = landmarks.map((point) => ApplySimilarity(transform, point));
    const [xs, ys] = [moved.map(([x]) => x), moved.map(([, y]) => y)];
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    return { box: [left, top, Math.max(...xs) - left, Math.max(...ys) - top], score: 1, landmarks: moved };
}
