import { type StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { type IFace } from "../face/face.types.js";
import { type IconName } from "./icons.js";
import { type RegionId } from "./regions.js";
import { type IWidget } from "./screenContext.js";
import { type SliderRow } from "./sliderRow.js";

/** A page of the screen: a region of the face, or a place where faces come from and go to. */
export type PageId = RegionId | "photo" | "presets" | "share" | "history" | "search";

/** What a page put into its column. */
export interface IPageContent {
    readonly widgets: readonly (IWidget & { enabled?: boolean })[];
    /** Sliders of the page, for keys that act on the one in use. */
    readonly rows?: readonly SliderRow[];
    /** Shows the values of a face. */
    readonly show?: (face: IFace) => void;
    /** Called when the page is left. */
    readonly leave?: () => void;
}

/** How much of a page is seen at once, in ideal pixels. */
export interface IPageRoom {
    readonly width: number;
    readonly height: number;
}

/** A page: built anew each time it is opened. */
export interface IPage {
    readonly id: PageId;
    readonly title: string;
    readonly icon: IconName;
    /** Whether parameters can be looked for by name here. */
    readonly searchable?: boolean;
    /** Which of several parts it shows now; another part starts at its top. */
    readonly part?: () => string;
    readonly build: (column: StackPanel, width: number, room: IPageRoom) => IPageContent;
}
