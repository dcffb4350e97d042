import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type ICanvasRenderingContext } from "@babylonjs/core/Engines/ICanvas.js";
import { type IPicture } from "../face/picture.js";

/** Shows a rectangle of a picture, cut to fill the control. Holds the pixels until it is disposed. */
export class PictureControl extends Control {
    /** The pixels. */
    protected readonly _canvas: HTMLCanvasElement;
    private readonly _box: readonly [number, number, number, number];

    /**
     * @param name control name
     * @param picture the picture
     * @param box x, y, width, height in picture pixels; parts outside of the picture stay empty
     */
    public constructor(name: string, picture: IPicture, box: readonly [number, number, number, number]) {
        super(name);
        this._canvas = document.createElement("canvas");
        this._canvas.width = picture.width;
        this._canvas.height = picture.height;
        this._canvas
            .getContext("2d")
            ?.putImageData(new ImageData(new Uint8ClampedArray(picture.data), picture.width, picture.height), 0, 0);
        this._box = box;
        this.isHitTestVisible = false;
    }

    protected override _getTypeName(): string {
        return "FaceCreatorPicture";
    }

    /** @internal */
    public override _draw(context: ICanvasRenderingContext): void {
        const canvas = context as unknown as CanvasRenderingContext2D;
        const { left, top, width, height } = this._currentMeasure;
        const [x, y, w, h] = this._box;
        canvas.save();
        canvas.beginPath();
        canvas.roundRect(left, top, width, height, 8 * this._host.idealRatio);
        canvas.clip();
        canvas.drawImage(this._canvas, x, y, w, h, left, top, width, height);
        canvas.restore();
    }

    /** Frees the pixels. */
    public override dispose(): void {
        this._canvas.width = 0;
        this._canvas.height = 0;
        super.dispose();
    }
}
