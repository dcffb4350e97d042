/** How the screen is arranged: three columns, a panel at the side, or a sheet at the bottom. */
export type ScreenMode = "wide" | "side" | "sheet";

/** The measure of the screen on a canvas. */
export interface IScreenMetrics {
    readonly mode: ScreenMode;
    /** Ideal pixels that the canvas is wide and high; text sizes and distances are given in them. */
    readonly width: number;
    readonly height: number;
    /** How much larger texts are than in the theme, 1 or more: a canvas on which the whole screen cannot grow lets its texts grow alone. */
    readonly textGrowth: number;
}

/** Three columns need this many ideal pixels. */
const WideFrom = 1120;
/** A sheet that is narrower, and a panel at the side that is lower, would have no room for what is no text: from there on texts grow alone. */
const NarrowestSheet = 340;
const LowestSide = 330;

/**
 * Chooses arrangement and scale. Small canvases get relatively larger text, so that 18 ideal pixels stay readable, and a larger text scale
 * leaves less room, which the arrangement then follows.
 * @param cssWidth width of the canvas in CSS pixels, > 0
 * @param cssHeight height of the canvas in CSS pixels, > 0
 * @param textScale 1 to 2
 * @returns arrangement and ideal size
 */
export function GetScreenMetrics(cssWidth: number, cssHeight: number, textScale: number): IScreenMetrics {
    const aspect = cssWidth / cssHeight;
    if (aspect < 0.9) {
        const wanted = Math.min(720, Math.max(380, cssWidth * 1.02)) / textScale;
        const width = Math.max(NarrowestSheet, wanted);
        return { mode: "sheet", width, height: width / aspect, textGrowth: width / wanted };
    }
    const base = cssHeight < 480 ? Math.max(360, cssHeight * 1.1) : Math.min(1080, Math.max(780, 540 + cssHeight / 2));
    const wanted = base / textScale;
    const height = Math.max(LowestSide, wanted);
    const width = height * aspect;
    return { mode: width >= WideFrom ? "wide" : "side", width, height, textGrowth: height / wanted };
}
