import { type AdvancedDynamicTexture } from "@babylonjs/gui/2D/advancedDynamicTexture.js";
import { type Control } from "@babylonjs/gui/2D/controls/control.js";
import { Measure } from "@babylonjs/gui/2D/measure.js";
import { ScrollIntoView } from "./dragScroll.js";
import { type IControlPlace } from "./nearestControl.js";
import {
    CreateOval,
    CreateTwinButton,
    CreateTwinInput,
    CreateTwinText,
    type ITwinButton,
    type ITwinInput,
    type ITwinMedia,
    type ITwinText,
} from "./twinElements.js";
import { TwinFocus } from "./twinFocus.js";
import { PlaceElement, PlaceOf } from "./twinPlaces.js";

/**
 * The native twin of the screen: one invisible HTML element over each control, inside a dialog over the canvas. It gives the keyboard,
 * screen readers and tests real buttons and sliders, while the pointer still reaches the canvas.
 * Place in the document = order of focus. `dispose` removes everything.
 */
export class DomTwin {
    /** The dialog; its `data-state` tells what the screen does. */
    public readonly root: HTMLDivElement;
    private readonly _live: HTMLDivElement;
    private readonly _elements = new Map<HTMLElement, Control>();
    private readonly _texture: AdvancedDynamicTexture;
    private readonly _canvas: HTMLCanvasElement;
    private readonly _layoutObserver;
    private readonly _focus: TwinFocus;
    private readonly _getTextSize: () => number;
    private _placing = false;

    /**
     * @param canvas the canvas of the game
     * @param texture the texture that the controls live in
     * @param label accessible name of the dialog
     * @param getTextSize size of the text of native fields in ideal pixels
     */
    public constructor(canvas: HTMLCanvasElement, texture: AdvancedDynamicTexture, label: string, getTextSize: () => number) {
        this._getTextSize = getTextSize;
        this._canvas = canvas;
        this._texture = texture;
        this.root = document.createElement("div");
        this.root.setAttribute("role", "dialog");
        this.root.setAttribute("aria-label", label);
        this.root.setAttribute("aria-modal", "true");
        this.root.dataset.faceCreator = "";
        // Clipped: the browser scrolls a hidden overflow to whatever gets the focus, and the elements then lie beside their controls.
        this.root.style.cssText = "position:fixed;pointer-events:none;overflow:hidden;overflow:clip;z-index:1";
        this._live = document.createElement("div");
        this._live.setAttribute("role", "status");
        this._live.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;opacity:0";
        this.root.append(this._live);
        this._focus = new TwinFocus(this.root);
        // The game's own keys stay quiet while the player works here.
        this.root.addEventListener("keydown", (event) => this._keepTab(event));
        this.root.addEventListener("keydown", StopEvent);
        this.root.addEventListener("keyup", StopEvent);
        (canvas.parentElement ?? document.body).append(this.root);
        this._layoutObserver = texture.onEndLayoutObservable.add(() => this._place());
        window.addEventListener("resize", this._place);
        this._place();
    }

    /** The native elements that can take the focus now, in their order. */
    public get focusable(): HTMLElement[] {
        return [...this._elements.keys()].filter(
            (element) => element.style.display !== "none" && element.tabIndex >= 0 && !(element as HTMLButtonElement).disabled,
        );
    }

    /** The controls under native elements that are seen. */
    public get fields(): Control[] {
        return [...this._elements].flatMap(([element, control]) =>
            element.style.opacity === "1" && element.style.display !== "none" ? [control] : [],
        );
    }

    /**
     * Where the control of a native element was laid out.
     * @param element one of `focusable`
     * @returns its place in pixels of the canvas, with the list that it lies in
     */
    public placeOf(element: HTMLElement): IControlPlace {
        return PlaceOf(this._elements.get(element) as Control);
    }

    /** Whether the player is in a text field of the screen. */
    public get isTyping(): boolean {
        const { activeElement } = document;
        return activeElement instanceof HTMLInputElement && activeElement.type === "text" && this.root.contains(activeElement);
    }

    /** Tells screen readers, and tests, what the screen does. */
    public set state(value: string) {
        this.root.dataset.state = value;
    }

    /**
     * Lets screen readers read a text.
     * @param text the text
     */
    public announce(text: string): void {
        this._live.textContent = text;
    }

    /**
     * Adds a native button.
     * @param control the control that it lies over
     * @param options label and what it does
     * @returns the element, removed with `remove`
     */
    public addButton(control: Control, options: ITwinButton): HTMLButtonElement {
        const element = CreateTwinButton(options);
        this._add(element, control, options.onFocus);
        return element;
    }

