import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IDetectedFace } from "./photo.types.js";

/** Smaller faces (shorter side of the box, pixels) are refused. */
export const FaceSizeRefused = 80;

/** Smaller faces (shorter side of the box, pixels) are warned about. */
export const FaceSizeWarned = 160;

/** A face is taken without asking when every other one is smaller than this part of it. */
export const ClearlyLargest = 0.6;

/** The face that a fit takes. */
export interface IChosenFace {
    readonly face: IDetectedFace;
    /** Position of the face in the list. */
    readonly index: number;
    readonly warnings: readonly string[];
}

function FaceSize(face: IDetectedFace): number {
    return Math.min(face.box[2], face.box[3]);
}

/**
 * The face with an index, whatever its size.
 * @param faces the faces found, largest first
 * @param index which one; default the largest
 * @returns the face
 * @throws FaceCreatorError E_NO_FACE, E_ARGUMENT (no such index)
 */
export function PickFace(faces: readonly IDetectedFace[], index = 0): IDetectedFace {
    if (faces.length === 0) {
        throw new FaceCreatorError(
            "E_NO_FACE",
            "no face in the photo",
            "0 faces",
            "take a sharp photo from the front, with the whole head in it",
        );
    }
    if (!faces[index]) {
        throw new FaceCreatorError("E_ARGUMENT", "no such face", String(index), `pass an index from 0 to ${faces.length - 1}`);
    }
    return faces[index];
}

/**
 * Chooses the face of a photo.
 * @param faces the faces found
 * @param index which to take; without it the largest, if it is clearly the largest
 * @returns the face with what the player should be told
 * @throws FaceCreatorError E_NO_FACE, E_MULTIPLE_FACES (faces of similar size and no index), E_FACE_SMALL, E_ARGUMENT (no such index)
 */
export function ChooseFace(faces: readonly IDetectedFace[], index?: number): IChosenFace {
    PickFace(faces, index);
    const warnings: string[] = [];
    let chosen = index ?? 0;
    if (index === undefined) {
        faces.forEach((face, i) => {
            if (FaceSize(face) > FaceSize(faces[chosen])) {
                chosen = i;
            }
        });
        const rivals = faces.filter((face, i) => i !== chosen && FaceSize(face) >= ClearlyLargest * FaceSize(faces[chosen]));
        if (rivals.length > 0) {
            throw new FaceCreatorError(
                "E_MULTIPLE_FACES",
                "several faces in the photo",
                `${faces.length} faces`,
                "say which one by its index, or crop the photo",
            );
        }
        if (faces.length > 1) {
            warnings.push(`The photo shows ${faces.length} faces; the largest was taken.`);
        }
    }
    const size = Math.round(FaceSize(faces[chosen]));
    if (size < FaceSizeRefused) {
        throw new FaceCreatorError(
            "E_FACE_SMALL",
            "the face is too small",
            `${size} px`,
            `use a photo in which it is at least ${FaceSizeRefused} px, better ${FaceSizeWarned} px`,
        );
    }
    if (size < FaceSizeWarned) {
        warnings.push(`The face is small (${size} px); from ${FaceSizeWarned} px on the result is better.`);
    }
    return { face: faces[chosen], index: chosen, warnings };
}
