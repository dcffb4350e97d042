import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type IFace } from "../face/face.types.js";
import { CreateFileInput } from "./files.js";
import { type INavPanelOptions, NavPanel } from "./navPanel.js";
import { PagePanel } from "./pagePanel.js";
import { type IPage } from "./page.types.js";
import { CreatePanel } from "./panel.js";
import { ProgressCard } from "./progressCard.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { type IScreenMetrics } from "./screenMetrics.js";
import { type ScreenStage } from "./screenStage.js";
import { CreateTextLabel } from "./textLabel.js";
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

const { VERTICAL_ALIGNMENT_TOP: Top, VERTICAL_ALIGNMENT_BOTTOM: Bottom } = Control;
const { HORIZONTAL_ALIGNMENT_LEFT: Left, HORIZONTAL_ALIGNMENT_RIGHT: Right } = Control;
/** Share of the height that the sheet covers, and width of the panel at the side, in ideal pixels. */
const SheetShare = 0.46;
const SidePanel = 360;

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
    private readonly _stage: ScreenStage;
    private readonly _metrics: IScreenMetrics;

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
        this.top = new TopBar(context, compact, options);
        this.nav = new NavPanel(context, compact, options);
        this.page = new PagePanel(context, this._pageWidth, options.onSearch);
        this.views = new ViewBar(context, options);
        this.progress = new ProgressCard(context, options.onStop);
        this.toast = new Toast(context);
        this._drop = CreateDropSign(context);
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
        this.progress.visible = usable.progress;
        this.views.visible = !usable.progress;
        if (!usable.editing) {
            this.toast.hide();
        }
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
        this._placeUnderHead(card, this._context.theme.space.xl);
        this._root.addControl(card);
    }

    /** Removes everything. */
    public dispose(): void {
        for (const widget of [this.top, this.nav, this.page, this.views, this.progress, this.toast]) {
            widget.dispose();
        }
        this._root.dispose();
    }

    private get _pageWidth(): number {
        const { mode, width } = this._metrics;
        return mode === "wide" ? this._context.theme.size.rightPanel : mode === "side" ? Math.min(SidePanel, width * 0.55) : width;
    }

    private _place(): void {
        const { space, size, radius } = this._context.theme;
        const { mode, width, height } = this._metrics;
        const { top, nav, page } = this;
        const edge = mode === "wide" ? space.l : space.s;
        const bar = mode === "wide" ? size.topBar : 54;
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
        let free = { x: 0, y: (bar + edge) / height, width: 1, height: 1 - (bar + edge) / height };
        if (mode === "wide") {
            set(top.control, { left: edge, top: edge, width: width - 2 * edge, height: bar });
            set(nav.control, { left: edge, top: bar + 2 * edge, width: size.leftPanel, height: body });
            set(page.control, { side: Right, left: -edge, top: bar + 2 * edge, width: panel, height: body });
            const x = (size.leftPanel + edge) / width;
            free = { ...free, x, width: 1 - x - (panel + edge) / width };
        } else if (mode === "side") {
            set(top.control, { left: edge, top: edge, width: width - panel - 3 * edge, height: bar });
            set(nav.control, { side: Right, left: -edge, top: edge, width: panel, height: 56 });
            set(page.control, { side: Right, left: -edge, top: 56 + 2 * edge, width: panel, height: height - 56 - 3 * edge });
            free = { ...free, width: 1 - (panel + 2 * edge) / width };
        } else {
            const sheet = Math.round(height * SheetShare);
            set(top.control, { left: edge, top: edge, width: width - 2 * edge, height: bar });
            set(nav.control, { up: Bottom, top: -sheet + 58, width, height: 58 });
            set(page.control, { up: Bottom, width, height: sheet - 56 });
            page.control.cornerRadius = nav.control.cornerRadius = radius.control;
            free = { ...free, height: 1 - free.y - sheet / height };
        }
        this._free = this._context.rtl ? { ...free, x: 1 - free.x - free.width } : free;
        // On small canvases the bar under the head must not cover the chin.
        const under = mode === "wide" ? 0 : (this.views.control.heightInPixels + space.s) / height;
        this._stage.camera.setArea({ ...this._free, height: this._free.height - under, aspect: width / height });
        this._placeUnderHead(this.views.control, mode === "sheet" ? space.xs : space.l);
        this._placeUnderHead(this.toast.control, this.views.control.heightInPixels + 2 * space.l);
        this._placeUnderHead(this.progress.control, space.xl);
        for (const control of [this.views.control, this.toast.control, this.progress.control, this._drop]) {
            this._root.addControl(control);
        }
        this._drop.isVisible = false;
    }

    private _free = { x: 0, y: 0, width: 1, height: 1 };

    /** Places a card at the lower end of the free area, narrow enough to fit in it. */
    private _placeUnderHead(card: Control, bottom: number): void {
        const { width, height } = this._metrics;
        const { x, y, width: share, height: shareHeight } = this._free;
        card.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_CENTER;
        card.verticalAlignment = Bottom;
        card.leftInPixels = (x + share / 2 - 0.5) * width;
        card.topInPixels = -(1 - y - shareHeight) * height - bottom;
        card.widthInPixels = Math.min(card.widthInPixels, share * width - 2 * this._context.theme.space.s);
    }
}

/**
 * A hidden input for photos.
 * @param label accessible name
 * @param onFile called with the chosen file
 * @returns the element, removed by the caller
 */
export function CreatePhotoInput(label: string, onFile: (file: File) => void): HTMLInputElement {
    const input = CreateFileInput("image/jpeg,image/png,image/webp,image/avif,.heic", label, onFile);
    input.dataset.input = "photo";
    return input;
}

function CreateDropSign(context: IScreenContext): Control {
    const { color, space, size } = context.theme;
    const sign = CreatePanel(context, "drop");
    sign.background = color.scrim;
    sign.color = color.accent;
    sign.thickness = 3;
    sign.widthInPixels = size.card;
    sign.heightInPixels = 160;
    sign.isHitTestVisible = false;
    const label = CreateTextLabel(context, "drop.text", {
        text: context.strings.dropHere,
        size: "heading",
        align: "center",
        weight: "600",
    });
    label.paddingLeftInPixels = space.l;
    sign.addControl(label);
    return sign;
}
