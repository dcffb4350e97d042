import { type ICanvasRenderingContext } from "@babylonjs/core/Engines/ICanvas.js";
import { type PointerInfoBase } from "@babylonjs/core/Events/pointerEvents.js";
import { type Vector2 } from "@babylonjs/core/Maths/math.vector.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type Point2D } from "../faceCreator/photoReading.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

/** What a point is. */
export interface IEyePointOptions {
    readonly name: string;
    /** Accessible name. */
    readonly label: string;
    /** Ideal pixels from the left and the top of its parent. */
    readonly at: Point2D;
    /** Width and height of its parent in ideal pixels; the point stays within. */
    readonly bounds: Point2D;
    /** Called while the point moves. */
    readonly onMove: (at: Point2D) => void;
}

/** Side of what a finger can take, and radius of what is seen, in ideal pixels. */
const Side = 48;
const Radius = 11;
/** Ideal pixels of an arrow key; with Shift. */
const Step = 1;
const LargeStep = 10;

/** A point on a photo that is dragged, or moved by the arrow keys of its native twin. */
export class EyePoint extends Control implements IWidget {
    private readonly _context: IScreenContext;
    private readonly _options: IEyePointOptions;
    private readonly _twin: HTMLButtonElement;
    private _at: Point2D;
    private _pointer: number | undefined;
    private _focused = false;

    /**
     * @param context what every widget gets
     * @param options what the point is
     */
    public constructor(context: IScreenContext, options: IEyePointOptions) {
        super(options.name);
        this._context = context;
        this._options = options;
        this._at = options.at;
        this.widthInPixels = this.heightInPixels = Side;
        this.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
        this.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        this.isPointerBlocker = true;
        this.hoverCursor = "move";
        this._place();
        // The page is turned around after it was built; a photo is not.
        this.onBeforeDrawObservable.addOnce(() => this._place());
        this._twin = context.twin.addButton(this, {
            label: options.label,
            onActivate: () => {},
            onFocus: (focused) => {
                this._focused = focused;
                this._markAsDirty();
            },
        });
        this._twin.addEventListener("keydown", (event) => this._press(event));
    }

    /** Whether it can be moved. */
    public get enabled(): boolean {
        return this.isEnabled;
    }
    public set enabled(value: boolean) {
        this.isEnabled = value;
        this._twin.disabled = !value;
    }

    /** Removes the point and its twin. */
    public override dispose(): void {
        this._context.twin.remove(this._twin);
        super.dispose();
    }

    protected override _getTypeName(): string {
        return "FaceCreatorEyePoint";
    }

    /** @internal */
    public override _onPointerDown(target: Control, at: Vector2, pointerId: number, button: number, info: PointerInfoBase): boolean {
        if (!super._onPointerDown(target, at, pointerId, button, info)) {
            return false;
        }
        this._pointer = pointerId;
        this._host._capturingControl[pointerId] = this;
        return true;
    }

    /** @internal */
    public override _onPointerMove(target: Control, at: Vector2, pointerId: number, info: PointerInfoBase): void {
        if (pointerId === this._pointer && this.parent) {
            const { left, top, width, height } = this.parent._currentMeasure;
            const [boundsWidth, boundsHeight] = this._options.bounds;
            this._move([((at.x - left) / width) * boundsWidth, ((at.y - top) / height) * boundsHeight]);
        }
        super._onPointerMove(target, at, pointerId, info);
    }

    /** @internal */
    public override _onPointerUp(target: Control, at: Vector2, pointerId: number, button: number, notifyClick: boolean): void {
        this._pointer = undefined;
        delete this._host._capturingControl[pointerId];
        super._onPointerUp(target, at, pointerId, button, notifyClick);
    }

    /** @internal */
    public override _draw(context: ICanvasRenderingContext): void {
        const canvas = context as unknown as CanvasRenderingContext2D;
        const { color } = this._context.theme;
        const ratio = this._host.idealRatio;
        const x = this._currentMeasure.left + this._currentMeasure.width / 2;
        const y = this._currentMeasure.top + this._currentMeasure.height / 2;
        canvas.save();
        for (const [radius, width, style] of [
            [Radius, 4.5, color.onAccent],
            [Radius, 2, color.accent],
            ...(this._focused ? ([[Radius + 6, 3, color.focus]] as const) : []),
        ] as const) {
            canvas.beginPath();
            canvas.arc(x, y, radius * ratio, 0, 2 * Math.PI);
            canvas.lineWidth = width * ratio;
            canvas.strokeStyle = style;
            canvas.stroke();
        }
        canvas.beginPath();
        canvas.arc(x, y, 1.5 * ratio, 0, 2 * Math.PI);
        canvas.fillStyle = color.accent;
        canvas.fill();
        canvas.restore();
    }

    private _press(event: KeyboardEvent): void {
        const step = event.shiftKey ? LargeStep : Step;
        const [dx, dy] = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key] ?? [0, 0];
        if (dx !== 0 || dy !== 0) {
            event.preventDefault();
            this._move([this._at[0] + dx, this._at[1] + dy]);
        }
    }

    private _move(at: Point2D): void {
        if (this.isEnabled) {
            const [width, height] = this._options.bounds;
            this._at = [Math.min(width, Math.max(0, at[0])), Math.min(height, Math.max(0, at[1]))];
            this._place();
            this._options.onMove(this._at);
        }
    }

    private _place(): void {
        this.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
        this.leftInPixels = this._at[0] - Side / 2;
        this.topInPixels = this._at[1] - Side / 2;
    }
}
