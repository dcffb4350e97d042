import { type IFace } from "../face/face.types.js";
import { type IPicture } from "../face/picture.js";
import { CreateDropZone } from "./dropZone.js";
import { type FaceEditor } from "./faceEditor.js";
import { type IPage, type PageId } from "./page.types.js";
import { CreateHeading } from "./paragraph.js";
import { BuildAdjust, BuildFitting } from "./photoAdjust.js";
import { IsAtCamera } from "./photoCamera.js";
import { AddGuidance, BuildCamera } from "./photoCameraPage.js";
import { PhotoColumn } from "./photoColumn.js";
import { BuildResult } from "./photoResult.js";
import { type PhotoSession } from "./photoSession.js";
import { CreateRefused } from "./refusedPhotos.js";
import { type IScreenContext } from "./screenContext.js";
import { SegmentedRow } from "./segmentedRow.js";

/** What the photo page works with. */
export interface IPhotoPageOptions {
    readonly context: IScreenContext;
    readonly session: PhotoSession;
    readonly editor: FaceEditor;
    /** Draws a face as the photo booth sees it. */
    readonly drawAsync: (face: IFace) => Promise<IPicture | null>;
    /** Opens the file dialog; called within the player's own action. */
    readonly onFile: () => void;
    /** Leaves the photo for another page. */
    readonly onPage: (id: PageId) => void;
    /** Throws the dice for the whole face. */
    readonly onRandom: () => void;
}

/**
 * The page of the photo; what it shows follows the session's step.
 * @param options what it works with
 * @returns the page
 */
export function CreatePhotoPage(options: IPhotoPageOptions): IPage {
    const { context, session } = options;
    return {
        id: "photo",
        title: context.strings.photo.title,
        icon: "photo",
        part: () => `${session.step} ${session.photos.index}`,
        build: (stack, _width, room) => {
            const column = new PhotoColumn(context, stack, room);
            const { step } = session;
            if (step === "result") {
                BuildResult(column, options);
            } else if (step === "adjusting" || (step === "detecting" && !session.photos.isEmpty)) {
                BuildAdjust(column, options);
            } else if (step === "fitting") {
                BuildFitting(column, session);
            } else if (IsAtCamera(step)) {
                BuildCamera(column, session);
            } else if (session.consent) {
                BuildConsent(column, session);
            } else {
                BuildSource(column, options);
            }
            return column.content;
        },
    };
}

/** What the game asks before photos are offered. */
function BuildConsent(column: PhotoColumn, session: PhotoSession): void {
    const { photo } = column.context.strings;
    const { text = "", accept = photo.accept } = session.consent ?? {};
    column.addText("photo.consent", text);
    column.addButton("photo.accept", accept, { icon: "check", kind: "primary", leads: true }, () => session.accept());
    column.addIconText("lock", photo.privacy, { size: "small", boxed: true });
}

/** Where photos come from, what they are used for, and how good ones look. */
function BuildSource(column: PhotoColumn, options: IPhotoPageOptions): void {
    const { context } = column;
    const { session, onFile } = options;
    const { photo } = context.strings;
    const zone = CreateDropZone(context, {
        width: column.room.width,
        tall: column.isTall,
        onFile,
        onCamera: () => session.offerCamera(),
    });
    column.add(zone.control, zone);
    if (session.reader.refused.length > 1) {
        CreateRefused(context, session.reader.refused, column.room.width).forEach((control) => column.add(control));
    }
    if (session.reader.faceless) {
        column.addButton("photo.mark", photo.markEyes, { icon: "front" }, () => session.markEyes());
    }
    AddOthers(column, options);
    if (!column.isTall) {
        column.addIconText("lock", photo.privacy, { size: "small" });
    }
    column.add(CreateHeading(context, "photo.tips", photo.tips, column.room.width));
    AddGuidance(column);
    column.addText("photo.limits", photo.limits, { muted: true });
}

/** The ways without a photo, of equal weight. */
function AddOthers(column: PhotoColumn, { onPage, onRandom }: IPhotoPageOptions): void {
    const { photo } = column.context.strings;
    const row = new SegmentedRow(column.context, {
        name: "photo.others",
        room: column.room.width,
        segments: [
            { id: "presets", label: photo.preset, icon: "preset" },
            { id: "random", label: photo.random, icon: "dice" },
        ] as const,
        choices: false,
        onChoose: (id) => (id === "random" ? onRandom() : onPage(id)),
    });
    column.add(row.control, row);
}
