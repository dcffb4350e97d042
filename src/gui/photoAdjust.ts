import { type Control } from "@babylonjs/gui/2D/controls/control.js";
import { type PhotoVerdictCode } from "../faceCreator/photoReading.js";
import { FacePreview } from "./facePreview.js";
import { type IconName } from "./icons.js";
import { CreateIconText, type IIconTextOptions } from "./iconText.js";
import { CreateParagraph } from "./paragraph.js";
import { CreateBeside } from "./photoBeside.js";
import { type PhotoColumn } from "./photoColumn.js";
import { type IPhotoPageOptions } from "./photoPage.js";
import { type PhotoSession } from "./photoSession.js";
import { type ISetPhoto } from "./photoSet.js";
import { PhotoStrip } from "./photoStrip.js";
import { CreateRefused } from "./refusedPhotos.js";
import { SegmentedRow } from "./segmentedRow.js";
import { StageList } from "./stageList.js";

/** Least height of a large photo, and the side of the photo where there is no room for one, in ideal pixels. */
const LeastPhoto = 190;
const SmallPhoto = 136;
/** What the stages of a fit take under the photo, in ideal pixels. */
const StagesRoom = 180;

/**
 * The photo that is looked at with its eyes, all photos, what should be known about them, and the way on.
 * @param column where it goes
 * @param options what the photo page works with; its session is in `adjusting`, or reads more photos
 */
export function BuildAdjust(column: PhotoColumn, options: IPhotoPageOptions): void {
    const { context, room, isTall } = column;
    const { session } = options;
    const { photos, reader } = session;
    const photo = photos.current;
    if (!photo) {
        return;
    }
    const { space, size } = context.theme;
    const { photo: strings } = context.strings;
    const isBeside = !isTall && !context.isLarge;
    const verdicts = CreateVerdicts(column, session, isBeside ? room.width - SmallPhoto - space.m : room.width);
    const text = photos.photos.length > 1 ? strings.samePerson : strings.moveEyes;
    // Whoever marks the eyes reads how to above it.
    const hints =
        photos.photos.length === 1 && IsUnfound(photo)
            ? []
            : [CreateParagraph(context, "photo.hint", { text, width: room.width, size: "small", muted: true })];
    const refused = CreateRefused(context, reader.refused, room.width);
    const buttons = size.primary + space.s + (reader.faceless ? 2 : 1) * (size.control + space.s);
    const under = HeightOf([...verdicts, ...hints, ...refused], space.s) + PhotoStrip.LargestSide + 2 * space.s + buttons;
    const preview = new FacePreview(context, {
        width: isTall ? room.width : SmallPhoto,
        height: isTall ? Math.min(room.width, Math.max(LeastPhoto, room.height - under)) : SmallPhoto,
        photo,
        onMove: (eyes) => {
            photos.moveEyes(eyes);
            strip.eyes = eyes;
        },
        onMirror: () => void session.mirrorAsync(),
    });
    column.add(isBeside ? CreateBeside(context, room.width, preview.control, verdicts) : preview.control, preview);
    if (!isTall) {
        AddMake(column, session);
    }
    if (!isTall && !isBeside) {
        verdicts.forEach((verdict) => column.add(verdict));
    }
    const strip = AddStrip(column, options);
    for (const control of [...(isTall ? [...hints, ...verdicts] : []), ...refused, ...(isTall ? [] : hints)]) {
        column.add(control);
    }
    if (reader.faceless) {
        column.addButton("photo.mark", strings.markEyes, { icon: "front" }, () => session.markEyes());
    }
    if (isTall) {
        AddMake(column, session);
    }
    AddGiveUp(column, session);
}

/**
 * The photo and the stages of the fit.
 * @param column where it goes
 * @param session the way of the photo, in `fitting`
 */
export function BuildFitting(column: PhotoColumn, session: PhotoSession): void {
    const { context, room, isTall } = column;
    const photo = session.photos.photos[0];
    if (photo && isTall) {
        const preview = new FacePreview(context, { width: room.width, height: Math.min(room.width, room.height - StagesRoom), photo });
        column.add(preview.control, preview);
    }
    const stages = new StageList(context, session, room.width);
    column.add(stages.control, stages);
}

/** Pictograms of what should be known about a photo. */
const WarningIcons: Readonly<Record<PhotoVerdictCode, IconName>> = {
    W_SMALL: "zoom",
    W_CUT: "front",
    W_YAW: "threequarter",
    W_PITCH: "profile",
    W_DARK: "light",
    W_GLARE: "light",
    W_SIDE: "light",
    W_BLUR: "photo",
    W_OCCL: "glasses",
    W_SMILE: "neutral",
};

/** What should be known about the photo that is looked at. */
function CreateVerdicts({ context, isTall }: PhotoColumn, { photos }: PhotoSession, width: number): readonly Control[] {
    const { photo: strings } = context.strings;
    const { current } = photos;
    const warnings = current?.warnings ?? [];
    // Beside a small photo there is no room for icons.
    const create = ({ icon, text }: Pick<IIconTextOptions, "icon" | "text">): Control =>
        isTall || icon === "check"
            ? CreateIconText(context, `photo.${icon}`, { icon, text, width, size: "small" })
            : CreateParagraph(context, `photo.${icon}`, { text, width, size: "small" });
    if (warnings.length > 0) {
        return warnings.map((warning) => create({ icon: WarningIcons[warning], text: strings.warnings[warning] }));
    }
    return [
        current && IsUnfound(current)
            ? create({ icon: "neutral", text: strings.markEyesHint })
            : create({ icon: "check", text: strings.looksGood }),
    ];
}

/** Whether no face was found in it: the player marks its eyes. */
function IsUnfound({ found }: ISetPhoto): boolean {
    return found.faces.length === 0;
}

function AddMake(column: PhotoColumn, session: PhotoSession): void {
    const { photo: strings } = column.context.strings;
    const doubtful = session.photos.photos.some(({ warnings }) => warnings.length > 0);
    column.addButton(
        "photo.make",
        doubtful ? strings.useAnyway : strings.make,
        { icon: "check", kind: "primary", leads: true, height: column.context.theme.size.primary },
        () => void session.fitAsync(),
    );
}

function AddStrip(column: PhotoColumn, { session, onFile }: IPhotoPageOptions): PhotoStrip {
    const { photos } = session;
    const strip = new PhotoStrip(column.context, {
        width: column.room.width,
        photos,
        onLook: (index) => {
            photos.index = index;
            session.showPhotos();
        },
        onFile,
        onCamera: () => session.offerCamera(),
    });
    column.add(strip.control, strip);
    return strip;
}

/** The ways to do without the photo that is looked at, or without all of them. */
function AddGiveUp(column: PhotoColumn, session: PhotoSession): void {
    const { photo: strings } = column.context.strings;
    if (session.photos.photos.length === 1) {
        column.addButton("photo.another", strings.another, { icon: "photo" }, () => session.restart());
        return;
    }
    const row = new SegmentedRow(column.context, {
        name: "photo.giveUp",
        room: column.room.width,
        segments: [
            { id: "remove", label: strings.remove, icon: "close" },
            { id: "restart", label: strings.restart, icon: "reset" },
        ] as const,
        choices: false,
        onChoose: (id) => {
            if (id === "restart") {
                session.restart();
            } else {
                session.photos.remove();
                session.showPhotos();
            }
        },
    });
    column.add(row.control, row);
}

function HeightOf(controls: readonly Control[], space: number): number {
    return controls.reduce((sum, { heightInPixels }) => sum + heightInPixels + space, 0);
}
