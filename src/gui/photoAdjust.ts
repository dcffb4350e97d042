import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type IPhotoFaces } from "../faceCreator/photoFit.types.js";
import { FacePreview } from "./facePreview.js";
import { CreateIconText } from "./iconText.js";
import { CreateColumn } from "./panel.js";
import { CreateParagraph } from "./paragraph.js";
import { type PhotoColumn } from "./photoColumn.js";
import { type PhotoSession } from "./photoSession.js";
import { StageList } from "./stageList.js";

/** What the texts and buttons under the photo take where there is room for a large one, and the side of the photo where there is none. */
const UnderPhoto = 350;
const SmallPhoto = 150;
/** Side of the picture of how the photo will be read, in ideal pixels. */
const CropSide = 96;

/**
 * The photo with its eyes, what should be known about it, and the way on.
 * @param column where it goes
 * @param session the way of the photo, in `adjusting`
 */
export function BuildAdjust(column: PhotoColumn, session: PhotoSession): void {
    const { context } = column;
    const { photo } = context.strings;
    const { found } = session;
    if (!found) {
        return;
    }
    const preview = AddPreview(column, session, found);
    const marked = found.faces.length === 0;
    const notes = preview.warnings.map((warning) => ["light", photo.warnings[warning]] as const);
    const verdicts = notes.length > 0 ? notes : ([[marked ? "neutral" : "check", marked ? photo.markEyesHint : photo.looksGood]] as const);
    if (column.isTall) {
        AddCrop(column, preview, photo.moveEyes);
        verdicts.forEach(([icon, text]) => column.addIconText(icon, text));
    } else {
        AddBeside(column, preview, verdicts);
    }
    column.addButton(
        "photo.make",
        notes.length > 0 ? photo.useAnyway : photo.make,
        { icon: "check", kind: "primary", leads: true, height: context.theme.size.primary },
        () => void session.fitAsync(),
    );
    column.addButton("photo.another", photo.another, { icon: "photo" }, () => session.go("source"));
    if (!column.isTall) {
        AddCrop(column, preview, photo.moveEyes);
    }
}

/**
 * The photo and the stages of the fit.
 * @param column where it goes
 * @param session the way of the photo, in `fitting`
 */
export function BuildFitting(column: PhotoColumn, session: PhotoSession): void {
    const { found } = session;
    if (found && column.isTall) {
        AddPreview(column, session, found);
    }
    const stages = new StageList(column.context, session);
    column.add(stages.control, stages);
}

function AddPreview(column: PhotoColumn, session: PhotoSession, found: IPhotoFaces): FacePreview {
    const { context, room } = column;
    const preview = new FacePreview(context, {
        width: column.isTall ? room.width : SmallPhoto,
        height: column.isTall ? Math.min(room.width, room.height - UnderPhoto) : SmallPhoto,
        found,
        faceIndex: session.faceIndex,
        eyes: session.eyes,
        onMove: session.step === "adjusting" ? (eyes) => session.moveEyes(eyes) : undefined,
    });
    column.widgets.push(preview);
    if (column.isTall) {
        column.add(preview.control);
    }
    return preview;
}

/** How the photo will be read, with what to do when it is read wrongly. */
function AddCrop(column: PhotoColumn, { crop }: FacePreview, text: string): void {
    const { context, room } = column;
    const { space } = context.theme;
    const row = new Container("photo.read");
    const width = room.width - CropSide - space.m;
    const label = CreateParagraph(context, "photo.moveEyes", { text, width, size: "small", muted: true });
    row.heightInPixels = Math.max(CropSide, label.heightInPixels + space.m);
    label.widthInPixels = width;
    label.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
    label.textVerticalAlignment = Control.VERTICAL_ALIGNMENT_CENTER;
    label.height = 1;
    crop.widthInPixels = crop.heightInPixels = CropSide;
    crop.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
    row.addControl(crop);
    row.addControl(label);
    column.add(row);
}

/** The photo with what should be known about it at its side. */
function AddBeside(
    column: PhotoColumn,
    preview: FacePreview,
    verdicts: readonly (readonly [Parameters<PhotoColumn["addIconText"]>[0], string])[],
): void {
    const { context, room } = column;
    const { space } = context.theme;
    const width = room.width - SmallPhoto - space.m;
    const row = new Container("photo.beside");
    const texts = CreateColumn("photo.verdicts", space.s);
    for (const [icon, text] of verdicts) {
        texts.addControl(CreateIconText(context, `photo.${icon}`, { icon, text, width, size: "small" }));
    }
    texts.widthInPixels = width;
    texts.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
    row.heightInPixels = Math.max(
        SmallPhoto,
        texts.children.reduce((sum, child) => sum + child.heightInPixels + space.s, 0),
    );
    preview.control.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
    preview.control.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
    row.addControl(preview.control);
    row.addControl(texts);
    column.add(row);
}
