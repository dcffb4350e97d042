import { BaseSlider } from "@babylonjs/gui/2D/controls/sliders/baseSlider.js";
import { type ICanvasRenderingContext } from "@babylonjs/core/Engines/ICanvas.js";
import { type PointerInfoBase } from "@babylonjs/core/Events/pointerEvents.js";
import { type Vector2 } from "@babylonjs/core/Maths/math.vector.js";
import { type Control } from "@babylonjs/gui/2D/controls/control.js";
import { DragSlop, ForwardDrag, IsDragged } from "./dragScroll.js";
import { type IScreenContext } from "./screenContext.js";

/** Whose a finger is that was put on a slider: nobody's until it moves; along the line it is the slider's, across it the list's. */
type FingerOwner = "nobody" | "slider" | "list";

/** A slider from 0 to 1. Its filled part starts at `origin`: in the middle, where the average face is, or at the end. */
export class ValueSlider extends BaseSlider {
    /** Radius of the thumb in ideal pixels. */
    public static readonly ThumbRadius = 11;
    private readonly _context: Pick<IScreenContext, "theme" | "rtl">;
    private readonly _origin: number;
    private _focused = false;
    private _owner: FingerOwner = "slider";
    private _from: readonly [number, number] = [0, 0];

    /**
     * @param context what every widget gets
     * @param name control name
     * @param origin value at which the filled part starts; default 0.5
     */
    public constructor(context: Pick<IScreenContext, "theme" | "rtl">, name: string, origin = 0.5) {
        super(name);
        this._context = context;
        this._origin = origin;
        this.minimum = 0;
        this.maximum = 1;
        this.value = 0.5;
        this.clipContent = false;
        ForwardDrag(this, () => this._owner === "list");
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
    public override _onPointerDown(
        target: Control,
        coordinates: Vector2,
        pointerId: number,
        buttonIndex: number,
        pi: PointerInfoBase,
    ): boolean {
        this._owner = "nobody";
        this._from = [coordinates.x, coordinates.y];
        const taken = super._onPointerDown(target, coordinates, pointerId, buttonIndex, pi);
        // The list knows by now whether this press has only stopped it.
        if (taken && (pi.event as Partial<PointerEvent>).pointerType !== "touch" && !IsDragged(this)) {
            this._owner = "slider";
            this._updateValueFromPointer(coordinates.x, coordinates.y);
        }
        return taken;
    }

    /** @internal */
    public override _onPointerUp(
        target: Control,
        coordinates: Vector2,
        pointerId: number,
        buttonIndex: number,
        notifyClick: boolean,
    ): void {
        if (this._owner === "nobody") {
            this._owner = "slider";
            // A finger that stayed sets the value, unless it was there to stop the list.
            if (!IsDragged(this)) {
                this._updateValueFromPointer(this._from[0], this._from[1]);
            }
        }
        super._onPointerUp(target, coordinates, pointerId, buttonIndex, notifyClick);
    }

    protected override _updateValueFromPointer(x: number, y: number): void {
        if (this._owner === "nobody") {
            const [along, across] = [Math.abs(x - this._from[0]), Math.abs(y - this._from[1])];
            if (Math.max(along, across) < DragSlop * this._host.idealRatio) {
                return;
            }
            this._owner = along >= across ? "slider" : "list";
        }
        if (this._owner === "list") {
            return;
        }
        const { left, width } = this._currentMeasure;
        super._updateValueFromPointer(this._context.rtl ? 2 * left + width - x : x, y);
    }

    /** @internal */
    public override _draw(context: ICanvasRenderingContext): void {
        const canvas = context as unknown as CanvasRenderingContext2D;
        const { theme, rtl } = this._context;
        const { color } = theme;
        const { left, top, width, height } = this._currentMeasure;
        const ratio = this._host.idealRatio;
        const middle = top + height / 2;
        const place = (value: number): number => left + width * (rtl ? 1 - value : value);
        const centre = place(this._origin);
        const thumb = place(this.value);
        const radius = ValueSlider.ThumbRadius * ratio;
        const line = 5 * ratio;
        canvas.save();
        canvas.globalAlpha *= this.isEnabled ? 1 : theme.disabledAlpha;
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
