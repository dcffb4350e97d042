import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { type StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { ScrollViewer } from "@babylonjs/gui/2D/controls/scrollViewers/scrollViewer.js";
import { type IFace } from "../face/face.types.js";
import { type IColorParameter, type SrgbColor } from "../face/faceSchema.js";
import { ActionButton } from "./actionButton.js";
import { ChoiceGrid } from "./choiceGrid.js";
import { ColorRow } from "./colorRow.js";
import { ListenForDragScroll } from "./dragScroll.js";
import { CreateColumn, CreatePanel } from "./panel.js";
import { type IRegion } from "./regions.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { SliderRow } from "./sliderRow.js";
import { CreateTextLabel } from "./textLabel.js";
import { ScreenTheme } from "./theme.js";

/** A change that the player makes: new values by id. */
export type FaceChange = Partial<Pick<IFace, "shape" | "color" | "style">>;

/** What the region panel calls. */
export interface IRegionPanelOptions {
    /** While a value moves. */
    readonly onInput: (change: FaceChange) => void;
    /** When a value rests. */
    readonly onCommit: () => void;
}

/** How far a step of the wheel scrolls, in ideal pixels. */
const WheelStep = 160;

/** The right panel: sliders, choices and colours of one region in a scrolling list. */
export class RegionPanel implements IWidget {
    /** The control to place. */
    public readonly control: Rectangle;
    private readonly _context: IScreenContext;
    private readonly _options: IRegionPanelOptions;
    private readonly _scroll: ScrollViewer;
    private readonly _title;
    private readonly _resetAll: ActionButton;
    private _region: IRegion | undefined;
    private _widgets: (IWidget & { enabled: boolean })[] = [];
    private _column: StackPanel | undefined;
    private _enabled = true;
    private readonly _stopDrag: () => void;
    private _refresh: ((face: IFace) => void)[] = [];

    /**
     * @param context what every widget gets
     * @param options what it calls
     */
    public constructor(context: IScreenContext, options: IRegionPanelOptions) {
        this._context = context;
        this._options = options;
        const { space, size } = ScreenTheme;
        this.control = CreatePanel("region");
        this._title = CreateTextLabel("region.title", { text: "", size: "heading", weight: "600", height: size.control });
        this._title.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        this._title.topInPixels = space.l;
        this._title.paddingLeftInPixels = space.xl;
        this.control.addControl(this._title);
        this._resetAll = new ActionButton(context, {
            name: "region.reset",
            label: context.strings.resetRegion,
            icon: "reset",
            kind: "plain",
            width: 148,
            height: 40,
            onClick: () => this._reset(),
        });
        this._resetAll.control.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
        this._resetAll.control.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        this._resetAll.control.topInPixels = space.l + 3;
        this._resetAll.control.leftInPixels = -space.m;
        this.control.addControl(this._resetAll.control);
        this._scroll = new ScrollViewer("region.scroll");
        this._scroll.thickness = 0;
        this._scroll.color = ScreenTheme.color.none;
        this._scroll.barSize = 10;
        this._scroll.barColor = ScreenTheme.color.track;
        this._scroll.barBackground = ScreenTheme.color.none;
        this._stopDrag = ListenForDragScroll(this._scroll);
        this._scroll.isPointerBlocker = true;
        this._scroll.paddingTopInPixels = size.control + space.l + space.s;
        this._scroll.paddingBottomInPixels = space.m;
        this._scroll.paddingLeftInPixels = space.xl;
        this._scroll.paddingRightInPixels = space.m;
        this.control.addControl(this._scroll);
    }

    /**
     * Shows another region.
     * @param region what to edit
     * @param face the present face
     */
    public open(region: IRegion, face: IFace): void {
        this._clear();
        this._region = region;
        this._title.text = region.label;
        this._resetAll.control.isVisible = region.continuous.length > 0;
        const { space, size } = ScreenTheme;
        const column = CreateColumn("region.column", space.xs);
        const width = size.rightPanel - space.xl - space.m - space.xl;
        column.widthInPixels = width;
        column.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
        const { onInput, onCommit } = this._options;
        for (const block of region.discrete) {
            const title = CreateTextLabel(`choice.${block.id}.title`, {
                text: block.label,
                height: 36,
                color: ScreenTheme.color.textMuted,
            });
            column.addControl(title);
            const grid = new ChoiceGrid(this._context, {
                name: `choice.${block.id}`,
                label: block.label,
                options: block.options,
                onChoose: (id) => {
                    onInput({ style: { [block.id]: id } });
                    onCommit();
                },
            });
            column.addControl(grid.control);
            this._widgets.push(grid);
            this._refresh.push((shown) => grid.show(shown.style[block.id] ?? block.options[block.default].id));
            for (const color of region.colors.filter((candidate) => candidate.id === block.id)) {
                column.addControl(this._createColor(color, this._context.strings.colorOf.replace("{n}", color.label), width));
            }
        }
        for (const color of region.colors.filter((candidate) => !region.discrete.some((block) => block.id === candidate.id))) {
            column.addControl(this._createColor(color, color.label, width));
        }
        for (const parameter of region.continuous) {
            const row = new SliderRow(this._context, {
                id: parameter.id,
                label: parameter.label,
                value: 0.5,
                onInput: (value) => onInput({ shape: { [parameter.id]: value } }),
                onCommit,
            });
            column.addControl(row.control);
            this._widgets.push(row);
            this._refresh.push((shown) => row.show(shown.shape[parameter.id] ?? 0.5));
        }
        this._column = column;
        this._scroll.addControl(column);
        this.enabled = this._enabled;
        this._scroll.verticalBar.value = 0;
        this._scroll.wheelPrecision = WheelStep / Math.max(WheelStep, region.continuous.length * (size.row + space.xs) - WheelStep);
        this.show(face);
    }

    /**
     * Shows the values of a face.
     * @param face the present face
     */
    public show(face: IFace): void {
        for (const refresh of this._refresh) {
            refresh(face);
        }
    }

    /** Whether its controls can be used. */
    public set enabled(value: boolean) {
        this._enabled = value;
        this._resetAll.enabled = value && (this._region?.continuous.length ?? 0) > 0;
        for (const widget of this._widgets) {
            widget.enabled = value;
        }
    }

    /** Removes the panel and its twins. */
    public dispose(): void {
        this._clear();
        this._stopDrag();
        this._resetAll.dispose();
        this.control.dispose();
    }

    private _createColor(color: IColorParameter, label: string, width: number): Control {
        const { onInput, onCommit } = this._options;
        const row = new ColorRow(this._context, width, {
            id: color.id,
            label,
            palette: color.palette,
            onInput: (value: SrgbColor) => onInput({ color: { [color.id]: value } }),
            onCommit,
        });
        this._widgets.push(row);
        this._refresh.push((shown) => row.show(shown.color[color.id] ?? color.default));
        return row.control;
    }

    private _clear(): void {
        for (const widget of this._widgets) {
            widget.dispose();
        }
        this._widgets = [];
        this._refresh = [];
        this._column?.dispose();
        this._column = undefined;
    }

    private _reset(): void {
        const shape = Object.fromEntries((this._region?.continuous ?? []).map((parameter) => [parameter.id, 0.5]));
        this._options.onInput({ shape });
        this._options.onCommit();
    }
}
