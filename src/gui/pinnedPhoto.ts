import { ActionButton } from "./actionButton.js";
import { CropControl } from "./cropControl.js";
import { type IPhotoReference } from "./photoSession.types.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

/** Distance of the photo to the edge of its button, in ideal pixels. */
const Inset = 5;

/** The photo that the face was fitted to, beside the head while the player edits on; pressing it makes it larger and small again. */
export class PinnedPhoto implements IWidget {
    private readonly _button: ActionButton;
    private readonly _picture: CropControl;
    private readonly _sides: readonly [number, number];

    /**
     * @param context what every widget gets
     * @param reference the photo and its eyes
     * @param sides its small and its large side in ideal pixels
     */
    public constructor(context: IScreenContext, { found, eyes }: IPhotoReference, sides: readonly [number, number]) {
        this._sides = sides;
        this._button = new ActionButton(context, {
            name: "photo.pinned",
            label: context.strings.photo.pair[0],
            iconOnly: true,
            selected: true,
            marked: false,
            onClick: () => {
                this._button.selected = !this._button.selected;
                this._resize();
            },
        });
        this._picture = new CropControl("photo.pinned.picture", found.picture, eyes);
        this._button.control.addControl(this._picture);
        this._resize();
    }

    /** The control to place. */
    public get control(): ActionButton["control"] {
        return this._button.control;
    }

    /** Whether it can be used. */
    public set enabled(value: boolean) {
        this._button.enabled = value;
    }

    /** Removes the photo and its twin. */
    public dispose(): void {
        this._picture.dispose();
        this._button.dispose();
    }

    private _resize(): void {
        const side = this._sides[this._button.selected ? 1 : 0];
        this.control.widthInPixels = this.control.heightInPixels = side;
        this._picture.widthInPixels = this._picture.heightInPixels = side - 2 * Inset;
    }
}
