import { type IPicture } from "../face/picture.js";
import { type IFitPhoto } from "../fitting/fit.types.js";
import { AlignPhoto } from "../photo/alignPhoto.js";
import { ChooseFace } from "../photo/chooseFace.js";
import { MarkEyes } from "../photo/markEyes.js";
import { type IDetectedFace, type Point2D } from "../photo/photo.types.js";
import { AssessPhoto } from "../photo/photoQuality.js";
import { type IFaceChoice } from "./photoFit.types.js";

/** A photo and its face, if one was found. */
export interface IChosenFace extends Pick<IFaceChoice, "eyes"> {
    readonly picture: IPicture;
    readonly face?: IDetectedFace;
    readonly warnings: readonly string[];
}

/** A photo that is ready to be fitted. */
export interface IAlignedSource {
    readonly fitted: IFitPhoto;
    readonly warnings: readonly string[];
}

/**
 * Chooses the face of a photo.
 * @param picture the decoded photo
 * @param faces its faces
 * @param choice which one, and where its eyes are if the player says it
 * @returns the face; none where the player marked eyes on a photo in which none was found
 * @throws FaceCreatorError E_NO_FACE, E_MULTIPLE_FACES, E_FACE_SMALL
 */
export function ChooseAlignable(picture: IPicture, faces: readonly IDetectedFace[], { eyes, faceIndex }: IFaceChoice): IChosenFace {
    const { face, warnings = [] } = eyes && faces.length === 0 ? {} : ChooseFace([...faces], faceIndex);
    return { picture, face, eyes, warnings };
}

/**
 * Brings a face into the photo-booth frame. The more there is to say against its photo, the less it counts beside others.
 * @param chosen the photo and its face
 * @param template the landmarks of the average face, in photo-booth pixels at 512
 * @returns the photo, ready to be fitted
 */
export function AlignChosen({ picture, face, eyes, warnings }: IChosenFace, template: readonly Point2D[]): IAlignedSource {
    const found: IDetectedFace = face ?? { box: [0, 0, 0, 0], score: 0, landmarks: template };
    const marked = eyes ? MarkEyes(eyes, found.landmarks) : found;
    const { photo, landmarks } = AlignPhoto(picture, marked, template);
    const { uncertain, warnings: faults } = AssessPhoto(picture, marked);
    const all = [...warnings, ...faults];
    return { fitted: { photo, landmarks, weight: 1 / (1 + all.length), uncertain }, warnings: all };
}
