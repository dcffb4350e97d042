import { type Control } from "@babylonjs/gui/2D/controls/control.js";
import { Grid } from "@babylonjs/gui/2D/controls/grid.js";
import { ActionButton } from "./actionButton.js";
import { type IconName } from "./icons.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

/** One of the buttons of a segmented row. */
export interface ISegment<T extends string> {
    readonly id: T;
    readonly label: string;
    readonly icon?: IconName;
    readonly iconOnly?: boolean;
}

/** What a segmented row offers. */
export interface ISegmentedRowOptions<T extends string> {
    readonly name: string;
    readonly segments: readonly ISegment<T>[];
    /** Ideal pixels; default: fills its parent. */
    readonly width?: number;
    /** Buttons in a line; default: all. */
    readonly columns?: number;
    readonly height?: number;
    /** Whether one of them can be the chosen one; else they only act. Default true. */
    readonly choices?: boolean;
    readonly onChoose: (id: T) => void;
}

/** Buttons of equal width side by side; the chosen one is marked by `show`. */
export class SegmentedRow<T extends string> implements IWidget {
    /** The control to place. */
    public readonly control: Grid;
    private readonly _buttons: ReadonlyMap<T, ActionButton>;

    /**
     * @param context what every widget gets
     * @param options what it offers
     */
    public constructor(context: IScreenContext, options: ISegmentedRowOptions<T>) {
        const { size, space } = context.theme;
        const columns = options.columns ?? options.segments.length;
        const rows = Math.ceil(options.segments.length / columns);
        const height = options.height ?? size.control;
        this.control = new Grid(options.name);
        this.control.heightInPixels = rows * (height + space.s) - space.s;
        if (options.width !== undefined) {
            this.control.widthInPixels = options.width;
        }
        for (let i = 0; i < columns; i++) {
            this.control.addColumnDefinition(1 / columns);
        }
        for (let i = 0; i < rows; i++) {
            this.control.addRowDefinition(height + (i < rows - 1 ? space.s : 0), true);
        }
        this._buttons = new Map(
            options.segments.map(({ id, label, icon, iconOnly }, i) => {
                const button = new ActionButton(context, {
                    name: `${options.name}.${id}`,
                    label,
                    icon,
                    iconOnly,
                    size: "small",
                    height,
                    selected: options.choices === false ? undefined : false,
                    onClick: () => options.onChoose(id),
                });
                button.control.verticalAlignment = 0;
                PadColumn(button.control, i % columns, columns, space.xs);
                this.control.addControl(button.control, Math.floor(i / columns), i % columns);
                return [id, button];
            }),
        );
    }

    /**
     * One of the buttons.
     * @param id which one
     * @returns the button, disposed with the row
     */
    public get(id: T): ActionButton {
        return this._buttons.get(id) as ActionButton;
    }

    /**
     * Shows what is chosen.
     * @param id the chosen one, or several
     */
    public show(...id: T[]): void {
        for (const [segment, button] of this._buttons) {
            button.selected = id.includes(segment);
        }
    }

    /** Whether it can be used. */
    public set enabled(value: boolean) {
        for (const button of this._buttons.values()) {
            button.enabled = value;
        }
    }

    /** Removes the buttons and their twins. */
    public dispose(): void {
        for (const button of this._buttons.values()) {
            button.dispose();
        }
        this.control.dispose();
    }
}

/**
 * Keeps a control of a column apart from its neighbours; the outer edges of a row lie where those of other controls do.
 * @param control the control
 * @param column its column
 * @param columns how many there are
 * @param gap distance to the neighbours in ideal pixels
 */
export function PadColumn(control: Control, column: number, columns: number, gap: number): void {
    control.paddingLeftInPixels = column > 0 ? gap / 2 : 0;
    control.paddingRightInPixels = column < columns - 1 ? gap / 2 : 0;
}
