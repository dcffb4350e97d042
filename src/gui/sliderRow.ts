import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type ActionButton } from "./actionButton.js";
import { type IconName } from "./icons.js";
import { CreateParagraph } from "./paragraph.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { CreateRowButton, RowButtonSize } from "./rowButton.js";
import { type EditedSide } from "./sideEditing.js";
import { LineHeightOf } from "./theme.js";
import { ValueField } from "./valueField.js";
import { ValueSlider } from "./valueSlider.js";
import { AmountText, NumberText, ShownNumber, type ValueScale } from "./valueText.js";

/** What a slider row edits. */
export interface ISliderRowOptions {
    /** Parameter id. */
    readonly id: string;
    readonly label: string;
    /** Ideal pixels that the row is wide: a label that is too long for it gets a second line. */
    readonly width: number;
    readonly value: number;
    /** Called while the value moves. */
    readonly onInput: (value: number) => void;
    /** Called when the value rests: one step of the history. */
    readonly onCommit: () => void;
    /** Takes the value back to where it rests, as one step. Default: as if the player had moved it there. */
    readonly onReset?: () => void;
    /** Whether chance leaves the value alone; without it there is no lock. */
    readonly lock?: { readonly locked: boolean; readonly onToggle: () => boolean };
    /** What the row moves, where left and right of the face are edited apart; `onTurn` chooses the next and gives it back. */
    readonly side?: { readonly side: EditedSide; readonly onTurn: () => EditedSide };
    /** `signed`: -100 to +100 about the average, which reset goes back to. `share`: 0 to 100 %, reset to 100. Default `signed`. */
    readonly scale?: ValueScale;
    /** Called when the pointer or the focus comes to the row. */
    readonly onPoint?: () => void;
}

const SideIcons: Readonly<Record<EditedSide, IconName>> = { both: "bothSides", left: "leftSide", right: "rightSide" };
/** What the value takes beside the label at least, and more than its text, and the least height of a label, in ideal pixels. */
const ValueRoom = 78;
const ValueMargin = 14;
const LabelHeight = 30;

/** A parameter: label, value to read or type, slider, lock, reset. */
export class SliderRow implements IWidget {
    /** The control to place. */
    public readonly control: Container;
    private readonly _context: IScreenContext;
    private readonly _options: ISliderRowOptions;
    private readonly _slider: ValueSlider;
    private readonly _value: ValueField;
    private readonly _reset: ActionButton;
    private readonly _lock: ActionButton | undefined;
    private readonly _side: ActionButton | undefined;
    private readonly _twin: HTMLInputElement;
    private readonly _rest: number;
    /** Where the line of the slider begins, in ideal pixels. */
    private readonly _top: number;
    private _quiet = false;
    private _enabled = true;

    /**
     * @param context what every widget gets
     * @param options what the row edits
     */
    public constructor(context: IScreenContext, options: ISliderRowOptions) {
        this._context = context;
        this._options = options;
        this._rest = options.scale === "share" ? 1 : 0.5;
        const { space, size } = context.theme;
        const { strings } = context;
        this.control = new Container(`row.${options.id}`);
        const valueRoom = Math.max(ValueRoom, context.measureText(NumberText(-100, "signed"), context.theme.text.small) + ValueMargin);
        const label = CreateParagraph(context, `label.${options.id}`, { text: options.label, width: options.width - valueRoom });
        label.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        label.paddingRightInPixels = valueRoom;
        label.heightInPixels = Math.max(LabelHeight, label.heightInPixels);
        this._top = label.heightInPixels;
        this.control.heightInPixels = size.row + this._top - LabelHeight;
        this.control.addControl(label);
        const buttons = (1 + (options.lock ? 1 : 0) + (options.side ? 1 : 0)) * RowButtonSize;
        this._slider = new ValueSlider(context, `slider.${options.id}`, options.scale === "share" ? 0 : 0.5);
        this._slider.heightInPixels = 40;
        this._slider.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        this._slider.topInPixels = this._top + 1;
        this._slider.paddingLeftInPixels = space.m;
        this._slider.paddingRightInPixels = space.l + buttons;
        this._slider.step = 0.004;
        this._slider.isPointerBlocker = true;
        this._slider.hoverCursor = "pointer";
        this.control.addControl(this._slider);
        this._twin = context.twin.addInput(this._slider, "range", {
            label: options.label,
            onInput: (text) => this._change(Number(text), false),
            onCommit: options.onCommit,
            onFocus: (focused) => {
                this._slider.focused = focused;
                if (focused) {
                    options.onPoint?.();
                }
            },
        });
        this._twin.dataset.parameter = options.id;
        this._value = new ValueField(context, {
            id: options.id,
            label: options.label,
            scale: options.scale ?? "signed",
            width: valueRoom - space.xs,
            height: Math.max(LabelHeight, LineHeightOf(context.theme, "body")),
            onValue: (value) => this._change(value, true),
            onEnter: () => this._twin.focus(),
        });
        this.control.addControl(this._value.control);
        this._reset = this._addButton(0, "reset", `${strings.resetValue}: ${options.label}`, "reset", () => this.reset());
        if (options.lock) {
            const { lock } = options;
            this._lock = this._addButton(1, "lock", `${strings.lock}: ${options.label}`, "lock", () => this._showLock(lock.onToggle()));
            this._showLock(lock.locked);
        }
        if (options.side) {
            this._side = this._addSide(options.side);
        }
        this._slider.onValueChangedObservable.add((value) => this._quiet || this._change(value, false));
        this._slider.onPointerUpObservable.add(() => options.onCommit());
        this.control.onPointerEnterObservable.add(() => options.onPoint?.());
        this.show(options.value);
    }

