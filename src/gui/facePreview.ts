import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { type IPicture } from "../face/picture.js";
import { type EyePoints, type Point2D } from "../faceCreator/photoReading.js";
import { ActionButton } from "./actionButton.js";
import { EyePoint } from "./eyePoint.js";
import { type ISetPhoto } from "./photoSet.js";
import { PictureControl } from "./pictureControl.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

/** What the preview shows. */
export interface IFacePreviewOptions {
    /** Ideal pixels. */
    readonly width: number;
    readonly height: number;
    /** The photo; all of it is shown where no face was found in it. */
    readonly photo: Pick<ISetPhoto, "found" | "faceIndex" | "eyes" | "mirrored">;
    /** Called while the player moves an eye; without it the eyes are not shown. */
    readonly onMove?: (eyes: EyePoints) => void;
    /** Turns the photo around; without it there is no button for that. */
    readonly onMirror?: () => void;
}

/** How much of the photo is shown, in parts of the face's box: where there is room, and at least. */
const Around = 2;
const AtLeast = 1.25;

/** The photo around the chosen face with its two eyes, which the player can move. */
export class FacePreview implements IWidget {
    /** The control to place. */
    public readonly control: Rectangle;
    private readonly _points: readonly EyePoint[];
    private readonly _mirror: ActionButton | undefined;

    /**
     * @param context what every widget gets
     * @param options what it shows
     */
    public constructor(context: IScreenContext, options: IFacePreviewOptions) {
        const { width, height, onMove } = options;
        const { found, faceIndex } = options.photo;
        const [viewX, viewY, viewWidth, viewHeight] = GetPhotoView(found.picture, found.faces[faceIndex]?.box, height / width);
        const scale = width / viewWidth;
        this.control = new Rectangle("photo.preview");
        this.control.thickness = 0;
        this.control.cornerRadius = context.theme.radius.control;
        this.control.background = context.theme.color.surface;
        this.control.widthInPixels = width;
        this.control.heightInPixels = height;
        this.control.addControl(new PictureControl("photo.picture", found.picture, [viewX, viewY, viewWidth, viewHeight]));
        let { eyes } = options.photo;
        this._points = (onMove ? ([0, 1] as const) : []).map((i) => {
            const point = new EyePoint(context, {
                name: `photo.eye${i}`,
                label: context.strings.photo.eyes[i],
                at: [(eyes[i][0] - viewX) * scale, (eyes[i][1] - viewY) * scale],
                bounds: [width, height],
                onMove: ([x, y]) => {
                    const moved: Point2D = [viewX + x / scale, viewY + y / scale];
                    eyes = i === 0 ? [moved, eyes[1]] : [eyes[0], moved];
                    onMove?.(eyes);
                },
            });
            this.control.addControl(point);
            return point;
        });
        if (options.onMirror) {
            this._mirror = CreateMirror(context, options.photo.mirrored, options.onMirror);
            this.control.addControl(this._mirror.control);
        }
    }

    /** Whether the eyes can be moved. */
    public set enabled(value: boolean) {
        for (const point of this._points) {
            point.enabled = value;
        }
        if (this._mirror) {
            this._mirror.enabled = value;
        }
    }

    /** Removes the preview and frees its pixels. */
    public dispose(): void {
        for (const point of this._points) {
            point.dispose();
        }
        this._mirror?.dispose();
        this.control.dispose();
    }
}

/** A button in the corner of the photo that turns it around. */
function CreateMirror(context: IScreenContext, selected: boolean, onClick: () => void): ActionButton {
    const { space, size } = context.theme;
    const button = new ActionButton(context, {
        name: "photo.mirror",
        label: context.strings.photo.mirror,
        icon: "swap",
        iconOnly: true,
        width: size.control,
        height: size.control,
        selected,
        onClick,
    });
    button.control.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
    // Away from the eyes.
    button.control.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
    button.control.leftInPixels = button.control.topInPixels = -space.xs;
    return button;
}

/**
 * The part of a photo that is shown: the face with its surroundings, within the photo where that is possible.
 * @param picture the photo
 * @param box the face's x, y, width and height in its pixels; without it all of the photo is shown
 * @param aspect height of the view over its width
 * @returns x, y, width and height in pixels of the photo
 */
function GetPhotoView(
    { width, height }: Pick<IPicture, "width" | "height">,
    box: readonly [number, number, number, number] | undefined,
    aspect: number,
): readonly [number, number, number, number] {
    const all = Math.max(width, height / aspect);
    const [x, y, w, h] = box ?? [0, 0, width, height];
    const face = Math.max(w, h / aspect);
    const across = box ? Math.max(AtLeast * face, Math.min(Around * face, width, height / aspect)) : all;
    const within = (middle: number, size: number, end: number): number =>
        size > end ? (end - size) / 2 : Math.min(end - size, Math.max(0, middle - size / 2));
    return [within(x + w / 2, across, width), within(y + h / 2, across * aspect, height), across, across * aspect];
}
