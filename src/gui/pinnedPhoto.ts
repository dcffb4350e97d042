import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { ActionButton } from "./actionButton.js";
import { CropControl } from "./cropControl.js";
import { ListenForHold } from "./holdButton.js";
import { type IPhotoReference } from "./photoSession.types.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

/** Distance of the photo to the edge of its button, in ideal pixels. */
const Inset = 5;
/** Side of the button under the photo and its distance to it, in ideal pixels. */
const OverSize = 46;
const OverGap = 4;

/** The photo that the face was fitted to, beside the head while the player edits on; pressing it makes it larger and small again. A button under it lays it over the head while it is held. */
export class PinnedPhoto implements IWidget {
    /** The control to place. */
    public readonly control: Container;
    private readonly _button: ActionButton;
    private readonly _over: ActionButton;
    private readonly _picture: CropControl;
    private readonly _sides: readonly [number, number];

    /**
     * @param context what every widget gets
     * @param reference the photo and its eyes
     * @param sides its small and its large side in ideal pixels
     * @param isLarge whether it is large at first
     * @param onHold called while the player wants to see the photo over the head
     */
    public constructor(
        context: IScreenContext,
        { found, eyes }: IPhotoReference,
        sides: readonly [number, number],
        isLarge: boolean,
        onHold: (on: boolean) => void,
    ) {
        this._sides = sides;
        this._button = new ActionButton(context, {
            name: "photo.pinned",
            label: context.strings.photo.pair[0],
            iconOnly: true,
            selected: isLarge,
            marked: false,
            onClick: () => {
                this._button.selected = !this._button.selected;
                this._resize();
            },
        });
        this._picture = new CropControl("photo.pinned.picture", found.picture, eyes);
        this._button.control.addControl(this._picture);
        this._over = new ActionButton(context, {
            name: "photo.over.hold",
            label: context.strings.photo.hold,
            icon: "compare",
            iconOnly: true,
            width: OverSize,
            height: OverSize,
            onClick: () => {},
        });
        ListenForHold(this._over, onHold);
        this._over.control.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
        this._over.control.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
        this.control = new Container("photo.pin");
        this._button.control.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        this.control.addControl(this._button.control);
        this.control.addControl(this._over.control);
        this._resize();
    }

    /** Whether it can be used. */
    public set enabled(value: boolean) {
        this._button.enabled = value;
        this._over.enabled = value;
    }

    /** Removes the photo and its twin. */
    public dispose(): void {
        this._picture.dispose();
        this._over.dispose();
        this._button.dispose();
        this.control.dispose();
    }

    private _resize(): void {
        const side = this._sides[this._button.selected ? 1 : 0];
        this.control.widthInPixels = side;
        this.control.heightInPixels = side + OverGap + OverSize;
        this._button.control.widthInPixels = this._button.control.heightInPixels = side;
        this._picture.widthInPixels = this._picture.heightInPixels = side - 2 * Inset;
    }
}
