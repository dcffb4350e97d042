import { type DomTwin } from "./domTwin.js";
import { type IScreenStrings } from "./strings.js";

/** What every widget of the screen gets. */
export interface IScreenContext {
    readonly twin: DomTwin;
    readonly strings: IScreenStrings;
}

/** A part of the screen that can be taken away again. */
export interface IWidget {
    dispose(): void;
}
