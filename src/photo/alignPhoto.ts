import { BoothFrame } from "../face/boothFrame.js";
import { type IPicture } from "../face/picture.js";
import { AlignPicture } from "./alignPicture.js";
import { type IDetectedFace, type Point2D, type SimilarityTransform } from "./photo.types.js";
import { ApplySimilarity, FitSimilarity, ScaleSimilarity } from "./similarity.js";

/** A photo in the photo-booth frame. */
export interface IAlignedPhoto {
    /** The square picture. */
    readonly photo: IPicture;
    /** The face's landmarks in photo-booth pixels at 512. */
    readonly landmarks: readonly Point2D[];
    /** From photo pixels to photo-booth pixels at 512. */
    readonly transform: SimilarityTransform;
}

/**
 * Brings a face into the photo-booth frame, by the least-squares similarity of its landmarks to the alignment template.
 * @param picture the photo
 * @param face the face in it
 * @param template the landmarks that the same detector finds on the engine's picture of the average face, in photo-booth pixels at 512
 * @param size side of the aligned picture in pixels
 * @returns the aligned photo with its landmarks
 */
export function AlignPhoto(picture: IPicture, face: IDetectedFace, template: readonly Point2D[], size = 256): IAlignedPhoto {
    const transform = FitSimilarity(face.landmarks, template);
    return {
        photo: AlignPicture(picture, ScaleSimilarity(transform, size / BoothFrame.size), size),
        landmarks: face.landmarks.map((point) => ApplySimilarity(transform, point)),
        transform,
    };
}
