import { type ICanvasRenderingContext } from "@babylonjs/core/Engines/ICanvas.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { BreakLines } from "./breakLines.js";
import { type IScreenContext } from "./screenContext.js";
import { type IScreenTheme, LineHeightOf } from "./theme.js";

/** How a text looks. */
export interface ITextLabelOptions {
    readonly text: string;
    /** Default `body`. */
    readonly size?: keyof IScreenTheme["text"];
    /** Default the theme's text colour. */
    readonly color?: string;
    /** Default `left`: where a line of the language begins, once the screen was turned around for it. */
    readonly align?: TextAlign;
    readonly weight?: "normal" | "600";
    /** Height in ideal pixels; default: fills its parent. */
    readonly height?: number;
    /** Breaks the text into lines, of this width in ideal pixels or as wide as its place. Default: one line, drawn smaller where it is too long. */
    readonly wrap?: { readonly width?: number; readonly measure: IScreenContext["measureText"] };
}

/** Where a text lies along its line. */
export type TextAlign = "left" | "center" | "right";

/** Part of the width that lines may fill: places are rounded to whole pixels. */
const Spare = 0.99;
/** How much smaller a line that is too long may be drawn; beyond that its letters are drawn narrower. */
const LeastShrink = 0.75;

/** A text of the screen. Its lines and their height are the screen's own, whatever font the page has. */
export class TextLabel extends Control {
    /** Where its lines lie. */
    public align: TextAlign;
    /** Where the lines lie together. Default `center`. */
    public place: "top" | "center" | "bottom" = "center";
    private readonly _context: Pick<IScreenContext, "theme">;
    private readonly _options: ITextLabelOptions;
    private _text = "";
    private _lines: readonly string[] = [];

    /**
     * @param context the look
     * @param name control name
     * @param options what it says and how
     */
    public constructor(context: Pick<IScreenContext, "theme">, name: string, options: ITextLabelOptions) {
        super(name);
        this._context = context;
        this._options = options;
        this.align = options.align ?? "left";
        this.color = options.color ?? context.theme.color.text;
        this.isHitTestVisible = false;
        this.text = options.text;
        if (options.height !== undefined) {
            this.heightInPixels = options.height;
        }
    }

    /** What it says. */
    public get text(): string {
        return this._text;
    }
    public set text(value: string) {
        this._text = value;
        this._break(this._options.wrap?.width);
        this._markAsDirty();
    }

    /** Height of all lines in ideal pixels. */
    public get linesHeight(): number {
        return this._lines.length * this._pitch;
    }

    protected override _getTypeName(): string {
        return "FaceCreatorText";
    }

    /** @internal */
    public override _draw(context: ICanvasRenderingContext): void {
        const canvas = context as unknown as CanvasRenderingContext2D;
        const ratio = this._host.idealRatio;
        const { left, top, width, height } = this._currentMeasure;
        if (this._options.wrap && this._options.wrap.width === undefined) {
            this._break(width / ratio);
        }
        const pitch = this._pitch * ratio;
        const spare = height - this._lines.length * pitch;
        const first = top + { top: 0, center: 0.5, bottom: 1 }[this.place] * spare;
        canvas.save();
        canvas.textAlign = "left";
        canvas.textBaseline = "middle";
        canvas.fillStyle = this.color;
        for (const [i, line] of this._lines.entries()) {
            this._setFont(canvas, 1);
            const full = canvas.measureText(line).width;
            this._setFont(canvas, Math.max(LeastShrink, Math.min(1, width / full)));
            const wide = Math.min(width, canvas.measureText(line).width);
            const from = left + { left: 0, center: 0.5, right: 1 }[this.align] * (width - wide);
            canvas.fillText(line, from, first + (i + 0.5) * pitch + ratio, wide + 1);
        }
        canvas.restore();
    }

    private get _size(): number {
        return this._context.theme.text[this._options.size ?? "body"];
    }

    private get _pitch(): number {
        return LineHeightOf(this._context.theme, this._options.size ?? "body");
    }

    private _break(width = Infinity): void {
        const { wrap } = this._options;
        this._lines = wrap
            ? BreakLines(this._text, width * Spare, (line) => wrap.measure(line, this._size, this._options.weight))
            : [this._text];
    }

    private _setFont(canvas: CanvasRenderingContext2D, shrink: number): void {
        canvas.font = `${this._options.weight ?? "normal"} ${this._size * this._host.idealRatio * shrink}px ${this._context.theme.font}`;
    }
}
