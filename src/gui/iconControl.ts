import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type ICanvasRenderingContext } from "@babylonjs/core/Engines/ICanvas.js";
import { type IconName, IconPaths } from "./icons.js";

/** A line icon that is drawn as a path, so that it needs no file and stays sharp at every scale. `color` is its colour. */
export class IconControl extends Control {
    private readonly _path: Path2D;

    /**
     * @param name control name
     * @param icon which icon
     * @param size side in ideal pixels
     */
    public constructor(name: string, icon: IconName, size: number) {
        super(name);
        this._path = new Path2D(IconPaths[icon]);
        this.widthInPixels = size;
        this.heightInPixels = size;
        this.isHitTestVisible = false;
    }

    protected override _getTypeName(): string {
        return "FaceCreatorIcon";
    }

    /** @internal */
    public override _draw(context: ICanvasRenderingContext): void {
        const canvas = context as unknown as CanvasRenderingContext2D;
        const { left, top, width } = this._currentMeasure;
        canvas.save();
        canvas.translate(left, top);
        canvas.scale(width / 24, width / 24);
        canvas.strokeStyle = this.color;
        canvas.lineWidth = 2;
        canvas.lineCap = "round";
        canvas.lineJoin = "round";
        canvas.stroke(this._path);
        canvas.restore();
    }
}
