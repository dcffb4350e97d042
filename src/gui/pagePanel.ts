import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { ScrollViewer } from "@babylonjs/gui/2D/controls/scrollViewers/scrollViewer.js";
import { type StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { type IFace } from "../face/face.types.js";
import { FollowContent, type IDragScroll, ListenForDragScroll } from "./dragScroll.js";
import { FieldStyle } from "./fieldStyle.js";
import { FitLabel, IconLabel } from "./iconLabel.js";
import { type IPage, type IPageContent } from "./page.types.js";
import { CreateColumn, CreatePanel } from "./panel.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { ScrollFade } from "./scrollFade.js";
import { type SliderRow } from "./sliderRow.js";
import { TextLabel } from "./textLabel.js";
import { LineHeightOf } from "./theme.js";

/** How far a step of the wheel scrolls, in ideal pixels. */
const WheelStep = 160;

/** The panel that shows one page in a scrolling list, under its title and a field to look for parameters. */
export class PagePanel implements IWidget {
    /** The control to place. */
    public readonly control;
    private readonly _context: IScreenContext;
    private readonly _scroll: ScrollViewer;
    private readonly _title;
    private readonly _searchPlace;
    private readonly _search: HTMLInputElement;
    private readonly _drag: IDragScroll;
    private _page: IPage | undefined;
    private _part: string | undefined;
    private _content: IPageContent = { widgets: [] };
    private _column: StackPanel | undefined;
    private _enabled = true;
    private _width: number;
    /** Ideal pixels that title and search take above the list. */
    private _above = 0;

    /**
     * @param context what every widget gets
     * @param width ideal pixels that the panel is wide
     * @param onSearch called with what the player looks for, empty to stop
     */
    public constructor(context: IScreenContext, width: number, onSearch: (text: string) => void) {
        this._context = context;
        this._width = width;
        const { space, color } = context.theme;
        this.control = CreatePanel(context, "page");
        this._title = new IconLabel(context, "page.title", { text: "", size: "heading", align: "left", weight: "600" });
        this._title.color = color.text;
        this._title.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        this._title.topInPixels = space.m;
        // The label brings its own inset.
        this._title.paddingLeftInPixels = space.xl - space.l;
        this.control.addControl(this._title);
        this._searchPlace = new TextLabel(context, "page.search", { text: "" });
        this._searchPlace.heightInPixels = this._searchHeight;
        this._searchPlace.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
        this._searchPlace.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        this.control.addControl(this._searchPlace);
        this._search = context.twin.addText(this._searchPlace, {
            label: context.strings.search,
            placeholder: context.strings.search,
            style: FieldStyle(context.theme),
            onInput: onSearch,
            onCommit: () => {},
        });
        this._scroll = new ScrollViewer("page.scroll");
        this._scroll.thickness = 0;
        this._scroll.color = color.none;
        this._scroll.barSize = BarSize;
        this._scroll.barColor = color.track;
        this._scroll.barBackground = color.none;
        this._scroll.isPointerBlocker = true;
        this._scroll.paddingBottomInPixels = space.m;
        this._scroll.paddingLeftInPixels = space.xl;
        this._scroll.paddingRightInPixels = space.m;
        this._drag = ListenForDragScroll(this._scroll, context);
        FollowContent(this._scroll);
        this.control.addControl(this._scroll);
        this.control.addControl(new ScrollFade(this._scroll, color.panel, space.m));
        context.mirror(this.control);
    }

    /** The page that is open. */
    public get page(): IPage | undefined {
        return this._page;
    }

    /** Sliders of the open page. */
    public get rows(): readonly SliderRow[] {
        return this._content.rows ?? [];
    }

    /** Width of the panel in ideal pixels; the open page is built anew. */
    public set width(value: number) {
        this._width = value;
        if (this._page) {
            this.open(this._page);
        }
    }

    /**
     * Opens a page, also anew.
     * @param page the page
     */
    public open(page: IPage): void {
        const again = page.id === this._page?.id && page.part?.() === this._part;
        this._part = page.part?.();
        const scrolled = this._scroll.verticalBar.value;
        this._drag.stop();
        this._clear();
        this._page = page;
        this._title.text = page.title;
        this._placeHead(page);
        if (page.id !== "search") {
            this._search.value = "";
        }
        const { space } = this._context.theme;
        const column = CreateColumn("page.column", space.s);
        const width = this._width - 2 * space.xl - space.m;
        column.widthInPixels = width;
        column.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
        this._content = page.build(column, width, { width, height: this._height });
        this._context.mirror(column);
        // The bar of the list stays on the right: texts that start there keep a distance to it.
        column.leftInPixels = this._context.rtl ? -space.m : 0;
        this._column = column;
        this._scroll.addControl(column);
        this.enabled = this._enabled;
        this._scroll.verticalBar.value = again ? scrolled : 0;
        const content = column.children.reduce((sum, child) => sum + child.heightInPixels + space.s, 0);
        this._scroll.wheelPrecision = WheelStep / Math.max(2 * WheelStep, content);
    }

    /**
     * Shows the values of a face.
     * @param face the present face
     */
    public show(face: IFace): void {
        this._content.show?.(face);
    }

    /** Whether its controls can be used. */
    public set enabled(value: boolean) {
        this._enabled = value;
        this._search.disabled = !value;
        for (const widget of this._content.widgets) {
            if ("enabled" in widget) {
                widget.enabled = value;
            }
        }
    }

    /** Removes the panel and its twins. */
    public dispose(): void {
        this._clear();
        this._drag.dispose();
        this._context.twin.remove(this._search);
        this.control.dispose();
    }

    /** The title, beside it the field to look for parameters; under it where the title is too long for that. */
    private _placeHead({ title, searchable = false }: IPage): void {
        const { rtl, isLarge, theme } = this._context;
        const { space, size } = theme;
        const fit = (beside: number): number => {
            const label = { text: title, size: "heading", align: "left", weight: "600" } as const;
            return Math.max(size.control, FitLabel(this._context, label, this._width - space.xl + space.l - beside).height);
        };
        const besideSearch = fit(SearchWidth + space.l);
        const isUnder = searchable && isLarge && besideSearch > size.control;
        const high = searchable && !isUnder ? besideSearch : fit(0);
        const search = this._searchPlace;
        search.isVisible = searchable;
        search.widthInPixels = isUnder ? this._width - 2 * space.xl : SearchWidth;
        search.leftInPixels = (rtl ? 1 : -1) * (isUnder ? space.xl : space.l);
        const searchHigh = this._searchHeight;
        search.topInPixels = space.m + (isUnder ? high : (size.control - searchHigh) / 2);
        this._title.heightInPixels = high;
        this._title[rtl ? "paddingLeftInPixels" : "paddingRightInPixels"] = searchable && !isUnder ? SearchWidth + space.l : 0;
        this._above = high + 2 * space.m + (isUnder ? searchHigh : 0);
        this._scroll.paddingTopInPixels = this._above;
    }

    private get _searchHeight(): number {
        return Math.max(SearchHeight, LineHeightOf(this._context.theme, "small") + SearchInset);
    }

    /** Ideal pixels of the list that are seen. */
    private get _height(): number {
        // Once it is placed a control tells pixels of the canvas.
        return this.control.heightInPixels / this.control.host.idealRatio - this._above - this._context.theme.space.m;
    }

    private _clear(): void {
        this._content.leave?.();
        for (const widget of this._content.widgets) {
            widget.dispose();
        }
        this._content = { widgets: [] };
        this._column?.dispose();
        this._column = undefined;
    }
}

/** Width of the field to look for parameters beside the title, in ideal pixels. */
const SearchWidth = 150;
/** The field's least height, and what it is higher than its text. */
const SearchHeight = 38;
const SearchInset = 8;
/** Width of the bar of the list. */
const BarSize = 6;
