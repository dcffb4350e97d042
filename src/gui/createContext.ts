import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { MirrorControls } from "./mirror.js";
import { type IOpenScreenOptions } from "./screen.types.js";
import { type IScreenContext } from "./screenContext.js";
import { type ScreenStage } from "./screenStage.js";
import { EnglishStrings, type IScreenStrings } from "./strings.js";
import { GetScreenPlaces, type IShares } from "./screenPlaces.js";
import { GrowTexts, type IScreenTheme, ResolveTheme } from "./theme.js";
import { Tooltip } from "./tooltip.js";

/**
 * The texts of a screen.
 * @param options options of the screen
 * @returns the English texts with the game's own in their places
 */
export function ResolveStrings(options: IOpenScreenOptions): IScreenStrings {
    return { ...EnglishStrings, ...options.strings };
}

/**
 * Whether a screen runs from right to left.
 * @param options options of the screen
 * @returns what they say, else what the page does
 */
export function RunsFromRight(options: IOpenScreenOptions): boolean {
    return (options.dir ?? document.documentElement.dir) === "rtl";
}

/** From this growth of the texts on they leave no room beside them. */
const LargeFrom = 1.15;

/**
 * What every widget of a screen gets.
 * @param stage what the screen stands on
 * @param options options of the screen
 * @returns the context; whoever made it disposes its tooltip
 */
export function CreateScreenContext(stage: ScreenStage, options: IOpenScreenOptions): IScreenContext {
    const base = ResolveTheme(options.theme);
    let grown: { readonly growth: number; readonly theme: IScreenTheme } | undefined;
    const getTheme = (): IScreenTheme => {
        const { textGrowth } = stage.metrics;
        if (grown?.growth !== textGrowth) {
            grown = { growth: textGrowth, theme: GrowTexts(base, textGrowth) };
        }
        return grown.theme;
    };
    const rtl = RunsFromRight(options);
    const getFree = (): IShares => GetScreenPlaces(stage.metrics, getTheme(), rtl).free;
    const canvas = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
    return {
        scene: stage.camera.camera.getScene(),
        twin: stage.twin,
        strings: ResolveStrings(options),
        get theme() {
            return getTheme();
        },
        get isLarge() {
            return stage.metrics.textGrowth > LargeFrom;
        },
        get cardRoom() {
            return Math.floor(getFree().width * stage.metrics.width) - 2 * base.space.s;
        },
        coverHead: (control, keep) => {
            const { x, y, width, height } = getFree();
            const { metrics, texture } = stage;
            const { s } = base.space;
            control.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
            control.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
            control.leftInPixels = x * metrics.width + s;
            control.topInPixels = y * metrics.height + s;
            control.widthInPixels = width * metrics.width - 2 * s;
            control.heightInPixels = height * metrics.height - 2 * s - keep;
            texture.addControl(control);
        },
        tooltip: new Tooltip(stage.texture, getTheme, () => stage.twin.fields),
        rtl,
        reducedMotion: options.reducedMotion ?? matchMedia("(prefers-reduced-motion: reduce)").matches,
        mirror: rtl ? MirrorControls : () => {},
        lineWidth: (width) => Math.max(1, width * stage.texture.idealRatio),
        measureText: (text, size, weight) => {
            const ratio = stage.texture.idealRatio;
            canvas.font = `${weight === "600" ? "600 " : ""}${size * ratio}px ${base.font}`;
            return canvas.measureText(text).width / ratio;
        },
    };
}
