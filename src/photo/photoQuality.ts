import { type IPicture } from "../face/picture.js";
import { type IDetectedFace } from "./photo.types.js";
import { JudgePhoto } from "./photoVerdicts.js";

/**
 * What the player should know about a photo before it is fitted, beside its size, which `ChooseFace` tells.
 * @param picture the photo
 * @param face the face in it
 * @returns warnings, empty for a good photo
 */
export function AssessPhoto(picture: IPicture, face: IDetectedFace): string[] {
    return JudgePhoto(picture, face)
        .filter(({ code }) => code !== "W_SMALL")
        .map(({ message }) => message);
}
