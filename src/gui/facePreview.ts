import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type EyePoints, JudgePhoto, type PhotoVerdictCode, type Point2D } from "../faceCreator/photoReading.js";
import { type IPhotoFaces } from "../faceCreator/photoFit.types.js";
import { CropControl } from "./cropControl.js";
import { EyePoint } from "./eyePoint.js";
import { PictureControl } from "./pictureControl.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

/** What the preview shows. */
export interface IFacePreviewOptions {
    /** Ideal pixels. */
    readonly width: number;
    /** The photo and its faces. */
    readonly found: IPhotoFaces;
    /** The chosen face; where there is none the whole photo is shown. */
    readonly faceIndex: number;
    readonly eyes: EyePoints;
    /** Called while the player moves an eye. */
    readonly onMove: (eyes: EyePoints) => void;
}

/** Height of the preview, and side of the small picture, in parts of the width. */
const Aspect = 0.82;
const CropSide = 0.3;

/** The photo around the chosen face with its two eyes, which the player can move, and in its corner how the photo will be read. */
export class FacePreview implements IWidget {
    /** The control to place. */
    public readonly control: Container;
    /** What the player should know about the photo; none of it stops a fit. */
    public readonly warnings: readonly PhotoVerdictCode[];
    private readonly _points: readonly EyePoint[];

    /**
     * @param context what every widget gets
     * @param options what it shows
     */
    public constructor(context: IScreenContext, options: IFacePreviewOptions) {
        const { width, found, faceIndex, onMove } = options;
        const face = found.faces[faceIndex];
        this.warnings = face ? JudgePhoto(found.picture, face).map(({ code }) => code) : [];
        const [viewX, viewY, viewWidth, viewHeight] = GetView(found, faceIndex);
        const scale = width / viewWidth;
        this.control = new Container("photo.preview");
        this.control.heightInPixels = Math.round(width * Aspect);
        this.control.addControl(new PictureControl("photo.picture", found.picture, [viewX, viewY, viewWidth, viewHeight]));
        const crop = new CropControl("photo.crop", found.picture, options.eyes);
        crop.widthInPixels = crop.heightInPixels = Math.round(width * CropSide);
        crop.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
        crop.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
        this.control.addControl(crop);
        let eyes = options.eyes;
        this._points = ([0, 1] as const).map((i) => {
            const point = new EyePoint(context, {
                name: `photo.eye${i}`,
                label: context.strings.photo.eyes[i],
                at: [(eyes[i][0] - viewX) * scale, (eyes[i][1] - viewY) * scale],
                bounds: [width, this.control.heightInPixels],
                onMove: ([x, y]) => {
                    const moved: Point2D = [viewX + x / scale, viewY + y / scale];
                    eyes = i === 0 ? [moved, eyes[1]] : [eyes[0], moved];
                    crop.eyes = eyes;
                    onMove(eyes);
                },
            });
            this.control.addControl(point);
            return point;
        });
    }

    /** Whether the eyes can be moved. */
    public set enabled(value: boolean) {
        for (const point of this._points) {
            point.enabled = value;
        }
    }

    /** Removes the preview and frees its pixels. */
    public dispose(): void {
        for (const point of this._points) {
            point.dispose();
        }
        this.control.dispose();
    }
}

/** The part of the photo that is shown: x, y, width, height in its pixels. */
function GetView({ picture, faces }: IPhotoFaces, index: number): readonly [number, number, number, number] {
    const [x, y, w, h] = faces[index]?.box ?? [0, 0, picture.width, picture.height];
    const width = faces[index] ? 2 * Math.max(w, h) : Math.max(w, h / Aspect);
    return [x + w / 2 - width / 2, y + h / 2 - (width * Aspect) / 2, width, width * Aspect];
}