    /**
     * Adds a native input.
     * @param control the control that it lies over
     * @param type `range` (0 to 1 in steps of 1/250) or `color` (#rrggbb)
     * @param options label and what it does
     * @returns the element, removed with `remove`
     */
    public addInput(control: Control, type: "range" | "color", options: ITwinInput): HTMLInputElement {
        const element = CreateTwinInput(type, options);
        this._add(element, control, options.onFocus);
        return element;
    }

    /**
     * Adds a text field. It is a real one: it is seen, so that every way of entering text works in it.
     * @param control the control whose place it takes
     * @param options label, what it calls with its text, its look, whether it is seen only while it has the focus
     * @returns the element, removed with `remove`
     */
    public addText(control: Control, options: ITwinText): HTMLInputElement {
        const element = CreateTwinText(options);
        this._add(element, control, (focused) => {
            if (options.hidden) {
                element.style.opacity = focused ? "1" : "0";
                element.style.pointerEvents = focused ? "auto" : "none";
            }
            options.onFocus?.(focused);
        });
        element.style.cssText += `;box-sizing:border-box;outline-offset:1px;${options.style};opacity:${options.hidden ? 0 : 1};pointer-events:${options.hidden ? "none" : "auto"}`;
        return element;
    }

    /**
     * Lays a moving picture over a control; it is seen, darker outside of an oval for the face.
     * @param control the control whose place it takes
     * @param element the picture
     * @param label accessible name
     * @returns writes a large text over it, and takes it away again
     */
    public addMedia(control: Control, element: HTMLVideoElement, label: string): ITwinMedia {
        element.setAttribute("aria-label", label);
        this._add(element, control);
        element.tabIndex = -1;
        element.style.cssText += ";opacity:1;object-fit:cover;border-radius:12px;transform:scaleX(-1)";
        const { element: oval, mark } = CreateOval();
        const { cssText } = oval.style;
        this._add(oval, control);
        oval.style.cssText += cssText;
        const dispose = (): void => [oval, element].forEach((one) => this.remove(one));
        return { mark, dispose };
    }

    /**
     * Removes a native element.
     * @param element what `addButton` or `addInput` returned
     */
    public remove(element: HTMLElement): void {
        this._focus.leave(element);
        this._elements.delete(element);
        element.remove();
    }

    /** Removes everything. */
    public dispose(): void {
        window.removeEventListener("resize", this._place);
        this._layoutObserver.remove();
        this._elements.clear();
        this.root.remove();
    }

    private _add(element: HTMLElement, control: Control, onFocus?: (focused: boolean) => void): void {
        element.style.cssText = "position:absolute;margin:0;padding:0;opacity:0;pointer-events:none";
        element.addEventListener("focus", () => {
            ScrollIntoView(control);
            onFocus?.(true);
        });
        element.addEventListener("blur", () => onFocus?.(false));
        this._elements.set(element, control);
        this.root.append(element);
        if (!this._placing) {
            this._placing = true;
            queueMicrotask(() => this._layOut());
        }
    }

    /**
     * Lays out the controls at once: an element that waited for the next frame would lie in the corner of the canvas until then, and whoever
     * presses where it lies would miss its control.
     */
    private _layOut(): void {
        this._placing = false;
        if (this.root.isConnected) {
            const { width, height } = this._texture.getSize();
            this._texture.rootContainer._layout(new Measure(0, 0, width, height), this._texture.getContext());
            this._texture.markAsDirty();
            this._place();
            this._focus.settle();
        }
    }

    /** Tab goes round within the screen. */
    private _keepTab(event: KeyboardEvent): void {
        if (event.key === "Tab") {
            const all = this.focusable;
            const edge = event.shiftKey ? all[0] : all[all.length - 1];
            if (all.length > 0 && document.activeElement === edge) {
                event.preventDefault();
                (event.shiftKey ? all[all.length - 1] : all[0]).focus();
            }
        }
    }

    /** Lays each element over its control; the one place that reads where a control was drawn. */
    private readonly _place = (): void => {
        const box = this._canvas.getBoundingClientRect();
        if (box.width === 0) {
            return;
        }
        const size = this._texture.getSize();
        const scale = box.width / size.width;
        const fontSize = `${this._getTextSize() * this._texture.rootContainer.host.idealRatio * scale}px`;
        Object.assign(this.root.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, height: `${box.height}px` });
        for (const [element, control] of this._elements) {
            PlaceElement(element, control, scale, fontSize);
        }
    };
}

function StopEvent(event: Event): void {
    event.stopPropagation();
}
