import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { type PhotoColumn } from "./photoColumn.js";
import { type PhotoSession } from "./photoSession.js";

/** The least height of the camera's picture in ideal pixels, and what the texts under it take. */
const LowestVideo = 150;
const TextsRoom = 130;

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
        column.addButton(
            "photo.start",
            photo.startCamera,
            { icon: "camera", kind: "primary", leads: true },
            () => void session.startCameraAsync(),
        );
    }
    column.addButton("photo.back", back, {}, () => session.back());
}

/** The moving picture with an oval for the face. On low canvases the button stays in view under it. */
function BuildLive(column: PhotoColumn, session: PhotoSession, video: HTMLVideoElement): void {
    const { context, room, isTall } = column;
    const { photo } = context.strings;
    const { size } = context.theme;
    const place = new Container("photo.video");
    const under = size.control + size.primary + (isTall ? TextsRoom : 0);
    place.heightInPixels = Math.round(Math.min(room.width * 0.75, Math.max(LowestVideo, room.height - under)));
    column.add(place, context.twin.addMedia(place, video, photo.cameraPicture));
    column.addButton("photo.take", photo.take, { icon: "camera", kind: "primary", leads: true }, () => void session.takePictureAsync());
    column.addIconText("front", photo.fillOval, { size: "small" });
    column.addText("photo.mirror", photo.mirrored, { muted: true });
}
