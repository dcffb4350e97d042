import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { Ellipse } from "@babylonjs/gui/2D/controls/ellipse.js";
import { Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { type IPhotoFaces } from "../faceCreator/photoFit.types.js";
import { PictureControl } from "./pictureControl.js";
import { AssessFace, type PhotoWarning } from "./photoWarnings.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

/** The photo around the chosen face, with its box and the two eyes as the detector found them. */
export class FacePreview implements IWidget {
    /** The control to place. */
    public readonly control: Container;
    /** What the player should know about the photo; none of it stops a fit. */
    public readonly warnings: readonly PhotoWarning[];

    /**
     * @param context what every widget gets
     * @param width ideal pixels
     * @param found the photo and its faces
     * @param faceIndex the chosen face
     */
    public constructor(context: IScreenContext, width: number, found: IPhotoFaces, faceIndex: number) {
        const { color } = context.theme;
        const face = found.faces[faceIndex];
        this.warnings = AssessFace(found, faceIndex);
        const [x, y, w, h] = face.box;
        const aspect = 0.82;
        const shownWidth = 2 * Math.max(w, h);
        const view = [x + w / 2 - shownWidth / 2, y + h / 2 - (shownWidth * aspect) / 2, shownWidth, shownWidth * aspect] as const;
        const scale = width / shownWidth;
        this.control = new Container("photo.preview");
        this.control.heightInPixels = Math.round(width * aspect);
        this.control.addControl(new PictureControl("photo.picture", found.picture, view));
        const box = new Rectangle("photo.box");
        Place(box, (x - view[0]) * scale, (y - view[1]) * scale, w * scale, h * scale);
        box.thickness = 3;
        box.cornerRadius = context.theme.radius.control;
        box.color = color.accent;
        this.control.addControl(box);
        for (const from of [36, 42]) {
            const eye = face.landmarks.slice(from, from + 6);
            const dot = new Ellipse(`photo.eye${from}`);
            const [ex, ey] = [0, 1].map((axis) => eye.reduce((sum, point) => sum + point[axis], 0) / 6);
            Place(dot, (ex - view[0]) * scale - 6, (ey - view[1]) * scale - 6, 12, 12);
            dot.thickness = 2;
            dot.color = color.text;
            dot.background = color.accent;
            this.control.addControl(dot);
        }
    }

    /** Removes the preview and frees its pixels. */
    public dispose(): void {
        this.control.dispose();
    }
}

function Place(control: Control, left: number, top: number, width: number, height: number): void {
    control.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
    control.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
    control.leftInPixels = left;
    control.topInPixels = top;
    control.widthInPixels = width;
    control.heightInPixels = height;
}
