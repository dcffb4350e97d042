import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type ICanvasRenderingContext } from "@babylonjs/core/Engines/ICanvas.js";

/** Stands where a picture of a face will be, until it is drawn: a quiet bust of one colour. */
export class PicturePlaceholder extends Control {
    /**
     * @param name control name
     * @param color colour of the bust
     */
    public constructor(name: string, color: string) {
        super(name);
        this.color = color;
        this.isHitTestVisible = false;
    }

    protected override _getTypeName(): string {
        return "FaceCreatorPlaceholder";
    }

    /** @internal */
    public override _draw(context: ICanvasRenderingContext): void {
        const canvas = context as unknown as CanvasRenderingContext2D;
        const { left, top, width, height } = this._currentMeasure;
        canvas.save();
        canvas.beginPath();
        canvas.roundRect(left, top, width, height, 8 * this._host.idealRatio);
        canvas.clip();
        canvas.fillStyle = this.color;
        canvas.beginPath();
        canvas.ellipse(left + 0.5 * width, top + 0.44 * height, 0.19 * width, 0.24 * height, 0, 0, 2 * Math.PI);
        canvas.fill();
        canvas.beginPath();
        canvas.ellipse(left + 0.5 * width, top + 1.06 * height, 0.4 * width, 0.32 * height, 0, 0, 2 * Math.PI);
        canvas.fill();
        canvas.restore();
    }
}
