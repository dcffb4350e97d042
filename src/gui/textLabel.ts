import { TextBlock } from "@babylonjs/gui/2D/controls/textBlock.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type IScreenContext } from "./screenContext.js";
import { type IScreenTheme } from "./theme.js";

// Babylon's TextWrapping is an ambient const enum, which isolated modules cannot read.
const WordWrap = 1;
const Ellipsis = 2;

/** How a text looks. */
export interface ITextLabelOptions {
    readonly text: string;
    /** Default `body`. */
    readonly size?: keyof IScreenTheme["text"];
    /** Default the theme's text colour. */
    readonly color?: string;
    readonly align?: "left" | "center" | "right";
    readonly weight?: "normal" | "600";
    readonly wrap?: boolean;
    /** Height in ideal pixels; default: fills its parent. */
    readonly height?: number;
}

/**
 * A text of the screen.
 * @param context what every widget gets
 * @param name control name
 * @param options what it says and how it looks
 * @returns the control, disposed with its parent
 */
export function CreateTextLabel({ theme }: Pick<IScreenContext, "theme">, name: string, options: ITextLabelOptions): TextBlock {
    const label = new TextBlock(name, options.text);
    label.fontFamily = theme.font;
    label.fontSizeInPixels = theme.text[options.size ?? "body"];
    label.fontWeight = options.weight ?? "normal";
    label.color = options.color ?? theme.color.text;
    label.textHorizontalAlignment = Alignments[options.align ?? "left"];
    label.textVerticalAlignment = options.wrap ? Control.VERTICAL_ALIGNMENT_TOP : Control.VERTICAL_ALIGNMENT_CENTER;
    label.textWrapping = options.wrap ? WordWrap : Ellipsis;
    label.lineSpacing = "4px";
    label.isHitTestVisible = false;
    if (options.height !== undefined) {
        label.heightInPixels = options.height;
    }
    return label;
}

const Alignments = {
    left: Control.HORIZONTAL_ALIGNMENT_LEFT,
    center: Control.HORIZONTAL_ALIGNMENT_CENTER,
    right: Control.HORIZONTAL_ALIGNMENT_RIGHT,
};
