import { BaseSlider } from "@babylonjs/gui/2D/controls/sliders/baseSlider.js";
import { type ICanvasRenderingContext } from "@babylonjs/core/Engines/ICanvas.js";
import { ScreenTheme } from "./theme.js";

/** A slider from 0 to 1 whose filled part starts in the middle, where the average face is. */
export class ValueSlider extends BaseSlider {
    /** Radius of the thumb in ideal pixels. */
    public static readonly ThumbRadius = 11;
    private _focused = false;

    /** @param name control name */
    public constructor(name: string) {
        super(name);
        this.minimum = 0;
        this.maximum = 1;
        this.value = 0.5;
        this.clipContent = false;
    }

    /** Whether the ring of the keyboard focus is drawn. */
    public set focused(value: boolean) {
        this._focused = value;
        this._markAsDirty();
    }

    protected override _getTypeName(): string {
        return "FaceCreatorSlider";
    }

    /** @internal */
    public override _draw(context: ICanvasRenderingContext): void {
        const canvas = context as unknown as CanvasRenderingContext2D;
        const { color } = ScreenTheme;
        const { left, top, width, height } = this._currentMeasure;
        const ratio = this._host.idealRatio;
        const middle = top + height / 2;
        const centre = left + width / 2;
        const thumb = left + width * this.value;
        const radius = ValueSlider.ThumbRadius * ratio;
        const line = 5 * ratio;
        canvas.save();
        canvas.globalAlpha *= this.isEnabled ? 1 : ScreenTheme.disabledAlpha;
        canvas.lineCap = "round";
        canvas.lineWidth = line;
        DrawLine(canvas, color.track, left, left + width, middle);
        DrawLine(canvas, color.accent, Math.min(centre, thumb), Math.max(centre, thumb), middle);
        canvas.lineWidth = 2 * ratio;
        canvas.strokeStyle = color.trackCentre;
        canvas.beginPath();
        canvas.moveTo(centre, middle - 9 * ratio);
        canvas.lineTo(centre, middle + 9 * ratio);
        canvas.stroke();
        canvas.beginPath();
        canvas.arc(thumb, middle, radius, 0, 2 * Math.PI);
        canvas.fillStyle = color.thumb;
        canvas.fill();
        if (this._focused) {
            canvas.beginPath();
            canvas.arc(thumb, middle, radius + 4 * ratio, 0, 2 * Math.PI);
            canvas.strokeStyle = color.focus;
            canvas.lineWidth = 3 * ratio;
            canvas.stroke();
        }
        canvas.restore();
    }
}

function DrawLine(canvas: CanvasRenderingContext2D, color: string, from: number, to: number, y: number): void {
    canvas.strokeStyle = color;
    canvas.beginPath();
    canvas.moveTo(from, y);
    canvas.lineTo(to, y);
    canvas.stroke();
}
