import { type IScreenMetrics } from "./screenMetrics.js";
import { type IScreenTheme } from "./theme.js";

/** Where a panel lies, in ideal pixels. */
export interface IPanelPlace {
    /** Whether it lies at the end of the line, which is the right where the screen runs from left to right. Default: at its start. */
    readonly end?: boolean;
    /** Whether it lies at the bottom. Default: on top. */
    readonly bottom?: boolean;
    /** Distances to there, along the line and downwards. Default 0. */
    readonly left?: number;
    readonly top?: number;
    readonly width: number;
    readonly height: number;
}

/** A part of the canvas in shares of its width and height. */
export interface IShares {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
}

/** Where the parts of the screen lie. */
export interface IScreenPlaces {
    /** Margin at the edges in ideal pixels. */
    readonly edge: number;
    readonly top: IPanelPlace;
    readonly nav: IPanelPlace;
    readonly page: IPanelPlace;
    /** What no panel covers. */
    readonly free: IShares;
}

/** Share of the height that the sheet covers, and that it does once its texts are larger by half. */
const SheetShare = 0.46;
const LargeSheetShare = 0.58;
/** Width of the panel at the side and its largest share of the canvas, and height of the bar on small canvases, in ideal pixels. */
const SidePanel = 360;
const LargestSidePanel = 0.55;
const SmallBar = 54;
/** Height of the list of pages where it is a strip. */
const SideStrip = 56;
const SheetStrip = 58;
/** How far the page of a sheet covers the strip, whose lower corners are round. */
export const SheetOverlap = 20;

/**
 * Places the parts of the screen: three columns, a panel at the side, or a sheet at the bottom.
 * @param metrics arrangement and ideal size
 * @param theme sizes and distances
 * @param rtl whether the screen runs from right to left
 * @returns the places
 */
export function GetScreenPlaces(
    { mode, width, height, textGrowth }: IScreenMetrics,
    { space, size }: IScreenTheme,
    rtl: boolean,
): IScreenPlaces {
    const share = SheetShare + (LargeSheetShare - SheetShare) * Math.min(1, 2 * (textGrowth - 1));
    const edge = mode === "wide" ? space.l : space.s;
    const bar = mode === "wide" ? size.topBar : SmallBar;
    const sheet = mode === "sheet" ? Math.round(height * share) : 0;
    const panel = { wide: size.rightPanel, side: Math.min(SidePanel, width * LargestSidePanel), sheet: width }[mode];
    const under = bar + 2 * edge;
    const below = SideStrip + 2 * edge;
    const panels = {
        wide: {
            nav: { left: edge, top: under, width: size.leftPanel, height: height - under - edge },
            page: { end: true, left: -edge, top: under, width: panel, height: height - under - edge },
        },
        side: {
            nav: { end: true, left: -edge, top: edge, width: panel, height: SideStrip },
            page: { end: true, left: -edge, top: below, width: panel, height: height - below - edge },
        },
        sheet: {
            nav: { bottom: true, top: SheetStrip + SheetOverlap - sheet, width, height: SheetStrip + SheetOverlap },
            page: { bottom: true, width, height: sheet - SheetStrip },
        },
    }[mode];
    const start = mode === "wide" ? size.leftPanel + edge : 0;
    const end = { wide: panel + edge, side: panel + 2 * edge, sheet: 0 }[mode];
    const y = (bar + edge) / height;
    return {
        edge,
        top: { left: edge, top: edge, width: mode === "side" ? width - panel - 3 * edge : width - 2 * edge, height: bar },
        ...panels,
        free: { x: (rtl ? end : start) / width, y, width: 1 - (start + end) / width, height: 1 - y - sheet / height },
    };
}
