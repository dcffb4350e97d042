import { DescribeUncertain } from "./fitWords.js";
import { type PhotoColumn } from "./photoColumn.js";
import { type IPhotoPageOptions } from "./photoPage.js";
import { PicturePair } from "./picturePair.js";
import { CreateGrade } from "./resultGrade.js";
import { SegmentedRow } from "./segmentedRow.js";
import { SliderRow } from "./sliderRow.js";

/** What sliders and buttons take under the pictures, in ideal pixels. */
const UnderPair = 346;

/**
 * How well the photos were met, photo and face side by side, how much of the fit is taken, what the photos do not show, and the ways on.
 * @param column where it goes
 * @param options what the photo page works with; its session is in `result`
 */
export function BuildResult(column: PhotoColumn, options: IPhotoPageOptions): void {
    const { context, room, isTall } = column;
    const { session, editor, drawAsync } = options;
    const { photo: strings } = context.strings;
    const { fitted } = session.fitting;
    const { photos } = session.photos;
    if (!fitted) {
        return;
    }
    const { grade } = fitted.report;
    const used = photos.length > 1 ? `${strings.fromPhotos.replace("{n}", String(photos.length))} ` : "";
    column.add(CreateGrade(context, grade, room.width));
    column.addText("photo.grade.text", `${used}${strings.grades[grade].text}`, { muted: true });
    const uncertain = DescribeUncertain(context.strings, fitted.report);
    if (isTall) {
        column.addText("photo.uncertain", uncertain, { muted: true });
        const pair = new PicturePair(context, {
            width: room.width,
            height: room.height - column.height - UnderPair,
            photo: photos[0],
            drawAsync: async () => await drawAsync(fitted.report.face),
        });
        column.add(pair.control, pair);
    } else {
        AddKeep(column, options);
    }
    for (const part of ["shape", "color"] as const) {
        const row = new SliderRow(context, {
            id: `strength.${part}`,
            label: strings.strength[part],
            width: room.width,
            value: fitted.strength[part],
            scale: "share",
            onInput: (value) => fitted.take({ [part]: value }),
            onCommit: () => editor.commit(),
        });
        column.add(row.control, row);
    }
    if (isTall) {
        AddKeep(column, options);
    }
    AddOthers(column, options);
    if (!isTall) {
        column.addText("photo.uncertain", uncertain, { muted: true });
    }
}

function AddKeep(column: PhotoColumn, { onPage }: IPhotoPageOptions): void {
    const { strings, theme } = column.context;
    column.addButton("photo.keep", strings.photo.keep, { icon: "check", kind: "primary", leads: true, height: theme.size.primary }, () =>
        onPage("face"),
    );
}

function AddOthers(column: PhotoColumn, { session }: IPhotoPageOptions): void {
    const { photo: strings } = column.context.strings;
    if (!session.photos.isFull) {
        column.addButton("photo.more", strings.add, { icon: "add" }, () => session.showPhotos());
    }
    const others = new SegmentedRow(column.context, {
        name: "photo.after",
        room: column.room.width,
        segments: [
            { id: "another", label: strings.another, icon: "photo" },
            { id: "discard", label: strings.discard, icon: "close" },
        ] as const,
        choices: false,
        onChoose: (id) => (id === "another" ? session.restart() : session.discard()),
    });
    column.add(others.control, others);
}
