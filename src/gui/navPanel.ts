import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { ScrollViewer } from "@babylonjs/gui/2D/controls/scrollViewers/scrollViewer.js";
import { StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { ActionButton } from "./actionButton.js";
import { type IDragScroll, ListenForDragScroll } from "./dragScroll.js";
import { type IconName } from "./icons.js";
import { type PageId } from "./page.types.js";
import { CreateColumn, CreatePanel } from "./panel.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

/** An entry of the list of pages. */
export interface INavEntry {
    readonly id: PageId;
    readonly label: string;
    readonly icon: IconName;
    /** Starts a new group. */
    readonly starts?: boolean;
}

/** What the list works with. */
export interface INavPanelOptions {
    readonly entries: readonly INavEntry[];
    readonly onOpen: (id: PageId) => void;
    readonly onRandom: () => void;
}

/** The list of pages: a column with names, or a row of icons that scrolls. */
export class NavPanel implements IWidget {
    /** The control to place. */
    public readonly control;
    private readonly _buttons = new Map<PageId, ActionButton>();
    private readonly _random: ActionButton;
    private readonly _drag: IDragScroll | undefined;

    /**
     * @param context what every widget gets
     * @param room where it is a row of icons, ideal pixels that are seen of it and that are covered at its lower end; else how high the column may be
     * @param options what it works with
     */
    public constructor(
        context: IScreenContext,
        room: { readonly row?: number; readonly under?: number; readonly column?: number },
        options: INavPanelOptions,
    ) {
        const { space, size, color } = context.theme;
        const compact = room.row !== undefined;
        const wide = room.row === undefined ? undefined : GetTabWidth(room.row - 2 * space.xs, options.entries.length + 1, space.xs);
        const groups = options.entries.filter(({ starts }) => starts).length;
        const lines = groups * (LineHeight + 2 * space.s + space.xs);
        // The last button stands apart at the lower end.
        const entries = (room.column ?? Infinity) - lines - size.control - 3 * space.m;
        const high = Math.max(LeastEntry, Math.min(size.control, entries / options.entries.length - space.xs));
        this.control = CreatePanel(context, "nav");
        const list = compact ? new StackPanel("nav.row") : CreateColumn("nav.column", space.xs);
        list.isVertical = !compact;
        if (compact) {
            list.spacing = space.xs;
            list.heightInPixels = TabHeight;
            list.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
        } else {
            list.widthInPixels = size.leftPanel - 2 * space.m;
        }
        for (const { id, label, icon, starts } of options.entries) {
            if (starts && !compact) {
                const line = CreatePanel(context, `nav.line.${id}`);
                line.heightInPixels = LineHeight + 2 * space.s;
                line.paddingTopInPixels = line.paddingBottomInPixels = space.s;
                line.background = color.panelLine;
                list.addControl(line);
            }
            const button = new ActionButton(context, {
                name: `page.${id}`,
                label,
                icon,
                iconOnly: compact,
                kind: "plain",
                align: compact ? "center" : "left",
                width: wide,
                height: compact ? TabHeight : high,
                selected: false,
                onClick: () => options.onOpen(id),
            });
            this._buttons.set(id, button);
            list.addControl(button.control);
        }
        this._random = new ActionButton(context, {
            name: "random",
            label: context.strings.random,
            icon: "dice",
            iconOnly: compact,
            width: wide,
            height: compact ? TabHeight : size.control,
            onClick: options.onRandom,
        });
        if (compact) {
            list.addControl(this._random.control);
            const scroll = new ScrollViewer("nav.scroll");
            scroll.thickness = 0;
            scroll.barSize = 0;
            scroll.color = color.none;
            scroll.isPointerBlocker = true;
            scroll.paddingLeftInPixels = scroll.paddingRightInPixels = space.xs;
            scroll.paddingBottomInPixels = room.under ?? 0;
            scroll.addControl(list);
            this._drag = ListenForDragScroll(scroll, context, "horizontal");
            this.control.addControl(scroll);
        } else {
            list.topInPixels = space.m;
            this.control.addControl(list);
            this._random.control.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
            this._random.control.topInPixels = -space.m;
            this._random.control.widthInPixels = size.leftPanel - 2 * space.m;
            this.control.addControl(this._random.control);
        }
        context.mirror(this.control);
    }

    /**
     * Marks the open page.
     * @param id page id
     */
    public show(id: PageId): void {
        for (const [page, button] of this._buttons) {
            button.selected = page === id;
        }
    }

    /** Whether its buttons can be used. */
    public set enabled(value: boolean) {
        for (const button of [...this._buttons.values(), this._random]) {
            button.enabled = value;
        }
    }

    /** Removes the list and its twins. */
    public dispose(): void {
        this._drag?.dispose();
        for (const button of [...this._buttons.values(), this._random]) {
            button.dispose();
        }
        this.control.dispose();
    }
}

/** Height of a line between groups in ideal pixels: one pixel at least on a canvas of half the ideal height; of less than one nothing is drawn. */
const LineHeight = 2;
/** Least height of an entry of the column, in ideal pixels. */
const LeastEntry = 34;
/** Height and least width of an icon of the row, in ideal pixels. */
const TabHeight = 48;
const TabWidth = 50;

/** Where the row scrolls, the last icon that is seen is seen by half, so that nobody thinks it ends there. */
function GetTabWidth(room: number, count: number, gap: number): number {
    const seen = room / (TabWidth + gap);
    return seen >= count ? TabWidth : room / (Math.floor(seen - 0.5) + 0.5) - gap;
}
