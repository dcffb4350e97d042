import { type Scene } from "@babylonjs/core/scene.js";
import { type DomTwin } from "./domTwin.js";
import { FindNearest, type PadWay } from "./nearestControl.js";

/** What the gamepad calls. */
export interface IGamepadOptions {
    readonly onBack: () => void;
    readonly onLock: () => void;
    readonly onReset: () => void;
    /** The next page, or the one before. */
    readonly onPage: (step: 1 | -1) => void;
    readonly onUndo: () => void;
    readonly onRedo: () => void;
    /** The right stick: radians sideways and upwards. */
    readonly onTurn: (alpha: number, beta: number) => void;
    readonly onResetView: () => void;
    /** A button that opens a file dialog was pressed, which browsers allow to mouse, keys and touch alone. */
    readonly onFileRefused: () => void;
}

/** Buttons of the standard mapping. */
const Button = { a: 0, b: 1, x: 2, y: 3, lb: 4, rb: 5, lt: 6, rt: 7, rightStick: 11, up: 12, down: 13, left: 14, right: 15 };
const DeadZone = 0.3;
const RepeatAfterMs = 420;
const RepeatMs = 90;
const TurnPerSecond = 2;

/** The gamepad: moves the focus from control to control over the native twins, so that it reaches exactly what the keyboard reaches. */
export class GamepadInput {
    private readonly _twin: DomTwin;
    private readonly _options: IGamepadOptions;
    private readonly _observer;
    private _held = new Map<string, number>();
    private _lastMs = performance.now();
    private _pressed: HTMLElement | undefined;

    /**
     * @param scene polled once a frame
     * @param twin the native twin
     * @param options what the buttons call
     */
    public constructor(scene: Scene, twin: DomTwin, options: IGamepadOptions) {
        this._twin = twin;
        this._options = options;
        this._observer = scene.onBeforeRenderObservable.add(() => this._poll());
    }

    /** Stops polling and lets go of what is held. */
    public dispose(): void {
        this._observer.remove();
        this._release();
    }

    private _poll(): void {
        const now = performance.now();
        const seconds = Math.min(0.1, (now - this._lastMs) / 1000);
        this._lastMs = now;
        const pad = navigator.getGamepads?.().find((candidate) => candidate?.mapping === "standard");
        if (!pad) {
            // Unplugged, or out of power: what it held is let go.
            this._release();
            this._held.clear();
            return;
        }
        const { onBack, onLock, onReset, onPage, onUndo, onRedo, onTurn, onResetView } = this._options;
        const pressed = (index: number): boolean => pad.buttons[index]?.pressed ?? false;
        const stick = (axis: number): number => (Math.abs(pad.axes[axis] ?? 0) > DeadZone ? pad.axes[axis] : 0);
        const steps: [string, boolean, () => void, boolean][] = [
            ["up", pressed(Button.up) || stick(1) < 0, () => this._focus("up"), true],
            ["down", pressed(Button.down) || stick(1) > 0, () => this._focus("down"), true],
            ["left", pressed(Button.left) || stick(0) < 0, () => this._sideways(-1), true],
            ["right", pressed(Button.right) || stick(0) > 0, () => this._sideways(1), true],
            ["a", pressed(Button.a), () => this._activate(), false],
            ["b", pressed(Button.b), onBack, false],
            ["x", pressed(Button.x), onLock, false],
            ["y", pressed(Button.y), onReset, false],
            ["lb", pressed(Button.lb), () => onPage(-1), false],
            ["rb", pressed(Button.rb), () => onPage(1), false],
            ["lt", pressed(Button.lt), onUndo, false],
            ["rt", pressed(Button.rt), onRedo, false],
            ["stick", pressed(Button.rightStick), onResetView, false],
        ];
        for (const [name, down, act, repeats] of steps) {
            const since = this._held.get(name);
            if (!down) {
                if (this._held.delete(name) && name === "a") {
                    this._release();
                }
            } else if (since === undefined) {
                this._held.set(name, now + RepeatAfterMs);
                act();
            } else if (repeats && now > since) {
                this._held.set(name, now + RepeatMs);
                act();
            }
        }
        if (stick(2) !== 0 || stick(3) !== 0) {
            onTurn(stick(2) * TurnPerSecond * seconds, stick(3) * TurnPerSecond * seconds);
        }
    }

    /** To the nearest control in a direction; where none is, up and down go round in the order of the keyboard. */
    private _focus(way: PadWay): void {
        // Fields for text and the browser's own colour dialog need a keyboard or a pointer.
        const all = this._twin.focusable.filter((element) => !(element instanceof HTMLInputElement) || element.type === "range");
        const at = all.indexOf(document.activeElement as HTMLElement);
        const places = all.map((element) => ({ ...this._twin.placeOf(element), element }));
        const near = at < 0 ? undefined : FindNearest(places[at], places, way)?.element;
        const next = way === "up" ? at - 1 : way === "down" || at < 0 ? at + 1 : at;
        (near ?? all[(next + all.length) % all.length])?.focus();
    }

    /** On a slider left and right move its value, elsewhere the focus. */
    private _sideways(direction: 1 | -1): void {
        const element = document.activeElement;
        if (element instanceof HTMLInputElement && element.type === "range") {
            // From right to left a slider runs the other way.
            const isUp = direction > 0 !== (this._twin.root.dir === "rtl");
            for (let i = 0; i < 5; i++) {
                element[isUp ? "stepUp" : "stepDown"]();
            }
            element.dispatchEvent(new Event("input"));
            element.dispatchEvent(new Event("change"));
        } else {
            this._focus(direction > 0 ? "right" : "left");
        }
    }

    /** Buttons that act while they are held take the gamepad's for a key. */
    private _release(): void {
        this._pressed?.dispatchEvent(new KeyboardEvent("keyup", { key: " " }));
        this._pressed = undefined;
    }

    private _activate(): void {
        const element = document.activeElement as HTMLElement | null;
        if (element && this._twin.root.contains(element)) {
            if (element.dataset.opensFile !== undefined && !navigator.userActivation?.isActive) {
                this._options.onFileRefused();
            } else {
                this._pressed = element;
                element.dispatchEvent(new KeyboardEvent("keydown", { key: " " }));
                element.click();
            }
        } else {
            this._focus("down");
        }
    }
}
