import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { type IPhotoFaces } from "../faceCreator/photoFit.types.js";
import { ActionButton } from "./actionButton.js";
import { CreatePanel } from "./panel.js";
import { PictureControl } from "./pictureControl.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { TextLabel } from "./textLabel.js";

/** Most faces that are offered, largest first. */
const MaxFaces = 4;
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
        this.control.widthInPixels = Math.max(size.card, count * (Thumbnail + space.l) + 2 * space.xl);
        this.control.heightInPixels = Thumbnail + 130;
        const title = new TextLabel(context, "chooser.title", { text: context.strings.chooseFace, weight: "600", height: size.control });
        title.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        title.topInPixels = space.l;
        title.paddingLeftInPixels = space.xl;
        title.paddingRightInPixels = CancelWidth + 2 * space.l;
        this.control.addControl(title);
        const row = new StackPanel("chooser.row");
        row.isVertical = false;
        row.spacing = space.l;
        row.heightInPixels = Thumbnail + 2 * space.s;
        row.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
        row.topInPixels = -space.l;
        for (let i = 0; i < count; i++) {
            const button = new ActionButton(context, {
                name: `chooser.${i}`,
                label: context.strings.faceNumber.replace("{n}", String(i + 1)),
                iconOnly: true,
                width: Thumbnail + 2 * space.s,
                height: Thumbnail + 2 * space.s,
                onClick: () => onChoose(i),
            });
            const picture = new PictureControl(`chooser.${i}.picture`, found.picture, GrowBox(found.faces[i].box));
            picture.widthInPixels = Thumbnail;
            picture.heightInPixels = Thumbnail;
            button.control.addControl(picture);
            row.addControl(button.control);
            this._buttons.push(button);
        }
        this.control.addControl(row);
        const cancel = new ActionButton(context, {
            name: "chooser.cancel",
            label: context.strings.cancel,
            kind: "plain",
            width: CancelWidth,
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
