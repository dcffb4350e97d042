import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { IconLabel } from "./iconLabel.js";
import { CreatePanel } from "./panel.js";
import { type IScreenContext } from "./screenContext.js";
import { LineHeightOf } from "./theme.js";

/** Over the head: what the pointer does to it, until the player knows, then the name of the part that is under it. */
export class Hint {
    /** Ideal pixels that it is wide with what the pointer does, and high. */
    public static readonly Size = { width: 720, height: 40 } as const;
    /** The control to place. */
    public readonly control: Rectangle;
    private readonly _context: IScreenContext;
    private readonly _text: IconLabel;
    private _hinting: boolean;
    private _part: string | null = null;
    private _usable = true;

    /**
     * @param context what every widget gets
     * @param hinting whether there is room to say what the pointer does
     */
    public constructor(context: IScreenContext, hinting: boolean) {
        this._context = context;
        this._hinting = hinting;
        this.control = CreatePanel(context, "hint");
        this.control.heightInPixels = Math.max(Hint.Size.height, LineHeightOf(context.theme, "small"));
        this.control.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        this.control.cornerRadius = Hint.Size.height / 2;
        this.control.isHitTestVisible = false;
        this.control.isPointerBlocker = false;
        this._text = new IconLabel(context, "hint.text", { text: "", align: "center", weight: "normal", size: "small" });
        this.control.addControl(this._text);
        this._show();
    }

    /** Whether the head can be shaped now. */
    public set usable(value: boolean) {
        this._usable = value;
        this._show();
    }

    /** Name of the part of the face that is under the pointer; null where none is. */
    public set part(value: string | null) {
        this._part = value;
        this._show();
    }

    /** The player knows what the pointer does. */
    public finish(): void {
        this._hinting = false;
        this._show();
    }

    private _show(): void {
        const { color, text, space } = this._context.theme;
        const shown = this._part ?? this._context.strings.hint;
        this.control.isVisible = this._usable && (this._hinting || this._part !== null);
        this.control.widthInPixels =
            this._part === null ? Hint.Size.width : this._context.measureText(this._part, text.small) + 2 * space.xl;
        this._text.text = shown;
        this._text.color = this._part === null ? color.textMuted : color.text;
    }
}
