import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { CameraTimer } from "./cameraTimer.js";
import { CameraWatch } from "./cameraWatch.js";
import { CreateParagraph } from "./paragraph.js";
import { type PhotoColumn } from "./photoColumn.js";
import { type PhotoSession } from "./photoSession.js";
import { type IWidget } from "./screenContext.js";
import { SegmentedRow } from "./segmentedRow.js";
import { type TextLabel } from "./textLabel.js";
import { type ITwinMedia } from "./twinElements.js";

/** The least height of the camera's picture, what the texts under it take, and what stays free under it over the head, in ideal pixels. */
const LowestVideo = 150;
const TextsRoom = 200;
const KeptRoom = 76;

/**
 * The moving picture with an oval for the face, and the ways to take it: at once, after a count, or by itself. Where the page is low the picture lies
 * over the head.
 * @param column where it goes
 * @param session the way of the photo, in `camLive`
 * @param video the moving picture
 */
export function BuildLive(column: PhotoColumn, session: PhotoSession, video: HTMLVideoElement): void {
    const { context, room, isTall } = column;
    const { photo } = context.strings;
    const { size } = context.theme;
    const place = new Container("photo.video");
    if (isTall) {
        const under = size.control + size.primary + TextsRoom;
        place.heightInPixels = Math.round(Math.min(room.width * 0.75, Math.max(LowestVideo, room.height - under)));
        column.add(place);
    } else {
        context.coverHead(place, KeptRoom);
    }
    const media = context.twin.addMedia(place, video, photo.cameraPicture);
    column.widgets.push(media, place);
    column.addButton("photo.take", photo.take, { icon: "camera", kind: "primary", leads: true }, () => void session.takePictureAsync());
    const advice = CreateAdvice(column);
    const shutter = CreateShutter(column, session, media, advice);
    column.add(shutter.row.control, shutter, shutter.row);
    column.add(advice);
    column.addText("photo.mirrored", photo.mirrored, { muted: true });
}

/** What to do about what the camera sees; as high as the longest of what it may say. */
function CreateAdvice({ context, room }: PhotoColumn): TextLabel {
    const { fillOval, holdStill, warnings } = context.strings.photo;
    const create = (text: string): TextLabel => CreateParagraph(context, "photo.advice", { text, width: room.width, size: "small" });
    const advice = create(fillOval);
    advice.place = "top";
    advice.heightInPixels = Math.max(...[fillOval, holdStill, ...Object.values(warnings)].map((text) => create(text).linesHeight));
    return advice;
}

/** The count and the automatic. The automatic counts down once there is nothing to say against what it sees, and stops where there is again. */
function CreateShutter(
    { context, room }: PhotoColumn,
    session: PhotoSession,
    media: ITwinMedia,
    advice: TextLabel,
): IWidget & { readonly row: SegmentedRow<"timer" | "automatic"> } {
    const { photo } = context.strings;
    let isAutomatic = false;
    const advise = (text: string): void => {
        if (text !== advice.text) {
            advice.text = text;
            context.twin.announce(text);
        }
    };
    const show = (): void =>
        row.show(...(timer.isCounting && !isAutomatic ? ["timer" as const] : []), ...(isAutomatic ? ["automatic" as const] : []));
    const timer = new CameraTimer(
        (left) => {
            media.mark(left > 0 ? String(left) : "");
            if (left > 0) {
                context.twin.announce(String(left));
            }
        },
        () => void session.takePictureAsync(),
    );
    const watch = new CameraWatch({
        grab: () => session.camera.grab(),
        judgeAsync: async (picture) => await session.reader.judgeAsync(picture),
        onLook: (verdict) => {
            if (verdict === "good") {
                advise(photo.holdStill);
                timer.start();
            } else if (verdict !== undefined) {
                timer.stop();
                advise(verdict === null ? photo.fillOval : photo.warnings[verdict]);
            }
        },
        onError: (error) => {
            setAutomatic(false);
            session.complain(error);
        },
    });
    const setAutomatic = (on: boolean): void => {
        isAutomatic = on;
        timer.stop();
        watch[on ? "start" : "stop"]();
        advise(photo.fillOval);
        show();
    };
    const row = new SegmentedRow(context, {
        name: "photo.shutter",
        room: room.width,
        segments: [
            { id: "timer", label: photo.timer, icon: "timer" },
            { id: "automatic", label: photo.automatic, icon: "front" },
        ] as const,
        onChoose: (id) => {
            if (id === "automatic") {
                setAutomatic(!isAutomatic);
            } else {
                const counts = timer.isCounting && !isAutomatic;
                setAutomatic(false);
                if (!counts) {
                    timer.start();
                }
                show();
            }
        },
    });
    return {
        row,
        dispose: () => {
            watch.stop();
            timer.stop();
        },
    };
}