    /** Parameter id. */
    public get id(): string {
        return this._options.id;
    }

    /** What the player reads. */
    public get label(): string {
        return this._options.label;
    }

    /** Whether the keyboard is on the row's slider. */
    public get hasFocus(): boolean {
        return document.activeElement === this._twin;
    }

    /**
     * Shows a value without calling back.
     * @param value 0..1
     */
    public show(value: number): void {
        this._quiet = true;
        this._slider.value = value;
        this._quiet = false;
        const { scale = "signed" } = this._options;
        const shown = ShownNumber(value, scale);
        const text = NumberText(shown, scale);
        this._value.text = text;
        this._twin.value = String(value);
        this._twin.setAttribute("aria-valuetext", AmountText(shown, scale, this._context.strings.amounts) + text);
        const moved = value !== this._rest;
        this._reset.control.isVisible = moved;
        this._reset.enabled = this._enabled && moved;
    }

    /** Whether it can be used. */
    public set enabled(value: boolean) {
        this._enabled = value;
        this._slider.isEnabled = value;
        this._twin.disabled = !value;
        this._value.enabled = value;
        this._reset.enabled = value && this._slider.value !== this._rest;
        for (const button of [this._lock, this._side]) {
            if (button) {
                button.enabled = value;
            }
        }
    }

    /** Turns the lock, where there is one. */
    public toggleLock(): void {
        if (this._options.lock) {
            this._showLock(this._options.lock.onToggle());
        }
    }

    /** Goes back to the average, as the reset button does. */
    public reset(): void {
        if (this._options.onReset) {
            this.show(this._rest);
            this._options.onReset();
        } else {
            this._change(this._rest, true);
        }
    }

    /** Removes the row and its twins. */
    public dispose(): void {
        this._context.twin.remove(this._twin);
        this._value.dispose();
        this._reset.dispose();
        this._lock?.dispose();
        this._side?.dispose();
        this.control.dispose();
    }

    private _addSide({ side, onTurn }: NonNullable<ISliderRowOptions["side"]>): ActionButton {
        const { sides } = this._context.strings;
        const show = (shown: EditedSide): void => {
            button.icon = SideIcons[shown];
            button.label = `${sides[shown]}: ${this._options.label}`;
        };
        const place = this._lock ? 2 : 1;
        const button = this._addButton(place, "side", sides.both, "bothSides", () => show(onTurn()));
        show(side);
        return button;
    }

    private _addButton(place: number, name: "reset" | "lock" | "side", label: string, icon: IconName, onClick: () => void): ActionButton {
        const top = this._top;
        const button = CreateRowButton(this._context, { name, id: this._options.id, label, icon, place, top, onClick });
        this.control.addControl(button.control);
        return button;
    }

    private _showLock(locked: boolean): void {
        if (this._lock) {
            this._lock.selected = locked;
            this._lock.icon = locked ? "lock" : "unlock";
        }
    }

    private _change(value: number, commit: boolean): void {
        this.show(value);
        this._options.onInput(value);
        if (commit) {
            this._options.onCommit();
        }
    }
}
