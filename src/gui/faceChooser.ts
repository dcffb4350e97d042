import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { type IPhotoFaces } from "../faceCreator/photoFit.types.js";
import { ActionButton } from "./actionButton.js";
import { CreateParagraph } from "./paragraph.js";
import { CreatePanel } from "./panel.js";
import { PictureControl } from "./pictureControl.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

/** Most faces that are offered, largest first. */
const MaxFaces = 4;
/** Largest side of a face, and width of the way out, in ideal pixels. */
const Thumbnail = 132;
const CancelWidth = 110;

/** Lets the player choose one of the faces of a photo. */
export class FaceChooser implements IWidget {
    /** The control to place. */
    public readonly control: Rectangle;
    private readonly _buttons: ActionButton[] = [];

    /**
     * @param context what every widget gets
     * @param found the photo and its faces
     * @param onChoose called with the index of the face, or null to give up
     */
    public constructor(context: IScreenContext, found: IPhotoFaces, onChoose: (index: number | null) => void) {
        const { space, size } = context.theme;
        this.control = CreatePanel(context, "chooser");
        const count = Math.min(MaxFaces, found.faces.length);
        const width = Math.min(context.cardRoom, Math.max(size.card, count * (Thumbnail + space.l) + 2 * space.xl));
        const side = Math.floor(Math.min(Thumbnail, (width - 2 * space.l + space.s) / count - 3 * space.s));
        const cancelWidth = context.isLarge ? size.control : CancelWidth;
        const title = CreateParagraph(context, "chooser.title", {
            text: context.strings.chooseFace,
            width: width - space.xl - cancelWidth - 2 * space.l,
            weight: "600",
        });
        title.heightInPixels = Math.max(size.control, title.heightInPixels);
        this.control.widthInPixels = width;
        this.control.heightInPixels = space.l + title.heightInPixels + 2 * space.l + side + 2 * space.s + space.l;
        title.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        title.topInPixels = space.l;
        title.paddingLeftInPixels = space.xl;
        title.paddingRightInPixels = cancelWidth + 2 * space.l;
        this.control.addControl(title);
        const row = new StackPanel("chooser.row");
        row.isVertical = false;
        row.spacing = space.s;
        row.heightInPixels = side + 2 * space.s;
        row.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
        row.topInPixels = -space.l;
        for (let i = 0; i < count; i++) {
            const button = new ActionButton(context, {
                name: `chooser.${i}`,
                label: context.strings.faceNumber.replace("{n}", String(i + 1)),
                iconOnly: true,
                width: side + 2 * space.s,
                height: side + 2 * space.s,
                onClick: () => onChoose(i),
            });
            const picture = new PictureControl(`chooser.${i}.picture`, found.picture, GrowBox(found.faces[i].box));
            picture.widthInPixels = picture.heightInPixels = side;
            button.control.addControl(picture);
            row.addControl(button.control);
            this._buttons.push(button);
        }
        this.control.addControl(row);
        const cancel = new ActionButton(context, {
            name: "chooser.cancel",
            // Another name than that of the button which leaves the screen.
            label: context.strings.back,
            icon: context.isLarge ? "left" : undefined,
            iconOnly: context.isLarge,
            kind: "plain",
            width: cancelWidth,
            onClick: () => onChoose(null),
        });
        cancel.control.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
        cancel.control.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        cancel.control.topInPixels = space.l;
        cancel.control.leftInPixels = -space.l;
        this.control.addControl(cancel.control);
        this._buttons.push(cancel);
        context.mirror(this.control);
    }

    /** Gives the keyboard focus to its first answer. */
    public focus(): void {
        this._buttons[0].focus();
    }

    /** Removes the chooser and its twins. */
    public dispose(): void {
        for (const button of this._buttons) {
            button.dispose();
        }
        this.control.dispose();
    }
}

/** A square about a face's box with some room for hair and chin. */
function GrowBox([x, y, width, height]: readonly [number, number, number, number]): readonly [number, number, number, number] {
    const side = 1.35 * Math.max(width, height);
    return [x + width / 2 - side / 2, y + height / 2 - side / 2, side, side];
}
