import { type Scene } from "@babylonjs/core/scene.js";
import { type DomTwin } from "./domTwin.js";

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

/** The gamepad: moves the focus over the native twins, so that it reaches exactly what the keyboard reaches. */
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
            ["up", pressed(Button.up) || stick(1) < 0, () => this._focus(-1), true],
            ["down", pressed(Button.down) || stick(1) > 0, () => this._focus(1), true],
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

    private _focus(step: 1 | -1): void {
        const all = this._twin.focusable.filter((element) => !(element instanceof HTMLInputElement && element.type === "text"));
        const at = all.indexOf(document.activeElement as HTMLElement);
        all[(at + step + all.length) % all.length]?.focus();
    }

    /** On a slider left and right move its value, elsewhere the focus. */
    private _sideways(direction: 1 | -1): void {
        const element = document.activeElement;
        if (element instanceof HTMLInputElement && element.type === "range") {
            for (let i = 0; i < 5; i++) {
                element[direction > 0 ? "stepUp" : "stepDown"]();
            }
            element.dispatchEvent(new Event("input"));
            element.dispatchEvent(new Event("change"));
        } else {
            this._focus(direction);
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
            this._focus(1);
        }
    }
}
