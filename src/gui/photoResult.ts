import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { type IPicture } from "../face/picture.js";
import { type FitGrade, type IPhotoFaces } from "../faceCreator/photoFit.types.js";
import { CropControl } from "./cropControl.js";
import { type PhotoColumn } from "./photoColumn.js";
import { type IPhotoPageOptions } from "./photoPage.js";
import { type PhotoSession } from "./photoSession.js";
import { PictureControl } from "./pictureControl.js";
import { PicturePlaceholder } from "./picturePlaceholder.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { SegmentedRow } from "./segmentedRow.js";
import { SliderRow } from "./sliderRow.js";
import { CreateTextLabel } from "./textLabel.js";

/** How many of three bars a grade fills. */
const Filled: Readonly<Record<FitGrade, number>> = { rough: 1, good: 2, great: 3 };
const BarCount = 3;
const BarSize = { width: 26, height: 8, gap: 5 } as const;
const GradeHeight = 36;
const CaptionHeight = 28;

/**
 * How well the photo was met, photo and face side by side, how much of the fit is taken, and the ways on.
 * @param column where it goes
 * @param options what the photo page works with; its session is in `result`
 */
export function BuildResult(column: PhotoColumn, { session, editor, drawAsync, onPage }: IPhotoPageOptions): void {
    const { context } = column;
    const { photo } = context.strings;
    const { fitted, found } = session;
    if (!fitted) {
        return;
    }
    const { grade } = fitted.report;
    column.add(CreateGrade(context, grade));
    column.addText("photo.grade.text", photo.grades[grade].text, { muted: true });
    const keep = (): void =>
        column.addButton(
            "photo.keep",
            photo.keep,
            { icon: "check", kind: "primary", leads: true, height: context.theme.size.primary },
            () => onPage("face"),
        );
    if (column.isTall && found) {
        const pair = new PicturePair(context, column.room.width, {
            found,
            session,
            drawAsync: async () => await drawAsync(fitted.report.face),
        });
        column.add(pair.control, pair);
    } else {
        keep();
    }
    for (const part of ["shape", "color"] as const) {
        const row = new SliderRow(context, {
            id: `strength.${part}`,
            label: photo.strength[part],
            width: column.room.width,
            value: fitted.strength[part],
            scale: "share",
            onInput: (value) => fitted.take({ [part]: value }),
            onCommit: () => editor.commit(),
        });
        column.add(row.control, row);
    }
    if (column.isTall) {
        keep();
    }
    const others = new SegmentedRow(context, {
        name: "photo.after",
        segments: [
            { id: "another", label: photo.another, icon: "photo" },
            { id: "discard", label: photo.discard, icon: "close" },
        ] as const,
        choices: false,
        onChoose: (id) => (id === "another" ? session.go("source") : session.discard()),
    });
    column.add(others.control, others);
    column.addText("photo.uncertain", photo.uncertain, { muted: true });
}

/** The grade in a word, and as bars: it differs by more than its colour. */
function CreateGrade(context: IScreenContext, grade: FitGrade): Container {
    const { color } = context.theme;
    const row = new Container("photo.grade");
    row.heightInPixels = GradeHeight;
    const { title } = context.strings.photo.grades[grade];
    const label = CreateTextLabel(context, "photo.grade.title", { text: title, size: "heading", weight: "600", height: GradeHeight });
    label.color = grade === "rough" ? color.text : color.accent;
    row.addControl(label);
    for (let i = 0; i < BarCount; i++) {
        const bar = new Rectangle(`photo.grade.${i}`);
        bar.thickness = 0;
        bar.cornerRadius = BarSize.height / 2;
        bar.widthInPixels = BarSize.width;
        bar.heightInPixels = BarSize.height;
        bar.background = i < Filled[grade] ? color.accent : color.track;
        bar.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
        bar.leftInPixels = -(BarCount - 1 - i) * (BarSize.width + BarSize.gap);
        row.addControl(bar);
    }
    return row;
}

/** What the pair shows. */
interface IPairOptions {
    readonly found: IPhotoFaces;
    readonly session: PhotoSession;
    /** Draws the face. */
    readonly drawAsync: () => Promise<IPicture | null>;
}

/** The photo as it was read, and the face from it as the photo booth sees it. */
class PicturePair implements IWidget {
    public readonly control: Container;
    private _disposed = false;

    public constructor(context: IScreenContext, width: number, { found, session, drawAsync }: IPairOptions) {
        const { space, color } = context.theme;
        const { photo } = context.strings;
        const side = Math.floor((width - space.m) / 2);
        this.control = new Container("photo.pair");
        this.control.heightInPixels = side + CaptionHeight;
        const place = (control: Control, right: boolean): void => {
            control.widthInPixels = control.heightInPixels = side;
            control.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
            control.horizontalAlignment = right ? Control.HORIZONTAL_ALIGNMENT_RIGHT : Control.HORIZONTAL_ALIGNMENT_LEFT;
            this.control.addControl(control);
        };
        for (const [i, text] of photo.pair.entries()) {
            const caption = CreateTextLabel(context, `photo.pair.${i}`, { text, size: "small", align: "center", height: CaptionHeight });
            place(caption, i === 1);
            caption.heightInPixels = CaptionHeight;
            caption.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
            caption.color = color.textMuted;
        }
        place(new CropControl("photo.pair.photo", found.picture, session.eyes), false);
        const waiting = new PicturePlaceholder("photo.pair.waiting", color.surfaceHover);
        place(waiting, true);
        const drawnAsync = async (): Promise<void> => {
            const picture = await drawAsync();
            if (picture && !this._disposed) {
                waiting.dispose();
                place(new PictureControl("photo.pair.face", picture, [0, 0, picture.width, picture.height]), !context.rtl);
            }
        };
        void drawnAsync();
    }

    public dispose(): void {
        this._disposed = true;
        this.control.dispose();
    }
}
