import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type ICanvasRenderingContext } from "@babylonjs/core/Engines/ICanvas.js";
import { type IconName, IconPaths } from "./icons.js";
import { type IScreenContext } from "./screenContext.js";
import { type IScreenTheme } from "./theme.js";

/** What an icon label shows. */
export interface IIconLabelOptions {
    readonly icon?: IconName;
    readonly text?: string;
    readonly align: "left" | "center";
    readonly weight: "normal" | "600";
    /** Default `body`. */
    readonly size?: keyof IScreenTheme["text"];
}

/**
 * An icon and a text beside it, drawn in one go: the icon is a path, so that it needs no file and stays sharp at every scale.
 * `color` is the colour of both.
 */
export class IconLabel extends Control {
    private readonly _options: IIconLabelOptions;
    private readonly _context: Pick<IScreenContext, "theme" | "rtl">;
    private _path: Path2D | undefined;
    private _text: string;

    /**
     * @param context what every widget gets
     * @param name control name
     * @param options what it shows
     */
    public constructor(context: Pick<IScreenContext, "theme" | "rtl">, name: string, options: IIconLabelOptions) {
        super(name);
        this._context = context;
        this._options = options;
        this._text = options.text ?? "";
        this._path = options.icon && new Path2D(IconPaths[options.icon]);
        this.isHitTestVisible = false;
    }

    /** The icon. */
    public set icon(value: IconName) {
        this._path = new Path2D(IconPaths[value]);
        this._markAsDirty();
    }

    /** The text. */
    public set text(value: string) {
        this._text = value;
        this._markAsDirty();
    }

    protected override _getTypeName(): string {
        return "FaceCreatorIconLabel";
    }

    /** @internal */
    public override _draw(context: ICanvasRenderingContext): void {
        const canvas = context as unknown as CanvasRenderingContext2D;
        const { text, size, space, font } = this._context.theme;
        const { rtl } = this._context;
        const ratio = this._host.idealRatio;
        const { left, top, width, height } = this._currentMeasure;
        const label = this._text;
        const inset = (this._options.align === "left" ? space.l : space.xs) * ratio;
        canvas.save();
        canvas.textAlign = "left";
        const full = text[this._options.size ?? "body"] * ratio;
        canvas.font = `${this._options.weight} ${full}px ${font}`;
        const fullWidth = label ? canvas.measureText(label).width : 0;
        // A label that is too long is drawn smaller; where that is not enough its icon makes room.
        const beside = label ? (size.icon + space.s) * ratio : 0;
        const path = this._path && (!label || (width - 2 * inset - beside) / fullWidth >= LeastShrink) ? this._path : undefined;
        const iconWidth = path ? size.icon * ratio : 0;
        const gap = path && label ? space.s * ratio : 0;
        const room = width - 2 * inset - iconWidth - gap;
        const shrink = Math.min(1, Math.max(LeastShrink, room / fullWidth));
        canvas.font = `${this._options.weight} ${full * shrink}px ${font}`;
        const textWidth = label ? Math.min(room, fullWidth * shrink) : 0;
        const all = iconWidth + gap + textWidth;
        const near = this._options.align === "left" ? inset : (width - all) / 2;
        const start = left + (rtl ? width - near - iconWidth : near);
        if (label) {
            canvas.fillStyle = this.color;
            canvas.textBaseline = "middle";
            canvas.fillText(label, rtl ? start - gap - textWidth : start + iconWidth + gap, top + height / 2 + ratio, textWidth + 1);
        }
        if (path) {
            canvas.translate(start, top + (height - iconWidth) / 2);
            canvas.scale(iconWidth / 24, iconWidth / 24);
            canvas.strokeStyle = this.color;
            canvas.lineWidth = 2;
            canvas.lineCap = "round";
            canvas.lineJoin = "round";
            canvas.stroke(path);
        }
        canvas.restore();
    }
}

/** How much smaller a long label may be drawn. */
const LeastShrink = 0.75;
