import { type Control } from "@babylonjs/gui/2D/controls/control.js";
import { Grid } from "@babylonjs/gui/2D/controls/grid.js";
import { ActionButton, type IActionButtonOptions } from "./actionButton.js";
import { ButtonFrame, ButtonLabelOf, GetButtonHeight } from "./buttonHeight.js";
import { FitLabel } from "./iconLabel.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

/** One of the buttons of a segmented row. */
export interface ISegment<T extends string> extends Pick<
    IActionButtonOptions,
    "label" | "icon" | "iconOnly" | "iconAbove" | "leads" | "opensFile"
> {
    readonly id: T;
}

/** What a segmented row offers. */
export interface ISegmentedRowOptions<T extends string> {
    readonly name: string;
    readonly segments: readonly ISegment<T>[];
    /** Ideal pixels; default: fills its parent. */
    readonly width?: number;
    /** Ideal pixels that it fills of its parent: large labels that are too long for a line of all buttons then get fewer in a line. Default: `width`. */
    readonly room?: number;
    readonly height?: number;
    /** Most buttons in a line. Default: all. */
    readonly columns?: number;
    /** Ideal pixels between buttons of a line. Default: the theme's smallest distance. */
    readonly gap?: number;
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
        const { room = options.width, gap = space.xs } = options;
        const high = options.height ?? size.control;
        const columns = CountColumns(context, options, room, gap);
        const wide = room === undefined ? undefined : room / columns - gap;
        const segments = columns > 1 ? WithIcons(context, options.segments, wide) : options.segments;
        const heights = Array.from({ length: Math.ceil(segments.length / columns) }, (_, row) =>
            Math.max(
                ...segments
                    .slice(row * columns, (row + 1) * columns)
                    .map((segment) => GetButtonHeight(context, { ...segment, size: "small", room: wide, height: high })),
            ),
        );
        this.control = new Grid(options.name);
        this.control.heightInPixels = heights.reduce((sum, height) => sum + height + space.s, -space.s);
        if (options.width !== undefined) {
            this.control.widthInPixels = options.width;
        }
        for (let i = 0; i < columns; i++) {
            this.control.addColumnDefinition(1 / columns);
        }
        for (const [i, height] of heights.entries()) {
            this.control.addRowDefinition(height + (i < heights.length - 1 ? space.s : 0), true);
        }
        this._buttons = new Map(
            segments.map(({ id, ...segment }, i) => {
                const row = Math.floor(i / columns);
                const button = new ActionButton(context, {
                    name: `${options.name}.${id}`,
                    ...segment,
                    size: "small",
                    height: heights[row],
                    selected: options.choices === false ? undefined : false,
                    onClick: () => options.onChoose(id),
                });
                button.control.verticalAlignment = 0;
                PadColumn(button.control, i % columns, columns, gap);
                this.control.addControl(button.control, row, i % columns);
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

/** As many buttons in a line as let every large label have one line. */
function CountColumns(
    context: IScreenContext,
    { segments, columns: most = segments.length }: Pick<ISegmentedRowOptions<string>, "segments" | "columns">,
    room: number | undefined,
    gap: number,
): number {
    const fits = (columns: number): boolean =>
        segments.every(
            (segment) =>
                segment.iconOnly === true ||
                FitLabel(context, ButtonLabelOf({ ...segment, size: "small" }), (room ?? 0) / columns - gap - 2 * ButtonFrame).lines
                    .length === 1,
        );
    let columns = Math.min(most, segments.length);
    while (room !== undefined && columns > 1 && !fits(columns)) {
        columns--;
    }
    return columns;
}

/** Side by side, all labels have their icons or none: with its icon one of them would be drawn smaller than the others. */
function WithIcons<T extends string>(
    context: IScreenContext,
    segments: readonly ISegment<T>[],
    width: number | undefined,
): readonly ISegment<T>[] {
    const { measureText, theme } = context;
    const { size, space, text } = theme;
    const room = (width ?? Infinity) - 2 * ButtonFrame - 2 * space.xs - size.icon - space.s;
    const isFree = ({ iconOnly, iconAbove }: ISegment<T>): boolean => iconOnly === true || iconAbove === true;
    const fits = segments.every((segment) => isFree(segment) || measureText(segment.label, text.small) * LeastShrink <= room);
    return fits ? segments : segments.map((segment) => ({ ...segment, icon: undefined }));
}

/** How much smaller a label with its icon may be drawn than the others. */
const LeastShrink = 0.95;

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
