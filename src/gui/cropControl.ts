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
    private readonly _backdrop: boolean;
    private _eyes: EyePoints;

    /**
     * @param name control name
     * @param picture the photo
     * @param eyes its eyes
     * @param look whether a grey backdrop fills what the photo does not cover; default true
     */
    public constructor(name: string, picture: IPicture, eyes: EyePoints, { backdrop = true }: { readonly backdrop?: boolean } = {}) {
        super(name, picture, [0, 0, picture.width, picture.height]);
        this._eyes = eyes;
        this._backdrop = backdrop;
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
        const [[ax, ay], [bx, by]] = this._eyes;
        const distance = Math.max(1, Math.hypot(bx - ax, by - ay));
        canvas.save();
        canvas.beginPath();
        canvas.roundRect(left, top, width, height, 8 * this._host.idealRatio);
        canvas.clip();
        if (this._backdrop) {
            canvas.fillStyle = "#808080";
            canvas.fillRect(left, top, width, height);
        }
        canvas.translate(left + width / 2, top + height * EyeLine);
        canvas.rotate(-Math.atan2(by - ay, bx - ax));
        canvas.scale((width * EyeDistance) / distance, (width * EyeDistance) / distance);
        canvas.drawImage(this._canvas, -(ax + bx) / 2, -(ay + by) / 2);
        canvas.restore();
    }
}
