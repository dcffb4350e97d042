import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type ICanvasRenderingContext } from "@babylonjs/core/Engines/ICanvas.js";
import { type IconName, IconPaths } from "./icons.js";
import { BreakLines } from "./breakLines.js";
import { type IScreenContext } from "./screenContext.js";
import { type IScreenTheme, LineHeightOf } from "./theme.js";

type LabelContext = Pick<IScreenContext, "theme" | "rtl" | "isLarge" | "measureText">;

/** What an icon label shows. */
export interface IIconLabelOptions {
    readonly icon?: IconName;
    readonly text?: string;
    /** Whether the icon lies over the text, larger and in the accent's colour. Default: beside it. */
    readonly iconAbove?: boolean;
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
    private readonly _context: LabelContext;
    private _path: Path2D | undefined;
    private _text: string;

    /**
     * @param context what every widget gets
     * @param name control name
     * @param options what it shows
     */
    public constructor(context: LabelContext, name: string, options: IIconLabelOptions) {
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
    public get text(): string {
        return this._text;
    }
    public set text(value: string) {
        this._text = value;
        this._markAsDirty();
    }

    /** Height of its lines, and of an icon over them, in ideal pixels, once it is placed. */
    public get linesHeight(): number {
        const width = this._currentMeasure.width / this._host.idealRatio;
        return this._text ? FitLabel(this._context, { ...this._options, text: this._text }, width).height : 0;
    }

    protected override _getTypeName(): string {
        return "FaceCreatorIconLabel";
    }

    /** @internal */
    public override _draw(context: ICanvasRenderingContext): void {
        const canvas = context as unknown as CanvasRenderingContext2D;
        const { text, size, space, font, color } = this._context.theme;
        const { rtl } = this._context;
        const isAbove = IsIconAbove({ ...this._options, text: this._text });
        const ratio = this._host.idealRatio;
        const { left, top, width, height } = this._currentMeasure;
        const { lines, withIcon } = FitLabel(this._context, { ...this._options, text: this._text }, width / ratio);
        const inset = InsetOf(this._context, this._options) * ratio;
        const style = (shrink: number): string =>
            `${this._options.weight} ${text[this._options.size ?? "body"] * ratio * shrink}px ${font}`;
        canvas.save();
        canvas.textAlign = "left";
        canvas.textBaseline = "middle";
        canvas.font = style(1);
        const fullWidth = Math.max(...lines.map((line) => canvas.measureText(line).width));
        const path = withIcon ? this._path : undefined;
        const iconSide = path ? size.icon * ratio * (isAbove ? AboveScale : 1) : 0;
        const iconWidth = isAbove ? 0 : iconSide;
        const gap = path && this._text && !isAbove ? space.s * ratio : 0;
        const room = width - 2 * inset - iconWidth - gap;
        // An icon alone has no text to shrink.
        const shrink = Math.min(1, Math.max(LeastShrink, room / Math.max(1, fullWidth)));
        canvas.font = style(shrink);
        const textWidth = Math.min(room, fullWidth * shrink);
        const all = iconWidth + gap + textWidth;
        const near = this._options.align === "left" ? inset : (width - all) / 2;
        const start = left + (rtl ? width - near - iconWidth : near);
        const pitch = LineHeightOf(this._context.theme, this._options.size ?? "body") * ratio;
        // An icon over the text and its lines lie in the middle together.
        const under = isAbove ? iconSide + space.xs * ratio : 0;
        canvas.fillStyle = this.color;
        for (const [i, line] of (this._text ? lines : []).entries()) {
            const wide = Math.min(textWidth, canvas.measureText(line).width);
            const indent = this._options.align === "left" ? (rtl ? textWidth - wide : 0) : (textWidth - wide) / 2;
            const from = (rtl ? start - gap - textWidth : start + iconWidth + gap) + indent;
            canvas.fillText(line, from, top + (height + under) / 2 + (i - (lines.length - 1) / 2) * pitch + ratio, wide + 1);
        }
        if (path) {
            if (isAbove) {
                canvas.translate(left + (width - iconSide) / 2, top + (height - under - lines.length * pitch) / 2);
            } else {
                canvas.translate(start, top + (height - iconSide) / 2);
            }
            canvas.scale(iconSide / 24, iconSide / 24);
            canvas.strokeStyle = isAbove ? color.accent : this.color;
            canvas.lineWidth = isAbove ? 2 / AboveScale : 2;
            canvas.lineCap = "round";
            canvas.lineJoin = "round";
            canvas.stroke(path);
        }
        canvas.restore();
    }
}

/**
 * How a label is laid out: in one line, drawn smaller where it is too long, and without an icon beside it where that is not enough; large texts in
 * as many lines as they need.
 * @param context the look
 * @param label what it shows
 * @param width ideal pixels that it has
 * @returns its lines, whether there is room for its icon, and the height of the lines and of an icon over them in ideal pixels
 */
export function FitLabel(
    context: LabelContext,
    label: IIconLabelOptions,
    width: number,
): { readonly lines: readonly string[]; readonly withIcon: boolean; readonly height: number } {
    const { theme, measureText, isLarge } = context;
    const { icon, text = "", weight } = label;
    const size = label.size ?? "body";
    const room = width - 2 * InsetOf(context, label);
    const isAbove = IsIconAbove(label);
    const beside = icon && text && !isAbove ? room - theme.size.icon - theme.space.s : room;
    const measure = (line: string): number => measureText(line, theme.text[size], weight);
    const hasRoom = (line: string): boolean => measure(line) * (isLarge ? LeastLargeShrink : LeastShrink) <= beside;
    const withIcon = icon !== undefined && (isAbove || (isLarge ? text.split(" ") : [text]).every(hasRoom));
    const wide = withIcon ? beside : room;
    const lines = isLarge && measure(text) * LeastLargeShrink > wide ? BreakLines(text, wide, measure) : [text];
    const above = isAbove ? theme.size.icon * AboveScale + theme.space.xs : 0;
    return { lines, withIcon, height: lines.length * LineHeightOf(theme, size) + above };
}

function IsIconAbove({ icon, text, iconAbove }: Pick<IIconLabelOptions, "icon" | "text" | "iconAbove">): boolean {
    return iconAbove === true && icon !== undefined && !!text;
}

function InsetOf({ theme }: LabelContext, { align }: Pick<IIconLabelOptions, "align">): number {
    return align === "left" ? theme.space.l : theme.space.xs;
}

/** How much larger an icon over its text is. */
const AboveScale = 1.3;
/** How much smaller a long label may be drawn, and a large one before it gets another line. */
const LeastShrink = 0.75;
const LeastLargeShrink = 0.9;
