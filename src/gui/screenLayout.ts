import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type IFace } from "../face/face.types.js";
import { CreateDropSign, CreateHint, HintSize } from "./signs.js";
import { type INavPanelOptions, NavPanel } from "./navPanel.js";
import { PagePanel } from "./pagePanel.js";
import { type IPage } from "./page.types.js";
import { type IPhotoReference } from "./photoSession.types.js";
import { PinnedPhoto } from "./pinnedPhoto.js";
import { ProgressCard } from "./progressCard.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { type IScreenMetrics } from "./screenMetrics.js";
import { type ScreenStage } from "./screenStage.js";
import { Toast } from "./toast.js";
import { type ITopBarOptions, TopBar } from "./topBar.js";
import { type IViewBarOptions, ViewBar } from "./viewBar.js";

/** What the parts of the screen call. */
export interface IScreenLayoutOptions extends INavPanelOptions, ITopBarOptions, IViewBarOptions {
    readonly onSearch: (text: string) => void;
    readonly onStop: () => void;
}

/** What the states of the screen leave usable. */
export interface IUsable {
    readonly editing: boolean;
    readonly progress: boolean;
}

/** A part of the canvas in shares of its width and height. */
interface IShares {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
}

const { VERTICAL_ALIGNMENT_TOP: Top, VERTICAL_ALIGNMENT_BOTTOM: Bottom } = Control;
const { HORIZONTAL_ALIGNMENT_LEFT: Left, HORIZONTAL_ALIGNMENT_RIGHT: Right } = Control;
/** Share of the height that the sheet covers, and width of the panel at the side, in ideal pixels. */
const SheetShare = 0.46;
const SidePanel = 360;
/** Small and large side of the pinned photo in ideal pixels. */
const PinnedSides = { wide: [96, 210], small: [64, 120] } as const;

/** Builds the parts of the screen and places them: three columns, a panel at the side, or a sheet at the bottom. */
export class ScreenLayout implements IWidget {
    /** Title, undo, redo, cancel, done. */
    public readonly top: TopBar;
    /** The list of pages. */
    public readonly nav: NavPanel;
    /** The open page. */
    public readonly page: PagePanel;
    /** How the head is seen. */
    public readonly views: ViewBar;
    /** Messages. */
    public readonly toast: Toast;
    /** Progress of a fit. */
    public readonly progress: ProgressCard;
    private readonly _context: IScreenContext;
    private readonly _root = new Container("faceCreator");
    private readonly _drop: Control;
    private readonly _hint: Control;
    private _hinting = true;
    private _pinned: { readonly reference: IPhotoReference; readonly photo: PinnedPhoto } | undefined;
    private readonly _stage: ScreenStage;
    private readonly _metrics: IScreenMetrics;
    private readonly _free: IShares;

    /**
     * @param stage what the screen stands on
     * @param context what every widget gets
     * @param options what the parts call
     */
    public constructor(stage: ScreenStage, context: IScreenContext, options: IScreenLayoutOptions) {
        this._stage = stage;
        this._context = context;
        this._metrics = stage.metrics;
        const compact = this._metrics.mode !== "wide";
        stage.texture.addControl(this._root);
        this.top = new TopBar(context, compact, this._topWidth, options);
        this.nav = new NavPanel(context, compact ? this._pageWidth : undefined, options);
        this.page = new PagePanel(context, this._pageWidth, options.onSearch);
        const { mode } = this._metrics;
        this._free = this._getFree();
        this.views = new ViewBar(
            context,
            {
                width: this._free.width * this._metrics.width - 2 * context.theme.space.l,
                folded: mode === "sheet",
                onFold: () => this._placeViews(),
            },
            options,
        );
        this.progress = new ProgressCard(context, options.onStop);
        this.toast = new Toast(context);
        this._drop = CreateDropSign(context);
        this._hint = CreateHint(context);
        this._place();
    }

