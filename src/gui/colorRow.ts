import { Color3 } from "@babylonjs/core/Maths/math.color.js";
import { ColorPicker } from "@babylonjs/gui/2D/controls/colorpicker.js";
import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { type IColorSwatch, type SrgbColor } from "../face/faceSchema.js";
import { ListenForClick } from "./dragScroll.js";
import { IconLabel } from "./iconLabel.js";
import { CreateParagraph } from "./paragraph.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

/** What a colour row edits. */
export interface IColorRowOptions {
    readonly id: string;
    readonly label: string;
    /** Colours to choose from; each group begins a line. Labels are for screen readers. */
    readonly groups: readonly (readonly IColorSwatch[])[];
    readonly onInput: (color: SrgbColor) => void;
    readonly onCommit: () => void;
}

const SwatchSize = 38;
const LeastGap = 7;
/** What is between the label and the swatches. */
const LabelGap = 5;
const PickerSize = 190;

/** A colour: swatches, and a picker that opens under them. */
export class ColorRow implements IWidget {
    /** The control to place. */
    public readonly control: Container;
    private readonly _context: IScreenContext;
    private readonly _options: IColorRowOptions;
    private readonly _colors: readonly IColorSwatch[];
    private readonly _swatches: Rectangle[] = [];
    private readonly _twins: HTMLButtonElement[] = [];
    private readonly _input: HTMLInputElement;
    private readonly _current: Rectangle;
    private readonly _mark: IconLabel;
    private readonly _closedHeight: number;
    private _picker: ColorPicker | undefined;
    private _color: SrgbColor = [0, 0, 0];
    private _focused: Rectangle | undefined;

    /**
     * @param context what every widget gets
     * @param width ideal pixels that the row may use
     * @param options what the row edits
     */
    public constructor(context: IScreenContext, width: number, options: IColorRowOptions) {
        this._context = context;
        this._options = options;
        const label = CreateParagraph(context, `color.${options.id}.label`, { text: options.label, width, weight: "600" });
        const columns = Math.floor((width + LeastGap) / (SwatchSize + LeastGap));
        this._colors = options.groups.flat();
        // The button of the picker stands behind the last group.
        const cells: number[] = [];
        for (const [i, group] of options.groups.entries()) {
            const first = columns * Math.ceil(cells.length > 0 ? (cells[cells.length - 1] + 1) / columns : 0);
            const count = group.length + (i === options.groups.length - 1 ? 1 : 0);
            cells.push(...Array.from({ length: count }, (_, k) => first + k));
        }
        const lines = Math.floor(cells[cells.length - 1] / columns) + 1;
        // Full lines end where other controls do.
        const across = (width - SwatchSize) / (columns - 1);
        const topOf = (line: number): number => label.heightInPixels + LabelGap + line * (SwatchSize + LeastGap);
        const placeOf = (i: number): readonly [number, number] => [(cells[i] % columns) * across, topOf(Math.floor(cells[i] / columns))];
        this._closedHeight = topOf(lines) + context.theme.space.l;
        this.control = new Container(`color.${options.id}`);
        this.control.heightInPixels = this._closedHeight;
        label.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        this.control.addControl(label);
        this._colors.forEach(({ label: name, color, shown }, i) => {
            this._swatches.push(this._addSwatch(i, placeOf(i), shown, name, () => this._change(color, true)));
        });
        this._current = this._addSwatch(
            this._colors.length,
            placeOf(this._colors.length),
            this._color,
            `${context.strings.customColor}: ${options.label}`,
            () => this._togglePicker(),
        );
        this._current.cornerRadius = context.theme.radius.control;
        this._mark = new IconLabel(context, `color.${options.id}.mark`, { icon: "color", align: "center", weight: "normal" });
        this._current.addControl(this._mark);
        this._input = context.twin.addInput(this._current, "color", {
            label: options.label,
            onInput: (hex) => this._change(FromHex(hex), false),
            onCommit: options.onCommit,
            onFocus: (focused) => this._showFocus(focused ? this._current : undefined),
        });
    }

