import { type ParameterGroup } from "../face/faceSchema.js";
import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { FaceDrag } from "./faceDrag.js";
import { type FaceEditor } from "./faceEditor.js";
import { GamepadInput } from "./gamepadInput.js";
import { type PageId } from "./page.types.js";
import { type ScreenView } from "./screenCamera.js";
import { HandleScreenKey, type IScreenKeyOptions } from "./screenKeys.js";
import { ScreenLook } from "./screenLook.js";
import { type ScreenStage } from "./screenStage.js";
import { type SliderRow } from "./sliderRow.js";
import { type IScreenStrings } from "./strings.js";
import { type IViewBarOptions, type IViewBarState, type LookSwitch } from "./viewBar.js";

/** What the controls work with. */
export interface IScreenControlsOptions {
    readonly strings: IScreenStrings;
    /** Colour of the highlight on the face, #rrggbb. */
    readonly color: string;
    readonly isEditing: () => boolean;
    /** The slider in use. */
    readonly getRow: () => SliderRow | undefined;
    readonly getPage: () => PageId;
    readonly onEscape: () => void;
    readonly onRandom: () => void;
    readonly onPage: (step: 1 | -1) => void;
    /** How the head is seen has changed. */
    readonly onChange: () => void;
    readonly onSay: (text: string) => void;
    /** The part of the face under the pointer is another one, or none. */
    readonly onPart: (part: string | null) => void;
}

/** What the player steers with beside the panels: keys, gamepad, the pointer on the face, and how the head is seen. */
export class ScreenControls {
    /** What the view bar calls. */
    public readonly viewOptions: IViewBarOptions;
    private readonly _stage: ScreenStage;
    private readonly _options: IScreenControlsOptions;
    private readonly _look: ScreenLook;
    private readonly _drag: FaceDrag;
    private readonly _gamepad: GamepadInput;
    private readonly _keys: IScreenKeyOptions;
    private readonly _listening = new AbortController();
    private _view: ScreenView | null = "front";
    private _zoomed = false;

    /**
     * @param creator the face creator
     * @param stage what the screen stands on
     * @param editor the player's hand on the face
     * @param options what they work with
     */
    public constructor(creator: FaceCreator, stage: ScreenStage, editor: FaceEditor, options: IScreenControlsOptions) {
        this._stage = stage;
        this._options = options;
        this._look = new ScreenLook(creator, stage.front);
        const ifEditing = (act: () => void) => (): void => {
            if (options.isEditing()) {
                act();
            }
        };
        this._keys = {
            onEscape: options.onEscape,
            onUndo: ifEditing(() => editor.undo()),
            onRedo: ifEditing(() => editor.redo()),
            onCompare: (on) => editor.compare(on && options.isEditing()),
            onLight: (light) => this._change(() => this._look.setLight(light)),
            onView: (view) => this._change(() => this._setView(view)),
            onRandom: options.onRandom,
            onLock: () => options.getRow()?.toggleLock(),
        };
        this.viewOptions = {
            onView: this._keys.onView,
            onLight: this._keys.onLight,
            onExpression: (expression) => this._change(() => this._look.setExpression(expression)),
            onSwitch: (which) => this._change(() => this._switch(which)),
        };
        this._listenForKeys(stage);
        const callbacks = {
            isAllowed: () => options.isEditing() && !editor.isComparing,
            onHover: (group: ParameterGroup | null) => this._hover(group),
        };
        this._drag = new FaceDrag(creator, editor, callbacks, options.color);
        this._gamepad = new GamepadInput(creator.scene, stage.twin, {
            onBack: options.onEscape,
            onLock: this._keys.onLock,
            onReset: () => options.getRow()?.reset(),
            onPage: options.onPage,
            onUndo: this._keys.onUndo,
            onRedo: this._keys.onRedo,
            onFileRefused: () => options.onSay(options.strings.gamepadFile),
            onTurn: (alpha, beta) => stage.camera.turn(alpha, beta),
            onResetView: () => this._change(() => this._setView("front")),
        });
    }

    /** What the view bar shows as chosen. */
    public get viewState(): IViewBarState {
        const { light, expression, bald, isClay, frozen } = this._look;
        const switches: [LookSwitch, boolean][] = [
            ["zoom", this._zoomed],
            ["hair", bald],
            ["clay", isClay],
            ["freeze", frozen],
        ];
        return { view: this._view, light, expression, on: switches.flatMap(([which, on]) => (on ? [which] : [])) };
    }

    /**
     * Lets the zoom follow the open page.
     * @param id page id
     */
    public followPage(id: PageId): void {
        if (this._zoomed) {
            this._stage.camera.setZoom(id);
        }
    }

    /** Gives everything back. */
    public dispose(): void {
        this._listening.abort();
        this._gamepad.dispose();
        this._drag.dispose();
        this._look.dispose();
    }

    /** Keys that nothing has the focus for are the screen's too, and not the game's. */
    private _listenForKeys({ canvas, twin }: ScreenStage): void {
        const { signal } = this._listening;
        for (const type of ["keydown", "keyup"] as const) {
            for (const target of [canvas, twin.root]) {
                target.addEventListener(type, (event: Event) => HandleScreenKey(event as KeyboardEvent, this._keys), { signal });
            }
            const handleLost = (event: KeyboardEvent): void => {
                if (event.target === document.body) {
                    event.stopPropagation();
                    HandleScreenKey(event, this._keys);
                }
            };
            window.addEventListener(type, handleLost, { signal, capture: true });
        }
    }

    private _change(act: () => void): void {
        act();
        this._options.onChange();
    }

    private _setView(view: ScreenView): void {
        this._view = view;
        this._stage.camera.setView(view);
    }

    private _switch(which: LookSwitch): void {
        if (which === "zoom") {
            this._zoomed = !this._zoomed;
            this._stage.camera.setZoom(this._zoomed ? this._options.getPage() : null);
        } else if (which === "hair") {
            this._look.setBald(!this._look.bald);
        } else if (which === "clay") {
            this._look.setClay(!this._look.isClay);
        } else {
            this._look.frozen = !this._look.frozen;
        }
    }

    private _hover(group: ParameterGroup | null): void {
        this._options.onPart(group && this._options.strings.regions[group]);
    }
}
