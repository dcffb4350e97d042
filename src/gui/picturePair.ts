import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type IPicture } from "../face/picture.js";
import { CropControl } from "./cropControl.js";
import { type ISetPhoto } from "./photoSet.js";
import { PictureControl } from "./pictureControl.js";
import { PicturePlaceholder } from "./picturePlaceholder.js";
import { type PictureView } from "./pictureViews.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { TextLabel } from "./textLabel.js";
import { LineHeightOf } from "./theme.js";

/** What is shown of the face: nearly as much as of the photo. */
const View: PictureView = [0.05, 0.04, 0.9, 0.9];

/** What the pair shows. */
export interface IPicturePairOptions {
    /** Ideal pixels that it may use. */
    readonly width: number;
    readonly height: number;
    readonly photo: Pick<ISetPhoto, "found" | "eyes">;
    /** Draws the face. */
    readonly drawAsync: () => Promise<IPicture | null>;
}

/** Pictures are never smaller than this. */
const LeastSide = 130;

/** The photo as it was read, and the face from it as the photo booth sees it. */
export class PicturePair implements IWidget {
    /** The control to place. */
    public readonly control = new Container("photo.pair");
    private _disposed = false;

    /**
     * @param context what every widget gets
     * @param options what it shows
     */
    public constructor(context: IScreenContext, { width, height, photo: { found, eyes }, drawAsync }: IPicturePairOptions) {
        const { space, color } = context.theme;
        const { photo } = context.strings;
        const captionHeight = LineHeightOf(context.theme, "small");
        const side = Math.floor(Math.min((width - space.m) / 2, Math.max(LeastSide, height - captionHeight)));
        this.control.heightInPixels = side + captionHeight;
        this.control.widthInPixels = 2 * side + space.m;
        const place = (control: Control, right: boolean): void => {
            control.widthInPixels = control.heightInPixels = side;
            control.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
            control.horizontalAlignment = right ? Control.HORIZONTAL_ALIGNMENT_RIGHT : Control.HORIZONTAL_ALIGNMENT_LEFT;
            this.control.addControl(control);
        };
        for (const [i, text] of photo.pair.entries()) {
            const caption = new TextLabel(context, `photo.pair.${i}`, { text, size: "small", align: "center", height: captionHeight });
            place(caption, i === 1);
            caption.heightInPixels = captionHeight;
            caption.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
            caption.color = color.textMuted;
        }
        place(new CropControl("photo.pair.photo", found.picture, eyes), false);
        const waiting = new PicturePlaceholder("photo.pair.waiting", color.surfaceHover);
        place(waiting, true);
        const drawnAsync = async (): Promise<void> => {
            const picture = await drawAsync();
            if (picture && !this._disposed) {
                waiting.dispose();
                const { width: w, height: h } = picture;
                place(new PictureControl("photo.pair.face", picture, [View[0] * w, View[1] * h, View[2] * w, View[3] * h]), !context.rtl);
            }
        };
        void drawnAsync();
    }

    /** Removes both. */
    public dispose(): void {
        this._disposed = true;
        this.control.dispose();
    }
}
