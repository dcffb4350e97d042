import { type ScreenView } from "./screenCamera.js";
import { type LightPreset } from "./screenLook.js";

/** What keys call. */
export interface IScreenKeyOptions {
    readonly onEscape: () => void;
    readonly onUndo: () => void;
    readonly onRedo: () => void;
    readonly onCompare: (on: boolean) => void;
    readonly onLight: (light: LightPreset) => void;
    readonly onView: (view: ScreenView) => void;
    readonly onRandom: () => void;
    /** Locks or unlocks the slider in use. */
    readonly onLock: () => void;
}

const Lights: Readonly<Record<string, LightPreset>> = { "1": "studio", "2": "day", "3": "night", "4": "game" };
const Views: Readonly<Record<string, ScreenView>> = { f: "front", t: "threequarter", s: "profile" };

/**
 * Handles a key of the screen; keys that a text field or a slider needs are left to it.
 * @param event the key, going down or up
 * @param options what to call
 */
export function HandleScreenKey(event: KeyboardEvent, options: IScreenKeyOptions): void {
    const down = event.type === "keydown";
    const key = event.key.toLowerCase();
    const typing = event.target instanceof HTMLInputElement && event.target.type === "text";
    if (down && key === "escape") {
        options.onEscape();
    } else if (down && (event.ctrlKey || event.metaKey) && (key === "z" || key === "y") && !typing) {
        event.preventDefault();
        if (key === "y" || event.shiftKey) {
            options.onRedo();
        } else {
            options.onUndo();
        }
    } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat) {
        if (key === "c") {
            options.onCompare(down);
        } else if (down) {
            HandlePlainKey(key, options);
        }
    }
}

function HandlePlainKey(key: string, options: IScreenKeyOptions): void {
    if (Lights[key]) {
        options.onLight(Lights[key]);
    } else if (Views[key]) {
        options.onView(Views[key]);
    } else if (key === "r") {
        options.onRandom();
    } else if (key === "l") {
        options.onLock();
    }
}
