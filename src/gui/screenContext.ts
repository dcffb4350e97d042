import { type Scene } from "@babylonjs/core/scene.js";
import { type Control } from "@babylonjs/gui/2D/controls/control.js";
import { type DomTwin } from "./domTwin.js";
import { type IScreenStrings } from "./strings.js";
import { type IScreenTheme } from "./theme.js";
import { type Tooltip } from "./tooltip.js";

/** What every widget of the screen gets. */
export interface IScreenContext {
    readonly scene: Scene;
    readonly twin: DomTwin;
    readonly strings: IScreenStrings;
    /** The look, with texts as large as the player wants them; it may be another one when the screen is built anew. */
    readonly theme: IScreenTheme;
    /** Whether texts are so large beside everything else that what stands side by side stands one under the other. */
    readonly isLarge: boolean;
    /** Ideal pixels that a card over the head may be wide. */
    readonly cardRoom: number;
    /** Lays a control over the head, as large as the free part of the canvas but for what is kept free at its lower end, ideal pixels. Its owner disposes it. */
    readonly coverHead: (control: Control, keep: number) => void;
    /** Names icons. */
    readonly tooltip: Tooltip;
    /** Whether the screen runs from right to left. */
    readonly rtl: boolean;
    /** Whether nothing moves by itself: the camera jumps, and lists stand when they are let go. */
    readonly reducedMotion: boolean;
    /** Turns what was just built around where the screen runs from right to left; call it once for each new tree of controls. */
    readonly mirror: (control: Control) => void;
    /** Width of a text of a size, both in ideal pixels, as it will be drawn: hinting makes it another one at another scale. */
    readonly measureText: (text: string, size: number, weight?: "normal" | "600") => number;
    /** Pixels of the canvas, at least one, of a line that is this many ideal pixels wide: Babylon takes the thickness of frames in them. */
    readonly lineWidth: (width: number) => number;
}

/** A part of the screen that can be taken away again. */
export interface IWidget {
    dispose(): void;
}
