import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { FieldStyle } from "./fieldStyle.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { TextLabel } from "./textLabel.js";
import { ReadNumber, type ValueScale } from "./valueText.js";

/** What a value field shows. */
export interface IValueFieldOptions {
    /** Id of what has the value, and its accessible name. */
    readonly id: string;
    readonly label: string;
    readonly scale: ValueScale;
    /** Ideal pixels. */
    readonly width: number;
    readonly height: number;
    /** Called with the value that the player typed, 0..1. */
    readonly onValue: (value: number) => void;
    /** The player is done typing. */
    readonly onEnter: () => void;
}

/** Mark of the direction of what follows: the sign stays before the number where the screen runs from right to left. */
const LeftToRight = "\u200E";

/** A value to read; pressed it becomes a native field to type one. */
export class ValueField implements IWidget {
    /** The control to place. */
    public readonly control: TextLabel;
    private readonly _context: IScreenContext;
    private readonly _options: IValueFieldOptions;
    private readonly _twin: HTMLInputElement;
    private _text = "";

    /**
     * @param context what every widget gets
     * @param options what it shows
     */
    public constructor(context: IScreenContext, options: IValueFieldOptions) {
        this._context = context;
        this._options = options;
        const { color } = context.theme;
        const { id, label, width, height, onEnter } = options;
        this.control = new TextLabel(context, `value.${id}`, { text: "", size: "small", align: "right", height });
        this.control.color = color.textMuted;
        this.control.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        this.control.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
        this.control.widthInPixels = width;
        this.control.isHitTestVisible = true;
        this.control.isPointerBlocker = true;
        this.control.hoverCursor = "text";
        this.control.onPointerClickObservable.add(() => this._twin.focus());
        this._twin = context.twin.addText(this.control, {
            label: `${context.strings.value}: ${label}`,
            hidden: true,
            dir: "ltr",
            style: FieldStyle(context.theme, `border-color:${color.focus};border-radius:0.33em;text-align:center`),
            onInput: () => {},
            onCommit: () => this._take(),
            onFocus: (focused) => {
                this._twin.value = this._text.replace("−", "-");
                if (focused) {
                    this._twin.select();
                }
            },
        });
        this._twin.inputMode = "numeric";
        this._twin.addEventListener("keydown", (event) => event.key === "Enter" && onEnter());
    }

    /** What it shows. */
    public set text(value: string) {
        this._text = value;
        this.control.text = LeftToRight + value;
    }

    /** Whether it can be used. */
    public set enabled(value: boolean) {
        this._twin.disabled = !value;
    }

    /** Removes the field and its twin. */
    public dispose(): void {
        this._context.twin.remove(this._twin);
        this.control.dispose();
    }

    private _take(): void {
        const value = ReadNumber(this._twin.value, this._options.scale);
        if (value !== undefined) {
            this._options.onValue(value);
        }
    }
}
