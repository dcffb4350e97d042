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
                BuildConsent(column, options);
            } else {
                BuildSource(column, options);
            }
            return column.content;
        },
    };
}

/** What the game asks before photos are offered. */
function BuildConsent(column: PhotoColumn, options: IPhotoPageOptions): void {
    const { session } = options;
    const { photo } = column.context.strings;
    const { text = "", accept = photo.accept } = session.consent ?? {};
    column.addText("photo.consent", text);
    column.addButton("photo.accept", accept, { icon: "check", kind: "primary", leads: true }, () => session.accept());
    column.addIconText("lock", photo.privacy, { size: "small", boxed: true });
    AddWays(column, options, false);
}

/** The ways to begin, what photos are used for, and how good ones look. */
function BuildSource(column: PhotoColumn, options: IPhotoPageOptions): void {
    const { context } = column;
    const { session } = options;
    const { photo } = context.strings;
    AddWays(column, options, true);
    if (session.reader.refused.length > 1) {
        CreateRefused(context, session.reader.refused, column.room.width).forEach((control) => column.add(control));
    }
    if (session.reader.faceless) {
        column.addButton("photo.mark", photo.markEyes, { icon: "front" }, () => session.markEyes());
    }
    if (column.isTall) {
        column.add(CreateDropZone(context, column.room.width));
    } else {
        column.addIconText("lock", photo.privacy, { size: "small" });
    }
    column.add(CreateHeading(context, "photo.tips", photo.tips, column.room.width));
    AddGuidance(column);
    column.addText("photo.limits", photo.limits, { muted: true });
}

/** Height of a way to begin where there is much room and where there is little, in ideal pixels. */
const TileHeight = 88;
const LowTileHeight = 72;

/** The ways to begin, of equal weight: with a photo, where that is offered, and without one. */
function AddWays(column: PhotoColumn, { session, onFile, onPage, onRandom }: IPhotoPageOptions, hasPhotos: boolean): void {
    const { context, room, isTall } = column;
    const { photo } = context.strings;
    const act = {
        choose: onFile,
        camera: () => session.offerCamera(),
        presets: () => onPage("presets"),
        random: onRandom,
    } as const;
    // Large labels need the width, and one under the other they have room for their icons.
    const look = { iconAbove: isTall || !context.isLarge };
    const ways = new SegmentedRow<keyof typeof act>(context, {
        name: "photo.ways",
        room: room.width,
        columns: 2,
        gap: context.theme.space.s,
        height: isTall ? TileHeight : context.isLarge ? undefined : LowTileHeight,
        segments: [
            ...(hasPhotos
                ? ([
                      { id: "choose", label: photo.choose, icon: "photo", leads: true, opensFile: true, ...look },
                      { id: "camera", label: photo.useCamera, icon: "camera", ...look },
                  ] as const)
                : []),
            { id: "presets", label: photo.preset, icon: "preset", ...look },
            { id: "random", label: photo.random, icon: "dice", ...look },
        ],
        choices: false,
        onChoose: (id) => act[id](),
    });
    column.add(ways.control, ways);
}
