import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type IFace } from "../face/face.types.js";
import { Hint } from "./hint.js";
import { CreateDropSign } from "./signs.js";
import { type INavPanelOptions, NavPanel } from "./navPanel.js";
import { PagePanel } from "./pagePanel.js";
import { type IPage } from "./page.types.js";
import { PhotoPin } from "./photoPin.js";
import { type IPhotoReference } from "./photoSession.types.js";
import { ProgressCard } from "./progressCard.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { type IScreenMetrics } from "./screenMetrics.js";
import { GetScreenPlaces, SheetOverlap, type IPanelPlace, type IScreenPlaces } from "./screenPlaces.js";
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
    /** Whether the camera's picture is seen, which lies over the head on small canvases. */
    readonly live: boolean;
}

const { VERTICAL_ALIGNMENT_TOP: Top, VERTICAL_ALIGNMENT_BOTTOM: Bottom } = Control;
const { HORIZONTAL_ALIGNMENT_LEFT: Left, HORIZONTAL_ALIGNMENT_RIGHT: Right } = Control;

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
    private readonly _hint: Hint;
    private readonly _pin: PhotoPin;
    private readonly _stage: ScreenStage;
    private readonly _metrics: IScreenMetrics;
    private readonly _places: IScreenPlaces;
    /** Share of the height that the lower end of the free area keeps from the head. */
    private _under: number | undefined;

    /**
     * @param stage what the screen stands on
     * @param context what every widget gets
     * @param options what the parts call
     */
    public constructor(stage: ScreenStage, context: IScreenContext, options: IScreenLayoutOptions) {
        this._stage = stage;
        this._context = context;
        this._metrics = stage.metrics;
        this._places = GetScreenPlaces(this._metrics, context.theme, context.rtl);
        const compact = this._metrics.mode !== "wide";
        stage.texture.addControl(this._root);
        this.top = new TopBar(context, compact, this._places.top.width, options);
        this.nav = new NavPanel(
            context,
            compact
                ? { row: this._places.page.width, under: this._metrics.mode === "sheet" ? SheetOverlap : 0 }
                : { column: this._places.nav.height },
            options,
        );
        this.page = new PagePanel(context, this._places.page.width, options.onSearch);
        const { mode } = this._metrics;
        this.views = new ViewBar(
            context,
            {
                width: this._places.free.width * this._metrics.width - 2 * context.theme.space.l,
                folded: mode === "sheet",
                onFold: () => this._placeViews(),
            },
            options,
        );
        this.progress = new ProgressCard(context, options.onStop);
        this.toast = new Toast(context);
        this._drop = CreateDropSign(context);
        this._pin = new PhotoPin(context, stage, this._places.free, this._root);
        const room = this._places.free.width * this._metrics.width;
        this._hint = new Hint(context, mode === "wide" && room > Hint.Size.width + 2 * this._places.edge);
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
        this._pin.enabled = usable.editing;
        this.progress.visible = usable.progress;
        this.views.visible = usable.editing && !usable.progress && !(usable.live && this._metrics.mode !== "wide");
        this._hint.usable = usable.editing;
        if (!usable.editing) {
            this.toast.hide();
        }
        this._showHead();
    }

    /**
     * Shows the photo of the face beside the head.
     * @param reference the photo; undefined to show none
     */
    public pin(reference: IPhotoReference | undefined): void {
        this._pin.show(reference);
    }

    /** Says no longer what the pointer does to the head. */
    public hideHint(): void {
        this._hint.finish();
    }

    /**
     * Names the part of the face under the pointer.
     * @param part its name; null where none is
     */
    public namePart(part: string | null): void {
        this._hint.part = part;
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
        this._pin.show(undefined);
        for (const widget of [this.top, this.nav, this.page, this.views, this.progress, this.toast]) {
            widget.dispose();
        }
        this._root.dispose();
    }

    private _place(): void {
        const { size, radius } = this._context.theme;
        const { mode, width } = this._metrics;
        const { top, nav, page } = this;
        const places = this._places;
        const turn = this._context.rtl;
        const set = (control: Control, place: IPanelPlace): void => {
            const end = place.end === true;
            control.horizontalAlignment = end === turn ? Left : Right;
            control.verticalAlignment = place.bottom ? Bottom : Top;
            control.leftInPixels = (turn ? -1 : 1) * (place.left ?? 0);
            control.topInPixels = place.top ?? 0;
            control.widthInPixels = place.width;
            control.heightInPixels = place.height;
            this._root.addControl(control);
        };
        set(top.control, places.top);
        set(nav.control, places.nav);
        set(page.control, places.page);
        if (mode === "sheet") {
            // The sheet is one: the page covers the lower corners of the strip, and ends where the canvas does.
            nav.control.cornerRadius = radius.panel;
            page.control.cornerRadius = 0;
        }
        for (const control of [this.views.control, this.toast.control, this.progress.control, this._drop]) {
            this._root.addControl(control);
        }
        this._drop.isVisible = false;
        this._hint.control.leftInPixels = (places.free.x + places.free.width / 2 - 0.5) * width;
        this._hint.control.topInPixels = places.top.height + 2 * places.edge;
        this._root.addControl(this._hint.control);
        this._placeViews();
        this._placeUnderHead(this.progress.control, size.card, this._context.theme.space.xl);
    }

    /** Keeps the head free of what lies at the lower end of the free area: on small canvases that would cover the chin. */
    private _showHead(): void {
        const { mode, width, height } = this._metrics;
        const { free } = this._places;
        const { space } = this._context.theme;
        // A card covers the neck already: for the chin to be seen the head goes up by half of it.
        const card = this.progress.height > 0 ? (this.progress.height + space.xl) / 2 : 0;
        const covered = card || (this.views.covers > 0 ? this.views.height : 0);
        const under = mode === "wide" || covered === 0 ? 0 : (covered + space.s) / height;
        // Only where that is another place: how near the player has gone to the head is theirs.
        if (under !== this._under) {
            this._under = under;
            this._stage.camera.setArea({ ...free, height: free.height - under, aspect: width / height });
        }
    }

    /** Places the bar under the head, and what lies over it. */
    private _placeViews(): void {
        const { space, size } = this._context.theme;
        const { mode } = this._metrics;
        const { views } = this;
        this._showHead();
        this._placeUnderHead(views.control, views.width, mode === "sheet" ? space.xs : space.l);
        // Beside the button of the folded bar a message leaves the chin free.
        this._placeUnderHead(this.toast.control, size.card, views.side > 0 ? space.s : views.height + 2 * space.l, views.side);
    }

    /** Places a card at the lower end of the free area, narrow enough to fit in it beside what is kept free at the end of the line. */
    private _placeUnderHead(card: Control, cardWidth: number, bottom: number, keep = 0): void {
        const { width, height } = this._metrics;
        const { x, y, width: share, height: shareHeight } = this._places.free;
        card.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_CENTER;
        card.verticalAlignment = Bottom;
        card.leftInPixels = (x + share / 2 - 0.5) * width - ((this._context.rtl ? -1 : 1) * keep) / 2;
        card.topInPixels = -(1 - y - shareHeight) * height - bottom;
        card.widthInPixels = Math.min(cardWidth, share * width - 2 * this._context.theme.space.s - keep);
    }
}