    /**
     * Shows a colour without calling back.
     * @param color sRGB 0..1
     */
    public show(color: SrgbColor): void {
        this._color = color;
        const hex = ToHex(color);
        this._input.value = hex;
        this._current.background = hex;
        this._mark.color =
            0.3 * color[0] + 0.59 * color[1] + 0.11 * color[2] > 0.55 ? this._context.theme.color.onAccent : this._context.theme.color.text;
        this._frame(this._current, false);
        this._swatches.forEach((swatch, i) => {
            const chosen = ToHex(this._colors[i].color) === hex;
            this._frame(swatch, chosen);
            this._twins[i].setAttribute("aria-pressed", String(chosen));
        });
    }

    /** Whether it can be used. */
    public set enabled(value: boolean) {
        this.control.isEnabled = value;
        this.control.alpha = value ? 1 : this._context.theme.disabledAlpha;
        for (const twin of [...this._twins, this._input]) {
            twin.disabled = !value;
        }
    }

    /** Removes the row and its twins. */
    public dispose(): void {
        for (const twin of [...this._twins, this._input]) {
            this._context.twin.remove(twin);
        }
        this.control.dispose();
    }

    private _addSwatch(i: number, [left, top]: readonly [number, number], color: SrgbColor, label: string, onClick: () => void): Rectangle {
        const swatch = new Rectangle(`color.${this._options.id}.${i}`);
        swatch.widthInPixels = SwatchSize;
        swatch.heightInPixels = SwatchSize;
        swatch.cornerRadius = SwatchSize / 2;
        swatch.background = ToHex(color);
        swatch.color = this._context.theme.color.panelLine;
        swatch.thickness = this._context.lineWidth(1);
        swatch.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
        swatch.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        swatch.leftInPixels = left;
        swatch.topInPixels = top;
        swatch.hoverCursor = "pointer";
        swatch.isPointerBlocker = true;
        ListenForClick(swatch, onClick);
        this.control.addControl(swatch);
        const twin = this._context.twin.addButton(swatch, {
            label,
            onActivate: onClick,
            onFocus: (focused) => this._showFocus(focused ? swatch : undefined),
        });
        this._twins.push(twin);
        return swatch;
    }

    private _showFocus(focused: Rectangle | undefined): void {
        this._focused = focused;
        this.show(this._color);
    }

    /** The focus is seen before the choice, which the square beside the swatches shows too. */
    private _frame(swatch: Rectangle, chosen: boolean): void {
        const { color } = this._context.theme;
        const focused = swatch === this._focused;
        swatch.color = focused ? color.focus : chosen ? color.accentHover : color.panelLine;
        swatch.thickness = this._context.lineWidth(focused || chosen ? 4 : 1);
    }

    private _change(color: SrgbColor, commit: boolean): void {
        this.show(color);
        this._options.onInput(color);
        if (commit) {
            this._options.onCommit();
        }
    }

    private _togglePicker(): void {
        if (this._picker) {
            this._picker.dispose();
            this._picker = undefined;
            this.control.heightInPixels = this._closedHeight;
            return;
        }
        const picker = new ColorPicker(`color.${this._options.id}.picker`);
        picker.widthInPixels = PickerSize;
        picker.heightInPixels = PickerSize;
        picker.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
        picker.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        picker.topInPixels = this._closedHeight - this._context.theme.space.s;
        picker.isPointerBlocker = true;
        picker.value = new Color3(...this._color);
        picker.onValueChangedObservable.add((value) => this._change([value.r, value.g, value.b], false));
        picker.onPointerUpObservable.add(() => this._options.onCommit());
        this._context.mirror(picker);
        this.control.heightInPixels = this._closedHeight + PickerSize + this._context.theme.space.l;
        this.control.addControl(picker);
        this._picker = picker;
    }
}

function ToHex(color: SrgbColor): string {
    return `#${color
        .map((channel) =>
            Math.round(channel * 255)
                .toString(16)
                .padStart(2, "0"),
        )
        .join("")}`;
}

function FromHex(hex: string): SrgbColor {
    return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255) as unknown as SrgbColor;
}
