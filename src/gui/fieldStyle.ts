import { type IScreenTheme } from "./theme.js";

/**
 * The look of a native text field among the controls of the screen. Its lengths follow its text, which follows the size of the canvas.
 * @param theme the look of the screen
 * @param more CSS of its own
 * @returns CSS
 */
export function FieldStyle({ color }: IScreenTheme, more = "padding:0 0.6em"): string {
    const line = `border:0.06em solid ${color.panelLine};border-radius:0.55em;outline-color:${color.focus};outline-width:0.16em`;
    return `background:${color.surface};color:${color.text};${line};${more}`;
}
