import { Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { CreateMark } from "./buttonMark.js";
import { ListenForClick } from "./dragScroll.js";
import { ButtonFrame, ButtonLabelOf, GetButtonHeight } from "./buttonHeight.js";
import { IconLabel } from "./iconLabel.js";
import { type IconName } from "./icons.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

/** What a button is. */
export interface IActionButtonOptions {
    readonly name: string;
    /** Accessible name; shown too unless `iconOnly`. */
    readonly label: string;
    readonly icon?: IconName;
    readonly iconOnly?: boolean;
    /** Whether the icon lies over the label. Default: beside it. */
    readonly iconAbove?: boolean;
    /** Whether an icon's name is seen beside it already, so that it needs no tooltip. */
    readonly named?: boolean;
    readonly size?: "body" | "small";
    /** `primary` is the one action that leads on, `plain` has no background of its own. Default `surface`. */
    readonly kind?: "primary" | "surface" | "plain";
    readonly align?: "left" | "center";
    /** Ideal pixels; default: fills its parent. */
    readonly width?: number;
    readonly height?: number;
    /** Ideal pixels that it fills of its parent: a large label that is too long for a line then makes it higher. Default: its width. */
    readonly room?: number;
    /** For choices: whether it is the chosen one. */
    readonly selected?: boolean;
    /** Whether it is the action of its page that leads on: it takes the keyboard's focus when that has lost its place. */
    readonly leads?: boolean;
    /** Whether it steps back until the pointer or the focus comes to it or it is chosen. */
    readonly quiet?: boolean;
    /** Whether the chosen one is marked by a line; default true. */
    readonly marked?: boolean;
    /** Whether it opens a file dialog. */
    readonly opensFile?: boolean;
    /** Called at once in the handler of the pointer or the key, so that it may open a file dialog. */
    readonly onClick: () => void;
}

/** Opacity of a quiet button at rest: its icon keeps a contrast of 3:1 on panels. */
const QuietAlpha = 0.55;

/** A button with icon, label, hover, pressed, selected, disabled and focus looks, and a native twin. */
export class ActionButton implements IWidget {
    /** The control to place. */
    public readonly control: Rectangle;
    private readonly _context: IScreenContext;
    private readonly _options: IActionButtonOptions;
    private readonly _twin: HTMLButtonElement;
    private readonly _label: IconLabel;
    private readonly _mark: Rectangle;
    private _name: string;
    private _kind: NonNullable<IActionButtonOptions["kind"]>;
    private _over = false;
    private _down = false;
    private _selected: boolean;
    private _enabled = true;

    /**
     * @param context what every widget gets
     * @param options what the button is
     */
    public constructor(context: IScreenContext, options: IActionButtonOptions) {
        const { theme } = context;
        this._context = context;
        this._options = options;
        this._selected = options.selected ?? false;
        this._name = options.label;
        this._kind = options.kind ?? "surface";
        this.control = new Rectangle(options.name);
        this.control.cornerRadius = theme.radius.control;
        this.control.thickness = context.lineWidth(ButtonFrame);
        this.control.color = theme.color.none;
        this.control.hoverCursor = "pointer";
        this.control.isPointerBlocker = true;
        const label = ButtonLabelOf(options);
        this.control.heightInPixels = GetButtonHeight(context, options);
        if (options.width !== undefined) {
            this.control.widthInPixels = options.width;
        }
        this._label = new IconLabel(context, `${options.name}.label`, label);
        this.control.addControl(this._label);
        this._mark = CreateMark(context, options.name, options.align === "left" ? "side" : "under");
        this.control.addControl(this._mark);
        this.control.onPointerEnterObservable.add(() => {
            this._set({ over: true });
            this._showName(true);
        });
        this.control.onPointerOutObservable.add(() => {
            this._set({ over: false, down: false });
            this._showName(false);
        });
        this.control.onPointerDownObservable.add(() => this._set({ down: true }));
        this.control.onPointerUpObservable.add(() => this._set({ down: false }));
        ListenForClick(this.control, () => this._click());
        this._twin = context.twin.addButton(this.control, {
            label: options.label,
            onActivate: () => this._click(),
            pressed: options.selected,
            onFocus: (focused) => this._showFocus(focused),
        });
        if (options.leads) {
            this._twin.dataset.primary = "";
        }
        if (options.opensFile) {
            this._twin.dataset.opensFile = "";
        }
        this._draw();
    }

    /** Whether it can be used. */
    public get enabled(): boolean {
        return this._enabled;
    }
    public set enabled(value: boolean) {
        this._enabled = value;
        this._twin.disabled = !value;
        this.control.hoverCursor = value ? "pointer" : "";
        this._draw();
    }

    /** What it is called. */
    public set label(value: string) {
        this._name = value;
        this._twin.setAttribute("aria-label", value);
        if (!this._options.iconOnly) {
            this._label.text = value;
        }
    }

    /** What it shows. */
    public set icon(value: IconName) {
        this._label.icon = value;
    }

    /** How much it stands out. */
    public set kind(value: NonNullable<IActionButtonOptions["kind"]>) {
        this._kind = value;
        this._draw();
    }

    /** Whether it has the keyboard focus. */
    public get hasFocus(): boolean {
        return document.activeElement === this._twin;
    }

    /** Gives it the keyboard focus. */
    public focus(): void {
        this._twin.focus();
    }

    /** Whether it is the chosen one of its group. */
    public get selected(): boolean {
        return this._selected;
    }
    public set selected(value: boolean) {
        this._selected = value;
        this._twin.setAttribute("aria-pressed", String(value));
        this._draw();
    }

    /** Removes the control and its twin. */
    public dispose(): void {
        this._showName(false);
        this._context.twin.remove(this._twin);
        this.control.dispose();
    }

    private _click(): void {
        if (this._enabled) {
            this._options.onClick();
        }
    }

    private _set(state: { over?: boolean; down?: boolean }): void {
        this._over = state.over ?? this._over;
        this._down = state.down ?? this._down;
        this._draw();
    }

    /**
     * Tells when the player holds the button down by a key.
     * @param onHold called with whether it is down
     */
    public listenForKeys(onHold: (down: boolean) => void): void {
        this._twin.addEventListener("keydown", (event) => [" ", "Enter"].includes(event.key) && onHold(true));
        this._twin.addEventListener("keyup", () => onHold(false));
        this._twin.addEventListener("blur", () => onHold(false));
    }

    private _showName(on: boolean): void {
        const { iconOnly, named } = this._options;
        if (!iconOnly || named) {
            return;
        }
        if (on) {
            this._context.tooltip.show(this.control, this._name);
        } else {
            this._context.tooltip.hide(this.control);
        }
    }

    private _showFocus(focused: boolean): void {
        this._showName(focused);
        this._draw();
        this.control.color = focused ? this._context.theme.color.focus : this._context.theme.color.none;
    }

    private _draw(): void {
        const { color } = this._context.theme;
        const active = this._enabled && (this._down ? "pressed" : this._over ? "over" : "rest");
        const looks = {
            primary: { rest: color.accent, over: color.accentHover, pressed: color.accentPressed },
            surface: { rest: color.surface, over: color.surfaceHover, pressed: color.surfacePressed },
            plain: { rest: color.none, over: color.surfaceHover, pressed: color.surfacePressed },
        }[this._kind];
        this._mark.isVisible = this._selected && (this._options.marked ?? true);
        this.control.background = this._selected ? color.selected : looks[active || "rest"];
        const quiet = this._options.quiet === true && !this._selected && !this._over && !this.hasFocus;
        this.control.alpha = this._enabled ? (quiet ? QuietAlpha : 1) : this._context.theme.disabledAlpha;
        this._label.color = this._kind === "primary" ? color.onAccent : this._selected ? color.accentHover : color.text;
    }
}
