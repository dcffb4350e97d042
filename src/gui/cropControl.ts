import { type ICanvasRenderingContext } from "@babylonjs/core/Engines/ICanvas.js";
import { BoothFrame } from "../face/boothFrame.js";
import { type IPicture } from "../face/picture.js";
import { type EyePoints } from "../faceCreator/photoReading.js";
import { PictureControl } from "./pictureControl.js";

/** How far below its top the eyes lie in the square that a photo is brought into, in parts of its side: as in the photo booth. */
export const EyeLine = BoothFrame.middle[1] / BoothFrame.size;
/** Distance of the eyes in parts of the square's side. */
export const EyeDistance = BoothFrame.distance / BoothFrame.size;

/** Shows how a photo will be read: turned, scaled and moved by its eyes into the square of the photo booth. */
export class CropControl extends PictureControl {
    private readonly _soft: boolean;
    private _eyes: EyePoints;

    /**
     * @param name control name
     * @param picture the photo
     * @param eyes its eyes
     * @param soft whether it fades towards its border, to lie over something else; default: a grey backdrop fills what the photo does not cover
     */
    public constructor(name: string, picture: IPicture, eyes: EyePoints, soft = false) {
        super(name, picture, [0, 0, picture.width, picture.height]);
        this._eyes = eyes;
        this._soft = soft;
    }

    /** The eyes of the photo. */
    public set eyes(value: EyePoints) {
        this._eyes = value;
        this._markAsDirty();
    }

    protected override _getTypeName(): string {
        return "FaceCreatorCrop";
    }

    /** @internal */
    public override _draw(context: ICanvasRenderingContext): void {
        const canvas = context as unknown as CanvasRenderingContext2D;
        const { left, top, width, height } = this._currentMeasure;
        if (this._soft) {
            const soft = document.createElement("canvas");
            soft.width = Math.max(1, Math.round(width));
            soft.height = Math.max(1, Math.round(height));
            const layer = soft.getContext("2d") as CanvasRenderingContext2D;
            this._drawCrop(layer, 0, 0, soft.width, soft.height);
            FadePhoto(layer, this._canvas);
            layer.resetTransform();
            FadeOval(layer, soft);
            canvas.drawImage(soft, left, top, width, height);
            return;
        }
        canvas.save();
        canvas.beginPath();
        canvas.roundRect(left, top, width, height, 8 * this._host.idealRatio);
        canvas.clip();
        canvas.fillStyle = "#808080";
        canvas.fillRect(left, top, width, height);
        this._drawCrop(canvas, left, top, width, height);
        canvas.restore();
    }

    /** Leaves the canvas in the frame of the photo's pixels. */
    private _drawCrop(canvas: CanvasRenderingContext2D, left: number, top: number, width: number, height: number): void {
        const [[ax, ay], [bx, by]] = this._eyes;
        const distance = Math.max(1, Math.hypot(bx - ax, by - ay));
        canvas.translate(left + width / 2, top + height * EyeLine);
        canvas.rotate(-Math.atan2(by - ay, bx - ax));
        canvas.scale((width * EyeDistance) / distance, (width * EyeDistance) / distance);
        canvas.translate(-(ax + bx) / 2, -(ay + by) / 2);
        canvas.drawImage(this._canvas, 0, 0);
    }
}

/** Part of the photo's smaller side over which its edges fade. */
const EdgeShare = 0.12;
/** Half axes of the oval that is seen, and where its middle is below the top, in parts of the square; and where from there the fade begins. */
const Oval = { across: 0.44, down: 0.5, middle: 0.5, from: 0.74 } as const;

/** Fades the edges of the photo, which lie across the square where the head was turned. The canvas is in the frame of its pixels. */
function FadePhoto(canvas: CanvasRenderingContext2D, { width, height }: { readonly width: number; readonly height: number }): void {
    const long = EdgeShare * Math.min(width, height);
    canvas.globalCompositeOperation = "destination-out";
    for (const [x, y, inX, inY] of [
        [0, 0, 1, 0],
        [width, 0, -1, 0],
        [0, 0, 0, 1],
        [0, height, 0, -1],
    ]) {
        const gradient = canvas.createLinearGradient(x, y, x + inX * long, y + inY * long);
        gradient.addColorStop(0, "rgba(0, 0, 0, 1)");
        gradient.addColorStop(1, "rgba(0, 0, 0, 0)");
        canvas.fillStyle = gradient;
        // A little beyond the edge, whose last pixels are half the photo's.
        canvas.fillRect(-long, -long, width + 2 * long, height + 2 * long);
    }
}

/** Keeps of a square what lies in the oval of a head, and fades towards its border. */
function FadeOval(canvas: CanvasRenderingContext2D, { width, height }: { readonly width: number; readonly height: number }): void {
    canvas.globalCompositeOperation = "destination-in";
    canvas.translate(width / 2, height * Oval.middle);
    canvas.scale(width * Oval.across, height * Oval.down);
    const gradient = canvas.createRadialGradient(0, 0, Oval.from, 0, 0, 1);
    gradient.addColorStop(0, "rgba(0, 0, 0, 1)");
    gradient.addColorStop(1, "rgba(0, 0, 0, 0)");
    canvas.fillStyle = gradient;
    canvas.fillRect(-2, -2, 4, 4);
}