    /** Whether a file hovers over the canvas. */
    public set dropping(value: boolean) {
        this._drop.isVisible = value;
    }

    /**
     * Shows what can be used.
     * @param usable what the state allows
     */
    public use(usable: IUsable): void {
        this.nav.enabled = usable.editing;
        this.page.enabled = usable.editing;
        if (this._pinned) {
            this._pinned.photo.enabled = usable.editing;
        }
        this.progress.visible = usable.progress;
        this.views.visible = usable.editing && !usable.progress;
        this._hint.isVisible = usable.editing && this._hinting;
        if (!usable.editing) {
            this.toast.hide();
        }
    }

    /**
     * Shows the photo of the face beside the head.
     * @param reference the photo; undefined to show none
     */
    public pin(reference: IPhotoReference | undefined): void {
        if (reference === this._pinned?.reference) {
            return;
        }
        this._pinned?.photo.dispose();
        this._pinned = undefined;
        if (reference) {
            const { space } = this._context.theme;
            const { width, height, mode } = this._metrics;
            const photo = new PinnedPhoto(this._context, reference, mode === "wide" ? PinnedSides.wide : PinnedSides.small);
            photo.control.horizontalAlignment = Left;
            photo.control.verticalAlignment = Top;
            photo.control.leftInPixels = this._free.x * width + space.l;
            photo.control.topInPixels = this._free.y * height + (mode === "wide" ? HintSize.height + 2 * space.l : space.s);
            this._root.addControl(photo.control);
            this._pinned = { reference, photo };
        }
    }

    /** Says no longer what the pointer does to the head. */
    public hideHint(): void {
        this._hinting = false;
        this._hint.isVisible = false;
    }

    /**
     * Opens a page.
     * @param page the page
     * @param face the present face
     */
    public open(page: IPage, face: IFace): void {
        this.nav.show(page.id);
        this.page.open(page);
        this.page.show(face);
    }

    /**
     * Places a card under the head.
     * @param card the card, disposed by the caller
     */
    public showCard(card: Control): void {
        this._placeUnderHead(card, card.widthInPixels, this._context.theme.space.xl);
        this._root.addControl(card);
    }

    /** Removes everything. */
    public dispose(): void {
        this._pinned?.photo.dispose();
        for (const widget of [this.top, this.nav, this.page, this.views, this.progress, this.toast]) {
            widget.dispose();
        }
        this._root.dispose();
    }

    private get _pageWidth(): number {
        const { mode, width } = this._metrics;
        return mode === "wide" ? this._context.theme.size.rightPanel : mode === "side" ? Math.min(SidePanel, width * 0.55) : width;
    }

    private get _topWidth(): number {
        const { mode, width } = this._metrics;
        const { edge } = this._sizes;
        return mode === "side" ? width - this._pageWidth - 3 * edge : width - 2 * edge;
    }

    /** Margin at the edges, height of the bar on top, height of the sheet at the bottom. */
    private get _sizes(): { readonly edge: number; readonly bar: number; readonly sheet: number } {
        const { space, size } = this._context.theme;
        const { mode, height } = this._metrics;
        const wide = mode === "wide";
        return {
            edge: wide ? space.l : space.s,
            bar: wide ? size.topBar : 54,
            sheet: mode === "sheet" ? Math.round(height * SheetShare) : 0,
        };
    }

    /** The part of the canvas that no panel covers, in shares of it. */
    private _getFree(): IShares {
        const { width, height, mode } = this._metrics;
        const { edge, bar, sheet } = this._sizes;
        const left = mode === "wide" ? this._context.theme.size.leftPanel + edge : 0;
        const right = mode === "wide" ? this._pageWidth + edge : mode === "side" ? this._pageWidth + 2 * edge : 0;
        const share = 1 - (left + right) / width;
        const y = (bar + edge) / height;
        return { x: this._context.rtl ? right / width : left / width, y, width: share, height: 1 - y - sheet / height };
    }

