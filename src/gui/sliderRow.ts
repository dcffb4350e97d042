import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type TextBlock } from "@babylonjs/gui/2D/controls/textBlock.js";
import { ActionButton } from "./actionButton.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { CreateTextLabel } from "./textLabel.js";
import { ScreenTheme } from "./theme.js";
import { ValueSlider } from "./valueSlider.js";

/** What a slider row edits. */
export interface ISliderRowOptions {
    /** Parameter id. */
    readonly id: string;
    readonly label: string;
    readonly value: number;
    /** Called while the value moves. */
    readonly onInput: (value: number) => void;
    /** Called when the value rests: one step of the history. */
    readonly onCommit: () => void;
}

/** A parameter: label, value from -100 to +100, slider, reset. */
export class SliderRow implements IWidget {
    /** The control to place. */
    public readonly control: Container;
    private readonly _context: IScreenContext;
    private readonly _options: ISliderRowOptions;
    private readonly _slider: ValueSlider;
    private readonly _value: TextBlock;
    private readonly _reset: ActionButton;
    private readonly _twin: HTMLInputElement;
    private _quiet = false;
    private _enabled = true;

    /**
     * @param context what every widget gets
     * @param options what the row edits
     */
    public constructor(context: IScreenContext, options: ISliderRowOptions) {
        this._context = context;
        this._options = options;
        const { space, size } = ScreenTheme;
        this.control = new Container(`row.${options.id}`);
        this.control.heightInPixels = size.row;
        const label = CreateTextLabel(`label.${options.id}`, { text: options.label, height: 26 });
        label.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        label.paddingRightInPixels = 120;
        this.control.addControl(label);
        this._value = CreateTextLabel(`value.${options.id}`, {
            text: "",
            size: "small",
            color: ScreenTheme.color.textMuted,
            align: "right",
            height: 26,
        });
        this._value.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        this._value.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
        this._value.widthInPixels = 70;
        this._value.leftInPixels = -46;
        this.control.addControl(this._value);
        this._slider = new ValueSlider(`slider.${options.id}`);
        this._slider.heightInPixels = 30;
        this._slider.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        this._slider.topInPixels = 28;
        this._slider.paddingLeftInPixels = space.m;
        this._slider.paddingRightInPixels = space.m + 46;
        this._slider.step = 0.004;
        this._slider.isPointerBlocker = true;
        this._slider.hoverCursor = "pointer";
        this.control.addControl(this._slider);
        this._reset = new ActionButton(context, {
            name: `reset.${options.id}`,
            label: `${context.strings.resetValue}: ${options.label}`,
            icon: "reset",
            iconOnly: true,
            kind: "plain",
            width: 38,
            height: 38,
            onClick: () => this._change(0.5, true),
        });
        this._reset.control.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
        this._reset.control.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        this._reset.control.topInPixels = 23;
        this.control.addControl(this._reset.control);
        this._twin = context.twin.addInput(this._slider, "range", {
            label: options.label,
            onInput: (text) => this._change(Number(text), false),
            onCommit: options.onCommit,
            onFocus: (focused) => (this._slider.focused = focused),
        });
        this._twin.dataset.parameter = options.id;
        this._slider.onValueChangedObservable.add((value) => this._quiet || this._change(value, false));
        this._slider.onPointerUpObservable.add(() => options.onCommit());
        this.show(options.value);
    }

    /**
     * Shows a value without calling back.
     * @param value 0..1
     */
    public show(value: number): void {
        this._quiet = true;
        this._slider.value = value;
        this._quiet = false;
        const shown = Math.round((value - 0.5) * 200);
        this._value.text = shown > 0 ? `+${shown}` : String(shown).replace("-", "−");
        this._twin.value = String(value);
        this._twin.setAttribute("aria-valuetext", this._value.text);
        this._reset.control.isVisible = shown !== 0;
        this._reset.enabled = this._enabled && shown !== 0;
    }

    /** Whether it can be used. */
    public set enabled(value: boolean) {
        this._enabled = value;
        this._slider.isEnabled = value;
        this._twin.disabled = !value;
        this._reset.enabled = value && this._slider.value !== 0.5;
    }

    /** Removes the row and its twins. */
    public dispose(): void {
        this._context.twin.remove(this._twin);
        this._reset.dispose();
        this.control.dispose();
    }

    private _change(value: number, commit: boolean): void {
        this.show(value);
        this._options.onInput(value);
        if (commit) {
            this._options.onCommit();
        }
    }
}
