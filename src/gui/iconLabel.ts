import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type ICanvasRenderingContext } from "@babylonjs/core/Engines/ICanvas.js";
import { type IconName, IconPaths } from "./icons.js";
import { ScreenTheme } from "./theme.js";

/** What an icon label shows. */
export interface IIconLabelOptions {
    readonly icon?: IconName;
    readonly text?: string;
    readonly align: "left" | "center";
    readonly weight: "normal" | "600";
}

/**
 * An icon and a text beside it, drawn in one go: the icon is a path, so that it needs no file and stays sharp at every scale.
 * `color` is the colour of both.
 */
export class IconLabel extends Control {
    private readonly _options: IIconLabelOptions;
    private readonly _path: Path2D | undefined;

    /**
     * @param name control name
     * @param options what it shows
     */
    public constructor(name: string, options: IIconLabelOptions) {
        super(name);
        this._options = options;
        this._path = options.icon && new Path2D(IconPaths[options.icon]);
        this.isHitTestVisible = false;
    }

    protected override _getTypeName(): string {
        return "FaceCreatorIconLabel";
    }

    /** @internal */
    public override _draw(context: ICanvasRenderingContext): void {
        const canvas = context as unknown as CanvasRenderingContext2D;
        const { text, size, space, font } = ScreenTheme;
        const ratio = this._host.idealRatio;
        const { left, top, width, height } = this._currentMeasure;
        canvas.save();
        canvas.font = `${this._options.weight} ${text.body * ratio}px ${font}`;
        const label = this._options.text ?? "";
        const iconWidth = this._path ? size.icon * ratio : 0;
        const gap = this._path && label ? space.m * ratio : 0;
        const textWidth = label ? canvas.measureText(label).width : 0;
        const start = this._options.align === "left" ? left + space.l * ratio : left + (width - iconWidth - gap - textWidth) / 2;
        if (label) {
            canvas.fillStyle = this.color;
            canvas.textBaseline = "middle";
            canvas.fillText(label, start + iconWidth + gap, top + height / 2 + ratio, width);
        }
        if (this._path) {
            canvas.translate(start, top + (height - iconWidth) / 2);
            canvas.scale(iconWidth / 24, iconWidth / 24);
            canvas.strokeStyle = this.color;
            canvas.lineWidth = 2;
            canvas.lineCap = "round";
            canvas.lineJoin = "round";
            canvas.stroke(this._path);
        }
        canvas.restore();
    }
}
