import { type IconName } from "./icons.js";
import { type PhotoColumn } from "./photoColumn.js";
import { BuildLive } from "./photoLive.js";
import { type PhotoSession } from "./photoSession.js";

/** How to look, light, face, hair and glasses. */
const Guidance: readonly IconName[] = ["front", "light", "neutral", "glasses"];

/**
 * The camera: what it is for, the browser's question, and its picture with the button that takes it.
 * @param column where it goes
 * @param session the way of the photo, in `camPrimer`, `camRequest` or `camLive`
 */
export function BuildCamera(column: PhotoColumn, session: PhotoSession): void {
    const { photo, back } = column.context.strings;
    const { video } = session.camera;
    if (session.step === "camLive" && video) {
        BuildLive(column, session, video);
    } else if (session.step === "camRequest") {
        column.addIconText("camera", photo.allowCamera, { boxed: true });
    } else {
        column.addText("photo.primer", photo.primer);
        if (column.isTall) {
            AddGuidance(column);
        }
        column.addButton(
            "photo.start",
            photo.startCamera,
            { icon: "camera", kind: "primary", leads: true },
            () => void session.startCameraAsync(),
        );
    }
    column.addButton("photo.back", back, {}, () => session.back());
    if (session.step === "camRequest" || (session.step === "camPrimer" && !column.isTall)) {
        AddGuidance(column);
    }
}

/**
 * What makes a good photo, in pictograms and words.
 * @param column where it goes
 */
export function AddGuidance(column: PhotoColumn): void {
    const { guidance } = column.context.strings.photo;
    Guidance.forEach((icon, i) => column.addIconText(icon, guidance[i], { size: "small" }));
}
