import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { Ellipse } from "@babylonjs/gui/2D/controls/ellipse.js";
import { Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { type EyePoints } from "../faceCreator/photoReading.js";
import { ActionButton, type IActionButtonOptions } from "./actionButton.js";
import { CropControl } from "./cropControl.js";
import { type ISetPhoto, type PhotoSet } from "./photoSet.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { TextLabel } from "./textLabel.js";
import { LineHeightOf } from "./theme.js";

/** What the strip shows and calls. */
export interface IPhotoStripOptions {
    /** Ideal pixels. */
    readonly width: number;
    readonly photos: PhotoSet;
    /** The player wants to look at one of the photos. */
    readonly onLook: (index: number) => void;
    /** Opens the file dialog; called within the player's own action. */
    readonly onFile: () => void;
    readonly onCamera: () => void;
}

/** Distance of a photo to the edge of its button, and the least width of a button with words on it, in ideal pixels. */
const Inset = 4;
const WordsFrom = 168;
/** Side of the sign that there is something to say about a photo, in parts of its text. */
const SignShare = 1.22;
/** Width of the frame of the photo that is looked at. */
const FrameWidth = 3;

/** The photos of one person side by side, each as it will be read, with buttons for more of them. */
export class PhotoStrip implements IWidget {
    /** Largest side of a photo in ideal pixels. */
    public static readonly LargestSide = 68;
    /** The control to place. */
    public readonly control = new Container("photo.strip");
    private readonly _context: IScreenContext;
    private readonly _buttons: ActionButton[] = [];
    private readonly _side: number;
    private readonly _gap: number;
    private _current: CropControl | undefined;
    private _left = 0;

    /**
     * @param context what every widget gets
     * @param options what it shows and calls
     */
    public constructor(context: IScreenContext, { width, photos, onLook, onFile, onCamera }: IPhotoStripOptions) {
        this._context = context;
        const { photo: strings } = context.strings;
        const count = photos.photos.length;
        const tiles = count + (photos.isFull ? 0 : 2);
        this._gap = context.theme.space.s;
        this._side = Math.min(PhotoStrip.LargestSide, Math.floor((width - (tiles - 1) * this._gap) / tiles));
        this.control.heightInPixels = this._side;
        photos.photos.forEach((photo, i) => this._addPhoto(photo, i, i === photos.index, () => onLook(i)));
        if (!photos.isFull) {
            const room = width - this._left - this._side - this._gap;
            this._addButton("photo.add", room, {
                label: strings.add,
                icon: "add",
                iconOnly: room < WordsFrom,
                opensFile: true,
                onClick: onFile,
            });
            this._addButton("photo.addCamera", this._side, { label: strings.useCamera, icon: "camera", iconOnly: true, onClick: onCamera });
        }
    }

    /** The eyes of the photo that is looked at have moved. */
    public set eyes(value: EyePoints) {
        if (this._current) {
            this._current.eyes = value;
        }
    }

    /** Whether it can be used. */
    public set enabled(value: boolean) {
        for (const button of this._buttons) {
            button.enabled = value;
        }
    }

    /** Removes the strip and its twins. */
    public dispose(): void {
        for (const button of this._buttons) {
            button.dispose();
        }
        this.control.dispose();
    }

    private _addPhoto({ found, eyes, warnings }: ISetPhoto, index: number, selected: boolean, onClick: () => void): void {
        const name = `photo.strip.${index}`;
        const label = this._context.strings.photo.number.replace("{n}", String(index + 1));
        const button = this._addButton(name, this._side, { label, iconOnly: true, selected, marked: false, onClick });
        const crop = new CropControl(`${name}.picture`, found.picture, eyes);
        crop.widthInPixels = crop.heightInPixels = this._side - 2 * Inset;
        button.control.addControl(crop);
        if (selected) {
            this._current = crop;
            button.control.addControl(this._createFrame(`${name}.frame`));
        }
        if (warnings.length > 0) {
            button.control.addControl(this._createSign(`${name}.sign`));
        }
    }

    /** Says which photo is looked at. */
    private _createFrame(name: string): Control {
        const { color, radius } = this._context.theme;
        const frame = new Rectangle(name);
        frame.thickness = this._context.lineWidth(FrameWidth);
        frame.color = color.accentHover;
        frame.cornerRadius = radius.control - Inset / 2;
        frame.isHitTestVisible = false;
        return frame;
    }

    /** Says by its shape that there is something to say about the photo. */
    private _createSign(name: string): Control {
        const { color, space, text } = this._context.theme;
        const side = Math.round(text.small * SignShare);
        const sign = new Ellipse(name);
        sign.widthInPixels = sign.heightInPixels = side;
        sign.thickness = 0;
        sign.background = color.accent;
        sign.isHitTestVisible = false;
        sign.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
        sign.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        sign.topInPixels = space.xs;
        sign.leftInPixels = -space.xs;
        const mark = new TextLabel(this._context, `${name}.mark`, {
            text: "!",
            size: "small",
            weight: "600",
            align: "center",
            color: color.onAccent,
            height: LineHeightOf(this._context.theme, "small"),
        });
        sign.addControl(mark);
        return sign;
    }

    private _addButton(name: string, width: number, options: Omit<IActionButtonOptions, "name" | "width" | "height">): ActionButton {
        const button = new ActionButton(this._context, { name, width, height: this._side, size: "small", ...options });
        button.control.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
        button.control.leftInPixels = this._left;
        this._left += width + this._gap;
        this.control.addControl(button.control);
        this._buttons.push(button);
        return button;
    }
}
