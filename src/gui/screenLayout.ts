import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type ScreenState } from "./creationScreen.js";
import { CreateFileInput, ListenForDrop } from "./files.js";
import { CreatePanel } from "./panel.js";
import { ProgressCard } from "./progressCard.js";
import { type IRegionPanelOptions, RegionPanel } from "./regionPanel.js";
import { type ScreenView } from "./screenCamera.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { type ScreenStage } from "./screenStage.js";
import { type IStartPanelOptions, StartPanel } from "./startPanel.js";
import { type IScreenStrings } from "./strings.js";
import { CreateTextLabel } from "./textLabel.js";
import { ScreenTheme } from "./theme.js";
import { Toast } from "./toast.js";
import { type ITopBarOptions, TopBar } from "./topBar.js";
import { ViewBar } from "./viewBar.js";

/** What the parts of the screen call. */
export interface IScreenLayoutOptions extends IStartPanelOptions, IRegionPanelOptions, ITopBarOptions {
    readonly onPhotoFile: (file: File) => void;
    readonly onFaceFile: (file: File) => void;
    readonly onStop: () => void;
    readonly onView: (view: ScreenView) => void;
    readonly onKey: (event: KeyboardEvent) => void;
}

/** Places the parts of the screen: bar on top, start panel left, region panel right, cards under the head. */
export class ScreenLayout implements IWidget {
    /** What every widget gets. */
    public readonly context: IScreenContext;
    /** Title, undo, redo, cancel, done. */
    public readonly top: TopBar;
    /** Where a face comes from, and the regions. */
    public readonly start: StartPanel;
    /** What the open region edits. */
    public readonly region: RegionPanel;
    /** Messages. */
    public readonly toast: Toast;
    /** Progress of a fit. */
    public readonly progress: ProgressCard;
    /** Hidden input that takes photos. */
    public readonly photoInput: HTMLInputElement;
    /** Hidden input that takes saved faces. */
    public readonly faceInput: HTMLInputElement;
    private readonly _root = new Container("faceCreator");
    private readonly _views: ViewBar;
    private readonly _drop: Control;
    private readonly _stage: ScreenStage;
    private readonly _stopListening: () => void;

    /**
     * @param stage what the screen stands on
     * @param strings texts
     * @param options what the parts call
     */
    public constructor(stage: ScreenStage, strings: IScreenStrings, options: IScreenLayoutOptions) {
        this._stage = stage;
        this.context = { twin: stage.twin, strings };
        stage.texture.addControl(this._root);
        this.start = new StartPanel(this.context, options);
        this.region = new RegionPanel(this.context, options);
        this._views = new ViewBar(this.context, options.onView);
        this.progress = new ProgressCard(this.context, options.onStop);
        this.toast = new Toast(this.context);
        this.top = new TopBar(this.context, options);
        this._drop = CreateDropSign(strings.dropHere);
        this._place();
        this.photoInput = CreateFileInput("image/jpeg,image/png,image/webp,image/avif", strings.choosePhoto, options.onPhotoFile);
        this.photoInput.dataset.input = "photo";
        this.faceInput = CreateFileInput(".json,application/json", strings.load, options.onFaceFile);
        this.faceInput.dataset.input = "face";
        stage.twin.root.append(this.photoInput, this.faceInput);
        this._stopListening = this._listen(options);
    }

    /**
     * Shows what can be used in a state.
     * @param state the state
     */
    public setState(state: ScreenState): void {
        this._stage.twin.state = state;
        const editing = state === "editing";
        this.start.enabled = editing;
        this.region.enabled = editing;
        this.progress.visible = state === "fitting";
        this._views.visible = editing;
        if (!editing) {
            this.toast.hide();
        }
    }

    /**
     * Places a card under the head.
     * @param card the card, disposed by the caller
     */
    public showCard(card: Control): void {
        PlaceCard(card, ScreenTheme.space.xl);
        this._root.addControl(card);
    }

    /** Removes everything. */
    public dispose(): void {
        this._stopListening();
        for (const widget of [this.top, this.start, this.region, this._views, this.progress, this.toast]) {
            widget.dispose();
        }
        this.photoInput.remove();
        this.faceInput.remove();
        this._root.dispose();
    }

    private _place(): void {
        const { space, size } = ScreenTheme;
        this.top.control.heightInPixels = size.topBar;
        this.top.control.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        for (const [side, panel, width] of [
            [Control.HORIZONTAL_ALIGNMENT_LEFT, this.start.control, size.leftPanel],
            [Control.HORIZONTAL_ALIGNMENT_RIGHT, this.region.control, size.rightPanel],
        ] as const) {
            panel.horizontalAlignment = side;
            panel.widthInPixels = width;
        }
        const body = new Container("faceCreator.body");
        body.paddingTopInPixels = size.topBar + 2 * space.l;
        body.paddingLeftInPixels = space.l;
        body.paddingRightInPixels = space.l;
        body.paddingBottomInPixels = space.l;
        const bar = new Container("faceCreator.bar");
        bar.heightInPixels = size.topBar + space.l;
        bar.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        bar.paddingTopInPixels = space.l;
        bar.paddingLeftInPixels = space.l;
        bar.paddingRightInPixels = space.l;
        bar.addControl(this.top.control);
        body.addControl(this.start.control);
        body.addControl(this.region.control);
        this._root.addControl(body);
        this._root.addControl(bar);
        this._views.control.heightInPixels = size.control + space.s + 30;
        for (const [card, bottom] of [
            [this._views.control, space.l],
            [this.toast.control, size.control + 30 + 2 * space.xl],
            [this.progress.control, space.xl],
        ] as const) {
            PlaceCard(card, bottom);
            this._root.addControl(card);
        }
        this._drop.isVisible = false;
        this._root.addControl(this._drop);
        this._stage.camera.setShift((size.rightPanel - size.leftPanel) / 2 / this._stage.idealHeight);
    }

    private _listen(options: IScreenLayoutOptions): () => void {
        const { canvas, twin } = this._stage;
        const stopDrop = ListenForDrop(canvas, {
            onHover: (hovering) => (this._drop.isVisible = hovering),
            onFile: (file) => (file.name.endsWith(".json") ? options.onFaceFile(file) : options.onPhotoFile(file)),
        });
        const control = new AbortController();
        for (const target of [canvas, twin.root]) {
            target.addEventListener("keydown", (event) => options.onKey(event as KeyboardEvent), { signal: control.signal });
        }
        return () => {
            stopDrop();
            control.abort();
        };
    }
}

function PlaceCard(card: Control, bottom: number): void {
    const { size } = ScreenTheme;
    card.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
    card.topInPixels = -bottom;
    card.leftInPixels = (size.leftPanel - size.rightPanel) / 2;
}

function CreateDropSign(text: string): Control {
    const { color, space } = ScreenTheme;
    const sign = CreatePanel("drop");
    sign.background = color.scrim;
    sign.color = color.accent;
    sign.thickness = 3;
    sign.widthInPixels = ScreenTheme.size.card;
    sign.heightInPixels = 160;
    sign.isHitTestVisible = false;
    const label = CreateTextLabel("drop.text", { text, size: "heading", align: "center", weight: "600" });
    label.paddingLeftInPixels = space.l;
    sign.addControl(label);
    return sign;
}
