import { type IFitResult } from "../faceCreator/photoFit.types.js";
import { type PhotoSession } from "./photoSession.js";
import { type IScreenStrings } from "./strings.js";

/**
 * What a screen reader says when a face was made from photos.
 * @param strings texts of the screen
 * @param session the way of the photos, in `result`
 * @returns that it is there, how well the photos were met, and from how many it was made
 */
export function DescribeResult({ fitted: text, photo }: IScreenStrings, { fitting, photos }: PhotoSession): string {
    const count = photos.photos.length;
    const grade = fitting.fitted ? ` ${photo.grades[fitting.fitted.report.grade].title}` : "";
    return `${text}${grade}${count > 1 ? `. ${photo.fromPhotos.replace("{n}", String(count))}` : ""}`;
}

/**
 * What the photos do not show, and is therefore not sure.
 * @param strings texts of the screen
 * @param report what the fit found
 * @returns the regions by name, and what no photo shows
 */
export function DescribeUncertain({ photo }: IScreenStrings, { uncertain }: Pick<IFitResult, "uncertain">): string {
    const names = uncertain.map((part) => photo.parts[part]);
    return names.length > 0 ? photo.unseen.replace("{n}", names.join(", ")) : photo.uncertain;
}