    private _place(): void {
        const { size, radius } = this._context.theme;
        const { mode, width, height } = this._metrics;
        const { top, nav, page } = this;
        const { edge, bar, sheet } = this._sizes;
        const turn = this._context.rtl;
        const set = (
            control: Control,
            place: { side?: number; up?: number; left?: number; top?: number; width: number; height: number },
        ): void => {
            const side = place.side ?? Left;
            control.horizontalAlignment = turn ? (side === Left ? Right : Left) : side;
            control.verticalAlignment = place.up ?? Top;
            control.leftInPixels = (turn ? -1 : 1) * (place.left ?? 0);
            control.topInPixels = place.top ?? 0;
            control.widthInPixels = place.width;
            control.heightInPixels = place.height;
            this._root.addControl(control);
        };
        const body = height - bar - 3 * edge;
        const panel = this._pageWidth;
        if (mode === "wide") {
            set(top.control, { left: edge, top: edge, width: this._topWidth, height: bar });
            set(nav.control, { left: edge, top: bar + 2 * edge, width: size.leftPanel, height: body });
            set(page.control, { side: Right, left: -edge, top: bar + 2 * edge, width: panel, height: body });
        } else if (mode === "side") {
            set(top.control, { left: edge, top: edge, width: this._topWidth, height: bar });
            set(nav.control, { side: Right, left: -edge, top: edge, width: panel, height: 56 });
            set(page.control, { side: Right, left: -edge, top: 56 + 2 * edge, width: panel, height: height - 56 - 3 * edge });
        } else {
            set(top.control, { left: edge, top: edge, width: this._topWidth, height: bar });
            set(nav.control, { up: Bottom, top: -sheet + 58, width, height: 58 });
            set(page.control, { up: Bottom, width, height: sheet - 56 });
            page.control.cornerRadius = nav.control.cornerRadius = radius.control;
        }
        for (const control of [this.views.control, this.toast.control, this.progress.control, this._drop]) {
            this._root.addControl(control);
        }
        this._drop.isVisible = false;
        if (mode === "wide" && this._free.width * width > HintSize.width + 2 * edge) {
            this._hint.leftInPixels = (this._free.x + this._free.width / 2 - 0.5) * width;
            this._hint.topInPixels = bar + 2 * edge;
            this._root.addControl(this._hint);
        }
        this._placeViews();
        this._placeUnderHead(this.progress.control, size.card, this._context.theme.space.xl);
    }

    /** Places the bar under the head, and what lies over it; on small canvases the bar must not cover the chin. */
    private _placeViews(): void {
        const { space, size } = this._context.theme;
        const { mode, width, height } = this._metrics;
        const { views } = this;
        const under = mode === "wide" ? 0 : (views.covers > 0 ? views.height + space.s : 0) / height;
        this._stage.camera.setArea({ ...this._free, height: this._free.height - under, aspect: width / height });
        this._placeUnderHead(views.control, views.width, mode === "sheet" ? space.xs : space.l);
        // Beside the button of the folded bar a message leaves the chin free.
        this._placeUnderHead(this.toast.control, size.card, views.side > 0 ? space.s : views.height + 2 * space.l, views.side);
    }

    /** Places a card at the lower end of the free area, narrow enough to fit in it beside what is kept free at the end of the line. */
    private _placeUnderHead(card: Control, cardWidth: number, bottom: number, keep = 0): void {
        const { width, height } = this._metrics;
        const { x, y, width: share, height: shareHeight } = this._free;
        card.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_CENTER;
        card.verticalAlignment = Bottom;
        card.leftInPixels = (x + share / 2 - 0.5) * width - ((this._context.rtl ? -1 : 1) * keep) / 2;
        card.topInPixels = -(1 - y - shareHeight) * height - bottom;
        card.widthInPixels = Math.min(cardWidth, share * width - 2 * this._context.theme.space.s - keep);
    }
}
